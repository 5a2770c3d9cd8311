"""Seconds over people on logarithmic axes with the fitted power laws; every family of cases is fitted by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.growth import PowerLaw, fit
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import counted, seconds

FEWEST = 2  # sizes
NEARLY = 0.95  # of the limit
RUN, SOLVING = ", tables to run folder", ", solving alone"
UNITS = {"k", "x", "people", "fte", "posts"}


@dataclass(frozen=True)
class Series:
    """One family of cases solved by one backend: (people, median seconds) by size, and the law through them.

    ``stopped`` are sizes whose runs ended because their time was up: how long they would have taken, nobody knows.
    """

    family: str
    backend: str
    points: tuple[tuple[float, float], ...]
    stopped: tuple[tuple[float, float], ...]
    law: PowerLaw | None


def family(case: str) -> str:
    """A case's name without its size: weekly-1000 and weekly-100000 are both weekly."""
    words = re.findall(r"[^\W\d_]+", case)
    return " ".join(word for word in words if word.lower() not in UNITS) or "all"


def growth_series(cases: Sequence[Repeats]) -> tuple[Series, ...]:
    """Every family, phase (a whole pipeline or the solving alone) and backend with two sizes or more."""
    whole = {family(repeats.case) for repeats in cases if repeats.phase == WHOLE}
    groups: dict[tuple[str, str], list[Repeats]] = {}
    for repeats in cases:
        if repeats.phase in (SOLVE, WHOLE) and repeats.seconds and repeats.accepted and repeats.rows[0].people > 0:
            name = family(repeats.case)
            name += RUN if repeats.phase == WHOLE else SOLVING if name in whole else ""
            groups.setdefault((name, repeats.backend), []).append(repeats)
    found = (_series(name, backend, group) for (name, backend), group in groups.items())
    return tuple(one for one in found if len({people for people, _ in (*one.points, *one.stopped)}) >= FEWEST)


def _series(name: str, backend: str, cases: Sequence[Repeats]) -> Series:
    points, stopped = (
        tuple(sorted(_point(repeats) for repeats in cases if _is_stopped(repeats) == wanted))
        for wanted in (False, True)
    )
    return Series(name, backend, points, stopped, fit(points))


def _point(repeats: Repeats) -> tuple[float, float]:
    return repeats.rows[0].people, max(repeats.seconds.median, 1e-6) if repeats.seconds else 1e-6


def _is_stopped(repeats: Repeats) -> bool:
    """Whether the limit ended it: it took nearly all of it, and did not prove everything."""
    limit = repeats.rows[0].limit_seconds
    return bool(limit and not repeats.proven and repeats.seconds and repeats.seconds.median >= NEARLY * limit)


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
        "Runs that failed are not in it, nor are hollow marks, which ended because their time was up."
    )
    used = {name: look for name, look in known.items() if any(one.backend == name for one in series)}
    return Figure("growth", "Seconds as the number of people grows", reading, panels, legend(used))


def exponent(law: PowerLaw | None) -> str:
    """The exponent with its interval in words."""
    if law is None:
        return "fewer than three sizes, no exponent"
    return f"exponent {law.exponent:.2f} ({law.low:.2f} to {law.high:.2f}), {counted(law.points, 'size')}"


def _panel(name: str, series: Sequence[Series], known: dict[str, Look]) -> Panel:
    points = [point for one in series for point in (*one.points, *one.stopped)]
    words = "; ".join(f"{one.backend}: {exponent(one.law)}{_stopped(one)}" for one in series)
    plot = Plot(
        (logarithmic((people for people, _ in points), most=5), "people"),
        (logarithmic((taken for _, taken in points), most=6), "seconds"),
        title=f"Seconds over people: {name}",
        description=words,
    )
    for one in reversed(series):
        look = known[one.backend]
        plot.line(
            [(people, one.law.at(people)) for people, _ in one.points[:: len(one.points) - 1]] if one.law else [], look
        )
        for shown, form in ((one.points, look), (one.stopped, replace(look, form="ring"))):
            says = [f"{one.backend}: {people:,.0f} people, {seconds(taken)} s" for people, taken in shown]
            plot.points(shown, form, says=says)
    return Panel(name, plot.markup(), words)


def _stopped(one: Series) -> str:
    return f", {counted(len(one.stopped), 'more size')} ended by the limit of time" if one.stopped else ""
