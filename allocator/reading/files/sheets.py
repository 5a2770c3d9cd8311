"""The rows of one sheet as text, read row by row as they are stored; it opens no file and judges no cell.

openpyxl's own way through a read-only sheet fills every gap with blank rows and columns, drops rows whose numbers do
not rise, and hides formulas without values. Its parser, one layer below, does none of that, so that is what is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from allocator.reading.files.grid import UNCALCULATED, Area, FileProblem, Row
from allocator.reading.files.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, SPLIT

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes signs that XML cannot hold


@dataclass
class Sheet:
    """What one sheet holds; ``rows`` rise by their number."""

    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    hidden_rows: int = 0
    merged: tuple[Area, ...] = ()

    def in_order(self) -> tuple[Row, ...]:
        """Rows as a spreadsheet shows them, blank cells filled up to the last filled one."""
        return tuple(sorted(self.rows.items()))


def read_sheet(sheet: Any, title: str) -> Sheet:
    """Every filled cell of a sheet that openpyxl opened to be read only.

    Raises FileProblem where it has more cells, or cells further out, than a list of people has.
    """
    result, count = Sheet(), 0
    with sheet._get_source() as source:
        parser = _Parser(source, sheet)
        for number, cells in parser.parse():
            filled = [(cell["column"], text) for cell in cells if (text := parser.text(cell)).strip()]
            if parser.is_hidden(number) and filled:
                result.hidden_rows += 1
            if not filled:
                continue
            count += len(filled)
            _refuse_size(number, filled, count, title=title)
            texts = dict(filled)
            if number in result.rows or len(texts) < len(filled):
                what = f"The sheet {title[:31]} has a cell twice in row {number}."
                raise FileProblem("unreadable_table", what, "Open it in a spreadsheet and save it again.", row=number)
            result.rows[number] = tuple(texts.get(column, "") for column in range(1, max(texts) + 1))
        result.merged = parser.areas()
    return result


def _refuse_size(number: int, filled: list[tuple[int, str]], count: int, *, title: str) -> None:
    shown = f"The sheet {title[:31]}"
    if number > MOST_ROWS or count > MOST_CELLS:
        raise FileProblem("too_large", f"{shown} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells.", SPLIT)
    if max(column for column, _ in filled) > MOST_COLUMNS:
        raise FileProblem("too_large", f"{shown} has more than {MOST_COLUMNS:,} columns.", SPLIT, row=number)
    if max(len(text) for _, text in filled) > LONGEST_CELL:
        raise FileProblem(
            "too_large", f"{shown} has a cell of more than {LONGEST_CELL:,} characters.", SPLIT, row=number
        )


class _Parser(WorkSheetParser):
    """openpyxl's parser, which also tells formulas without values, percentages and hidden rows."""

    def __init__(self, source: Any, sheet: Any) -> None:
        book = sheet.parent
        super().__init__(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self._percents = _percent_styles(book)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            cell["value"] = UNCALCULATED
        return cell

    def is_hidden(self, number: int) -> bool:
        """Whether the row that was parsed last is hidden; what else is known about it is let go, to save memory."""
        return self.row_dimensions.pop(str(number), {}).get("hidden") in {"1", "true"}

    def text(self, cell: dict[str, Any]) -> str:
        """The text of a cell; a percentage keeps its sign, for 50 % and 0.5 are not the same to every column."""
        value = cell["value"]
        if type(value) in (int, float) and cell["style_id"] in self._percents:
            return f"{value * 100:.12g}%"
        return as_text(value)

    def areas(self) -> tuple[Area, ...]:
        """The merged areas, known once every row has been parsed."""
        found = self.merged_cells.mergeCell if self.merged_cells is not None else ()
        return tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in found)


def _percent_styles(book: Any) -> frozenset[int]:
    formats = book._number_formats
    wanted = {9, 10} | {164 + at for at, code in enumerate(formats) if re.search(r'%(?=(?:[^"]*"[^"]*")*[^"]*$)', code)}
    return frozenset(at for at, style in enumerate(book._cell_styles) if style.numFmtId in wanted)


def as_text(value: object) -> str:
    """A cell's value as text: whole numbers without a point, days as yyyy-mm-dd, no time where it is midnight."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat(" ", "seconds") if isinstance(value, datetime) else value.isoformat()
    return str(value)
