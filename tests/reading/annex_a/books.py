"""Workbooks with made-up lists, so that a test states only the cells that it is about; it reads nothing back."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from allocator.generate.extracts.annex_a_words import LIST_EIGHT, LIST_NINE
from allocator.reading.annex_a import read_annex_a
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.records import Finding, YoungPerson

AS_OF = date(2026, 1, 5)
Cells = Mapping[str, object]
Rows = Sequence[Sequence[object]]

SHORT = {
    "id": "Child Unique ID",
    "born": "Date of Birth",
    "uasc": "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "uasc_8": "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "disability": "Does the Child have a Disability",
    "team": "Allocated Team",
    "worker": "Allocated Worker",
    "adviser": "Allocated Personal Advisor",
    "category": "Eligibility Category",
    "plan": "Latest Pathway Plan Review Date",
    "in_touch": "LA in Touch",
    "contact": "Latest Date of Contact",
    "lives": "Type of Accommodation",
    "suitable": "Suitability of Accommodation",
    "activity": "Activity Status",
    "ceased": "Date Ceased to be Looked After",
    "postcode": "Placement postcode",
}


def leaver(person_id: object, **cells: object) -> dict[str, object]:
    """A row of List 9 in its form of 17 columns: former relevant, 19 on the day, worker Kim."""
    usual: dict[str, object] = {"born": "14/03/2006", "category": "b) Former relevant child", "worker": "Kim Sample"}
    return {"id": person_id, **usual, **cells}


def child(person_id: object, **cells: object) -> dict[str, object]:
    """A row of List 8: 17 on the day."""
    return {"id": person_id, "born": "09/08/2008", "worker": "Ada Social", **cells}


def nine(*rows: Cells, headers: Sequence[str] = LIST_NINE[17]) -> list[list[object]]:
    """List 9 with its headers."""
    return table(headers, rows)


def eight(*rows: Cells) -> list[list[object]]:
    """List 8 with its headers."""
    return table(LIST_EIGHT, rows)


def table(headers: Sequence[str], rows: Sequence[Cells]) -> list[list[object]]:
    """Headers and rows whose cells are named as in ``SHORT``, or by their whole header."""
    long = [{SHORT.get(name, name): value for name, value in row.items()} for row in rows]
    return [list(headers), *([row.get(header) for header in headers] for row in long)]


def book(file: Path, sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> Path:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    made.save(file)
    return file


def csv_file(file: Path, rows: Rows) -> Path:
    """A CSV file with these rows."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return file


def read(file: Path) -> tuple[Extract, tuple[Finding, ...]]:
    """What is read on the day, and what is found."""
    found = Collector()
    extract = read_annex_a(file, as_of=AS_OF, found=found)
    return extract, tuple(found.found)


def read_lists(folder: Path, *rows: Cells, in_care: Sequence[Cells] = ()) -> tuple[Extract, tuple[Finding, ...]]:
    """What is read from a workbook with these rows in List 9 and, if there are any, List 8."""
    sheets: dict[str, Rows] = {"List 9": nine(*rows)}
    if in_care:
        sheets["List 8"] = eight(*in_care)
    return read(book(folder / "annex-a.xlsx", sheets))


def only(folder: Path, **cells: object) -> YoungPerson:
    """The one person of a workbook with one row."""
    extract, _ = read_lists(folder, leaver(101, **cells))
    [(_, person)] = extract.people
    return person


def codes(findings: Sequence[Finding]) -> set[str]:
    """The codes that were found, but for those that every small workbook has."""
    return {finding.code for finding in findings} - {"nobody_eligible"}
