"""From a folder of the SSD's CSV files, or a workbook, to its tables by name; it looks into no cell below a header.

Tables that hold nothing for an allocation are not even opened where they are files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.cells import clean
from allocator.reading.extracts import Row
from allocator.reading.files import Grid, grids_of
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean, fold
from allocator.reading.ssd.columns import FORMER_NAMES, OTHERS, PREFIX, TABLES, SsdTable
from allocator.reading.ssd.line import Line

HEADER_WITHIN = 15
BOOKS = frozenset({".xlsx", ".xlsm"})
_DATED = re.compile(r"[-_ ]*[\d][\d\-_ ]*$")  # ssd_person_2026-01-05


@dataclass(frozen=True)
class Held:
    """One table of the extract: its rows below ``heading``, and where the columns that are read stand."""

    table: SsdTable
    grid: Grid
    heading: int
    at: Mapping[str, int]

    def lines(self) -> Iterator[Line]:
        """Every row below the headers."""
        for number, cells in self.grid.rows[self.heading + 1 :]:
            yield Line(self.table.name, Row(self.grid.file, self.grid.sheet, number), self.at, cells)


def read_tables(source: Path, found: Collector) -> dict[str, Held]:
    """The tables that are read, by name; a finding for each that is missing, twice there or without its columns.

    Raises UsageError where there is no such folder or file.
    """
    held: dict[str, Held] = {}
    seen: set[str] = set()
    others: list[str] = []
    for grid in _grids(source, found, others):
        name = table_called(grid.sheet or Path(grid.file).stem)
        if name not in TABLES:
            _stranger(grid.sheet or grid.file, name, others, found=found)
        elif name in seen:
            what = f"The table {name} is there twice."
            found.add("table_twice", what, table=name, file=grid.file, sheet=grid.sheet, do="Keep the one that counts.")
        else:
            seen.add(name)
            if (table := _laid_out(grid, TABLES[name], found)) is not None:
                held[name] = table
    _unread(others, found)
    _missing(seen, found)
    return held


def table_called(name: str) -> str | None:
    """The SSD's table that a file or sheet of this name holds: with or without the prefix, a schema or a date."""
    word = fold(_DATED.sub("", name.casefold().rpartition(".")[2])).removeprefix(fold(PREFIX))
    return {fold(table.removeprefix(PREFIX)): table for table in (*TABLES, *OTHERS)}.get(word)


def _grids(source: Path, found: Collector, others: list[str]) -> Iterator[Grid]:
    """The grids of a workbook, or of those files of a folder that may hold a table that is read."""
    if source.is_file():
        yield from grids_of(source, found)
        return
    if not source.is_dir():
        raise UsageError(f"There is no folder {source}.")
    for file in sorted(source.iterdir()):
        kind = file.suffix.casefold()
        if not file.is_file() or file.name.startswith((".", "~$")) or kind not in {".csv", *BOOKS}:
            continue
        name = table_called(file.stem)
        if kind == ".csv" and name not in TABLES:
            _stranger(file.name, name, others, found=found)
        else:
            yield from grids_of(file, found)


def _stranger(shown: str, name: str | None, others: list[str], *, found: Collector) -> None:
    """A table that is not read: of the SSD, or none of its tables at all."""
    if name is not None:
        others.append(name)
        return
    near = did_you_mean(Path(shown).stem, TABLES)
    what = f"{shown} is none of the tables of the SSD and was left out.{near}"
    found.add("unknown_table", what, table=shown, file=shown, do="Nothing, unless it was meant as one of them.")


def _unread(others: Sequence[str], found: Collector) -> None:
    if others:
        tables = "1 other table" if len(others) == 1 else f"{len(others)} other tables"
        what = f"{tables} of the SSD (first {others[0]}) hold nothing for an allocation."
        found.add("table_unread", what, table=others[0], do="Nothing: they were not read.")


def _missing(seen: set[str], found: Collector) -> None:
    for name, table in TABLES.items():
        if name in seen:
            continue
        if table.without:
            what = f"There is no {name}: {table.without} stay blank."
            found.add("optional_table_missing", what, table=name, do="Add the table if you have it.")
        else:
            what = f"There is no table {name}, which every conversion of the SSD needs."
            found.add("missing_table", what, table=name, do=f"Put {name}.csv into the folder, or a sheet of that name.")


def _laid_out(grid: Grid, table: SsdTable, found: Collector) -> Held | None:
    """The table with its columns, or None with a finding where it is empty or a needed column is not there."""
    heading, at = _heading(grid, table, found)
    headers = [clean(cell) for cell in grid.rows[heading][1]] if grid.rows else []
    if not grid.rows or (table.name == next(iter(TABLES)) and at and len(grid.rows) == heading + 1):
        what = f"{grid.file} has no rows below its headers."
        code = "optional_table_missing" if table.without else "empty_table"
        found.add(code, what, table=table.name, file=grid.file, sheet=grid.sheet, do="Export it again, with its rows.")
        return None
    absent = [column for column in table.needed if column not in at]

    def say(code: str, what: str, do: str, column: str | None) -> None:
        row = grid.rows[heading][0]
        found.add(code, what, table=table.name, row=row, column=column, do=do, file=grid.file, sheet=grid.sheet)

    for column in absent:
        near = did_you_mean(column, [header for header in headers if header])
        say(
            "missing_column",
            f"The column {column} is missing.{near}",
            "Export it with its columns as published.",
            column,
        )
    for column in table.optional:
        if column not in at and not absent:
            what = f"There is no column {column}: blank for everybody."
            say("column_not_there", what, "Add it to the export, if the system holds it.", column)
    return None if absent else Held(table, grid, heading, at)


def _heading(grid: Grid, table: SsdTable, found: Collector) -> tuple[int, dict[str, int]]:
    """The row that has most of the table's headers, and where they stand in it."""
    known = {fold(column): column for column in table.columns}
    known |= {fold(former): column for former, column in FORMER_NAMES.items() if column in table.columns}
    rows = [[known.get(fold(cell), "") for cell in cells] for _, cells in grid.rows[:HEADER_WITHIN]]
    counts = [len({name for name in names if name}) for names in rows]
    heading = counts.index(max(counts)) if counts else 0
    at: dict[str, int] = {}
    for position, name in enumerate(rows[heading] if rows else []):
        if name and name in at:
            what, row = f"Two columns are headed {name}.", grid.rows[heading][0]
            found.add(
                "duplicate_column",
                what,
                table=table.name,
                row=row,
                column=name,
                do="Keep the one that counts.",
                file=grid.file,
                sheet=grid.sheet,
            )
        elif name:
            at[name] = position
    return heading, at
