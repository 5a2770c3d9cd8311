"""Extracts as an authority's own system would export them, made of synthetic caseloads: nobody in them is real."""

from allocator.generate.extracts.annex_a import write_annex_a
from allocator.generate.extracts.held import HELD, WORKERS_HELD, Held
from allocator.generate.extracts.oc3 import write_oc3
from allocator.generate.extracts.returns import with_returns
from allocator.generate.extracts.ssd import write_ssd
from allocator.generate.extracts.ssd_held import OC3_HELD, SSD_HELD, SSD_WORKERS_HELD

__all__ = [
    "HELD",
    "OC3_HELD",
    "SSD_HELD",
    "SSD_WORKERS_HELD",
    "WORKERS_HELD",
    "Held",
    "with_returns",
    "write_annex_a",
    "write_oc3",
    "write_ssd",
]
