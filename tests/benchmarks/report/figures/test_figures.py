"""Each figure shows what the rows say, and none is shown without data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from benchmarks.report.figures.before_after import before_after_figure
from benchmarks.report.figures.cactus import cactus_figure
from benchmarks.report.figures.classes import classes_figure
from benchmarks.report.figures.figure import Figure, backend_looks
from benchmarks.report.figures.growth import growth_figure
from benchmarks.report.figures.memory import memory_figure
from benchmarks.report.figures.phases import bar, phases_figure, stacked
from benchmarks.report.figures.profiles import profile_figure
from benchmarks.report.figures.trace import curves, trace_figure, traced
from benchmarks.report.statistics.change import change
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.rows import Point
from tests.benchmarks.report.made_up import failed, level, repeats, row, timed

FIGURES = (
    cactus_figure,
    classes_figure,
    growth_figure,
    memory_figure,
    phases_figure,
    profile_figure,
    trace_figure,
)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("cases", [[], [repeats(failed(people=0, workers=0))], [repeats(row(people=0))]])
def test_no_figure_without_data(figure: Callable[[Sequence[Repeats]], Figure | None], cases: list[Repeats]) -> None:
    """Proves that nothing is drawn where there is nothing, a failure or one bare row."""
    assert figure(cases) is None


def test_a_cactus_says_who_solved_how_many() -> None:
    """Proves the counts below the panel, and that a target nobody reached is told in words."""
    cases = [
        timed(2.0, case="a", levels=(level("cost", 5000, 4996),)),  # 0.08 %
        timed(3.0, case="b", levels=(level("cost", 5000, 4000),)),
        timed(9.0, case="a", backend="scip"),
    ]
    found = cactus_figure(cases)
    assert found is not None
    assert [panel.note for panel in found.panels] == ["ours 1 of 2; scip 0 of 1"]
    assert "Nobody solved a case of weekly (proven)." in found.reading


def test_a_backend_looks_the_same_everywhere() -> None:
    """Proves that ours comes first, however the rows came."""
    found = backend_looks([timed(1.0, backend="scip"), timed(1.0)])
    assert list(found) == ["ours", "scip"]
    assert found["ours"].kind == "s1"


def test_growth_says_exponent_and_what_is_not_in_it() -> None:
    """Proves the words below a panel: the interval, the sizes in the fit, and those that ended by their limit."""
    ended = {250: 9.0, 1000: 1.0, 10000: 10.0, 20000: 20.0, 50000: 30.1}
    cases = [timed(s, suite="growth", case=f"s-{p}", people=p, limit_seconds=30.0) for p, s in ended.items()]
    found = growth_figure([*cases, timed(1.0, suite="growth", case="s-10", people=10, backend="scip")])
    assert found is not None
    assert [(panel.heading, panel.note) for panel in found.panels] == [
        ("s", "ours: exponent 1.00 (1.00 to 1.00), 3 sizes from 1,000 people, 1 more ended by the limit of time")
    ]
    assert found.panels[0].chart.count('class="mark ring s1"') == 1
    two = growth_figure(cases[:2])
    assert two is not None
    assert two.panels[0].note == "ours: fewer than three sizes, no exponent"


def test_no_second_is_stacked_twice() -> None:
    """Proves the parts: solve 5 holds problem 1 and levels 2 + 1.5, so that 0.5 is its rest; bounds are in levels."""
    phases = {
        "bounds": 0.4,
        "read": 0.3,
        "whole": 6.0,
        "solve": 5.0,
        "problem": 1.0,
        "level a": 2.0,
        "level b": 1.5,
        "write": 0.7,
    }
    assert bar(phases) == (
        ("read", 0.3),
        ("problem", 1.0),
        ("level a", 2.0),
        ("level b", 1.5),
        ("rest of solve", 0.5),
        ("write", 0.7),
    )


def test_only_runs_timed_stage_by_stage_are_stacked() -> None:
    """Proves that a backend's whole run is no stage, and that small and large runs do not share an axis."""
    cases = [timed(4.0, suite="phases", phase="read"), timed(90.0, suite="phases", case="big", phase="read")]
    cases += [timed(9.0, case="other"), timed(8.0, case="other", backend="scip")]
    assert stacked(cases) == {"phases: tiny": (("read", 4.0),), "phases: big": (("read", 90.0),)}
    found = phases_figure(cases)
    assert found is not None
    assert [panel.heading for panel in found.panels] == ["Up to ten seconds", "Ten seconds and more"]


