"""From a raw table to records, with a finding for every cell that cannot be taken; rows are compared by id only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from allocator.reading.cells import UNCALCULATED, CellProblem, as_text, clean, is_blank
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.reading.tables.columns import Column, Table
from allocator.reading.tables.folder import Cells, RawTable
from allocator.reading.tables.headers import Layout, lay_out
from allocator.records import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)

_ABSENT = object()  # a cell that adds nothing to its record
_UNREAD = object()  # text that has not been met yet


@dataclass(frozen=True)
class Parsed(Generic[AnyRecord]):
    """Records with their row numbers; ``ids`` are those of all rows, ``bad`` are cells not taken.

    ``columns`` are those that the table has, where that is known: what is not there need not be checked.
    """

    rows: tuple[tuple[int, AnyRecord], ...] = ()
    ids: frozenset[str] = frozenset()
    bad: frozenset[tuple[int, str]] = frozenset()
    columns: frozenset[str] | None = None

    def has(self, *columns: str) -> bool:
        """Whether any of these columns may be filled."""
        return self.columns is None or not self.columns.isdisjoint(columns)

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """The records alone."""
        return tuple(record for _, record in self.rows)


def parse(raw: RawTable, table: Table, kind: type[AnyRecord], *, found: Collector) -> Parsed[AnyRecord]:
    """Every row as a record; a row without something that must be filled gives a finding and no record."""
    if not raw.rows and table.needed:
        found.add("empty_table", f"{raw.file} has no rows below its headers.", table=table.name, do="Fill it in.")
    layout = lay_out(raw, table, found)
    parser = _Parser(table, layout, found)
    rows: list[tuple[int, AnyRecord]] = []
    for number, cells in raw.rows:
        values = parser.values(number, cells)
        if values is not None:
            rows.append((number, kind(**values)))
    columns = frozenset(column.name for _, column in layout.known)
    return Parsed(tuple(rows), frozenset(parser.ids), frozenset(parser.bad), columns)


class _Cell(NamedTuple):
    """Where a finding is, and the cell's text as far as it may be repeated."""

    row: int
    column: str | None
    record_id: str | None
    value: str | None = None


class _Parser:
    """Reads the rows of one table; remembers what each text in a column means, for most texts come again and again."""

    def __init__(self, table: Table, layout: Layout, found: Collector) -> None:
        self.table, self.layout, self.found = table, layout, found
        self.ids: set[str] = set()
        self.bad: set[tuple[int, str]] = set()
        present = {column.name for _, column in layout.known}
        self._has_all = all(column.name in present for column in table.columns if column.filled)
        self._id_at = next((at for at, column in layout.known if column.name == table.id_column), None)
        self._met: dict[str, dict[str, object]] = {column.name: {} for _, column in layout.known}
        self._columns = [(at, column, column.target, self._met[column.name]) for at, column in layout.known]

    def values(self, number: int, cells: Cells) -> dict[str, object] | None:
        """What one row says, field by field, or None where something that must be there is missing."""
        record_id = self._id(number, cells)
        values: dict[str, object] = dict(self.table.blank)
        complete, width = self._has_all, len(cells)
        for at, column, target, met in self._columns:
            text = cells[at] if at < width else ""
            if text:
                value = met.get(text, _UNREAD)
                if value is _UNREAD:
                    value = self._read(text, column, number=number, record_id=record_id)
            elif column.filled:
                value = self._blank(column, number=number, record_id=record_id)
            else:
                continue
            if value is not _ABSENT:
                values[target] = value
            elif column.filled:
                complete = False
        self._beyond(number, cells, record_id=record_id)
        if self.layout.other:
            values["other"] = self._other(cells)
        return values if complete else None

    def _id(self, number: int, cells: Cells) -> str | None:
        """The row's id, with a finding if another row has it."""
        if self._id_at is None or self._id_at >= len(cells):
            return None
        record_id = clean(cells[self._id_at])
        if record_id in self.ids:
            what, column = f"{shown(record_id)} stands in more than one row.", self.table.id_column
            place = _Cell(number, column, record_id, record_id)
            self._add("duplicate_id", what, place, do="Keep one row for each id.")
        if record_id:
            self.ids.add(record_id)
        return record_id or None

    def _read(self, text: str, column: Column, *, number: int, record_id: str | None) -> object:
        """The value of a cell's text, remembered; a finding instead where it cannot be taken."""
        tidy = clean(text)
        if not tidy:
            return self._blank(column, number=number, record_id=record_id)
        if is_blank(tidy):
            what, do = f"{tidy!r} was read as blank.", "Nothing, if the cell is blank indeed."
            self._add("blank_word", what, _Cell(number, column.name, record_id, tidy), do=do)
            return self._blank(column, number=number, record_id=record_id)
        try:
            value = as_text(tidy) if tidy == UNCALCULATED else column.read(tidy)
        except CellProblem as problem:
            value = None if problem.code == "bad_id" else tidy  # whoever writes a comma there has written a name
            self._add(problem.code, problem.what, _Cell(number, column.name, record_id, value), do=problem.do)
            self.bad.add((number, column.name))
            return _ABSENT
        self._met[column.name][text] = value
        return value

    def _blank(self, column: Column, *, number: int, record_id: str | None) -> object:
        """A blank cell adds nothing; where it must be filled, that is a finding."""
        if column.filled:
            what, do = f"{column.name} is blank.", f"Fill it in: {column.words}."
            self._add("missing_value", what, _Cell(number, column.name, record_id), do=do)
        return _ABSENT

    def _other(self, cells: Cells) -> Mapping[str, str]:
        texts = {header: clean(cells[at]) for at, header in self.layout.other if at < len(cells)}
        return {header: text for header, text in texts.items() if text}

    def _beyond(self, number: int, cells: Cells, *, record_id: str | None) -> None:
        """Cells to the right of the last header mean that something has slipped."""
        if len(cells) > self.layout.width and any(text.strip() for text in cells[self.layout.width :]):
            what = f"The row has more cells than there are headers ({self.layout.width})."
            do = "Look for a stray separator; put a text that holds one into quotation marks."
            self._add("cells_beyond_headers", what, _Cell(number, None, record_id), do=do)

    def _add(self, code: str, what: str, cell: _Cell, *, do: str) -> None:
        self.found.add(code, what, table=self.table.name, do=do, **cell._asdict())
