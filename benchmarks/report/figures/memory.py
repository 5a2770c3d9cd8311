"""The most memory that runs held, over the number of people; runs that did not say are left out."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.report.charts.legend import MARKS, legend
from benchmarks.report.charts.plot import WIDE, Plot
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import counted, mib

GROWTH = "growth"  # where it was run, it alone: there sizes differ, and little else


def memory_figure(cases: Sequence[Repeats]) -> Figure | None:
    """One panel, a mark for every case and backend."""
    known = backend_looks(cases)
    grown = [repeats for repeats in cases if repeats.suite == GROWTH and repeats.peak_mib]
    found = [
        (repeats, float(repeats.rows[0].people), repeats.peak_mib)
        for repeats in grown or cases
        if repeats.rows[0].value is None
        and repeats.phase in (SOLVE, WHOLE)
        and repeats.rows[0].people > 0
        and repeats.peak_mib
    ]
    if not found:
        return None
    plot = Plot(
        (logarithmic((people for _, people, _ in found), most=9), "people"),
        (logarithmic((peak for _, _, peak in found), most=6), "MiB at the peak"),
        title="Memory over people",
        description=f"{counted(len(found), 'mark')}; the most is {mib(max(peak for _, _, peak in found))} MiB.",
        size=WIDE,
    )
    for repeats, people, peak in reversed(found):
        says = f"{repeats.backend}, {repeats.case}: {mib(peak)} MiB"
        plot.points([(people, peak)], known[repeats.backend], says=[says])
    reading = "The largest resident set of the process, Python and the solver's libraries included, in any repeat."
    used = {name: look for name, look in known.items() if any(repeats.backend == name for repeats, _, _ in found)}
    return Figure(
        "memory",
        "Memory as the number of people grows",
        reading,
        (Panel("", plot.markup()),),
        legend(used, MARKS),
        False,
    )
