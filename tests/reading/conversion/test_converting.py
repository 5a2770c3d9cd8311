"""The one way from an extract to a caseload: every row accounted for, no names, whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import InputError, UsageError
from allocator.generate import england_of
from allocator.generate.extracts import with_returns, write_annex_a, write_oc3, write_ssd
from allocator.pipeline import Options, allocate
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.conversion import Conversion, convert, converting
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector, errors_among
from allocator.reading.privacy import Key, write_key
from allocator.reading.ssd import read_ssd
from allocator.reading.team import write_team_workbook
from allocator.records import Caseload, Category, Finding, InTouch, Worker
from tests.reading.team.extracts import AS_OF, at, extract, team_file, young


def converted(out: Path, made: Extract | None = None, **options: object) -> Conversion:
    """The small extract (or another one) converted."""
    given: Mapping[str, object] = {"as_of": AS_OF, "found": Collector(), **options}
    return convert(made or extract(), out, **given)  # type: ignore[arg-type]


def named() -> Extract:
    """The small extract with a name for W1."""
    one = extract()
    people = tuple(
        (row, person.model_copy(update={"current_worker": "Ann Example"}) if person.current_worker == "W1" else person)
        for row, person in one.people
    )
    workers = {
        "Ann Example": one.workers["W1"].model_copy(update={"worker_id": "Ann Example"}),
        "W2": one.workers["W2"],
    }
    return replace(one, people=people, workers=workers, known={"W2": one.known["W2"]})


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_row_is_in_the_caseload_or_counted(tmp_path: Path) -> None:
    """Proves the sum: 6 rows are 4 people and 2 left out, by reason, and the caseload holds those 4."""
    made = converted(tmp_path / "county")
    assert (made.rows, made.people, made.workers, made.with_findings) == (6, 4, 2, 0)
    assert (made.excluded, made.by_category) == ({"died": 1, "too_old": 1}, {Category.FORMER_RELEVANT: 4})
    caseload = read_caseload(tmp_path / "county")
    assert [(one.person_id, one.current_worker) for one in caseload.young_people] == [
        ("P1", "W1"),
        ("P2", "W1"),
        ("P3", "W2"),
        ("P4", None),
    ]
    assert (caseload.title, caseload.as_of) == ("Small", AS_OF)


def test_a_workbook_reads_back_the_same_as_a_folder(tmp_path: Path) -> None:
    """Proves that both forms of a caseload hold the same, but for where findings are."""
    converted(tmp_path / "county", model="lincolnshire-2025")
    made = converted(tmp_path / "county.xlsx", model="lincolnshire-2025")
    folder, book = (read_caseload(tmp_path / name) for name in ("county", "county.xlsx"))
    assert made.out.is_file()
    assert folder.model_copy(update={"findings": (), "sources": {}}) == book.model_copy(
        update={"findings": (), "sources": {}}
    )
    assert folder.model == "lincolnshire-2025"


def test_names_are_in_the_key_alone_and_ids_stay(tmp_path: Path) -> None:
    """Proves that a name is in no file of the caseload, and that the next extract gives the same worker the same id."""
    made = converted(tmp_path / "county", named())
    assert made.key == tmp_path / "county-worker-key.csv"
    assert stat.S_IMODE(made.key.stat().st_mode) == 0o600
    assert b"Ann Example" in made.key.read_bytes()
    assert not any(b"Ann" in text for text in everything(tmp_path / "county").values())
    first = {one.person_id: one.current_worker for one in read_caseload(tmp_path / "county").young_people}
    again = replace(named(), people=tuple(reversed(named().people)))
    converted(tmp_path / "county", again, overwrite=True)
    assert {one.person_id: one.current_worker for one in read_caseload(tmp_path / "county").young_people} == first


def test_no_key_is_written_where_there_are_no_names(tmp_path: Path) -> None:
    """Proves that an extract that has ids only leaves no empty file behind."""
    assert converted(tmp_path / "county").key is None
    assert [path.name for path in tmp_path.iterdir()] == ["county"]


def test_the_key_never_lies_in_the_caseload(tmp_path: Path) -> None:
    """Proves that a key that would be passed on with the caseload is refused, and that another place is taken."""
    with pytest.raises(
        UsageError, match=r"key\.csv would lie in the caseload, which is passed on\. Name a place outside"
    ):
        converted(tmp_path / "county", named(), key=tmp_path / "county" / "key.csv")
    assert list(tmp_path.iterdir()) == []
    assert (
        converted(tmp_path / "county", named(), key=tmp_path / "safe" / "key.csv").key == tmp_path / "safe" / "key.csv"
    )


def test_all_mistakes_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    """Proves that mistakes of the reader, of the team and between rows come together, with the place of each."""
    found = Collector()
    found.add("bad_date", "The reader's own.", table="List 9", row=9, do="Mend it.")
    early = young("P8", "W1", worker_since=date(2000, 1, 1))
    made = replace(extract(), people=(*extract().people, (at(8), early)), rows=8)
    headers = ("worker_id", "fte", "start_date", "last_day")
    team = team_file(tmp_path / "team.xlsx", headers, ("W1", 7), ("W2", 1, "2025-05-01", "2025-04-01"))
    before = everything(tmp_path)
    with pytest.raises(InputError, match=r"The extract has 4 errors, and nothing was written:\n  - ") as caught:
        converted(tmp_path / "county", made, found=found, team=team)
    found_all = [one for one in caught.value.findings if isinstance(one, Finding)]
    assert {(one.code, one.file, one.sheet, one.row) for one in errors_among(found_all)} == {
        ("bad_date", None, None, 9),
        ("out_of_range", "team.xlsx", "team", 2),
        ("left_before_start", "team.xlsx", "team", 3),
        ("since_before_birth", "list.xlsx", "List 9", 8),
    }
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["county", "county.xlsx"])
def test_a_caseload_that_cannot_be_written_leaves_everything_as_it_was(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that a full disk leaves no half caseload, and the key as it was or not there at all."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "county")

    with monkeypatch.context() as broken:
        broken.setattr(converting, "write_caseload", full)
        broken.setattr(converting, "write_caseload_workbook", full)
        with pytest.raises(OSError, match="No space left"):
            converted(tmp_path / name, named())
        assert everything(tmp_path) == {}
    converted(tmp_path / name, named())
    before = everything(tmp_path)
    other = replace(
        named(), workers={**named().workers, "Bob Sample": Worker(worker_id="Bob Sample", base="", fte=Decimal(1))}
    )
    monkeypatch.setattr(converting, "write_caseload", full)
    monkeypatch.setattr(converting, "write_caseload_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        converted(tmp_path / name, other, overwrite=True)
    assert everything(tmp_path) == before


def test_a_caseload_that_is_there_is_replaced_only_when_asked_and_the_team_stays(tmp_path: Path) -> None:
    """Proves that a second conversion is refused whole, and that overwriting leaves the team workbook in the folder."""
    out = tmp_path / "county"
    converted(out, named())
    write_team_workbook(out / "team.xlsx", [Worker(worker_id="W2", base="Boston", fte=Decimal(1))])
    before = everything(tmp_path)
    other = replace(
        named(), workers={**named().workers, "Bob Sample": Worker(worker_id="Bob Sample", base="", fte=Decimal(1))}
    )
    with pytest.raises(UsageError, match=r"county holds .*young_people\.csv.* already"):
        converted(out, other)
    assert everything(tmp_path) == before
    made = converted(out, other, overwrite=True)
    assert made.team == out / "team.xlsx"
    assert everything(out)["team.xlsx"] == before["county/team.xlsx"]
    assert {one.worker_id: one.base for one in read_caseload(out).workers}["W2"] == "Boston"


def test_the_team_beside_is_found_and_one_that_is_named_comes_first(tmp_path: Path) -> None:
    """Proves where the team workbook is looked for: in the folder, beside it, beside a workbook."""
    beside = team_file(tmp_path / "team.xlsx", ("worker_id", "base"), ("W1", "Beside"))
    mine = team_file(tmp_path / "mine.xlsx", ("worker_id", "base"), ("W1", "Mine"))
    assert converted(tmp_path / "county").team == beside
    assert converted(tmp_path / "county.xlsx").team == beside
    made = converted(tmp_path / "county", team=mine, overwrite=True)
    assert made.team == mine
    assert read_caseload(tmp_path / "county").workers[0].base == "Mine"


def test_a_new_colleague_keeps_an_id_that_nobody_else_is_given(tmp_path: Path) -> None:
    """Proves that W01, typed for somebody new, is not given to a name, and that a name typed there becomes an id."""
    team = team_file(
        tmp_path / "team.xlsx",
        ("worker_id", "base"),
        ("W01", "Boston"),
        ("ann example", "Lincoln"),
        ("Cy New", "Spalding"),
    )
    made = converted(tmp_path / "county", named(), team=team)
    bases = {one.worker_id: one.base for one in read_caseload(tmp_path / "county").workers}
    people = {one.person_id: one.current_worker for one in read_caseload(tmp_path / "county").young_people}
    assert (bases["W01"], bases[people["P1"] or ""], bases["W2"]) == ("Boston", "Lincoln", "")
    assert people["P1"] not in ("W01", "Ann Example", "ann example")
    assert sorted(bases.values()) == ["", "Boston", "Lincoln", "Spalding"]
    assert not any(b"Cy New" in text for text in everything(tmp_path / "county").values())
    assert made.workers == 4


def test_ages_only_after_the_checks(tmp_path: Path) -> None:
    """Proves that no date of birth is written where ages are asked for: born 5 January 2006, 19 on the day."""
    converted(tmp_path / "county", ages_only=True)
    assert [(one.date_of_birth, one.age) for one in read_caseload(tmp_path / "county").young_people] == [(None, 19)] * 4
    assert b"2006" not in (tmp_path / "county" / "young_people.csv").read_bytes()


def test_oc3_moves_whoever_has_died_from_the_people_to_the_counted(tmp_path: Path) -> None:
    """Proves that OC3 is added before anything else, and that the sum of rows stays."""
    (tmp_path / "oc3.csv").write_text(
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nP1,05/01/2006,YES,F1,U1\nP2,05/01/2006,DIED,0,0\n"
    )
    made = converted(tmp_path / "county", oc3=tmp_path / "oc3.csv")
    assert (made.rows, made.people, made.excluded, made.with_findings) == (6, 3, {"died": 2, "too_old": 1}, 0)
    assert read_caseload(tmp_path / "county").young_people[0].in_touch is InTouch.YES


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"people": ()}, "Nobody in the extract is for this service."),
        ({"workers": {}, "people": ((at(2), young("P1", None)),)}, "The extract names no worker."),
    ],
)
def test_an_extract_without_people_or_workers_is_an_error(change: dict[str, object], what: str, tmp_path: Path) -> None:
    """Proves that no caseload is written that could not be read."""
    with pytest.raises(InputError, match="The extract has 1 error, and nothing was written") as caught:
        converted(tmp_path / "county", replace(extract(), **change))  # type: ignore[arg-type]
    assert what in [getattr(one, "what", "") for one in caught.value.findings]
    assert list(tmp_path.iterdir()) == []


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    """Proves that a name that ends as another kind of table does not become a folder."""
    with pytest.raises(
        UsageError, match=r"A caseload is not written as \.csv: name a folder, or a file that ends in \.xlsx"
    ):
        converted(tmp_path / "county.csv")


def test_only_a_caseload_is_replaced(tmp_path: Path) -> None:
    """Proves that neither the team workbook nor the extract itself is written over, even where that is asked for."""
    team = team_file(tmp_path / "team.xlsx", ("worker_id", "base"), ("W1", "Boston"))
    before = team.read_bytes()
    with pytest.raises(UsageError, match=r"team\.xlsx is no caseload, so it is not replaced\. Name another file"):
        converted(team, overwrite=True)
    assert team.read_bytes() == before
    converted(tmp_path / "county.xlsx")
    assert converted(tmp_path / "county.xlsx", overwrite=True).people == 4


HEADERS = "Child Unique ID,Date of Birth,Allocated Worker,Eligibility Category,LA in Touch"
LINES = st.lists(
    st.tuples(
        st.sampled_from(["101", "102", "103", "104", "105", "106", "107"]),
        st.sampled_from(["14/03/2007", "02/09/2005", "01/01/1995", "01/01/2015"]),
        st.sampled_from(["W1", "Ann Example", ""]),
        st.sampled_from(["b) Former relevant child", "c) Qualifying care leaver", "No current eligibility"]),
        st.sampled_from(["a) Yes", "b) No", "c) Died", "d) Returned home", ""]),
    ),
    min_size=1,
    max_size=12,
)
REMARKS = st.lists(st.sampled_from(["Total,,,,", ",,,,", "End of report,,,,"]), max_size=3)


@settings(max_examples=40, deadline=None)
@given(LINES, REMARKS)
def test_no_row_is_ever_lost(lines: list[tuple[str, ...]], remarks: list[str]) -> None:
    """Proves, for any rows of List 9, that each is in the caseload, counted as left out, or in a finding of its own."""
    text = "\n".join([HEADERS, *(",".join(line) for line in lines), *remarks]) + "\n"
    with TemporaryDirectory() as place:
        file, found = Path(place) / "list9.csv", Collector()
        file.write_text(text, encoding="utf-8")
        read = read_annex_a(file, as_of=AS_OF, found=found)
        placed = {row.number for row, _ in read.people} | {one.row.number for one in read.excluded}
        named = {one.row for one in found.found if one.file == file.name and one.row is not None} - placed
        assert placed | named >= set(range(2, 2 + len(lines)))
        if errors_among(found.found) or not read.people or not read.workers:
            with pytest.raises(InputError, match="and nothing was written"):
                converted(Path(place) / "county", read, found=found)
            assert [path.name for path in Path(place).iterdir()] == ["list9.csv"]
            return
        made = converted(Path(place) / "county", read, found=found)
        assert made.people == len(read_caseload(Path(place) / "county").young_people)
        assert made.rows == made.people + sum(made.excluded.values()) + made.with_findings
        assert 0 <= made.with_findings <= len(named)


def county() -> Caseload:
    """Two hundred people with everything that the returns hold."""
    return with_returns(england_of(200), seed=1)


@pytest.mark.parametrize("form", ["annex-a", "ssd"])
def test_a_county_goes_the_whole_way(form: str, tmp_path: Path) -> None:
    """Proves generate -> extract -> convert with team and OC3 -> allocate: everybody arrives, with worker and post."""
    made = county()
    found, extract_of = Collector(), tmp_path / "extract"
    if form == "ssd":
        read = read_ssd(write_ssd(made, extract_of), as_of=made.as_of, found=found)
    else:
        read = read_annex_a(write_annex_a(made, tmp_path / "a.xlsx", columns=17), as_of=made.as_of, found=found)
    team = write_team_workbook(tmp_path / "mine.xlsx", made.workers)
    oc3 = write_oc3(made, tmp_path / "oc3.csv")
    out = tmp_path / "county.xlsx"
    done = convert(read, out, as_of=made.as_of, found=found, team=team, oc3=oc3, model=made.model)
    assert (done.rows, done.people, done.with_findings) == (200, 200, 0)
    again = read_caseload(out)
    assert {one.person_id: one.current_worker for one in again.young_people} == {
        one.person_id: one.current_worker for one in made.young_people
    }
    fields = ("base", "role", "skills", "languages", "start_date", "last_day", "absent_from", "experience_years")
    assert [(one.worker_id, *(getattr(one, name) for name in fields)) for one in again.workers] == [
        (one.worker_id, *(getattr(one, name) for name in fields)) for one in made.workers
    ]
    proposal = allocate(out, Options()).proposal
    assert {one.person_id for one in proposal.placements} == {one.person_id for one in made.young_people}


def test_a_team_workbook_of_another_key_is_an_error(tmp_path: Path) -> None:
    """Proves that the team is not doubled where last week's workbook comes without last week's key."""
    team = team_file(tmp_path / "last.xlsx", ("worker_id", "base"), ("W01", "Boston"))
    people = tuple((row, person) for row, person in named().people if person.current_worker == "Ann Example")
    made = replace(named(), people=people)
    with pytest.raises(InputError, match=r"No worker of the extract has an id of last\.xlsx \(0 of 1\)"):
        converted(tmp_path / "new", made, team=team)
    assert {file.name for file in tmp_path.iterdir()} == {"last.xlsx"}
    write_key(tmp_path / "last-key.csv", Key({"Ann Example": "W01"}))
    assert converted(tmp_path / "new", made, team=team, key=tmp_path / "last-key.csv").workers == 2  # W01 and W2


def test_a_worker_by_id_and_by_name_is_an_error(tmp_path: Path) -> None:
    """Proves that of two rows for one worker neither counts silently."""
    write_key(tmp_path / "key.csv", Key({"Ann Example": "W01"}))
    team = team_file(tmp_path / "t.xlsx", ("worker_id", "base"), ("Ann Example", "Boston"), ("W01", "Lincoln"))
    with pytest.raises(InputError, match=r"W01 stands in row 2, too\."):
        converted(tmp_path / "new", named(), team=team, key=tmp_path / "key.csv")
