"""Workbooks: what a spreadsheet shows comes out as text; what it hides, merges or has not calculated is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from allocator.reading.files import UNCALCULATED
from allocator.reading.files.text import csv_rows
from tests.reading.files.made import TABLE, Rows, read, refused, rows, with_parts, workbook

SHEET = "xl/worksheets/sheet1.xml"


def first(change: Callable[[Worksheet], object]) -> Callable[[Workbook], None]:
    """A change of the first sheet."""

    def apply(book: Workbook) -> None:
        change(book.worksheets[0])

    return apply


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7961370, "7961370"),
        (2.0, "2"),
        (0.1 + 0.5000000000000001, "0.6"),
        (True, "yes"),
        (False, "no"),
        (date(2008, 3, 14), "2008-03-14"),
        (datetime(2008, 3, 14), "2008-03-14"),
        (datetime(2008, 3, 14, 9, 5), "2008-03-14 09:05:00"),
        (time(9, 5), "09:05:00"),
        ("Sutton\u00a0on Sea ", "Sutton\u00a0on Sea "),
        ("#N/A", "#N/A"),
        ("two\nlines", "two\nlines"),
        ("a_x000D_b", "a\rb"),
        (CellRichText("former ", TextBlock(InlineFont(b=True), "UASC")), "former UASC"),
    ],
)
def test_cells(tmp_path: Path, value: object, text: str) -> None:
    """Numbers, days, times, yes and no, errors and texts with parts in bold, each as its text."""
    assert rows(tmp_path, "a.xlsx", workbook(List=[["id", "x"], ["P1", value]]))[1] == ("P1", text)


def test_percentages_keep_their_sign(tmp_path: Path) -> None:
    """A cell that shows 60% is not 0.6, for some columns count in per cent."""

    def formats(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0.0%"
        sheet["C2"].number_format = '0 "% of a post"'

    data = workbook(List=[["id", "x", "y"], ["P1", 0.125, 50]], change=first(formats))
    assert rows(tmp_path, "a.xlsx", data)[1] == ("P1", "12.5%", "50")


def test_days_from_1904(tmp_path: Path) -> None:
    """A workbook that counts from 1904 gives the days that it shows, with a warning about bare numbers."""

    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    [grid], [finding] = read(tmp_path, "a.xlsx", workbook(change=change))
    assert grid.rows[1][1][1] == "2008-03-14"
    assert (finding.code, finding.severity.value) == ("other_day_count", "warning")


def test_formulas_without_values(tmp_path: Path) -> None:
    """A formula that nobody has calculated is no blank cell: it is marked, and refused where it is used."""
    assert rows(tmp_path, "a.xlsx", workbook(List=[["id", "x"], ["P1", "=1+1"]]))[1] == ("P1", UNCALCULATED)


def test_formulas_with_values(tmp_path: Path) -> None:
    """A formula that was calculated is its value, also where that is a blank text or an error."""
    cells = (
        b'<row r="2"><c r="A2" t="str"><f>"P"&amp;1</f><v>P1</v></c><c r="B2" t="str"><f>""</f><v></v></c>'
        b'<c r="C2" t="e"><f>NA()</f><v>#N/A</v></c><c r="D2"><f>1+1</f><v>2</v></c></row>'
    )
    data = with_parts(
        workbook(List=[["a", "b", "c", "d"]]), {SHEET: lambda xml: xml.replace(b"</row>", b"</row>" + cells)}
    )
    assert rows(tmp_path, "a.xlsx", data)[1] == ("P1", "", "#N/A", "2")


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    """Hidden sheets and those hidden from everybody come too, marked as hidden, and nothing else is said of them."""

    def hide(book: Workbook) -> None:
        book["Old"].sheet_state = "hidden"
        book["Older"].sheet_state = "veryHidden"
        book["Old"].row_dimensions[2].hidden = True

    grids, findings = read(tmp_path, "a.xlsm", workbook(List=TABLE, Old=TABLE, Older=TABLE, change=hide))
    assert [(grid.sheet, grid.hidden) for grid in grids] == [("List", False), ("Old", True), ("Older", True)]
    assert findings == []


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    """Rows that a filter hides are people like others."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    [grid], [finding] = read(tmp_path, "a.xlsx", workbook(change=first(hide)))
    assert len(grid.rows) == 3
    assert (finding.code, finding.what) == ("hidden_rows", "1 hidden row was read like all others.")
    assert (finding.file, finding.sheet) == ("a.xlsx", "List")