def test_a_curve_starts_with_the_first_bound_and_ends_with_the_level() -> None:
    """Proves that a level's curve runs from value and bound together to the gap and the second at which it was left."""
    trace = (Point(1, "a", 5, 5), Point(2, "b", None, 90), Point(3, "b", 200, 100), Point(4, "b", 125, 100))
    run = row(levels=(level("a", 5, 5, True, 1.0), level("b", 125, 120, False, 6.0)), trace=trace)
    # b began after 2 seconds and took 6; gaps: 100 / 200, 25 / 125, at last 5 / 125
    assert curves(run) == {"a": ((1, 0), (2, 0)), "b": ((3, 0.5), (4, 0.2), (8, 0.04))}


def test_a_trace_shows_the_level_left_widest_open() -> None:
    """Proves that the panel is about the hardest level of all backends, and names those that got there."""
    trace = (Point(1, "a", 5, 4), Point(2, "b", 10, 9))
    ours = repeats(row(levels=(level("a", 5, 5, True), level("b", 10, 9)), trace=trace))
    scip = repeats(row(backend="scip", levels=(level("a", 5, 4),), trace=trace[:1]))
    assert [(one.level, list(one.curves)) for one in traced([ours, scip])] == [("a", ["ours", "scip"])]  # 1 / 5 by scip
    assert [one.level for one in traced([ours])] == ["b"]  # 1 / 10


def test_a_case_that_was_never_open_has_no_panel() -> None:
    """Proves that a run whose first bound was its value is left out, and a case timed stage by stage too."""
    at_once = row(levels=(level("a", 5, 5, True),), trace=(Point(1, "a", 5, 5),))
    closed_later = row(case="b", levels=(level("a", 5, 5, True),), trace=(Point(1, "a", 5, 4),))
    staged = row(case="c", levels=(level("a", 5, 4),), trace=(Point(1, "a", 5, 4),))
    cases = [repeats(at_once), repeats(closed_later), repeats(staged), timed(9.0, case="c", phase="whole")]
    assert [one.case for one in traced(cases)] == ["b"]


def test_a_peer_without_bounds_has_no_profile() -> None:
    """Proves that it is named instead: a flat line would only say what is known."""
    levels = (level("cost", 8, 8, True),)
    cases = [timed(1.0, levels=levels), timed(3.0, backend="scip", levels=levels), timed(0.1, backend="by_hand")]
    found = profile_figure(cases)
    assert found is not None
    assert [panel.heading for panel in found.panels] == ["against scip"]
    assert found.reading.endswith("as it states no bound: by_hand.")
    assert found.panels[0].note == "Of 1 case ours solved 100 %, scip 100 %."


def test_memory_is_of_the_suite_that_grows_where_it_was_run() -> None:
    """Proves that other suites are shown only without it, assignment instances never, and a whole run for its parts."""
    other = timed(1.0, peak_mib=200.0)
    gap = timed(1.0, suite="gap", value=5.0, peak_mib=999.0)
    grown = [
        timed(1.0, suite="growth", case="weekly-1000", people=1000, phase=phase, peak_mib=peak)
        for phase, peak in (("solve", 800.0), ("whole", 912.0), ("read", 700.0))
    ]
    with_growth, without = memory_figure([other, gap, *grown]), memory_figure([other, gap])
    assert with_growth is not None
    assert without is not None
    assert [(panel.heading, panel.note) for panel in with_growth.panels] == [("weekly", "ours: at most 912 MiB")]
    assert [(p.heading, p.note) for p in without.panels] == [("all allocations", "ours: at most 200 MiB")]


def test_regressions_stand_out() -> None:
    """Proves that a slower pair has the look of what is worse, and that the counts are in the description."""
    slower = change(timed(1.0, 1.0, 1.0), timed(2.0, 2.0, 2.0))
    unclear = change(timed(1.0, case="b"), timed(1.0, case="b"))
    stage = change(timed(1.0, phase="read"), timed(9.0, phase="read"))
    found = before_after_figure([stage, slower, unclear])
    assert found is not None
    assert "1 slower, 1 too few runs to tell" in found.panels[0].chart
    assert 'class="mark triangle worse"' in found.panels[0].chart
    assert [key.name for key in found.legend] == ["slower", "too few runs to tell"]


def test_of_very_many_pairs_both_ends_are_shown() -> None:
    """Proves that 45 pairs leave 5 to the table, and that the figure says so."""
    pairs = [change(timed(1.0, case=f"c{n}"), timed(1.0 + n, case=f"c{n}")) for n in range(45)]
    found = before_after_figure(pairs)
    assert found is not None
    assert "5 pairs between these are left out" in found.reading
