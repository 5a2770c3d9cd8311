"""The project's own engine: its weekly levels for a caseload, its assignment solver for a public instance."""

from __future__ import annotations

import numpy as np

from allocator.answer import Limits, Progress
from allocator.engine import solve as allocate
from allocator.engine.assign import Pairs, settle
from benchmarks.gap import Assigned, Gap

__all__ = ["TITLE", "allocate", "assign", "pairs_of"]

TITLE = "allocator"


def assign(gap: Gap, limits: Limits) -> Assigned:
    """The best assignment within the limits, and a bound that none can beat."""

    def seen(value: int | None, bound: int) -> None:
        limits.on_progress(Progress("", 1, 1, None if value is None else float(value), float(bound)))

    pairs = pairs_of(gap)
    found = settle(pairs, seconds=limits.seconds, threads=limits.threads, seed=limits.seed, on_progress=seen)
    bound = None if found.bound is None else float(found.bound)
    agent = None if found.taken is None else pairs.worker[found.taken]
    return Assigned(agent, found.value, bound, found.proven)


def pairs_of(gap: Gap) -> Pairs:
    """Jobs as rows, in order, each with every agent as a pair; a job that an agent has no room for at all stays in."""
    agents, jobs = gap.cost.shape
    start = np.arange(0, agents * jobs + 1, agents, dtype=np.int64)
    worker = np.tile(np.arange(agents, dtype=np.int64), jobs)
    return Pairs(start, worker, gap.cost.T.ravel().copy(), gap.need.T.ravel().copy(), gap.capacity)
