"""From a workbook (.xlsx, .xlsm) to one grid for each sheet, hidden ones marked; it calculates no formula."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from contextlib import closing
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from allocator.reading.files.grid import Area, FileProblem, Grid, Row
from allocator.reading.files.packages import SAVE_AGAIN, refuse_unsafe
from allocator.reading.files.sheets import Sheet, read_sheet
from allocator.reading.findings import Collector

# What openpyxl raises, in one place or another, where a part of a workbook is missing, damaged or makes no sense.
TROUBLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # the parent of XML's ParseError
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
LONGEST_NAME = 40
WITHIN = 30  # rows in which headers are looked for


def grids_of_workbook(data: bytes, file: str, *, table: str, shown: str, found: Collector) -> tuple[Grid, ...]:
    """Every sheet as a grid; raises FileProblem where the workbook cannot be read or is not safe to read."""
    refuse_unsafe(data, shown)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that do not concern us
            return _grids(data, file, table=table, found=found)
    except TROUBLE as problem:
        what = f"{shown} cannot be opened as a workbook: a part of it is damaged."
        raise FileProblem("unreadable_table", what, SAVE_AGAIN) from problem


def _grids(data: bytes, file: str, *, table: str, found: Collector) -> tuple[Grid, ...]:
    with closing(load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)) as book:
        if book.epoch == CALENDAR_MAC_1904:
            what = "The workbook counts days from 1904: a date that is not formatted as one would be four years early."
            found.add("other_day_count", what, table=table, file=file, do="Check that dates look like dates.")
        if not book.worksheets:
            raise FileProblem(
                "empty_file", f"{file[:LONGEST_NAME]} has no sheets.", "Export it again, or take it away."
            )
        return tuple(_grid(sheet, file, table=table, found=found) for sheet in book.worksheets)


def _grid(sheet: Any, file: str, *, table: str, found: Collector) -> Grid:
    title = str(sheet.title)
    read = read_sheet(sheet, title)
    rows = read.in_order()
    hidden = sheet.sheet_state != "visible"
    if not hidden:
        _say(read, rows, title, file, table=table, found=found)
    return Grid(file, title, rows, hidden, read.merged)


def _say(read: Sheet, rows: tuple[Row, ...], title: str, file: str, *, table: str, found: Collector) -> None:
    """Note what a person may not see, or may see where there is nothing."""
    if read.hidden_rows:
        what = f"{_count(read.hidden_rows, 'hidden row was', 'hidden rows were')} read like all others."
        do = "Nothing, unless they were filtered away on purpose: then delete them."
        found.add("hidden_rows", what, table=table, file=file, sheet=title, do=do)
    merged = [area for area in read.merged if _joins_records(area, rows)]
    if merged:
        spans = _count(len(merged), "merged cell spans", "merged cells span")
        what = f"{spans} several rows: only the first has its text."
        do = "Take the merging off, and fill in every row."
        found.add("merged_cells", what, table=table, row=min(merged)[0], file=file, sheet=title, do=do)


def _joins_records(area: Area, rows: tuple[Row, ...]) -> bool:
    """Whether an area merged below the headers leaves filled rows without its text.

    Headers are the first row with half as many cells as the fullest has; a title has fewer.
    """
    filled = {number: sum(map(bool, cells)) for number, cells in rows[:WITHIN]}
    fullest = max(filled.values(), default=0)
    headers = next((number for number, count in filled.items() if 2 * count >= fullest), 0)
    first, _, last, _ = area
    return headers < first < last and any(first < number <= last for number, _ in rows)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
