"""Extracts as an authority's own system would export them, made of synthetic caseloads: nobody in them is real."""

from allocator.generate.extracts.annex_a import write_annex_a
from allocator.generate.extracts.held import HELD, Held
from allocator.generate.extracts.returns import with_returns

__all__ = ["HELD", "Held", "with_returns", "write_annex_a"]
