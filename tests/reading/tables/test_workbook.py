"""Workbooks: sheets are tables as files of a folder are; dates, whole numbers and yes are as spreadsheets keep them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from tests.reading.folders import SETTINGS


def book(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


PEOPLE: list[list[object]] = [
    ["person_id", "date_of_birth", "category", "place", "in_education", "changes_so_far"],
    [7961370, datetime(2008, 1, 5), "Eligible", "Boston", True, 2.0],
    [None, None, None, None, None, None],
    [7961371, date(2006, 1, 5), "qualifying", None, False, None],
]
WORKERS: list[list[object]] = [["worker_id", "base", "fte"], ["W1", "Lincoln", 0.1 + 0.5000000000000001]]


def test_workbook(tmp_path: Path) -> None:
    """Numbers as ids, dates as dates, true as yes; the sheet caseload holds the settings."""
    settings: list[list[object]] = [
        ["title", "Week 23"],
        ["as_of", datetime(2025, 6, 2)],
        ["set.rules.intake.per_week", 2],
    ]
    caseload = read_caseload(book(tmp_path / "c.xlsx", young_people=PEOPLE, Workers=WORKERS, caseload=settings))
    first, second = caseload.young_people
    assert (first.person_id, first.date_of_birth, first.in_education) == ("7961370", date(2008, 1, 5), True)
    assert (first.changes_so_far, second.in_education, second.place) == (2, False, None)
    assert caseload.workers[0].fte == Decimal("0.6")
    assert (caseload.title, caseload.as_of) == ("Week 23", date(2025, 6, 2))
    assert caseload.overrides == {"rules.intake.per_week": 2}


def test_settings_beside_a_workbook(tmp_path: Path) -> None:
    """A TOML file of the same name holds the settings where there is one."""
    (tmp_path / "c.toml").write_text(SETTINGS)
    assert read_caseload(book(tmp_path / "c.xlsx", young_people=PEOPLE, workers=WORKERS)).title == "Two of each"


def test_rows_of_a_sheet(tmp_path: Path) -> None:
    """A finding names the row of the sheet, blank rows counted."""
    rows = [*PEOPLE, [7961372, "soon", "relevant", "Boston"]]
    with pytest.raises(InputError, match=r"young_people row 5 column date_of_birth \(7961372\): 'soon' is not a date"):
        read_caseload(book(tmp_path / "c.xlsx", young_people=rows, workers=WORKERS), as_of=date(2025, 6, 2))


def test_missing_and_strange_sheets(tmp_path: Path) -> None:
    """A missing table is asked for as a sheet; a strange sheet is a note; two sheets for one table are an error."""
    strange: dict[str, list[list[object]]] = {"Young People": PEOPLE, "Notes": [["x"]]}
    file = book(tmp_path / "c.xlsx", young_people=PEOPLE, **strange)
    with pytest.raises(InputError, match=r"Add a sheet workers with at least the columns") as caught:
        read_caseload(file, as_of=date(2025, 6, 2))
    what = {finding.code: finding.what for finding in caught.value.findings}  # type: ignore[attr-defined]
    assert what["table_twice"] == "The table young_people is there twice."
    assert what["unknown_table"] == "the sheet Notes is none of the tables and was left out."


def test_no_workbook(tmp_path: Path) -> None:
    """A file that only ends like a workbook is refused in plain words."""
    file = tmp_path / "c.xlsx"
    file.write_text("no workbook")
    with pytest.raises(InputError, match=r"c\.xlsx is a CSV file\. Put each table into a folder"):
        read_caseload(file)
