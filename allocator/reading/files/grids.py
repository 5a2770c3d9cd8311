"""One grid for each sheet or CSV file: rows of text with the numbers that a spreadsheet shows; it judges no cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.errors import InputError, UsageError
from allocator.reading.findings import Collector
from allocator.reading.tables import SAVE_AGAIN, csv_rows

WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True)
class Grid:
    """One sheet, or one CSV file (``sheet`` None), as text.

    ``rows`` are (row number as a spreadsheet shows it, cells); wholly blank ones are left out.
    """

    file: str
    sheet: str | None
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False


def grids_of(file: Path, found: Collector) -> tuple[Grid, ...]:
    """Every sheet of a workbook, or the one table of a CSV file; a finding and no grid where it cannot be read.

    Raises UsageError where there is no such file.
    """
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    if file.suffix.casefold() in WORKBOOKS:
        return _sheets(file, found)
    try:
        return (Grid(file.name, None, _filled(csv_rows(file.read_bytes()))),)
    except (csv.Error, UnicodeError) as problem:
        what = f"{file.name} cannot be read as a table ({problem})."
        found.add("unreadable_table", what, table=file.stem, file=file.name, do=SAVE_AGAIN)
        return ()


def grids_in(folder: Path, found: Collector) -> tuple[Grid, ...]:
    """Every table of a folder, file by file in the order of their names."""
    known = {".csv", *WORKBOOKS}
    files = sorted(path for path in folder.iterdir() if path.suffix.casefold() in known)
    return tuple(grid for file in files for grid in grids_of(file, found))


def _sheets(file: Path, found: Collector) -> tuple[Grid, ...]:
    from allocator.reading.workbook import sheets  # openpyxl is slow to import

    try:
        return tuple(Grid(file.name, title, _filled(rows)) for title, rows in sheets(file))
    except InputError as problem:
        found.add("unreadable_table", str(problem), table=file.stem, file=file.name, do=SAVE_AGAIN)
        return ()


def _filled(rows: Iterable[Sequence[str]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(cells)) for number, cells in enumerate(rows, start=1) if any(map(str.strip, cells)))
