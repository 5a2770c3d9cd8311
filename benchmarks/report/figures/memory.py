"""The most memory that runs held, over the number of people; runs that did not say are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.families import GROWTH, family
from benchmarks.report.statistics.repeats import SOLVE, WHOLE, Repeats
from benchmarks.report.text import mib

OTHERS = "all allocations"  # what is shown where the suite that grows was not run
Held = dict[str, list[tuple[float, float]]]  # (people, MiB) by backend


def memory_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A panel for each family of the suite that grows, every backend in it; without that suite, one of all."""
    found = _families(cases)
    if not found:
        return None
    looks = {name: look for name, look in backend_looks(cases).items() if any(name in held for held in found.values())}
    panels = tuple(_panel(name, held, looks) for name, held in found.items())
    reading = "The largest resident set of the process, Python and the solver's libraries included, in any repeat."
    return Figure("memory", "Memory as the number of people grows", reading, panels, legend(looks))


def _families(cases: Sequence[Repeats]) -> dict[str, Held]:
    said = [repeats for repeats in cases if _says(repeats)]
    grown = [repeats for repeats in said if repeats.suite == GROWTH]
    whole = {(repeats.suite, repeats.case) for repeats in said if repeats.phase == WHOLE}
    found: dict[str, Held] = {}
    for repeats in grown or said:
        if repeats.phase == WHOLE or (repeats.suite, repeats.case) not in whole:
            held = found.setdefault(family(repeats.case) if grown else OTHERS, {})
            held.setdefault(repeats.backend, []).append((repeats.rows[0].people, repeats.peak_mib or 0.0))
    return found


def _says(repeats: Repeats) -> bool:
    """Whether it is an allocation whose size and memory are known; assignment instances have a value of their own."""
    first = repeats.rows[0]
    return repeats.phase in (SOLVE, WHOLE) and first.people > 0 and first.value is None and bool(repeats.peak_mib)


def _panel(name: str, held: Held, looks: Mapping[str, Look]) -> Panel:
    points = [point for found in held.values() for point in found]
    most = "; ".join(f"{backend}: at most {mib(max(peak for _, peak in found))} MiB" for backend, found in held.items())
    plot = Plot(
        (logarithmic((people for people, _ in points), most=5), "people"),
        (logarithmic((peak for _, peak in points), most=6), "MiB at the peak"),
        title=f"Memory over people: {name}",
        description=most,
    )
    for backend, found in reversed(tuple(held.items())):
        if name != OTHERS:
            plot.line(sorted(found), looks[backend])
        plot.points(
            found, looks[backend], says=[f"{backend}: {people:,} people, {mib(peak)} MiB" for people, peak in found]
        )
    return Panel(name, plot.markup(), most)
