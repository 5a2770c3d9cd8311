"""An extract as a whole: workers with their teams, rows that stand there twice, and no row that gets lost."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.reading.findings import errors_among
from tests.reading.annex_a.books import AS_OF, book, child, codes, csv_file, eight, leaver, nine, read, read_lists

CATEGORIES = ("a) Relevant child", "b)", "Qualifying", "d)", "No current eligibility", "e) Other")
KNOWN = st.sampled_from(["a) Yes", "c) Died", "X: In custody", "NEET", "F2", "#N/A", "Kim Sample", "07/2008", None])
TEXTS = KNOWN | st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)
ROW = st.fixed_dictionaries(
    {
        "id": st.sampled_from([None, "101", "102", "103", "104"]),
        "born": st.sampled_from(["14/03/2006", "09/08/2008", "2010-02-03", "31/02/2006", "01/01/1999", None]),
        "category": st.sampled_from(CATEGORIES),
        "in_touch": TEXTS,
        "lives": TEXTS,
        "activity": TEXTS,
        "worker": TEXTS,
        "adviser": TEXTS,
        "plan": TEXTS,
    }
)
CHILD = ROW.map(lambda row: {"id": row["id"], "born": row["born"], "worker": "Ada Social"})


def test_workers_and_teams(tmp_path: Path) -> None:
    """A worker is one however spelt; the team is the one of most rows, and none that bears a worker's name."""
    rows = [
        leaver(101, worker="Kim\u00a0Sample", team="North"),
        leaver(102, worker="KIM SAMPLE ", team="South"),
        leaver(103, worker="Kim Sample", team="South"),
        leaver(104, worker="Sam New", team="Kim Sample's team"),
        leaver(105, worker=None, team="South"),
    ]
    extract, _ = read_lists(tmp_path, *rows)
    assert {name: (worker.team, worker.base) for name, worker in extract.workers.items()} == {
        "Kim Sample": ("South", ""),
        "Sam New": (None, ""),
    }
    assert extract.known == {"Kim Sample": frozenset({"team"}), "Sam New": frozenset()}
    assert {person.current_worker for _, person in extract.people} == {"Kim Sample", "Sam New", None}


def test_the_team_of_a_social_worker_is_not_the_advisers(tmp_path: Path) -> None:
    """Where the social worker leads, the allocated team is theirs."""
    row = leaver(101, born="09/08/2008", worker="Ada Social", adviser="Kim Sample", team="Children in Care")
    extract, _ = read_lists(tmp_path, row)
    assert extract.workers["Kim Sample"].team is None
    assert list(extract.workers) == ["Kim Sample"]


def test_the_same_row_twice_is_counted(tmp_path: Path) -> None:
    """A row that says the same again changes nothing."""
    extract, findings = read_lists(tmp_path, leaver(101), leaver(101))
    assert (len(extract.people), [left.reason for left in extract.excluded]) == (1, ["repeated_row"])
    assert codes(findings) == set()


def test_rows_that_contradict_each_other(tmp_path: Path) -> None:
    """Two rows of one id that differ have to be mended; the other row is named."""
    _, findings = read_lists(tmp_path, leaver(100), leaver(101), leaver(101, worker="Sam New"))
    [found] = errors_among(findings)
    assert (found.code, found.row) == ("duplicate_id", 4)
    assert found.what == "This id stands in row 3, too, and the rows differ."


def test_rows_of_two_sheets_or_files_that_differ(tmp_path: Path) -> None:
    """The other row is named with its sheet or file."""
    sheets = {"May": nine(leaver(101)), "June": nine(leaver(101, worker="Sam New"))}
    _, findings = read(book(tmp_path / "lists.xlsx", sheets))
    [found] = errors_among(findings)
    assert (found.sheet, found.what) == (
        "June",
        "This id stands in row 2 of the sheet May, too, and the rows differ.",
    )
    csv_file(tmp_path / "a.csv", nine(leaver(101, worker="Ann Other")))
    _, findings = read(tmp_path)
    assert {found.what for found in errors_among(findings) if found.file == "lists.xlsx"} == {
        "This id stands in row 2 of a.csv, too, and the rows differ."
    }


