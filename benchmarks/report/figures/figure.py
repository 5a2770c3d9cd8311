"""What a figure is to the page: a heading, a sentence on how to read it, charts and a legend; it holds no data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from benchmarks.report.charts.legend import Key
from benchmarks.report.charts.palette import Look, looks
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats, in_order


@dataclass(frozen=True)
class Panel:
    """One chart with its heading ("" where the figure has but one) and a line below it."""

    heading: str
    chart: Markup
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure; ``small`` panels stand side by side."""

    name: str
    heading: str
    reading: str
    panels: tuple[Panel, ...]
    legend: tuple[Key, ...] = ()
    small: bool = True


def backend_looks(cases: Iterable[Repeats]) -> dict[str, Look]:
    """The look of every backend, the same in every figure that is given all cases of the report."""
    return looks(in_order(repeats.backend for repeats in cases))


def searched(cases: Sequence[Repeats]) -> list[Repeats]:
    """Whole runs of backends; cases that were timed stage by stage have figures of their own."""
    staged = {(repeats.suite, repeats.case) for repeats in cases if repeats.phase == WHOLE}
    return [r for r in cases if r.phase == SOLVE and (r.suite, r.case) not in staged]
