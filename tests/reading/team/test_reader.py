"""Reading a team workbook: only what is filled in is said, skills are one column each, mistakes are all found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.errors import UsageError
from allocator.reading.extracts import Row
from allocator.reading.findings import Collector
from allocator.reading.team import read_team
from allocator.records import Need, Role
from tests.reading.team.extracts import team_file


def test_only_what_is_filled_in_is_stated(tmp_path: Path) -> None:
    """Proves that a blank cell says nothing at all, and that a zero and a date are what they are."""
    headers = ("worker_id", "base", "FTE", "role", "start date", "reduction_percent", "post")
    file = team_file(
        tmp_path / "team.xlsx", headers, ("W1", "Lincoln", 0.8, "21+", date(2024, 3, 1), 0, None), ("W2", None)
    )
    found = Collector()
    first, second = read_team(file, found).rows
    assert first.stated == {
        "base": "Lincoln",
        "fte": Decimal("0.8"),
        "role": Role.OLDER,
        "start_date": date(2024, 3, 1),
        "reduction_percent": Decimal(0),
    }
    assert (second.worker_id, second.stated, second.row) == ("W2", {}, Row("team.xlsx", "team", 3))
    assert found.found == []


def test_skills_are_yes_and_no(tmp_path: Path) -> None:
    """Proves that yes adds a skill, that no alone says there is none, and that a list of skills is read as well."""
    headers = ("worker_id", "skill_custody", "skill_uasc", "skills")
    rows = (("W1", "yes", "no"), ("W2", "no", None), ("W3", None, "Y", "parent; custody"), ("W4", None, None, None))
    said = [row.stated for row in read_team(team_file(tmp_path / "t.xlsx", headers, *rows), Collector()).rows]
    assert said == [
        {"skills": {Need.CUSTODY}},
        {"skills": frozenset()},
        {"skills": {Need.PARENT, Need.CUSTODY, Need.UASC}},
        {},
    ]


def test_every_mistake_is_found_with_its_place(tmp_path: Path) -> None:
    """Proves that all mistakes come at once, with file, sheet and row, and that other rows are read all the same."""
    headers = ("worker_id", "fte", "role", "last_day", "name")
    rows = (("W1", "half", "21+", "31/02/2025", "x"), ("W1", 1, "16-21"), (None, 1), ("W3", 3))
    found = Collector()
    team = read_team(team_file(tmp_path / "team.xlsx", headers, *rows), found)
    assert {(one.code, one.row, one.column) for one in found.found} == {
        ("column_of_names", 1, "name"),
        ("bad_number", 2, "fte"),
        ("bad_date", 2, "last_day"),
        ("duplicate_id", 3, "worker_id"),
        ("unknown_word", 3, "role"),
        ("missing_value", 4, "worker_id"),
        ("out_of_range", 5, "fte"),
    }
    assert {(one.file, one.sheet) for one in found.found} == {("team.xlsx", "team")}
    assert [(row.worker_id, row.stated) for row in team.rows] == [("W1", {"role": Role.OLDER}), ("W3", {})]


def test_the_sheet_is_found(tmp_path: Path) -> None:
    """Proves that a sheet called workers, headers below a title, and a CSV file are as good."""
    book = team_file(tmp_path / "a.xlsx", ("Our team",), ("worker_id", "base"), ("W1", "Boston"), title="Workers")
    (tmp_path / "b.csv").write_text("worker_id;base\nW1;Boston\n")
    for file in (book, tmp_path / "b.csv"):
        found = Collector()
        assert [(row.worker_id, row.stated) for row in read_team(file, found).rows] == [("W1", {"base": "Boston"})]
        assert [note.code for note in found.found] == (["rows_above_headers"] if file == book else [])


def test_a_file_that_is_no_team_workbook_is_an_error(tmp_path: Path) -> None:
    """Proves that another workbook is refused in words, and a missing one at once."""
    found = Collector()
    assert read_team(team_file(tmp_path / "x.xlsx", ("a", "b"), (1, 2)), found).rows == ()
    assert [(one.code, one.what) for one in found.found] == [
        ("missing_table", "x.xlsx has no sheet team with a column worker_id.")
    ]
    with pytest.raises(UsageError, match=r"There is no file .*nowhere\.xlsx"):
        read_team(tmp_path / "nowhere.xlsx", Collector())


def test_names_become_the_ids_of_the_key(tmp_path: Path) -> None:
    """Proves that somebody who typed a name is found by the key, whatever the capitals, and others stay as they are."""
    team = read_team(team_file(tmp_path / "t.xlsx", ("worker_id",), ("Worker ONE",), ("W7",)), Collector())
    assert [row.worker_id for row in team.with_ids({"worker one": "W01"}).rows] == ["W01", "W7"]


def test_a_remark_below_the_workers_is_no_worker(tmp_path: Path) -> None:
    """Proves that a sentence in the first column is noted and left out, and that a name or an id alone is not."""
    found = Collector()
    rows = (("worker_id", "base"), ("W1", "Boston"), ("N02", None), ("Filled in on 7 April", None))
    team = read_team(team_file(tmp_path / "t.xlsx", *rows), found)
    assert [row.worker_id for row in team.rows] == ["W1", "N02"]
    [note] = [finding for finding in found.found if finding.code == "remark_row"]
    assert (note.row, note.what, note.value) == (4, "A row with nothing but a remark was left out.", None)


def test_surname_comma_forename_is_not_repeated(tmp_path: Path) -> None:
    """Proves that a name with a comma is an error that says where, but not who."""
    found = Collector()
    read_team(team_file(tmp_path / "t.xlsx", ("worker_id", "base"), ("Sample, Kim", "Boston")), found)
    [error] = found.found
    assert (error.code, error.row, error.record_id, error.value) == ("bad_id", 2, None, None)
    assert "Sample" not in error.model_dump_json()
