"""A few good allocations, allowed or nearly, that threads search between; it judges none by itself."""

from __future__ import annotations

import threading

import numpy as np

from allocator.engine.assign.pairs import Ints


class Pool:
    """At most ``size`` allocations, no two alike."""

    def __init__(self, size: int) -> None:
        self.size, self.lock = size, threading.Lock()
        self.kept: list[Ints] = []

    @property
    def full(self) -> bool:
        """Are there as many as there may be?"""
        return len(self.kept) >= self.size

    def add(self, taken: Ints) -> None:
        """Keep an allocation while there is place; one that is kept already is not kept twice."""
        with self.lock:
            if len(self.kept) < self.size and not self._has(taken):
                self.kept.append(taken.copy())

    def two(self, random: np.random.Generator) -> tuple[Ints, Ints] | None:
        """Two different ones, None while the pool is not full."""
        kept = list(self.kept)
        if len(kept) < self.size:
            return None
        one, other = random.choice(len(kept), size=2, replace=False)
        return kept[one], kept[other]

    def replace(self, old: Ints, new: Ints) -> bool:
        """Keep ``new`` instead of ``old``, if ``old`` is still there and ``new`` is not; was it kept?"""
        with self.lock:
            place = next((k for k, kept in enumerate(self.kept) if kept is old), None)
            if place is None or self._has(new):
                return False
            self.kept[place] = new.copy()
            return True

    def renew(self, kept: list[Ints]) -> None:
        """Begin anew with these."""
        with self.lock:
            self.kept = [taken.copy() for taken in kept]

    def _has(self, taken: Ints) -> bool:
        return any(np.array_equal(taken, kept) for kept in self.kept)