def test_died_in_one_row_and_not_in_another(tmp_path: Path) -> None:
    """Whether somebody is left out is not decided by the order of their rows."""
    died = leaver(101, in_touch="c) Died")
    for rows in ((died, leaver(101)), (leaver(101), died)):
        _, findings = read_lists(tmp_path, *rows, leaver(102))
        assert [(found.code, found.row) for found in errors_among(findings)] == [("duplicate_id", 3)]
    extract, _ = read_lists(tmp_path, died, died)
    assert [left.reason for left in extract.excluded] == ["died", "repeated_row"]


def test_all_errors_at_once(tmp_path: Path) -> None:
    """One reading finds everything that has to be mended."""
    rows = [leaver(101, born="x"), leaver(102, category="x"), leaver(None), leaver(103)]
    extract, findings = read_lists(tmp_path, *rows, in_care=[child(104, born="y")])
    assert [(found.code, found.row) for found in errors_among(findings)] == [
        ("bad_date", 2),
        ("unknown_category", 3),
        ("missing_value", 4),
        ("bad_date", 2),
    ]
    assert extract.rows == 5


def test_nobody_eligible(tmp_path: Path) -> None:
    """An extract in which nobody is still looked after is pointed out; with List 8 there are some."""
    assert "nobody_eligible" in {found.code for found in read_lists(tmp_path, leaver(101))[1]}
    assert "nobody_eligible" not in {found.code for found in read_lists(tmp_path, leaver(101), in_care=[child(1)])[1]}


def test_no_name_is_in_any_finding(tmp_path: Path) -> None:
    """Whatever is wrong, no finding repeats who works with whom."""
    rows = [leaver(101, activity="Kim Sample", in_touch="Sam New"), leaver(101, worker="Sam New", category="Ann Other")]
    _, findings = read_lists(tmp_path, *rows)
    text = "".join(f"{found.what}{found.do}{found.record_id}{found.value}" for found in findings)
    assert [name for name in ("Kim", "Sam", "Ann") if name in text] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(leavers=st.lists(ROW, max_size=6), children=st.lists(CHILD, max_size=3))
def test_no_row_gets_lost(tmp_path: Path, leavers: list[dict[str, object]], children: list[dict[str, object]]) -> None:
    """Every row is a person, a counted exclusion, or a finding of its own; a second row in List 8 is its person's."""
    csv_file(tmp_path / "nine.csv", nine(leaver("100"), *leavers))
    csv_file(tmp_path / "eight.csv", eight(child("100"), *children))
    extract, findings = read(tmp_path)
    remarks = [found for found in findings if found.code == "remark_row"]
    mended = {(found.file, found.row) for found in (*errors_among(findings), *remarks)}
    left = {(left.row.file, left.row.number) for left in extract.excluded}
    taken = {(row.file, row.number) for row, _ in extract.people}
    assert len(mended | left | taken) == len(mended) + len(left) + len(taken)
    in_nine = {row["id"] for row in leavers} | {"100"}
    assert {("nine.csv", number) for number in range(2, len(leavers) + 3)} <= mended | left | taken
    for number, row in enumerate((child("100"), *children), start=2):
        assert row["id"] in in_nine or ("eight.csv", number) in mended | left | taken
    for _, person in extract.people:
        assert person.current_worker is None or person.current_worker in extract.workers
        assert person.date_of_birth is None or person.date_of_birth < AS_OF


def test_what_to_do_where_nobody_is_eligible(tmp_path: Path) -> None:
    """Whoever has put List 8 beside List 9 already is not asked for it again."""
    alone, both = tmp_path / "alone", tmp_path / "both"
    alone.mkdir()
    both.mkdir()
    said = [
        read_lists(alone, leaver(101))[1],
        read_lists(both, leaver(101), in_care=[child(102, born="01/01/2012")])[1],
    ]
    todo = [finding.do for findings in said for finding in findings if finding.code == "nobody_eligible"]
    assert todo == [
        "Put List 8, children in care, beside List 9 and convert both.",
        "Nothing, if that is so; else look at the day of the extract (--as-of) and at List 8.",
    ]
