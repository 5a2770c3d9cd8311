"""Seconds over people on logarithmic axes with the fitted power laws; every family of cases is fitted by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.growth import PowerLaw, fit
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import counted, seconds

FEWEST = 2  # sizes
UNITS = {"k", "x", "people", "fte", "posts"}


@dataclass(frozen=True)
class Series:
    """One family of cases solved by one backend: (people, median seconds) by size, and the law through them."""

    family: str
    backend: str
    points: tuple[tuple[float, float], ...]
    law: PowerLaw | None


def family(case: str) -> str:
    """A case's name without its size: weekly-1000 and weekly-100000 are both weekly."""
    words = re.findall(r"[^\W\d_]+", case)
    return " ".join(word for word in words if word.lower() not in UNITS) or "all"


def growth_series(cases: Sequence[Repeats]) -> tuple[Series, ...]:
    """Every family, phase (a whole pipeline or the solving alone) and backend with two sizes or more."""
    groups: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for repeats in cases:
        people = repeats.rows[0].people
        if repeats.phase in (SOLVE, WHOLE) and repeats.seconds and repeats.accepted and people > 0:
            name = family(repeats.case) + (", tables to run folder" if repeats.phase == WHOLE else "")
            groups.setdefault((name, repeats.backend), []).append((people, max(repeats.seconds.median, 1e-6)))
    return tuple(
        Series(name, backend, tuple(sorted(points)), fit(points))
        for (name, backend), points in groups.items()
        if len({people for people, _ in points}) >= FEWEST
    )


def growth_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A panel for each family of the suite that grows."""
    series = growth_series([repeats for repeats in cases if repeats.suite == "growth"])
    if not series:
        return None
    known = backend_looks(cases)
    panels = tuple(
        _panel(name, [one for one in series if one.family == name], known)
        for name in dict.fromkeys(one.family for one in series)
    )
    reading = (
        "Both axes are logarithmic, so that a straight line is a power of the number of people; its slope is the "
        "exponent, fitted by least squares to the medians, with the interval that holds it with 95 % confidence. "
        "Runs that failed are not in it."
    )
    used = {name: look for name, look in known.items() if any(one.backend == name for one in series)}
    return Figure("growth", "Seconds as the number of people grows", reading, panels, legend(used))


def exponent(law: PowerLaw | None) -> str:
    """The exponent with its interval in words."""
    if law is None:
        return "fewer than three sizes, no exponent"
    return f"exponent {law.exponent:.2f} ({law.low:.2f} to {law.high:.2f}), {counted(law.points, 'size')}"


def _panel(name: str, series: Sequence[Series], known: dict[str, Look]) -> Panel:
    points = [point for one in series for point in one.points]
    words = "; ".join(f"{one.backend}: {exponent(one.law)}" for one in series)
    plot = Plot(
        (logarithmic((people for people, _ in points), most=5), "people"),
        (logarithmic((taken for _, taken in points), most=6), "seconds"),
        title=f"Seconds over people: {name}",
        description=words,
    )
    for one in reversed(series):
        look, (first, last) = known[one.backend], (one.points[0][0], one.points[-1][0])
        ends = [(first, one.law.at(first)), (last, one.law.at(last))] if one.law else []
        plot.line(ends, look)
        says = [f"{one.backend}: {people:,.0f} people, {seconds(taken)} s" for people, taken in one.points]
        plot.points(one.points, look, says=says)
    return Panel(name, plot.markup(), words)
