"""A whole county as SSD and back: the same caseload, field by field, for what the SSD can hold."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from allocator.errors import UsageError
from allocator.generate.extracts import SSD_HELD, SSD_WORKERS_HELD, with_returns, write_ssd
from allocator.generate.extracts.ssd_headers import HEADERS
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.reading.ssd.columns import TABLES
from allocator.records import Activity, Caseload, Lead, Need, Severity, Worker, YoungPerson
from tests.builders import AS_OF, caseload, person, worker
from tests.generate.drawn import county

COUNTY = "lincolnshire-2023"


@cache
def whole() -> Caseload:
    """936 people with the fields of the returns; every ninth has a postcode, every eleventh has just moved."""
    made = with_returns(county(COUNTY), seed=3)
    people = [_settled(one, number, made.as_of) for number, one in enumerate(made.young_people)]
    workers = [one.model_copy(update={"team": f"Team {number % 3}"}) for number, one in enumerate(made.workers)]
    return made.model_copy(update={"young_people": tuple(people), "workers": tuple(workers)})


def _settled(one: YoungPerson, number: int, as_of: date) -> YoungPerson:
    changes: dict[str, Any] = {}
    if number % 9 == 4:
        changes["place"] = f"PE{number % 7 + 1} {number % 9}AB"
    if number % 11 == 5 and one.place is not None:
        changes |= {"key_event": "move", "key_event_date": as_of - timedelta(days=number % 29)}
    return one.model_copy(update=changes)


def there_and_back(made: Caseload, folder: Path) -> tuple[Extract, Collector]:
    """The caseload written as SSD, and read."""
    found = Collector()
    return read_ssd(write_ssd(made, folder / "ssd"), as_of=made.as_of, found=found), found


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> tuple[Extract, Collector]:
    """The county, there and back."""
    return there_and_back(whole(), tmp_path_factory.mktemp("county"))


def _of_needs(one: YoungPerson) -> object:
    """Parents in education or work have an activity of their own, and mental health and UASC have no column."""
    held = {Need.CUSTODY, Need.DISABILITY}
    return one.needs & (held | ({Need.PARENT} if one.activity is Activity.NONE_PREGNANCY_OR_PARENTING else set()))


def _moved(field: str) -> Callable[[YoungPerson], object]:
    """Of key events only a move is held."""
    return lambda one: getattr(one, field) if one.key_event == "move" else None


PARTLY: dict[str, Callable[[YoungPerson], object]] = {
    "needs": _of_needs,
    "lead": lambda one: one.lead,  # in the county, nobody of 18 is led by a social worker
    "last_change": lambda one: one.last_change,  # in the county, every last change brought the current worker
    "key_event": _moved("key_event"),
    "key_event_date": _moved("key_event_date"),
}


def held(one: YoungPerson, field: str) -> object:
    """What of a field the SSD can hold, in the words of the documentation."""
    words = SSD_HELD[field]
    if words.startswith("yes"):
        return getattr(one, field)
    return PARTLY[field](one) if words.startswith("partly") else YoungPerson.model_fields[field].get_default()


@pytest.mark.parametrize("field", SSD_HELD)
def test_a_county_comes_back(back: tuple[Extract, Collector], field: str) -> None:
    """Proves for each field that all 936 people come back with it, in the same order, or without what is not held."""
    expected = [held(one, field) for one in whole().young_people]
    assert [getattr(one, field) for _, one in back[0].people] == expected
    assert len(expected) == 936


def test_the_county_shows_every_field_that_is_held(back: tuple[Extract, Collector]) -> None:
    """Proves that the test above is not about columns of blanks: each field that is held has two values or more."""
    held_fields = [field for field, words in SSD_HELD.items() if not words.startswith("no")]
    alike = [field for field in held_fields if len({getattr(one, field) for _, one in back[0].people}) < 2]
    assert alike == []


def test_every_field_has_its_words() -> None:
    """Proves that the documentation leaves out no field of a young person or a worker."""
    assert set(SSD_HELD) == set(YoungPerson.model_fields) - {"other"}
    assert set(SSD_WORKERS_HELD) == set(Worker.model_fields) - {"other"}


@pytest.mark.parametrize("field", SSD_WORKERS_HELD)
def test_workers_come_back(back: tuple[Extract, Collector], field: str) -> None:
    """Proves the same of the 33 workers; all of them work with somebody. A base is always blank."""
    wholly = SSD_WORKERS_HELD[field].startswith("yes")
    blank = "" if field == "base" else Worker.model_fields[field].get_default()
    expected = {one.worker_id: getattr(one, field) if wholly else blank for one in whole().workers}
    assert {worker_id: getattr(one, field) for worker_id, one in back[0].workers.items()} == expected


def test_nothing_is_found_that_has_to_be_mended(back: tuple[Extract, Collector]) -> None:
    """Proves that what is written is sound: notes at most, nobody left out, and no name anywhere."""
    extract, found = back
    assert {finding.code for finding in found.found if finding.severity is not Severity.NOTE} == set()
    assert (extract.excluded, extract.rows, extract.names) == ((), 936, {})
    assert {frozenset(known) for known in extract.known.values()} == {frozenset({"fte", "post", "team"})}


def test_columns_as_published(tmp_path: Path) -> None:
    """Proves that every table that is read is written with all its columns, and that names stay blank."""
    folder = write_ssd(caseload([person("P1", "W1")], [worker("W1")]), tmp_path / "ssd")
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
            reader = csv.DictReader(stream)
            rows = list(reader)
        assert tuple(reader.fieldnames or ()) == HEADERS[name]
        assert set(table.columns) <= set(HEADERS[name])
        if name == "ssd_person":
            assert (rows[0]["pers_forename"], rows[0]["pers_surname"]) == ("", "")
        if name == "ssd_professionals":
            assert {row["prof_professional_name"] == row["prof_professional_id"] for row in rows} == {True}


HISTORIES: dict[str, dict[str, Any]] = {
    "met and kept": {"current_worker": "W1", "worker_since": date(2024, 5, 6)},
    "many changes": {
        "current_worker": "W1",
        "worker_since": date(2024, 5, 6),
        "changes_so_far": 23,
        "last_change": date(2024, 5, 6),
    },
    "met on the day": {
        "current_worker": "W1",
        "worker_since": AS_OF,
        "changes_so_far": 1,
        "last_change": AS_OF,
    },
    "nobody now": {"changes_so_far": 3, "last_change": date(2024, 5, 6)},
    "lost on the day": {"changes_so_far": 1, "last_change": AS_OF},
    "since is not known": {"current_worker": "W1", "changes_so_far": 2, "last_change": date(2024, 5, 6)},
    "nothing is known": {"current_worker": "W1"},
    "never anybody": {},
}


@pytest.mark.parametrize("case", HISTORIES)
@pytest.mark.parametrize("colleagues", [0, 1, 5])
def test_histories_come_back(tmp_path: Path, case: str, colleagues: int) -> None:
    """Proves that since, changes and the last one come back, in a service of one worker, two or six."""
    staff = [worker(f"W{number}") for number in range(1, colleagues + 2)]
    one = person(**HISTORIES[case])
    extract, _ = there_and_back(caseload([one], staff), tmp_path)
    fields = ("current_worker", "worker_since", "changes_so_far", "last_change")
    assert [getattr(extract.people[0][1], field) for field in fields] == [getattr(one, field) for field in fields]


@pytest.mark.parametrize("lead", Lead)
@pytest.mark.parametrize("current", ["W1", None])
def test_who_leads_comes_back(tmp_path: Path, lead: Lead, current: str | None) -> None:
    """Proves that both leads of a child of 17 come back, with and without a leaving care worker."""
    extract, _ = there_and_back(caseload([person("P1", current, age=17, lead=lead)], [worker("W1")]), tmp_path)
    assert (extract.people[0][1].lead, extract.people[0][1].current_worker) == (lead, current)


def test_a_post_of_its_own_comes_back(tmp_path: Path) -> None:
    """Proves that a post that has no usual title is written as one and read back."""
    made = caseload([person("P1", "W1")], [worker("W1", post="senior_practitioner")])
    assert there_and_back(made, tmp_path)[0].workers["W1"].post == "senior_practitioner"


def test_only_the_owner_may_read_it_and_nothing_is_overwritten(tmp_path: Path) -> None:
    """Proves the permissions, and that a folder in use is refused unless overwriting is asked for."""
    made = caseload([person("P1", "W1")], [worker("W1")])
    folder = write_ssd(made, tmp_path / "ssd")
    assert stat.S_IMODE((folder / "ssd_person.csv").stat().st_mode) == 0o600
    with pytest.raises(UsageError, match=r"holds ssd_care_leavers\.csv, .* already"):
        write_ssd(made, folder)
    write_ssd(caseload([person("P2", "W1")], [worker("W1")]), folder, overwrite=True)
    assert "P2" in (folder / "ssd_person.csv").read_text(encoding="utf-8")
