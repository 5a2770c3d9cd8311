"""Where the time of a run goes: its stages as one stacked bar for each case."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.report.charts.legend import BLOCKS, legend
from benchmarks.report.charts.palette import Look, looks
from benchmarks.report.charts.rows import Line, Part, row_chart
from benchmarks.report.charts.scale import linear
from benchmarks.report.figures.figure import Figure, Panel
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import seconds

Bar = list[tuple[str, float]]


def phases_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A bar for each case and backend that was timed stage by stage; sizes far apart get panels of their own."""
    bars = stacked(cases)
    if not bars:
        return None
    known = looks(stage for bar in bars.values() for stage, _ in bar)
    panels = tuple(_panel(heading, {name: bars[name] for name in names}, known) for heading, names in _by_size(bars))
    reading = "The median of every stage, one after the other, as the run has them; the figure at the end is their sum."
    return Figure("phases", "Where the time goes", reading, panels, legend(known, BLOCKS), False)


def stacked(cases: Sequence[Repeats]) -> dict[str, Bar]:
    """Stages with their median seconds by the name of the bar: those of the suite that has more stages than one."""
    bars: dict[str, Bar] = {}
    backends = {repeats.backend for repeats in cases if repeats.phase not in (SOLVE, WHOLE)}
    for repeats in cases:
        if repeats.phase != WHOLE and repeats.seconds:
            name = f"{repeats.suite}: {repeats.case}" + (f", {repeats.backend}" if len(backends) > 1 else "")
            bars.setdefault(name, []).append((repeats.phase, repeats.seconds.median))
    return {name: bar for name, bar in bars.items() if len(bar) > 1}


def _by_size(bars: dict[str, Bar]) -> list[tuple[str, list[str]]]:
    """The names of bars by the power of ten of their sums, so that a short one is more than a dot."""
    sizes = (
        ("under a second", 0.0, 1.0),
        ("up to ten seconds", 1.0, 10.0),
        ("ten seconds and more", 10.0, float("inf")),
    )
    found = [
        (heading, [name for name, bar in bars.items() if low <= sum(taken for _, taken in bar) < high])
        for heading, low, high in sizes
    ]
    return [(heading, names) for heading, names in found if names]


def _panel(heading: str, bars: dict[str, Bar], known: dict[str, Look]) -> Panel:
    longest = max(sum(taken for _, taken in bar) for bar in bars.values())
    chart = row_chart(
        [_line(name, bar, known) for name, bar in bars.items()],
        (linear([longest]), "seconds"),
        title=f"Stages of the runs of {heading}",
        description=f"The longest takes {seconds(longest)} seconds.",
    )
    return Panel(heading, chart)


def _line(name: str, bar: Bar, known: dict[str, Look]) -> Line:
    parts, start = [], 0.0
    for stage, taken in bar:
        parts.append(Part(start, start + taken, known[stage], stage, f"{name}, {stage}: {seconds(taken)} s"))
        start += taken
    return Line(name, tuple(parts), f"{seconds(start)} s")
