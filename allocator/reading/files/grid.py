"""A sheet or CSV file as text, and why a file gives none; it opens nothing and judges no cell."""

from __future__ import annotations

from dataclasses import dataclass

from allocator.reading.cells import UNCALCULATED

__all__ = ["UNCALCULATED", "Area", "FileProblem", "Grid", "Row"]

Row = tuple[int, tuple[str, ...]]
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """One sheet, or one CSV file (``sheet`` None), as text.

    ``rows`` are (row number as a spreadsheet shows it, cells); wholly blank ones are left out. ``merged`` are the
    merged areas: first row, first column, last row, last column, counted from 1; only the first cell has the text.
    """

    file: str
    sheet: str | None
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Area, ...] = ()


class FileProblem(Exception):
    """A file that gives no grid: the code of the finding, what is wrong, what to do, and in which row, if in one."""

    def __init__(self, code: str, what: str, do: str, *, row: int | None = None) -> None:
        self.code, self.what, self.do, self.row = code, what, do, row
        super().__init__(what)
