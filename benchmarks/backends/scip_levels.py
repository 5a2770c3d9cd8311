"""SCIP, a MIP solver, level by level on the whole model through OR-Tools' own interface; it reduces nothing.

SCIP searches with one thread: with two, OR-Tools' build of it does the work twice, one after the other.
"""

from __future__ import annotations

from allocator.answer import Answer, Limits
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.mip import SCIP, allocate_by, assign_by
from benchmarks.gap import Assigned, Gap

TITLE = "SCIP, level by level"


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """Each level in turn with what is left of the time; solutions are checked again in whole numbers."""
    return allocate_by(SCIP, caseload, travel, model, limits)


def assign(gap: Gap, limits: Limits) -> Assigned:
    """One model, one solve."""
    return assign_by(SCIP, gap, limits)
