"""Sheets and files are chosen by their headers; totals, remarks, repeated headers and hidden copies are not people."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.errors import UsageError
from allocator.generate.extracts.annex_a_words import LIST_NINE
from tests.reading.annex_a.books import Rows, book, child, codes, csv_file, eight, leaver, nine, read, read_lists

LIST_SIX: Rows = [
    ["Child Unique ID", "Date of Birth", "Case Status", "Allocated Worker"],
    ["900", "01/02/2010", "c)", "Kim"],
]


def test_sheets_by_headers_not_by_title(tmp_path: Path) -> None:
    """List 9 is found under any title and at any place, and a sheet called List 9 that is not it is left alone."""
    sheets: dict[str, Rows] = {
        "List 9": LIST_SIX,
        "Notes": [["Run on Monday"]],
        "CLs": nine(leaver(101)),
        "LAC": eight(child(102)),
    }
    extract, findings = read(book(tmp_path / "a.xlsm", sheets))
    assert [person.person_id for _, person in extract.people] == ["101", "102"]
    assert [(row.sheet, row.number) for row, _ in extract.people] == [("CLs", 2), ("LAC", 2)]
    [found] = [finding for finding in findings if finding.code == "not_used"]
    assert found.what == "2 sheets or files are neither List 8 nor List 9, and not used."


def test_a_folder_of_files(tmp_path: Path) -> None:
    """Every file of a folder is looked at: List 9 as CSV, List 8 in a workbook."""
    csv_file(tmp_path / "b.csv", nine(leaver(101, category="d)", born="09/08/2008")))
    book(tmp_path / "a.xlsx", {"Sheet1": eight(child(101, postcode="pe21 8aa"))})
    extract, findings = read(tmp_path)
    [(row, person)] = extract.people
    assert (row.file, row.sheet, person.place) == ("b.csv", None, "PE21 8AA")
    assert codes(findings) == {"social_worker_leads"}


def test_both_forms_beside_each_other(tmp_path: Path) -> None:
    """Two areas may send two workbooks in two forms; both come in."""
    book(tmp_path / "east.xlsx", {"L9": nine(leaver(101, worker="Kim Sample"), headers=LIST_NINE[13])})
    book(tmp_path / "west.xlsx", {"L9": nine(leaver(102, worker="KIM SAMPLE"))})
    extract, _ = read(tmp_path)
    assert [(person.person_id, person.current_worker) for _, person in extract.people] == [
        ("101", "Kim Sample"),
        ("102", "Kim Sample"),
    ]


def test_rows_that_are_nobodys(tmp_path: Path) -> None:
    """A total, a remark and a repeated header are not people: the first two are noted, the third is passed over."""
    rows: Rows = [
        *nine(leaver(101)),
        list(LIST_NINE[17]),
        leaver_row(102),
        ["Total", 2],
        ["Produced on Monday by the team"],
    ]
    extract, findings = read(book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert [person.person_id for _, person in extract.people] == ["101", "102"]
    assert [(found.row, found.what) for found in findings if found.code == "remark_row"] == [
        (5, "A row that is a total or a remark, and nobody's, was left out."),
        (6, "A row that is a total or a remark, and nobody's, was left out."),
    ]
    assert extract.rows == len(extract.people) + 2


def leaver_row(person_id: int) -> list[object]:
    """One row of List 9, without its headers."""
    return nine(leaver(person_id))[1]


def test_an_id_without_anything_else_is_no_remark(tmp_path: Path) -> None:
    """A row that holds an id alone may be somebody: it has to be mended."""
    _, findings = read_lists(tmp_path, leaver(101), {"id": 102})
    assert [(found.code, found.row) for found in findings if found.record_id == "102"] == [
        ("missing_value", 3),
        ("no_age", 3),
    ]


def test_a_hidden_copy_gives_way(tmp_path: Path) -> None:
    """Last week's list in a hidden sheet is not read beside the one that can be seen, and that is said."""
    sheets = {"old": nine(leaver(101), leaver(102)), "new": nine(leaver(101, worker="Sam New"))}
    extract, findings = read(book(tmp_path / "a.xlsx", sheets, hidden=["old"]))
    assert [person.current_worker for _, person in extract.people] == ["Sam New"]
    [found] = [found for found in findings if found.code == "hidden_list"]
    assert (found.sheet, found.what) == ("old", "A hidden sheet with the headers of List 9 was not used.")


