"""How many cases of a suite each backend has solved by when: a cactus plot turned so that time runs to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import counts, logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks, searched
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.report.statistics.solved import STATED, Cactus, cactus
from benchmarks.report.text import counted, listed, round_percent

FEWEST, SHORTEST = 2, 0.001
TARGETS = ((0.0, "proven"), (STATED, f"within {round_percent(STATED)} of the bound"))


def cactus_figure(cases: Sequence[Repeats]) -> Figure | None:
    """Two panels for every suite with two cases or more: solved to proof, and to the stated gap."""
    solves = searched(cases)
    known = backend_looks(cases)
    panels, barren = [], []
    for suite in dict.fromkeys(repeats.suite for repeats in solves):
        here = [repeats for repeats in solves if repeats.suite == suite]
        for target, words in TARGETS if len({repeats.case for repeats in here}) >= FEWEST else ():
            found = cactus(here, target)
            if any(line.seconds for line in found):
                panels.append(_panel(suite, words, found, known, _limit(here)))
            else:
                barren.append(f"{suite} ({words})")
    if not panels:
        return None
    reading = (
        "The higher and the further left, the better. A case counts where every repeat got there and was accepted, "
        "at the median of its seconds; a line that stays flat solved no more in the time it was given."
    )
    reading += f" Nobody solved a case of {listed(barren)}." if barren else ""
    return Figure("cactus", "Cases solved over time", reading, tuple(panels), legend(known))


def _panel(suite: str, words: str, found: Sequence[Cactus], known: dict[str, Look], limit: float) -> Panel:
    cases = max(line.cases for line in found)
    reached = [f"{line.backend} {len(line.seconds)} of {line.cases}" for line in found]
    last = max([limit, *(after for line in found for after in line.seconds)])
    first = min([last / 10, *(max(SHORTEST, after) for line in found for after in line.seconds)])
    plot = Plot(
        (logarithmic([first, last], most=5), "seconds"),
        (counts(cases), "cases solved"),
        title=f"{suite}: cases {words} over time",
        description=f"Of {counted(cases, 'case')}: {listed(reached)}.",
    )
    for line in reversed(found):
        _draw(plot, line, known[line.backend], last)
    return Panel(f"{suite}: {words}", plot.markup(), "; ".join(reached))


def _draw(plot: Plot, line: Cactus, look: Look, last: float) -> None:
    seconds = [max(SHORTEST, after) for after in line.seconds]
    climbed = [(after, rank + 1.0) for rank, after in enumerate(seconds)]
    if climbed:
        plot.steps([(seconds[0], 0.0), *climbed, (last, float(len(seconds)))], look)
        plot.points(climbed, look, says=[f"{line.backend}: {y:.0f} after {x:.3g} s" for x, y in climbed])


def _limit(cases: Iterable[Repeats]) -> float:
    return max(row.seconds if row.limit_seconds is None else row.limit_seconds for c in cases for row in c.rows)
