"""From a folder of CSV files to raw tables of text; it knows columns by their headers only and judges no cell.

The csv module and not pandas: a county's thousand people take either of them about 4 ms, but pandas takes 0.4 seconds
to import, and the csv module keeps the row numbers that a person sees in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.reading.files import Grid, grids_of_listed, tables_in
from allocator.reading.files.above import say_above, say_left_out
from allocator.reading.files.headings import find_heading, without_totals
from allocator.reading.files.text import SAVE_AGAIN, csv_rows, decode
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean, fold
from allocator.reading.tables.columns import TABLES, Table

__all__ = ["SAVE_AGAIN", "RawTable", "csv_rows", "decode", "raw_table", "read_folder", "table_called", "twice"]

FOLDER_EXTRAS = frozenset({"words", "team"})  # what templates bring along: a word list, the team workbook
Cells = Sequence[str]


@dataclass(frozen=True)
class RawTable:
    """A table as text; ``rows`` are (row number in a spreadsheet, cells), rows without any filled cell left out."""

    name: str
    file: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]
    header_row: int = 1


def read_folder(folder: Path, found: Collector) -> Mapping[str, RawTable]:
    """Every table of a caseload that lies in ``folder`` as a CSV file, whatever it holds indeed."""
    tables: dict[str, RawTable] = {}
    named: set[str] = set()
    for path in tables_in(folder):
        name = table_called(path.stem, path.name, found, file=path.name)
        if name is None:
            continue
        if name in named:
            twice(name, found, file=path.name)
        named.add(name)
        grid = _that_holds(TABLES[name], grids_of_listed(path, found, table=name), found)
        if grid is not None:
            tables.setdefault(name, raw_table(name, grid, found, shown=path.name))
    return tables


def _that_holds(table: Table, grids: Sequence[Grid], found: Collector) -> Grid | None:
    """The grid of a file that holds the table; of a workbook's sheets, those with its headers first."""
    with_headers = [grid for grid in grids if find_heading(grid, _known_headers(table)) is not None]
    candidates = visible_first(with_headers or grids, table.name, found)
    if len(candidates) > 1 and with_headers:
        twice(table.name, found, file=candidates[1].file, sheet=candidates[1].sheet)
    for grid in grids:
        if grid not in candidates[:1] and grid.rows and not grid.hidden:
            what = f"The sheet {str(grid.sheet)[:31]} of {grid.file[:40]} was left out: {table.name} is in another."
            do = "Nothing, unless it is about somebody."
            found.add("unknown_table", what, table=table.name, file=grid.file, sheet=grid.sheet, do=do)
    return candidates[0] if candidates else None


def visible_first(grids: Sequence[Grid], name: str, found: Collector) -> list[Grid]:
    """Grids that may hold a table: visible sheets, or hidden ones, with a note, where there is no other."""
    visible = [grid for grid in grids if not grid.hidden]
    if visible:
        return visible
    for grid in grids[:1]:
        what = f"The table {name} was read from the hidden sheet {str(grid.sheet)[:31]}."
        do = "Nothing, if that is the one that counts."
        found.add("hidden_sheet", what, table=name, file=grid.file, sheet=grid.sheet, do=do)
    return list(grids)


def table_called(stem: str, shown: str, found: Collector, *, file: str, sheet: str | None = None) -> str | None:
    """The table that a file or sheet of this name holds, or None with a note."""
    known = {fold(name): name for name in TABLES}
    if fold(stem) in known:
        return known[fold(stem)]
    if fold(stem) not in FOLDER_EXTRAS:
        found.add(
            "unknown_table",
            f"{shown} is none of the tables and was left out.{did_you_mean(stem, TABLES)}",
            table=stem,
            file=file,
            sheet=sheet,
            do=f"Nothing, unless it is meant as one of: {', '.join(TABLES)}.",
        )
    return None


def twice(name: str, found: Collector, *, file: str, sheet: str | None = None) -> None:
    """Note that two files or sheets hold the same table; the first is read on, for whatever else there is to find."""
    what, do = f"The table {name} is there twice.", "Keep the one that counts."
    found.add("table_twice", what, table=name, file=file, sheet=sheet, do=do)


def raw_table(name: str, grid: Grid, found: Collector, *, shown: str) -> RawTable:
    """Headers, and the rows below them that hold anything, with their numbers (the first row of the file is 1).

    Headers are looked for below titles; without any that is known, the first row is taken for them.
    """
    if not grid.rows:
        return RawTable(name, shown, (), ())
    heading = find_heading(grid, _known_headers(TABLES[name]))
    if heading is None:
        number, headers = grid.rows[0]
        return RawTable(name, shown, headers, grid.rows[1:], number)
    say_above(heading.above, heading.headers, grid, table=name, found=found)
    id_at = _id_at(TABLES[name], heading.headers)
    rows, totals = without_totals(grid.rows[heading.at :], id_at=id_at)
    if totals:
        say_left_out("totals_left_out", totals, "of totals at the bottom", grid=grid, table=name, found=found)
    return RawTable(name, shown, heading.headers, rows, heading.row)


def _known_headers(table: Table) -> Callable[[Sequence[str]], int]:
    known = {fold(column.name) for column in table.columns}
    return lambda cells: len({fold(cell) for cell in cells} & known)


def _id_at(table: Table, headers: Sequence[str]) -> int:
    """Where the id stands; the first column for tables that have none."""
    wanted = fold(table.id_column) if table.id_column else None
    return next((at for at, header in enumerate(headers) if fold(header) == wanted), 0)
