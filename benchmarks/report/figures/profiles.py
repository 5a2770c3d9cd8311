"""Performance profiles of ours against each peer in turn, on the cases that both were run on."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.report.charts.legend import legend
from benchmarks.report.charts.palette import Look
from benchmarks.report.charts.plot import Plot
from benchmarks.report.charts.scale import Scale, linear, logarithmic
from benchmarks.report.figures.figure import Figure, Panel, backend_looks
from benchmarks.report.statistics.profile import Profile, Step, profile
from benchmarks.report.statistics.repeats import OURS, SOLVE, Repeats, in_order
from benchmarks.report.statistics.solved import STATED, case_solved_after
from benchmarks.report.text import counted, factor, listed, round_percent


def profile_figure(cases: Sequence[Repeats]) -> Figure | None:
    """A panel for each peer that states bounds and shares a case with ours; the others are named below."""
    by_backend: dict[str, dict[tuple[str, str], Repeats]] = {}
    for repeats in cases:
        if repeats.phase == SOLVE:
            by_backend.setdefault(repeats.backend, {})[repeats.suite, repeats.case] = repeats
    mine = by_backend.get(OURS, {})
    peers = {name: found for name, found in by_backend.items() if name != OURS and mine.keys() & found.keys()}
    proving = [name for name in in_order(peers) if any(repeats.proves for repeats in peers[name].values())]
    if not proving:
        return None
    known = backend_looks(cases)
    panels = tuple(_panel(_profile(name, mine, peers[name]), known) for name in proving)
    reading = (
        f"For every case both were run on: who came within {round_percent(STATED)} of the bound soonest, and how many "
        "times as long the other took. A curve at height 60 % over 2 says: on 60 % of the cases within twice the time "
        "of the faster one. The higher, the better; what a curve misses at its right end was not solved. (After "
        "Dolan and More, 2002.)"
    )
    silent = [name for name in peers if name not in proving]
    if silent:
        reading += f" Without a panel, as it states no bound: {listed(silent)}."
    used = {name: look for name, look in known.items() if name in (OURS, *proving)}
    return Figure("profile", "Ours against each peer: performance profiles", reading, panels, legend(used))


def _profile(peer: str, mine: dict[tuple[str, str], Repeats], theirs: dict[tuple[str, str], Repeats]) -> Profile:
    both = [case for case in mine if case in theirs]
    pairs = [(case_solved_after(mine[case], STATED), case_solved_after(theirs[case], STATED)) for case in both]
    return profile(peer, pairs)


def _panel(found: Profile, known: dict[str, Look]) -> Panel:
    x = logarithmic([1.0, 10.0, *(factor_ for factor_, _ in (*found.ours, *found.theirs))], most=5)
    words = f"Of {counted(found.cases, 'case')} {OURS} solved {_end(found.ours)}, {found.peer} {_end(found.theirs)}."
    plot = Plot(
        (x, "times as long as the faster"),
        (linear([1.0], wanted=4), "share of the cases"),
        title=f"Performance profile: {OURS} and {found.peer}",
        description=words,
        ticks=(factor_tick, lambda share: f"{share * 100:g} %"),
    )
    for backend, steps in ((found.peer, found.theirs), (OURS, found.ours)):
        plot.steps(_curve(steps, x), known[backend])
        plot.points(steps, known[backend], says=[f"{backend}: {s:.0%} within {factor(f)}" for f, s in steps])
    return Panel(f"against {found.peer}", plot.markup(), words)


def factor_tick(ratio: float) -> str:
    """A factor at an axis."""
    return f"{ratio:,.10g}"


def _curve(steps: Sequence[Step], x: Scale) -> list[Step]:
    if not steps:
        return [(1.0, 0.0), (x.high, 0.0)]
    start = [] if steps[0][0] <= 1.0 else [(1.0, 0.0)]
    return [*start, *steps, (x.high, steps[-1][1])]


def _end(steps: Sequence[Step]) -> str:
    return f"{steps[-1][1] * 100:.0f} %" if steps else "none"
