"""The nouns of generalised assignment with convex pieces: what is asked and what comes out; it searches nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Going = Callable[[], bool]
"""Whether there is time to go on."""

LARGEST = 2**61
"""No sum that any allocation can reach may be larger, so that whole numbers of 64 bits never overflow."""


def _no_slopes() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Each row takes exactly one of its pairs; loads of a worker's pairs add up to at most their room.

    ``start`` (rows + 1,) says which pairs belong to a row: ``start[r]:start[r + 1]``. ``worker``, ``cost`` and ``load``
    are (pairs,), ``room`` (workers,). A worker's load above ``breaks[w, k]`` (workers, pieces; may be negative) costs
    ``slopes[k]`` (>= 0) more for each unit. Loads and rooms are not negative. All are int64.
    """

    start: Ints
    worker: Ints
    cost: Ints
    load: Ints
    room: Ints
    slopes: Ints = field(default_factory=_no_slopes)
    breaks: Ints | None = None

    def __post_init__(self) -> None:
        """Raises ValueError where arrays do not fit together or sums could outgrow 64 bits."""
        if len(self.start) < 1 or self.start[0] != 0 or self.start[-1] != len(self.worker):
            raise ValueError("start must begin with 0 and end with the number of pairs")
        if (np.diff(self.start) < 1).any():
            raise ValueError("every row needs at least one pair")
        if not len(self.worker) == len(self.cost) == len(self.load):
            raise ValueError("worker, cost and load must be equally long")
        if len(self.worker) and not (self.worker.min() >= 0 and self.worker.max() < len(self.room)):
            raise ValueError("a pair names a worker that does not exist")
        if (self.load < 0).any() or (self.room < 0).any() or (self.slopes < 0).any():
            raise ValueError("loads, rooms and slopes must not be negative")
        if self.breaks is None:
            object.__setattr__(self, "breaks", np.zeros((len(self.room), 0), dtype=np.int64))
        if self.edges.shape != (len(self.room), len(self.slopes)):
            raise ValueError("breaks must have one row for each worker and one column for each slope")
        if self._largest() > LARGEST:
            raise ValueError("costs or loads are too large to be added up safely")

    @property
    def rows(self) -> int:
        """How many must be placed."""
        return len(self.start) - 1

    @property
    def edges(self) -> Ints:
        """``breaks``, also where there are none."""
        assert self.breaks is not None
        return self.breaks

    @cached_property
    def row_of(self) -> Ints:
        """(pairs,): the row of each pair."""
        return np.repeat(np.arange(self.rows), np.diff(self.start))

    @cached_property
    def step(self) -> int:
        """Every value is a whole multiple of this, plus a number that all share."""
        steps = {gcd(*(self.cost - self.cost[0]).tolist())} if len(self.cost) else set()
        return gcd(*steps, *self.slopes.tolist()) or 1

    def used(self, taken: Ints) -> Ints:
        """(workers,): the load that an allocation, the pair of each row, gives to each worker."""
        used = np.zeros(len(self.room), dtype=np.int64)
        np.add.at(used, self.worker[taken], self.load[taken])
        return used

    def feasible(self, taken: Ints) -> bool:
        """Does each row take a pair of its own, and does nobody get more than they have room for?"""
        own = len(taken) == self.rows and bool(((self.start[:-1] <= taken) & (taken < self.start[1:])).all())
        return own and bool((self.used(taken) <= self.room).all())

    def value(self, taken: Ints) -> int:
        """What an allocation costs."""
        over = np.maximum(0, self.used(taken)[:, None] - self.edges) * self.slopes
        return int(self.cost[taken].sum()) + int(over.sum())

    def keep(self, here: Bools) -> tuple[Pairs, Ints]:
        """The same question with only some pairs, and their old indices; every row must keep one."""
        old = np.flatnonzero(here)
        counts = np.bincount(self.row_of[old], minlength=self.rows)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        less = Pairs(start, self.worker[old], self.cost[old], self.load[old], self.room, self.slopes, self.breaks)
        return less, old

    def _largest(self) -> int:
        """The largest figure that can come up, counted in numbers without limit."""
        costs = np.maximum.reduceat(np.abs(self.cost).astype(object), self.start[:-1]).sum() if self.rows else 0
        loads = np.maximum.reduceat(self.load.astype(object), self.start[:-1]).sum() if self.rows else 0
        over = [
            sum(s * max(0, int(room) - b) for s, b in zip(self.slopes.tolist(), edge, strict=True))
            for room, edge in zip(self.room.tolist(), self.edges.tolist(), strict=True)
        ]
        return int(max(costs + sum(over), loads, *self.room.tolist(), 0))


@dataclass(frozen=True, eq=False)
class Assigned:
    """``taken`` (rows,): the pair of each row, None where none was found.

    No allocation costs less than ``bound`` (None: there is no allocation at all, which is ``proven`` then).
    """

    taken: Ints | None
    value: int | None
    bound: int | None
    proven: bool
