"""From any file that a council's systems write to grids of text; it knows no table, no column and no person."""

from allocator.reading.files.grid import UNCALCULATED, FileProblem, Grid
from allocator.reading.files.grids import REFUSALS, grids_in, grids_of, grids_of_listed, tables_in

__all__ = ["REFUSALS", "UNCALCULATED", "FileProblem", "Grid", "grids_in", "grids_of", "grids_of_listed", "tables_in"]