def test_the_only_list_is_hidden(tmp_path: Path) -> None:
    """A hidden sheet is read where no other holds the list, and that is said."""
    sheets: dict[str, Rows] = {"Front": [["Run on Monday"]], "data": nine(leaver(101))}
    extract, findings = read(book(tmp_path / "a.xlsx", sheets, hidden=["data"]))
    assert len(extract.people) == 1
    assert "hidden_sheet" in codes(findings)


def test_a_worker_who_is_merged_over_several_rows(tmp_path: Path) -> None:
    """In a list that is grouped by worker the name stands once, in a cell merged over all of their people."""
    rows = nine(leaver(101), leaver(102, worker=None), leaver(103, worker=None), leaver(104, worker="Sam New"))
    file = book(tmp_path / "a.xlsx", {"List 9": rows})
    made = load_workbook(file)
    made["List 9"].merge_cells("I2:I4")  # the ninth column is the allocated worker
    made.save(file)
    extract, _ = read(file)
    assert [person.current_worker for _, person in extract.people] == ["Kim Sample"] * 3 + ["Sam New"]


def test_formulas_without_values(tmp_path: Path) -> None:
    """A row with a formula that was never calculated is not taken, and one error says so for all of them."""
    rows = [leaver(100 + number, **{"Age of Child (Years)": "=2+3"}) for number in range(5)]
    extract, findings = read(book(tmp_path / "a.xlsx", {"List 9": nine(*rows)}))
    assert extract.people == ()
    [found] = [found for found in findings if found.code == "formula_without_value"]
    assert (found.row, found.column) == (2, "Age of Child (Years)")
    assert found.what == "A formula without its value stands here (5 rows)."


def test_no_list_nine(tmp_path: Path) -> None:
    """Without List 9 it is said which headers the nearest sheet lacks."""
    extract, findings = read(book(tmp_path / "a.xlsx", {"List 6": LIST_SIX, "x": [["Run"]]}))
    assert extract.people == ()
    [found] = findings
    assert (found.code, found.sheet) == ("no_list_nine", "List 6")
    assert found.what == "No table has the headers of List 9; not found: Eligibility Category."


def test_nothing_to_read(tmp_path: Path) -> None:
    """An empty folder, a file that is no table, and no file at all."""
    (tmp_path / "empty").mkdir()
    assert codes(read(tmp_path / "empty")[1]) == {"no_list_nine"}
    (tmp_path / "broken.csv").write_text('Child Unique ID\n"1\n', encoding="utf-8")
    assert codes(read(tmp_path / "broken.csv")[1]) == {"unreadable_table"}
    with pytest.raises(UsageError, match=r"There is no file .*none\.xlsx"):
        read(tmp_path / "none.xlsx")


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    """Without ages or workers nothing can be taken over; columns that only add something are one note."""
    rows: Rows = [["Child Unique ID", "Eligibility Category", "Activity Status"], [101, "b)", "F2"]]
    _, findings = read(book(tmp_path / "a.xlsx", {"List 9": rows}))
    said = {(found.code, found.column): found.what for found in findings}
    assert said["missing_column", "Date of Birth"] == "There is no column Date of Birth and none with ages."
    assert "no column Allocated Worker or" in said["missing_column", "Allocated Worker"]
    assert said["column_not_there", None] == (
        "List 9 has no column for disability, in touch, accommodation, suitability: blank for everybody."
    )


def test_a_header_twice(tmp_path: Path) -> None:
    """Of two columns with one header it cannot be told which counts."""
    rows = [[*row, cell] for row, cell in zip(nine(leaver(101)), ("Allocated  Worker", "Sam"), strict=True)]
    _, findings = read(book(tmp_path / "a.xlsx", {"List 9": rows}))
    [found] = [found for found in findings if found.code == "duplicate_column"]
    assert found.column == "Allocated Worker"
