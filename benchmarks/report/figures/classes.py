"""Public assignment instances: how far each backend ends above the best known values, class by class."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.report.charts.legend import MARKS, legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.rows import Line, Mark, row_chart
from benchmarks.report.charts.scale import linear
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.classes import ClassGap, class_gaps
from benchmarks.report.statistics.repeats import SOLVE, Repeats
from benchmarks.report.text import percent


def classes_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A row for each class and backend: the mean as a mark, the line ends at the worst."""
    solves = [repeats for repeats in cases if repeats.phase == SOLVE]
    found = class_gaps(solves)
    answered = [one for one in found if one.mean is not None]
    if not answered:
        return None
    known = backend_looks(cases)
    ends = [end for one in answered for end in (one.mean, one.worst) if end is not None]
    chart = row_chart(
        [_line(one, known[one.backend]) for one in answered],
        (linear(ends), "above best known"),
        title="Gap to the best known values by class and backend",
        description="; ".join(f"class {one.name}, {one.backend}: {_words(one)}" for one in answered),
        ticks=lambda share: f"{share * 100:.6g} %",
        beside=0.0,
    )
    reading = (
        "(value - best known) / best known: the mark is the mean over the class, the line ends at the worst instance. "
        "A class is the letters at the head of an instance's name."
    )
    used = {name: look for name, look in known.items() if any(one.backend == name for one in answered)}
    heading = "Public assignment instances, against the best known values"
    return Figure("classes", heading, reading, (Panel("", chart),), legend(used, MARKS), False)


def _line(one: ClassGap, look: Look) -> Line:
    assert one.mean is not None
    mark = Mark(one.mean, look, f"{one.name}, {one.backend}: {_words(one)}", one.mean, one.worst)
    return Line(f"{one.name}, {one.backend}", (mark,), percent(one.mean))


def _words(one: ClassGap) -> str:
    return f"mean {percent(one.mean)}, worst {percent(one.worst)}"
