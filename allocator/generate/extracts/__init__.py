"""Writes a caseload as the extracts that councils' own systems make, so that reading them can be tried on anything."""

from allocator.generate.extracts.oc3 import write_oc3
from allocator.generate.extracts.ssd import write_ssd

__all__ = ["write_oc3", "write_ssd"]
