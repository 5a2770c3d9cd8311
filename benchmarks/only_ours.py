"""Stands in for benchmarks/backends/ours.py; to be removed with it."""

from __future__ import annotations

from allocator.answer import Answer, Limits
from allocator.engine import solve
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

TITLE = "ours"


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """As the engine does it."""
    return solve(caseload, travel, model, limits)
