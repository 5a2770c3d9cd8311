"""Annex A, Lists 8 and 9, as an extract: told by their headers in whatever sheet or file; it gives nobody an id."""

from allocator.reading.annex_a.reading import read_annex_a

__all__ = ["read_annex_a"]
