"""Writing: what is read comes back exactly, belongs to its owner alone, and is never written over unasked."""

from __future__ import annotations

import csv
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import UsageError
from allocator.reading.caseload import read_caseload, write_caseload
from allocator.reading.cells import is_blank
from allocator.reading.writing import toml_value
from allocator.records import (
    Caseload,
    Category,
    Complexity,
    Journey,
    Lead,
    Need,
    Place,
    Role,
    Worker,
    YoungPerson,
)

AS_OF = date(2025, 6, 2)

DAYS = st.dates(date(2015, 1, 1), AS_OF)
TEXTS = (
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ;,'=+-@\"\n"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and not is_blank(text))
)
IDS = st.text("ABCW0123456789-=@", min_size=1, max_size=6).filter(lambda text: not is_blank(text))
LANGUAGES = st.frozensets(st.sampled_from(["arabic", "tigrinya", "=pashto"]))
NEEDS = st.frozensets(st.sampled_from(Need))
HEADERS = st.sampled_from(["bus pass", "=sum", "Key worker's note", "-x"])
TWO_PLACES = Decimal("0.01")


def decimals(most: int) -> st.SearchStrategy[Decimal]:
    """Exact decimals with two places."""
    return st.integers(0, most * 100).map(lambda number: number * TWO_PLACES)


def optional(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Now and then nothing."""
    return st.none() | strategy


def worker(worker_id: str) -> st.SearchStrategy[Worker]:
    """Any worker whose dates can be true at once."""
    return st.builds(
        Worker,
        worker_id=st.just(worker_id),
        base=st.just("") | TEXTS,
        fte=decimals(2),
        role=st.sampled_from(Role),
        team=optional(TEXTS),
        skills=NEEDS,
        languages=LANGUAGES,
        start_date=optional(st.dates(date(2001, 1, 1), date(2010, 1, 1))),
        last_day=optional(DAYS),
        absent_from=st.just(date(2014, 5, 1)),
        absent_to=optional(DAYS),
        reduction_percent=decimals(100),
        post=st.sampled_from(["lcw", "team_manager"]),
        experience_years=optional(decimals(60)),
        other=st.dictionaries(HEADERS, TEXTS),
    )


def person(person_id: str, workers: list[str]) -> st.SearchStrategy[YoungPerson]:
    """Any young person whose dates can be true at once; locked nobody, for a lock may be an error."""
    return st.builds(
        YoungPerson,
        person_id=st.just(person_id),
        date_of_birth=st.dates(date(2000, 1, 1), date(2008, 1, 1)),
        category=st.sampled_from(Category),
        place=optional(TEXTS),
        current_worker=st.none() | st.sampled_from(workers),
        worker_since=optional(DAYS),
        former_uasc=st.booleans(),
        needs=NEEDS,
        in_education=st.booleans(),
        keep_after_21=st.booleans(),
        complexity=st.sampled_from(Complexity),
        languages=LANGUAGES,
        keep_together=optional(TEXTS),
        avoid_workers=st.frozensets(st.sampled_from(workers)),
        lead=st.sampled_from(Lead),
        referred=optional(DAYS),
        changes_so_far=st.integers(0, 99),
        last_change=optional(DAYS),
        key_event=optional(TEXTS),
        key_event_date=optional(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        other=st.dictionaries(HEADERS, TEXTS),
    )


@st.composite
def caseloads(draw: st.DrawFn) -> Caseload:
    """Any caseload that reading could have given, whatever its texts hold."""
    worker_ids = draw(st.lists(IDS, min_size=1, max_size=3, unique_by=str.casefold))
    person_ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    coordinates = st.integers(-8000, 8000).map(lambda number: number / 100)
    places = draw(st.lists(st.builds(Place, place=TEXTS, latitude=coordinates, longitude=coordinates), max_size=1))
    minutes, miles = st.integers(0, 2000), st.none() | st.integers(0, 2000).map(float)
    journeys = st.builds(Journey, from_place=TEXTS, to_place=TEXTS, minutes=minutes, miles=miles)
    values = st.sampled_from(["off", 3, Decimal("0.5"), True, ["Boston", "Spalding"]])
    return Caseload(
        title=draw(TEXTS),
        as_of=AS_OF,
        model=draw(st.none() | st.just("lincolnshire-2025")),
        overrides=draw(st.dictionaries(st.sampled_from(["rules.intake.strength", "load.x"]), values)),
        options=draw(st.dictionaries(st.sampled_from(["seed", "note"]), values)),
        workers=tuple(draw(worker(worker_id)) for worker_id in worker_ids),
        young_people=tuple(draw(person(person_id, worker_ids)) for person_id in person_ids),
        places=tuple(places),
        travel=tuple(draw(st.lists(journeys, max_size=1))),
    )


@settings(max_examples=60, deadline=None)
@given(caseloads())
def test_round_trip(caseload: Caseload) -> None:
    """Every caseload comes back as it was, field by field, with texts that look like formulas, lists and quotes."""
    with TemporaryDirectory() as folder:
        write_caseload(caseload, Path(folder))
        again = read_caseload(Path(folder))
    assert again.model_copy(update={"findings": (), "sources": {}}) == caseload


@settings(max_examples=20, deadline=None)
@given(caseloads())
def test_no_cell_is_a_formula(caseload: Caseload) -> None:
    """No cell of any file begins as a formula does, unless it is a plain number."""

    with TemporaryDirectory() as folder:
        write_caseload(caseload, Path(folder))
        for file in Path(folder).glob("*.csv"):
            with file.open(newline="", encoding="utf-8") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            risky = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]
            assert all(float(cell) <= 0 for cell in risky)


def small() -> Caseload:
    """One young person and one worker."""
    young = YoungPerson(person_id="P1", date_of_birth=date(2008, 1, 5), category=Category.ELIGIBLE)
    return Caseload(
        title="Small",
        as_of=AS_OF,
        young_people=(young,),
        workers=(Worker(worker_id="W1", base="Boston", fte=Decimal(1)),),
    )


def test_owner_only(tmp_path: Path) -> None:
    """Files are 0600 and their folder 0700."""
    folder = write_caseload(small(), tmp_path / "out")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_only_columns_that_somebody_fills(tmp_path: Path) -> None:
    """Blank columns are left out, unless they are asked for."""
    lean = write_caseload(small(), tmp_path / "lean")
    assert (lean / "workers.csv").read_text() == "worker_id,base,fte\nW1,Boston,1\n"
    full = write_caseload(small(), tmp_path / "full", every_column=True)
    assert "absent_from" in (full / "workers.csv").read_text().splitlines()[0]


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    """A folder that holds a table already is refused, and left as it is."""
    (tmp_path / "travel.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"holds travel\.csv already\. Name another folder, or use --overwrite"):
        write_caseload(small(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["travel.csv"]


def test_overwriting_leaves_nothing_of_before(tmp_path: Path) -> None:
    """A table of the caseload that was there before does not become part of the new one."""
    (tmp_path / "travel.csv").write_text("from,to,minutes\nLincoln,Boston,5\n")
    write_caseload(small(), tmp_path, overwrite=True)
    assert read_caseload(tmp_path).travel == ()


def test_toml_values() -> None:
    """Values are written as TOML writes them; what has no place there is refused."""
    assert toml_value({"a": date(2025, 6, 2), "b": Decimal(3)}) == '{"a" = 2025-06-02, "b" = 3.0}'
    assert toml_value('say "no"\n\\') == '"say \\"no\\"\\U0000000a\\\\"'
    with pytest.raises(TypeError, match=r"object has no place in caseload\.toml"):
        toml_value(object())
