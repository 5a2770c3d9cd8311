"""When a run was solved, to proof or to a stated gap, and how many were by when; an answer refused is never solved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.report.statistics.gap import gap_of, is_proven, row_gap
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.rows import DONE, Row

STATED = 0.001  # the gap that a run must reach where it need not prove everything: 0.1 %


@dataclass(frozen=True)
class Cactus:
    """Of ``cases`` of one backend so many were solved after so long: sorted seconds, one for each case solved."""

    backend: str
    seconds: tuple[float, ...]
    cases: int


def solved_after(row: Row, target: float = 0.0) -> float | None:
    """Seconds after which the run stood within ``target`` of its bound (0: proven), or None where it never did."""
    if row.outcome != DONE or row.audit == "failed":
        return None
    if target <= 0:
        return row.seconds if is_proven(row) else None
    gap = row_gap(row)
    if gap is None or gap > target:
        return None
    return row.seconds if row.levels else min(_reached(row, target), row.seconds)


def case_solved_after(repeats: Repeats, target: float = 0.0) -> float | None:
    """The median over the repeats, or None where any of them did not get there."""
    found = [solved_after(row, target) for row in repeats.rows]
    seconds = [after for after in found if after is not None]
    return median(seconds) if len(seconds) == len(found) else None


def cactus(cases: Iterable[Repeats], target: float = 0.0) -> tuple[Cactus, ...]:
    """One line for each backend, in the order in which they come."""
    backends: dict[str, list[float | None]] = {}
    for repeats in cases:
        backends.setdefault(repeats.backend, []).append(case_solved_after(repeats, target))
    return tuple(
        Cactus(backend, tuple(sorted(after for after in found if after is not None)), len(found))
        for backend, found in backends.items()
    )


def _reached(row: Row, target: float) -> float:
    """The first point of the trace within the target; the whole run where the trace does not show it."""
    points: Sequence[float] = [
        point.seconds for point in row.trace if (gap := gap_of(point.value, point.bound)) is not None and gap <= target
    ]
    return min(points, default=row.seconds)
