"""One row of a list: its cells by column, and what is noted of them, the same of many rows as one; it knows no code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from allocator.reading.annex_a.headers import Heading
from allocator.reading.cells import CellProblem, is_blank
from allocator.reading.extracts import Row
from allocator.reading.files import UNCALCULATED
from allocator.reading.findings import Collector

Value = TypeVar("Value")
FEW = 3
"""Up to so many findings that say the same stand one by one, more of them as one with a count."""


class _Same(NamedTuple):
    """What findings of several rows have in common."""

    code: str
    what: str
    do: str
    list_name: str
    file: str
    sheet: str | None
    column: str | None


@dataclass
class Notes:
    """Findings that may hold for hundreds of rows; ``close`` hands them over.

    ``ages_on`` is the day that the ages of the lists show, where it is not that of the extract (None: it is).
    """

    found: Collector
    ages_on: date | None = None
    _rows: dict[_Same, list[tuple[int, str | None, str | None]]] = field(default_factory=dict)

    def add(self, same: _Same, row: int, person_id: str | None, value: str | None) -> None:
        """Note one row."""
        self._rows.setdefault(same, []).append((row, person_id, value))

    def close(self) -> None:
        """Every finding noted, in the order in which they were first met: few one by one, many as one."""
        for same, rows in self._rows.items():
            if len(rows) > FEW:
                what = f"{same.what.removesuffix('.')} ({len(rows)} rows)."
                rows = [(rows[0][0], None, rows[0][2])]
            else:
                what = same.what
            for row, person_id, value in rows:
                self.found.add(
                    same.code,
                    what,
                    table=same.list_name,
                    row=row,
                    column=same.column,
                    record_id=person_id,
                    file=same.file,
                    sheet=same.sheet,
                    value=value,
                    do=same.do,
                )
        self._rows.clear()


@dataclass(frozen=True)
class Line:
    """One row of a list, its cells cleaned, with whatever there is to say about it."""

    heading: Heading
    row: Row
    cells: tuple[str, ...]
    notes: Notes

    def text(self, column: str) -> str:
        """The text of a column; blank where there is no such column, or the cell says #N/A."""
        text = self._raw(column)
        return "" if is_blank(text) else text

    @property
    def person_id(self) -> str:
        """The young person's id; blank where there is none."""
        return self.text("person_id")

    def optional(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """A cell that decides nothing alone: where it cannot be read it is noted and left blank."""
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except CellProblem as problem:
            self.note(problem.code, problem.what, problem.do, column=column)
            return None

    def needed(self, column: str, read: Callable[[], Value]) -> Value | None:
        """What ``read`` gives; None where the row has to be mended for it, which is said of ``column``."""
        try:
            return read()
        except CellProblem as problem:
            self.mend(problem.code, problem.what, problem.do, column=column)
            return None

    def note(self, code: str, what: str, do: str, *, column: str | None = None, nobody: bool = False) -> None:
        """Something that may hold of many rows alike; ``nobody`` where the row is not a person's."""
        header = self.heading.headers.get(column or "")
        same = _Same(code, what, do, self.heading.list_name, self.row.file, self.row.sheet, header)
        value = self._raw(column) or None if column else None
        self.notes.add(same, self.row.number, None if nobody else self.person_id or None, value)

    def mend(self, code: str, what: str, do: str, *, column: str | None = None) -> None:
        """Something that somebody has to put right in this row."""
        self.notes.found.add(
            code,
            what,
            table=self.heading.list_name,
            row=self.row.number,
            column=self.heading.headers.get(column or ""),
            record_id=self.person_id or None,
            file=self.row.file,
            sheet=self.row.sheet,
            value=self._raw(column) or None if column else None,
            do=do,
        )

    def has_formula(self) -> bool:
        """Whether a cell that is used holds a formula without its value; the row is not taken then, and it is said."""
        columns = [column for column in self.heading.at if self._raw(column) == UNCALCULATED]
        for column in columns:
            do = "Open the file in a spreadsheet, let it calculate, and save it."
            self.note("formula_without_value", "A formula without its value stands here.", do, column=column)
        return bool(columns)

    def note_blank_words(self) -> None:
        """Say which cells were filled and read as blank all the same."""
        for column in self.heading.at:
            text = self._raw(column)
            if text and is_blank(text):
                self.note("blank_word", f"{text} was read as blank.", "Nothing, if it is meant so.", column=column)

    def _raw(self, column: str | None) -> str:
        position = self.heading.at.get(column or "")
        return self.cells[position] if position is not None and position < len(self.cells) else ""
