"""Writes a caseload as the extracts that councils' own systems make, so that reading them can be tried on anything."""

from allocator.generate.extracts.annex_a import write_annex_a
from allocator.generate.extracts.held import HELD, Held
from allocator.generate.extracts.oc3 import write_oc3
from allocator.generate.extracts.returns import with_returns
from allocator.generate.extracts.ssd import write_ssd

__all__ = ["HELD", "Held", "with_returns", "write_annex_a", "write_oc3", "write_ssd"]
