"""One row of an SSD table, of which only the columns that are read can be asked; it keeps no other cell.

Blank words and the placeholders of the published extracts are blank here, whatever the column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from allocator.reading.cells import CellProblem, as_date, clean, is_blank
from allocator.reading.extracts import Row
from allocator.reading.findings import Collector
from allocator.reading.ssd.columns import PLACEHOLDERS

Value = TypeVar("Value")
MANY_CODES = 4096
NO_DAY = frozenset({"1900-01-01", "01/01/1900", "1900/01/01"})
_IDS = ("_id", "_advisor", "_team", "_department")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0")  # how an id comes out of a table in which others are blank
_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it stands, and the cells of the columns that its table is read for."""

    table: str
    row: Row
    at: Mapping[str, int]
    cells: Sequence[str]

    def text(self, column: str) -> str:
        """The cleaned text of a column; blank where there is no such column, or the cell says that it is blank."""
        position = self.at.get(column)
        if position is None or position >= len(self.cells):
            return ""
        tidy = clean(self.cells[position])
        if tidy[-2:] == ".0" and column.endswith(_IDS) and (number := _WHOLE_NUMBER.fullmatch(tidy)):
            return number.group(1)
        return "" if is_blank(tidy) or tidy.casefold() in PLACEHOLDERS else tidy

    def day(self, column: str) -> date | None:
        """The day in a column, its time of day left out. Raises CellProblem."""
        text = _TIME_OF_DAY.sub("", self.text(column))
        return None if not text or text in NO_DAY else as_date(text)

    def read(self, column: str, reader: Callable[[str], Value], found: Collector, *, of: str) -> Value | None:
        """The value of a column of the row ``of`` somebody, or None where it is blank or cannot be taken: a finding."""
        text = self.text(column)
        return self._taken(column, lambda: _read(reader, text), found, of=of) if text else None

    def read_day(self, column: str, found: Collector, *, of: str, code: str | None = None) -> date | None:
        """The day in a column of the row ``of`` somebody, or None likewise; ``code`` instead of the finding's own."""
        return self._taken(column, lambda: self.day(column), found, of=of, code=code)

    def _taken(
        self, column: str, reader: Callable[[], Value | None], found: Collector, *, of: str, code: str | None = None
    ) -> Value | None:
        try:
            return reader()
        except CellProblem as problem:
            value = self.text(column)
            what = problem.what if code is None else f"{problem.what.removesuffix('.')}: left blank."
            self.add(found, code or problem.code, what, do=problem.do, column=column, record_id=of, value=value)
            return None

    def add(
        self,
        found: Collector,
        code: str,
        what: str,
        *,
        do: str,
        column: str | None = None,
        record_id: str | None = None,
        value: str | None = None,
    ) -> None:
        """Note a finding about this row."""
        found.add(
            code,
            what,
            table=self.table,
            row=self.row.number,
            column=column,
            record_id=record_id,
            do=do,
            file=self.row.file,
            sheet=self.row.sheet,
            value=value,
        )


@lru_cache(maxsize=MANY_CODES)
def _read(reader: Callable[[str], Any], text: str) -> Any:
    """What a code says: there are few of them in very many rows."""
    return reader(text)
