"""Annealing of whole allocations with adaptive prices for overload: finds good allocations, proves nothing.

Overload starts little dearer than the capacity price, so that workers are filled to the brim; towards the end it gets
dearer where it persists, until the allocation is one. Each cycle is slower than the one before.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from allocator.engine.assign.moves import BEST, NONE, Here, Question, anneal
from allocator.engine.assign.pairs import Floats, Ints, Pairs

STEPS, SETTLING, REPAIRS = 160, 0.7, 120
LARGEST_TABLE = 6_000_000


class Search:
    """One thread's search over pairs sorted within each row by ``excess``: priced cost above the row's cheapest."""

    def __init__(self, pairs: Pairs, excess: Floats, price: Floats, seed: int) -> None:
        self.pairs, self.excess, self.price = pairs, excess, price
        workers, counts = len(pairs.room), np.diff(pairs.start)
        self.question = _question(pairs)
        sizes = np.bincount(pairs.worker, minlength=workers)
        self.first = (np.cumsum(sizes) - sizes).astype(np.int64)
        second = excess[np.minimum(pairs.start[:-1] + 1, pairs.start[1:] - 1)][counts > 1]
        fallback = 1e-3 * (1.0 + float(np.abs(pairs.cost).mean()))
        self.heat = max(float(second.mean()) if len(second) else 0.0, fallback * 0.1)
        self.floor = float(np.quantile(second, 0.9)) if len(second) else 0.0
        self.unit = max(float(price.mean()), 0.05 * self.heat / max(1.0, float(pairs.load.mean())))
        self.random = np.random.default_rng(seed)
        self.best = np.zeros(pairs.rows, dtype=np.int64)
        self.begin(pairs.start[:-1].copy())

    def begin(self, taken: Ints) -> None:
        """Go on from this allocation, allowed or not; the best of a cycle is forgotten."""
        pairs, workers = self.pairs, len(self.pairs.room)
        self.taken, self.used = taken.copy(), pairs.used(taken)
        at = pairs.worker[taken]
        order = np.argsort(at, kind="stable")
        count = np.bincount(at, minlength=workers).astype(np.int64)
        within = np.arange(pairs.rows) - np.repeat(np.cumsum(count) - count, count)
        members, place = np.zeros(len(pairs.worker), dtype=np.int64), np.zeros(pairs.rows, dtype=np.int64)
        place[order] = within
        members[self.first[at[order]] + within] = order
        over = int(np.maximum(0, self.used - pairs.room).sum())
        capped = np.minimum(self.used, pairs.room)[:, None]
        extra = int((np.maximum(0, capped - pairs.edges) * pairs.slopes).sum())
        self.state = np.array([int(pairs.cost[taken].sum()) + extra, over, NONE, pairs.rows + 1], dtype=np.int64)
        if over == 0:
            self.best[:] = taken
            self.state[BEST:] = self.state[0], 0
        journal = np.zeros(pairs.rows, dtype=np.int64)
        self.here = Here(
            self.taken,
            self.used,
            members,
            place,
            count,
            self.first,
            self.best,
            journal,
            self.state,
            np.zeros(3, dtype=np.int64),
            np.zeros(3, dtype=np.int64),
        )

    def cycle(self, moves: int, hot: float, *, limit: float, keen: float, going: Callable[[], bool]) -> bool:
        """Cool down from ``hot`` times the usual heat in about so many moves; was an allowed allocation met?

        Pairs dearer than ``limit`` are left out; ``keen`` multiplies what overload costs beyond the capacity price.
        """
        extra = np.full(len(self.price), 0.03 * keen * self.unit)
        cold = min(0.05, hot)
        for step in range(STEPS + REPAIRS):
            done = min(1.0, step / (STEPS - 1))
            if step >= STEPS and self.state[BEST] != NONE:
                break
            if not going():
                break
            if step < SETTLING * STEPS:
                extra *= 60.0 ** (1 / (SETTLING * STEPS))
            else:
                raised = 1.15 if step < STEPS else 1.4
                extra = np.where(self.used > self.pairs.room, extra * raised, extra * 0.995)
            heat = self.heat * hot * (cold / hot) ** done
            self._anneal(extra, heat, max(1, moves // STEPS), limit)
        return bool(self.state[BEST] != NONE)

    def _anneal(self, extra: Floats, heat: float, moves: int, limit: float) -> None:
        live, seed = self._live(min(8 * heat + self.floor, limit)), int(self.random.integers(2**31))
        anneal(self.question, live, self.price + extra, self.here, heat, moves, seed)

    def _live(self, limit: float) -> Ints:
        """(rows,): how many of each row's pairs are not dearer than that; at least one."""
        near = np.add.reduceat((self.excess <= limit).astype(np.int64), self.pairs.start[:-1])
        return np.maximum(1, near)


def _question(pairs: Pairs) -> Question:
    table, workers = np.zeros(0, dtype=np.int64), len(pairs.room)
    if pairs.rows * workers <= LARGEST_TABLE:
        table = np.full(pairs.rows * workers, -1, dtype=np.int64)
        table[pairs.row_of * workers + pairs.worker] = np.arange(len(pairs.worker))
    return Question(pairs.start, pairs.worker, pairs.cost, pairs.load, pairs.room, pairs.edges, pairs.slopes, table)