def test_merged_cells(tmp_path: Path) -> None:
    """A cell merged over two people is the first one's, and said; over two headers it is known to the grid."""
    table: Rows = [["Person", None, "Worker"], ["id", "born", None], ["P1", "2008", "W1"], ["P2", "2007", None]]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:C2")
        sheet.merge_cells("C3:C4")

    [grid], [finding] = read(tmp_path, "a.xlsx", workbook(List=table, change=first(merge)))
    assert sorted(grid.merged) == [(1, 1, 1, 2), (1, 3, 2, 3), (3, 3, 4, 3)]
    assert [cells for _, cells in grid.rows][3] == ("P2", "2007")
    assert (finding.code, finding.row) == ("merged_cells", 3)
    assert finding.what == "1 merged cell spans several rows: only the first has its text."


def test_row_numbers_and_gaps(tmp_path: Path) -> None:
    """Blank rows count and are left out; blank cells within a row are filled up."""
    [grid], _ = read(tmp_path, "a.xlsx", workbook(List=[["a"], [], [" "], [None, None, "c"]]))
    assert grid.rows == ((1, ("a",)), (4, ("", "", "c")))


def test_a_million_formatted_blank_rows(tmp_path: Path) -> None:
    """A sheet that says it goes on to the last row and column is as long as what is filled."""

    def stretch(xml: bytes) -> bytes:
        xml = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)
        blanks = b"".join(b'<row r="%d" spans="1:3" ht="15"><c r="XFD%d"/></row>' % (at, at) for at in range(4, 50_000))
        last = b'<row r="1048576"><c r="A1048576"/></row>'
        return xml.replace(b"</sheetData>", blanks + last + b"</sheetData>")

    assert len(rows(tmp_path, "a.xlsx", with_parts(workbook(), {SHEET: stretch}))) == 3


def test_a_dimension_that_is_too_small_hides_nothing(tmp_path: Path) -> None:
    """What a sheet says of its size does not count."""
    data = with_parts(workbook(), {SHEET: lambda xml: re.sub(rb'ref="A1:C3"', b'ref="A1:B2"', xml)})
    assert [len(row) for row in rows(tmp_path, "a.xlsx", data)] == [3, 3, 3]


def test_rows_out_of_order(tmp_path: Path) -> None:
    """Rows come in the order of their numbers, however they are stored; none is dropped."""

    def swap(xml: bytes) -> bytes:
        stored = re.findall(rb"<row .*?</row>", xml)
        return xml.replace(stored[1] + stored[2], stored[2] + stored[1])

    assert [row[0] for row in rows(tmp_path, "a.xlsx", with_parts(workbook(), {SHEET: swap}))] == ["id", "P1", "P2"]


@pytest.mark.parametrize(("old", "new"), [(b'r="3"', b'r="2"'), (b'r="C3"', b'r="B3"')])
def test_a_cell_twice(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Two rows of one number, or two cells of one place, are refused: one of them would be lost."""
    data = with_parts(workbook(), {SHEET: lambda xml: xml.replace(old, new)})
    finding = refused(tmp_path, "a.xlsx", data)
    assert finding.code == "unreadable_table"
    assert finding.what.startswith("The sheet List has a cell twice in row ")


def test_rows_and_columns_beyond_every_sheet(tmp_path: Path) -> None:
    """A row number that no spreadsheet has, or a cell far to the right, is refused and not filled up to."""
    far = with_parts(workbook(), {SHEET: lambda xml: xml.replace(b'r="3"', b'r="999999999999"')})
    assert refused(tmp_path, "a.xlsx", far).code == "too_large"
    wide = with_parts(workbook(), {SHEET: lambda xml: xml.replace(b'r="C3"', b'r="XFD3"')})
    assert refused(tmp_path, "b.xlsx", wide).what == "The sheet List has more than 1,000 columns."


def test_a_workbook_that_is_cut_short(tmp_path: Path) -> None:
    """Half a download is told as that, wherever it ends."""
    data = workbook()
    for share in (0.1, 0.5, 0.9, 0.99):
        finding = refused(tmp_path, "a.xlsx", data[: int(len(data) * share)])
        assert finding.code in {"unreadable_table", "wrong_kind_of_file"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", SHEET, "[Content_Types].xml"])
@pytest.mark.parametrize("junk", [b"", b"junk", b"<a/>", b"<?xml version='1.0'?><a><b></a>"])
def test_damaged_parts(tmp_path: Path, part: str, junk: bytes) -> None:
    """Any part that is no longer what it was ends in findings or in grids, never in a fault."""
    grids, findings = read(tmp_path, "a.xlsx", with_parts(workbook(), {part: lambda _: junk}))
    assert grids or findings
    assert {finding.code for finding in findings} <= {"unreadable_table", "wrong_kind_of_file", "empty_file"}


def test_the_same_text_in_both_forms(tmp_path: Path) -> None:
    """A table comes out the same from a workbook and from a CSV file."""
    from_book = rows(tmp_path, "a.xlsx", workbook(List=[["id", "x"], ["P1", "a,b"], ["P2", 'say "x"']]))
    assert from_book == [tuple(row) for row in csv_rows(b'id,x\nP1,"a,b"\nP2,"say ""x"""\n')]
