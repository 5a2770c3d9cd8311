"""A few workers at a time, everything between them solved exactly: mends an allocation, proves nothing about the rest.

As many workers are opened as the solver settles in a moment: more after an easy one, fewer after a hard one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.core import solve_core
from allocator.engine.assign.pairs import Bools, Floats, Ints, Pairs

EASY_SECONDS, LONGEST_SECONDS = 0.4, 3.0
FEWEST = 2


class Polish:
    """Draws neighbourhoods over pairs whose ``excess`` (priced cost above the row's cheapest) is at most ``limit``."""

    def __init__(self, pairs: Pairs, excess: Floats, limit: float, seed: int) -> None:
        self.pairs, self.near = pairs, np.asarray(excess <= limit)
        self.random, self.open = np.random.default_rng(seed), 4

    def mend(self, taken: Ints, *, seconds: float, going: Callable[[], bool]) -> Ints | None:
        """The allocation with a few workers settled anew, None where the solver found nothing."""
        pairs, begun = self.pairs, time.monotonic()
        workers = self.random.choice(len(pairs.room), min(self.open, len(pairs.room)), replace=False)
        chosen = np.isin(np.arange(len(pairs.room)), workers)
        rows = np.flatnonzero(chosen[pairs.worker[taken]])
        if len(rows) == 0:
            return None
        part, old = self._part(taken, chosen, rows)
        limit = min(seconds, LONGEST_SECONDS)
        found = solve_core(part, np.searchsorted(old, taken[rows]), solver="scip", seconds=limit, going=going)
        spent = time.monotonic() - begun
        if spent < EASY_SECONDS:
            self.open += 1
        elif spent > 0.9 * limit:
            self.open = max(FEWEST, self.open - 1)
        if found.taken is None:
            return None
        mended = taken.copy()
        mended[rows] = old[found.taken]
        return mended

    def _part(self, taken: Ints, chosen: Bools, rows: Ints) -> tuple[Pairs, Ints]:
        """The rows of the chosen workers with their near pairs to each other and the ones they have."""
        pairs = self.pairs
        mine = np.isin(np.arange(pairs.rows), rows)
        here = mine[pairs.row_of] & chosen[pairs.worker] & self.near
        here[taken[rows]] = True
        old = np.flatnonzero(here)
        counts = np.bincount(pairs.row_of[old], minlength=pairs.rows)[rows]
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        part = Pairs(start, pairs.worker[old], pairs.cost[old], pairs.load[old], pairs.room, pairs.slopes, pairs.breaks)
        return part, old
