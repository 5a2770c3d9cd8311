"""From the bytes of a CSV file to rows of text, in whatever encoding and with whatever separator; it judges no cell."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from statistics import median_high

from allocator.reading.files.grid import FileProblem, Row
from allocator.reading.files.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, SPLIT

SAVE_AGAIN = "Open it in a spreadsheet and save it as CSV (UTF-8)."
QUOTATION_MARK = "Look there for a quotation mark without its partner."
DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES, SAMPLE_TEXT = 30, 65_536

_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?(\r\n|\r|\n)', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_GARBLED = re.compile("\u00c3[\u0080-\u00bf\u20ac\u201a-\u203a]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]|\ufffd|\x00")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Text saved as UTF-8 or UTF-16, with or without mark, or else in the Windows code page of western Europe.

    Raises UnicodeError where it is none of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    wide = _wide_encoding(data[:4096])
    if wide is not None:
        return data.decode(wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without its mark: in plain text every other byte is 0."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.5 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.5 * half and odd < 0.1 * half else None


def garbled(text: str) -> str | None:
    """The first signs that a wrong encoding leaves behind, or None."""
    if text.isascii() and "\x00" not in text:
        return None
    match = _GARBLED.search(text)
    return match[0] if match else None


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, blank ones too. Raises csv.Error or UnicodeError where it is none."""
    text, delimiter = _separated(decode(data))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The filled rows with their numbers; raises FileProblem where quotation marks do not pair, or it is too large."""
    text, delimiter = _separated(text)
    if text.count(delimiter) > MOST_CELLS:
        raise FileProblem("too_large", f"The file has more than {MOST_CELLS:,} cells.", SPLIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    rows: list[Row] = []
    number = 0
    try:
        with _cells_at_most(LONGEST_CELL):
            for number, cells in enumerate(islice(reader, MOST_ROWS + 1), start=1):
                if any(cells) and any(map(str.strip, cells)):
                    rows.append((number, tuple(cells)))
    except csv.Error as problem:
        raise _broken(problem, row=number + 1) from problem
    _refuse_size(rows, number)
    if reader.line_num != number:
        _refuse_swallowed(rows, delimiter)
    return tuple(rows)


@contextmanager
def _cells_at_most(characters: int) -> Iterator[None]:
    """Let the csv module refuse longer cells: it is the only one that sees them without another pass over all."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _broken(problem: csv.Error, *, row: int) -> FileProblem:
    if "field limit" in str(problem):
        what = f"Row {row} has a cell of more than {LONGEST_CELL:,} characters."
        return FileProblem("too_large", what, QUOTATION_MARK, row=row)
    return FileProblem("unreadable_table", f"Row {row} cannot be read ({problem}).", QUOTATION_MARK, row=row)


def _refuse_size(rows: list[Row], number: int) -> None:
    if number > MOST_ROWS:
        raise FileProblem("too_large", f"The file has more than {MOST_ROWS:,} rows.", SPLIT)
    refuse_wide(rows)


def refuse_wide(rows: list[Row]) -> None:
    """Raise FileProblem where a row has something in a column that no return has."""
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS and any(map(str.strip, cells[MOST_COLUMNS:])):
            raise FileProblem("too_large", f"Row {number} has more than {MOST_COLUMNS:,} columns.", SPLIT, row=number)


def _refuse_swallowed(rows: list[Row], delimiter: str) -> None:
    """Two stray quotation marks make one cell of what stands between them, line ends and all.

    However they lie, such a row has the separators of two rows or more. A cell that was meant to have several lines (an
    address, a note) has none or few, and JSON has quotation marks.
    """
    widths = Counter(len(cells) for _, cells in rows[:SAMPLE_LINES])
    width = min(widths, key=lambda found: (-widths[found], found), default=0)
    for number, cells in rows:
        lines = [cell for cell in cells if ("\n" in cell or "\r" in cell) and '"' not in cell]
        separators = len(cells) - 1 + sum(cell.count(delimiter) for cell in lines)
        if lines and separators >= max(2 * (width - 1), width + 1):
            what = f"Row {number} has a cell that holds whole rows."
            raise FileProblem("unreadable_table", what, QUOTATION_MARK, row=number)


def _separated(text: str) -> tuple[str, str]:
    """The text below the line ``sep=;`` that some spreadsheets put first and do not show, and what separates cells."""
    line = _SEPARATOR_LINE.match(text)
    return (text[line.end() :], line[1]) if line else (text, _delimiter(text))


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first filled lines into the most cells, what stands in quotation marks apart."""
    lines = [line for line in _QUOTED.sub("", text[:SAMPLE_TEXT]).splitlines() if line.strip()][:SAMPLE_LINES]
    if not lines:
        return DELIMITERS[0]
    return max(DELIMITERS, key=lambda sign: (median_high([line.count(sign) for line in lines]), lines[0].count(sign)))
