"""Writes down how far a run is, from what the engine says on its way; it changes nothing in the run."""

from __future__ import annotations

import time

from allocator.answer import Progress
from benchmarks.memory import peak_mib, reset_peak
from benchmarks.rows import Point

MOST_POINTS = 2000


class Trace:
    """Takes ``Limits.on_progress``; ``points`` are those at which level, value or bound changed.

    ``bound_stood`` is, by level, the seconds from its first word until its bound was as good as it became; ``peaks``
    the MiB held meanwhile, if ``peaks_wanted``: then the peak of the process begins anew with each level.
    """

    def __init__(self, *, peaks_wanted: bool = False) -> None:
        self._begin = time.perf_counter()
        self._wanted = peaks_wanted
        self.points: list[Point] = []
        self.peaks: dict[str, float | None] = {}
        self.began: dict[str, float] = {}
        self.bound_stood: dict[str, float] = {}
        self._bounds: dict[str, float | None] = {}

    def __call__(self, progress: Progress) -> None:
        """One word of the engine's."""
        seconds, level = time.perf_counter() - self._begin, progress.level
        if level not in self.began:
            self._next_level()
            self.began[level] = seconds
        if progress.bound != self._bounds.get(level):
            self._bounds[level], self.bound_stood[level] = progress.bound, seconds - self.began[level]
        point = Point(seconds, level, progress.value, progress.bound)
        if len(self.points) < MOST_POINTS and not (self.points and _same(self.points[-1], point)):
            self.points.append(point)

    def end(self) -> None:
        """The last level is over."""
        self._next_level()

    def _next_level(self) -> None:
        if self._wanted:
            before = next(reversed(self.began), "problem")
            self.peaks[before] = max(self.peaks.get(before) or 0.0, peak_mib() or 0.0) or None
            reset_peak()


def _same(one: Point, other: Point) -> bool:
    return (one.level, one.value, one.bound) == (other.level, other.value, other.bound)
