"""From a folder of the SSD's CSV files, or a workbook, to its tables by name; it looks into no cell below a header.

Tables that hold nothing for an allocation are not even opened where they are files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.extracts import Row
from allocator.reading.files import Grid, grids_of
from allocator.reading.files.above import say_above
from allocator.reading.files.headings import find_heading
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean, fold
from allocator.reading.ssd.columns import FORMER_NAMES, OTHERS, PREFIX, TABLES, SsdTable
from allocator.reading.ssd.line import Line

BOOKS = frozenset({".xlsx", ".xlsm"})
_DATED = re.compile(r"[-_ ]*[\d][\d\-_ ]*$")  # ssd_person_2026-01-05


@dataclass(frozen=True)
class Held:
    """One table of the extract: its rows of ``grid`` from ``first`` on, and where the columns that are read stand."""

    table: SsdTable
    grid: Grid
    first: int
    at: Mapping[str, int]

    def lines(self) -> Iterator[Line]:
        """Every row below the headers."""
        for number, cells in self.grid.rows[self.first :]:
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
            _stranger(grid.sheet or grid.file, name, others, found=found, file=grid.file)
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
            _stranger(file.name, name, others, found=found, file=file.name)
        else:
            yield from grids_of(file, found)


def _stranger(shown: str, name: str | None, others: list[str], *, found: Collector, file: str) -> None:
    """A table that is not read: of the SSD, or none of its tables at all."""
    if name is not None:
        others.append(name)
        return
    near = did_you_mean(Path(shown).stem, TABLES)
    what = f"{shown} is none of the tables of the SSD and was left out.{near}"
    found.add("unknown_table", what, table=shown, file=file, do="Nothing, unless it was meant as one of them.")


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
            what = f"There is no {name}. Blank without it: {table.without}."
            found.add("optional_table_missing", what, table=name, do="Add the table if you have it.")
        else:
            what = f"There is no table {name}, which every conversion of the SSD needs."
            found.add("missing_table", what, table=name, do=f"Put {name}.csv into the folder, or a sheet of that name.")


def _laid_out(grid: Grid, table: SsdTable, found: Collector) -> Held | None:
    """The table with its columns, or None with a finding where it is empty or a needed column is not there."""
    known = _wanted(table)
    heading = find_heading(grid, lambda cells: len({known[fold(cell)] for cell in cells if fold(cell) in known}))
    headers = heading.headers if heading is not None else grid.rows[0][1] if grid.rows else ()
    row = heading.row if heading is not None else None

    def say(code: str, what: str, do: str, column: str | None = None) -> None:
        found.add(code, what, table=table.name, row=row, column=column, do=do, file=grid.file, sheet=grid.sheet)

    if not grid.rows or (heading is not None and heading.at == len(grid.rows) and not table.without):
        code = "optional_table_missing" if table.without else "empty_table"
        say(code, f"{grid.file} has no rows below its headers.", "Export it again, with its rows.")
        return None
    if heading is not None:
        say_above(heading.above, headers, grid, table=table.name, found=found)
    names = [known.get(fold(header), "") for header in headers]
    absent = [column for column in table.columns if column not in names]
    for column in absent:
        if column in table.needed:
            near = did_you_mean(column, [header for header in headers if header])
            what = f"The column {column} is missing.{near}"
            say("missing_column", what, "Export it with its columns as published.", column)
        elif not set(absent) & set(table.needed):
            what = f"There is no column {column}: blank for everybody."
            say("column_not_there", what, "Add it to the export, if the system holds it.", column)
    for column in sorted({name for name in names if name and names.count(name) > 1}):
        say("duplicate_column", f"Two columns are headed {column}.", "Keep the one that counts.", column)
    if heading is None or set(absent) & set(table.needed):
        return None
    return Held(table, grid, heading.at, {name: names.index(name) for name in table.columns if name in names})


def _wanted(table: SsdTable) -> Mapping[str, str]:
    """The columns that are read, by header without capitals, spaces and underscores."""
    former = {fold(name): column for name, column in FORMER_NAMES.items() if column in table.columns}
    return former | {fold(column): column for column in table.columns}
