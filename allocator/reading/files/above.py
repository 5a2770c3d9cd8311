"""Says what becomes of the rows above headers: titles are left out and counted, records there are an error."""

from __future__ import annotations

from collections.abc import Sequence

from allocator.reading.files.grid import Grid, Row
from allocator.reading.findings import Collector

LEAST_OF_A_RECORD = 3  # filled cells; titles have one or two


def say_above(above: Sequence[Row], headers: Sequence[str], grid: Grid, *, table: str, found: Collector) -> None:
    """A finding about the rows ``above`` the ``headers`` of a table, if there are any.

    Rows half as full as the headers, or fuller, are an error: they are about somebody, who would be lost.
    """
    least = max(LEAST_OF_A_RECORD, sum(map(bool, headers)) // 2)
    records = [number for number, cells in above if sum(bool(cell.strip()) for cell in cells) >= least]
    if records:
        what, do = "Rows above the headers look like records.", "Make the row of headers the first of the table."
        at, file, sheet = records[0], grid.file, grid.sheet
        found.add("records_above_headers", what, table=table, row=at, do=do, file=file, sheet=sheet)
    elif above:
        say_left_out("rows_above_headers", above, "above the headers", grid=grid, table=table, found=found)


def say_left_out(code: str, rows: Sequence[Row], which: str, *, grid: Grid, table: str, found: Collector) -> None:
    """A note of how many rows were left out that are nobody's, and where the first of them is."""
    count, were = ("1 row", "was") if len(rows) == 1 else (f"{len(rows)} rows", "were")
    what, do = f"{count} {which} {were} left out.", "Nothing, unless it is about somebody."
    found.add(code, what, table=table, row=rows[0][0], file=grid.file, sheet=grid.sheet, do=do)
