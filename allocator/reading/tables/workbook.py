"""From the sheets of a workbook to raw tables of text; it calculates no formula and knows no column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from allocator.errors import InputError
from allocator.reading.cells import clean
from allocator.reading.files import Grid, grids_of
from allocator.reading.findings import Collector, errors_among, in_words
from allocator.reading.near import fold
from allocator.reading.tables.folder import RawTable, raw_table, table_called, twice, visible_first

SETTINGS_SHEET = "caseload"


def read_workbook(file: Path, found: Collector) -> tuple[Mapping[str, RawTable], Mapping[str, str]]:
    """Every table of a caseload that is a sheet of ``file``, and the keys and values of the sheet ``caseload``.

    A hidden sheet is read only where no visible one holds its table. Raises InputError where nothing can be read.
    """
    grids = _sheets(file, found)
    settings: dict[str, str] = {}
    named: dict[str, list[Grid]] = {}
    for grid in sorted(grids, key=lambda grid: grid.hidden):  # stable: visible sheets first, each in their order
        title = str(grid.sheet)
        if fold(title) == SETTINGS_SHEET:
            settings = settings or dict(_pairs(grid))
            continue
        name = table_called(title, f"the sheet {title}", found, file=grid.file, sheet=title)
        if name is not None:
            named.setdefault(name, []).append(grid)
    tables: dict[str, RawTable] = {}
    for name, found_in in named.items():
        first, *others = visible_first(found_in, name, found)
        if others:
            twice(name, found, file=file.name, sheet=str(others[0].sheet))
        tables[name] = raw_table(name, first, found, shown=f"the sheet {first.sheet}")
    return tables, settings


def _sheets(file: Path, found: Collector) -> tuple[Grid, ...]:
    grids = grids_of(file, found)
    errors = errors_among(found.found)
    if errors:
        raise InputError("\n".join(in_words(error) for error in errors), found.found)
    if any(grid.sheet is None for grid in grids):
        what, do = f"{file.name} is a CSV file.", "Put each table into a folder as a CSV file, or save it as .xlsx."
        found.add("wrong_kind_of_file", what, table=file.stem, file=file.name, do=do)
        raise InputError(f"{what} {do}", found.found)
    return grids


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    for _, cells in grid.rows:
        if len(cells) > 1 and clean(cells[0]) and clean(cells[1]):
            yield clean(cells[0]), clean(cells[1])
