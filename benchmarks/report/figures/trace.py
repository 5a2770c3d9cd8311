"""How the gap closed over time on the cases that were hardest; it smooths nothing and joins no two levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import linear, logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks, searched
from benchmarks.report.statistics.gap import gap_of, level_gap, row_gap
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.report.text import counted, listed, percent, round_percent
from benchmarks.rows import Row

MOST, FLOOR, LEAST = 9, 0.00001, 0.01  # panels; the gaps from which, 0 included, and to which the axis goes at least
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Traced:
    """One case at the level that was left with the largest gap: (seconds, gap) of every backend that got there."""

    suite: str
    case: str
    level: str
    curves: Mapping[str, Curve]

    @property
    def end(self) -> float:
        """The largest gap at the end of any curve."""
        return max(curve[-1][1] for curve in self.curves.values())

    @property
    def seconds(self) -> float:
        """The end of the longest curve."""
        return max(curve[-1][0] for curve in self.curves.values())


def trace_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A panel for each of the cases with the largest gaps at the end, every backend that left a trace in it."""
    found = traced(cases)
    if not found:
        return None
    hardest = sorted(found, key=lambda one: (-one.end, -one.seconds))[:MOST]
    looks = {name: look for name, look in backend_looks(cases).items() if any(name in one.curves for one in hardest)}
    reading = (
        "The lower, the better; the bottom line is 0.001 % and all that is below it, proof included. Of several "
        "repeats the worst is shown, of several levels the one with the largest gap at the end, from the moment "
        "at which it had a value and a bound."
    )
    if len(found) > MOST:
        left_out = counted(len(found) - MOST, "other case")
        reading += f" Shown are the cases with the largest gaps at the end; {left_out} with smaller ones left out."
    return Figure("trace", "Gap over time", reading, tuple(_panel(one, looks) for one in hardest), legend(looks))


def traced(cases: Sequence[Repeats]) -> list[Traced]:
    """Every case with a trace, at its hardest level; where nothing was ever open, nothing is shown."""
    by_case: dict[tuple[str, str], dict[str, dict[str, Curve]]] = {}
    for repeats in searched(cases):
        for level, curve in (curves(repeats.worst) if repeats.worst else {}).items():
            levels = by_case.setdefault((repeats.suite, repeats.case), {})
            levels.setdefault(level, {})[repeats.backend] = curve
    found = []
    for (suite, case), levels in by_case.items():
        ends = [Traced(suite, case, level, backends) for level, backends in levels.items()]
        hardest = max(ends, key=lambda one: (one.end, one.seconds))
        if any(gap > 0 for curve in hardest.curves.values() for _, gap in curve):
            found.append(hardest)
    return found


def curves(row: Row) -> dict[str, Curve]:
    """(seconds, gap) by level, from the first moment with a value and a bound to the gap at which it was left."""
    found: dict[str, list[tuple[float, float]]] = {}
    for point in row.trace:
        gap = gap_of(point.value, point.bound)
        if gap is not None:
            found.setdefault(point.level, []).append((point.seconds, gap))
    began = {point.level: point.seconds for point in reversed(row.trace)}
    ends = {level.key: (began.get(level.key, 0.0) + level.seconds, level_gap(level)) for level in row.levels}
    if not row.levels:
        ends[""] = row.seconds, row_gap(row)
    for key, (seconds, gap) in ends.items():
        if key in found and gap is not None:
            found[key].append((max(seconds, found[key][-1][0]), gap))
    return {level: tuple(curve) for level, curve in found.items()}


def _panel(one: Traced, looks: Mapping[str, Look]) -> Panel:
    points = [point for curve in one.curves.values() for point in curve]
    ends = [f"{backend} {percent(curve[-1][1])}" for backend, curve in one.curves.items()]
    name = one.case + (f", level {one.level}" if one.level else "")
    plot = Plot(
        (linear((seconds for seconds, _ in points), wanted=4), "seconds"),
        (logarithmic([FLOOR, LEAST, *(min(1.0, gap) for _, gap in points)], most=6), "gap"),
        title=f"Gap over time: {name}",
        description=f"At the end: {listed(ends)}.",
        ticks=("{:g}".format, _gap_tick),
    )
    for backend, curve in reversed(tuple(one.curves.items())):
        drawn = [(seconds, min(1.0, gap)) for seconds, gap in curve]
        plot.steps(drawn, looks[backend])
        plot.points(drawn[-1:], looks[backend], says=[f"{backend}, {name}: {percent(curve[-1][1])}"])
    return Panel(f"{one.suite}: {name}", plot.markup(), "at the end: " + "; ".join(ends))


def _gap_tick(share: float) -> str:
    return round_percent(share)
