"""Gaps as DESIGN.md defines them: shares of the value that a proof leaves open; nothing is rounded here."""

from __future__ import annotations

import math

from benchmarks.rows import Level, Row

EQUAL = 1e-9  # values are whole numbers or sums of a few floats: what differs by less is the same


def gap_of(value: float | None, bound: float | None) -> float | None:
    """(value - bound) / max(1, |value|), at least 0, or None where value or bound is not a number."""
    if value is None or bound is None or not math.isfinite(value) or not math.isfinite(bound):
        return None
    return max(0.0, (value - bound) / max(1.0, abs(value)))


def over_best_known(row: Row) -> float | None:
    """How far a value lies above the best known one, as a share of that; below 0 where it is better than it."""
    if row.value is None or row.best_known is None:
        return None
    return (row.value - row.best_known) / max(1.0, abs(row.best_known))


def level_gap(level: Level) -> float | None:
    """The gap of one level: 0 where it is proven, None where nothing is."""
    return 0.0 if level.proven else gap_of(level.value, level.bound)


def row_gap(row: Row) -> float | None:
    """The gap of a run: of its one figure, or the largest of its levels; None where any of them has no bound."""
    if not row.levels:
        return 0.0 if row.proven else gap_of(row.value, row.bound)
    gaps = [level_gap(level) for level in row.levels]
    known = [gap for gap in gaps if gap is not None]
    return max(known) if len(known) == len(gaps) else None


def is_proven(row: Row) -> bool:
    """Whether the whole run is proven: its one figure, or every one of its levels."""
    return all(level.proven for level in row.levels) if row.levels else row.proven
