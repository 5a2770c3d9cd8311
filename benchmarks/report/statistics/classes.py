"""Public assignment instances by class, the letters at the head of their names: gaps to the best known values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.report.statistics.gap import over_best_known
from benchmarks.report.statistics.repeats import Repeats


@dataclass(frozen=True)
class ClassGap:
    """Of one class and backend: mean and worst share above best known over the ``answered`` of ``cases`` instances."""

    name: str
    backend: str
    mean: float | None
    worst: float | None
    worst_case: str
    answered: int
    cases: int


def class_of(case: str) -> str:
    """The letters before the first digit, in lower case: d for d20400; the whole name where it starts otherwise."""
    found = re.match(r"[^\W\d_]+", case)
    return found.group().lower() if found else case


def class_gaps(cases: Iterable[Repeats]) -> tuple[ClassGap, ...]:
    """Every class and backend of the cases with a best known value; a repeat that failed leaves its case unanswered."""
    groups: dict[tuple[str, str], list[Repeats]] = {}
    for repeats in cases:
        if any(row.best_known is not None for row in repeats.rows):
            groups.setdefault((class_of(repeats.case), repeats.backend), []).append(repeats)
    return tuple(_class_gap(name, backend, found) for (name, backend), found in groups.items())


def case_gap(repeats: Repeats) -> float | None:
    """The mean over the repeats of the share above best known; None where one of them has no accepted value."""
    gaps = [over_best_known(row) for row in repeats.rows]
    known = [gap for gap in gaps if gap is not None]
    return sum(known) / len(known) if repeats.accepted and len(known) == len(gaps) else None


def _class_gap(name: str, backend: str, cases: list[Repeats]) -> ClassGap:
    gaps = {repeats.case: gap for repeats in cases if (gap := case_gap(repeats)) is not None}
    if not gaps:
        return ClassGap(name, backend, None, None, "", 0, len(cases))
    worst = max(gaps, key=lambda case: gaps[case])
    return ClassGap(name, backend, sum(gaps.values()) / len(gaps), gaps[worst], worst, len(gaps), len(cases))
