"""What the threads of one run share: the best allocation, a few good ones, the bound, and when to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.pairs import Assigned, Ints, Pairs

KEPT = 6

Seen = Callable[[int | None, int], None]
"""Told the best value (None where there is none yet) and the bound whenever one of them gets better."""


class Board:
    """Every allocation is checked in whole numbers before it is written down; bounds only ever rise."""

    def __init__(self, pairs: Pairs, *, seconds: float, stop: Callable[[], bool], seen: Seen) -> None:
        self.pairs, self.stop, self.seen = pairs, stop, seen
        self.end, self.begun = time.monotonic() + seconds, time.monotonic()
        self.lock = threading.Lock()
        self.good: list[tuple[int, Ints]] = []
        self.bound = -(2**62)
        self.closed = False

    def offer(self, taken: Ints) -> bool:
        """Write down an allocation if it is allowed and new among the good ones; is it the best so far?"""
        if not self.pairs.feasible(taken):
            return False
        value = self.pairs.value(taken)
        with self.lock:
            best = not self.good or value < self.good[0][0]
            if all(value != other or not np.array_equal(taken, there) for other, there in self.good):
                self.good = sorted([*self.good, (value, taken.copy())], key=lambda entry: entry[0])[:KEPT]
            if best:
                self._settle()
        return best

    def raise_bound(self, bound: int) -> None:
        """Write down a certified bound, raised to the next value that an allocation can have at all."""
        offset = int(self.pairs.cost[0]) * self.pairs.rows
        bound = offset - (offset - bound) // self.pairs.step * self.pairs.step
        with self.lock:
            if bound > self.bound:
                self.bound = bound if not self.good else min(bound, self.good[0][0])
                self._settle()

    def close(self) -> None:
        """Nothing better than the best allocation exists; where there is none, there is none at all."""
        with self.lock:
            self.closed = True
            if self.good:
                self.bound = self.good[0][0]
                self._settle()

    @property
    def value(self) -> int | None:
        """The best value so far."""
        good = self.good
        return good[0][0] if good else None

    @property
    def proven(self) -> bool:
        """Is the best allocation known to be the best, or known not to exist?"""
        value = self.value
        return self.closed or (value is not None and value <= self.bound)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.end - time.monotonic()

    def going(self) -> bool:
        """Is there time, something to find, and nobody who asked to stop?"""
        return not self.proven and self.left > 0 and not self.stop()

    def answer(self) -> Assigned:
        """What is known now."""
        if not self.good:
            return Assigned(None, None, None if self.closed else self.bound, self.closed)
        value, taken = self.good[0]
        return Assigned(taken, value, min(self.bound, value), self.proven)

    def _settle(self) -> None:
        self.seen(self.good[0][0] if self.good else None, self.bound)
