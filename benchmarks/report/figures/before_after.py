"""Before and after: the ratio of medians of every pair with its interval, sorted; regressions stand out."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.report.charts.legend import MARKS, legend
from benchmarks.report.charts.palette import BETTER, QUIET, WORSE, Look
from benchmarks.report.charts.rows import Line, Mark, row_chart
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel
from benchmarks.report.statistics.change import FASTER, LEVEL, SINGLE, SLOWER, Change
from benchmarks.report.statistics.repeats import SOLVE
from benchmarks.report.text import counted, factor

SINGLE_LOOK = Look("quiet", "", "cross")
LOOKS = {SLOWER: WORSE, FASTER: BETTER, LEVEL: QUIET, SINGLE: SINGLE_LOOK}
MOST = 20  # rows at either end


def before_after_figure(found: Sequence[Change]) -> Figure | None:
    """A row for each pair of whole runs, the slowest first; of very many only those at either end."""
    timed = [change for change in found if change.ratio and change.whole]
    if not timed:
        return None
    shown = timed if len(timed) <= 2 * MOST else [*timed[:MOST], *timed[-MOST:]]
    ends = [end for change in shown for end in _ends(change)]
    counted_verdicts = {name: sum(change.verdict == name for change in timed) for name in LOOKS}
    chart = row_chart(
        [Line(_name(change), (_mark(change),), _words(change)) for change in shown],
        (logarithmic([*ends, 0.5, 2.0], most=9), "new seconds over old seconds (ratio of medians)"),
        title="Before and after",
        description=", ".join(f"{number} {name}" for name, number in counted_verdicts.items() if number),
        ticks=lambda ratio: f"{ratio:g}",
        beside=1.0,
    )
    reading = (
        "Right of 1 is slower than before. The line is the interval that holds 95 % of the bootstrap resamples; a case "
        "counts as slower or faster only where the whole interval lies on one side of 1 and the ratio is 5 % off it. "
        "Stages are in the table alone."
    )
    if len(shown) < len(timed):
        reading += f" {counted(len(timed) - len(shown), 'pair')} between these are left out; the table has them all."
    used = {name: look for name, look in LOOKS.items() if counted_verdicts[name]}
    return Figure("before-after", "Time, before and after", reading, (Panel("", chart),), legend(used, MARKS), False)


def _ends(change: Change) -> list[float]:
    ratio = change.ratio
    return [] if ratio is None else [end for end in (ratio.ratio, ratio.low, ratio.high) if end is not None]


def _name(change: Change) -> str:
    suite, case, backend, phase = change.place
    return f"{suite}: {case}, {backend}" + ("" if phase == SOLVE else f", {phase}")


def _mark(change: Change) -> Mark:
    assert change.ratio is not None
    says = f"{_name(change)}: {change.verdict}"
    return Mark(change.ratio.ratio, LOOKS[change.verdict], says, change.ratio.low, change.ratio.high)


def _words(change: Change) -> str:
    assert change.ratio is not None
    return "× " + factor(change.ratio.ratio)  # noqa: RUF001 (the sign of multiplication)
