"""From any file that a council's systems write to grids of text; it knows no table, no column and no person."""

from allocator.reading.files.grids import Grid, grids_in, grids_of

__all__ = ["Grid", "grids_in", "grids_of"]
