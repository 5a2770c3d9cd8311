"""Where the time of a run goes: its stages as one stacked bar for each case; no second is counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.report.charts.legend import BLOCKS, legend
from benchmarks.report.charts.palette import Look, looks
from benchmarks.report.charts.rows import Line, Part, row_chart
from benchmarks.report.charts.scale import linear
from benchmarks.report.figures.figure import Figure, Panel
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import seconds

BEFORE, PROBLEM, LEVEL, REST, AFTER = (
    ("import", "read", "travel"),
    "problem",
    "level ",
    "rest of solve",
    ("audit", "explain", "write"),
)
SIZES = (("Under a second", 0.0, 1.0), ("Up to ten seconds", 1.0, 10.0), ("Ten seconds and more", 10.0, float("inf")))
Bar = tuple[tuple[str, float], ...]


def phases_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A bar for each case that was timed stage by stage; sizes far apart get panels of their own."""
    bars = stacked(cases)
    if not bars:
        return None
    known = looks(stage for bar in bars.values() for stage, _ in bar)
    panels = tuple(_panel(heading, some, known) for heading, some in _by_size(bars))
    reading = (
        "The median of every stage, one after the other; the figure at the end is their sum, importing the program "
        "included. Solving is shown as the building of the problem and the levels in turn; what is left of it, where "
        "something is, stands as rest of solve."
    )
    return Figure("phases", "Where the time goes", reading, panels, legend(known, BLOCKS), False)


def stacked(cases: Sequence[Repeats]) -> dict[str, Bar]:
    """The stages with their median seconds, by suite and case; ours alone is timed stage by stage."""
    timed: dict[str, dict[str, float]] = {}
    for repeats in cases:
        if repeats.seconds:
            several = timed.setdefault(f"{repeats.suite}: {repeats.case}, {repeats.backend}", {})
            several[repeats.phase] = repeats.seconds.median
    return {name.rpartition(", ")[0]: bar(phases) for name, phases in timed.items() if phases.keys() - {SOLVE, WHOLE}}


def bar(phases: Mapping[str, float]) -> Bar:
    """The phases of one run as parts that do not overlap: "bounds" lies within the levels, these within "solve"."""
    inside = [(phase, phases[phase]) for phase in phases if phase == PROBLEM or phase.startswith(LEVEL)]
    left = phases.get(SOLVE, 0.0) - sum(taken for _, taken in inside)
    named = {SOLVE, WHOLE, "bounds", *BEFORE, *AFTER, *dict(inside)}
    before, after = ([(phase, phases[phase]) for phase in some if phase in phases] for some in (BEFORE, AFTER))
    others = [(phase, taken) for phase, taken in phases.items() if phase not in named]
    rest = [(REST if inside else SOLVE, left)] if left > 0 else []
    return (*before, *inside, *rest, *after, *others)


def _by_size(bars: Mapping[str, Bar]) -> list[tuple[str, dict[str, Bar]]]:
    """The bars by the power of ten of their sums, so that a short one is more than a dot."""
    found = [
        (heading, {name: bar for name, bar in bars.items() if low <= sum(taken for _, taken in bar) < high})
        for heading, low, high in SIZES
    ]
    return [(heading, some) for heading, some in found if some]


def _panel(heading: str, bars: Mapping[str, Bar], known: Mapping[str, Look]) -> Panel:
    longest = max(sum(taken for _, taken in bar) for bar in bars.values())
    chart = row_chart(
        [_line(name, bar, known) for name, bar in bars.items()],
        (linear([longest]), "seconds"),
        title=f"Stages of the runs: {heading.lower()}",
        description=f"The longest takes {seconds(longest)} seconds.",
    )
    return Panel(heading, chart)


def _line(name: str, bar: Bar, known: Mapping[str, Look]) -> Line:
    parts, start = [], 0.0
    for stage, taken in bar:
        parts.append(Part(start, start + taken, known[stage], stage, f"{name}, {stage}: {seconds(taken)} s"))
        start += taken
    return Line(name, tuple(parts), f"{seconds(start)} s")
