"""Seconds over people on logarithmic axes with the fitted power laws, a panel to a family; it extrapolates nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.families import Series, growth_series
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.report.text import counted, seconds

READING = (
    "Both axes are logarithmic, so that a straight line is a power of the number of people; its slope is the "
    "exponent, fitted by least squares to the medians of the sizes from 1,000 people on (of all, where there are not "
    "three of them), with the interval that holds it with 95 % confidence. Runs that failed are not in it, nor are "
    "hollow marks, which ended because their time was up."
)


def growth_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A panel for each family of the suite that grows."""
    series = growth_series(cases)
    if not series:
        return None
    looks = backend_looks(cases)
    panels = tuple(
        _panel(name, [one for one in series if one.family == name], looks)
        for name in dict.fromkeys(one.family for one in series)
    )
    used = {name: look for name, look in looks.items() if any(one.backend == name for one in series)}
    return Figure("growth", "Seconds as the number of people grows", READING, panels, legend(used))


def exponent(one: Series) -> str:
    """The exponent of a series with its interval, and what is not in it, in words."""
    law = one.law
    said = "fewer than three sizes, no exponent"
    if law is not None:
        said = f"exponent {law.exponent:.2f} ({law.low:.2f} to {law.high:.2f}), {counted(law.points, 'size')}"
        said += f" from {one.fitted[0][0]:,.0f} people" if one.others else ""
    return said + (f", {len(one.stopped)} more ended by the limit of time" if one.stopped else "")


def _panel(name: str, series: Sequence[Series], looks: Mapping[str, Look]) -> Panel:
    points = [point for one in series for point in one.points]
    words = "; ".join(f"{one.backend}: {exponent(one)}" for one in series)
    plot = Plot(
        (logarithmic((people for people, _ in points), most=5), "people"),
        (logarithmic((taken for _, taken in points), most=6), "seconds"),
        title=f"Seconds over people: {name}",
        description=words,
    )
    for one in reversed(series):
        _draw(plot, one, looks[one.backend])
    return Panel(name, plot.markup(), words)


def _draw(plot: Plot, one: Series, look: Look) -> None:
    if one.law is not None:
        plot.line([(people, one.law.at(people)) for people, _ in (one.fitted[0], one.fitted[-1])], look)
    for shown, form in (((*one.others, *one.fitted), look), (one.stopped, replace(look, form="ring"))):
        says = [f"{one.backend}: {people:,.0f} people, {seconds(taken)} s" for people, taken in shown]
        plot.points(shown, form, says=says)
