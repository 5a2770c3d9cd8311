"""Holds the rows of one case against each other: no value may lie below another run's bound; it runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.library.known import SLACK, KnownLevel, contradictions
from benchmarks.rows import DONE, Row


def conflicts(rows: Iterable[Row]) -> tuple[str, ...]:
    """Every two runs of one case that cannot both be right, in words, each once."""
    by_case: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.outcome == DONE and row.audit == "passed" and row.phase in ("solve", "whole"):
            by_case.setdefault((row.suite, row.case), []).append(row)
    found = (said for same in by_case.values() for one in same for other in same for said in _between(one, other))
    return tuple(dict.fromkeys(found))


def _between(one: Row, other: Row) -> Iterator[str]:
    """What ``one`` claims and ``other`` knows better."""
    known = [KnownLevel(level.key, level.value, level.bound, level.proven) for level in other.levels]
    for claim in contradictions(one.levels, known):
        yield f"{one.suite} {one.case}: {one.backend}: {claim} by {other.backend}"
    if one.value is not None and other.bound is not None and one.value < other.bound - SLACK * max(1.0, other.bound):
        what = f"{one.backend} has {one.value:.9g}, below the bound of {other.bound:.9g}"
        yield f"{one.suite} {one.case}: {what} by {other.backend}"
