"""When cases were solved."""

from __future__ import annotations

from benchmarks.report.statistics.solved import Cactus, cactus, case_solved_after, solved_after
from benchmarks.rows import Point
from tests.benchmarks.report.made_up import failed, level, repeats, row, timed


def test_proof_takes_the_whole_run() -> None:
    """Proves that a proven run is solved at its end, and one that failed or was refused never."""
    assert solved_after(row(seconds=7.0, proven=True)) == 7.0
    assert solved_after(row(seconds=7.0)) is None
    assert solved_after(failed(proven=True)) is None
    assert solved_after(row(proven=True, audit="failed")) is None


def test_a_stated_gap_is_reached_on_the_way() -> None:
    """Proves that the trace says when 1 % was reached: 5 / 1005 after 20 seconds, not 50 / 1050 after 4."""
    trace = (Point(4.0, "", 1050.0, 1000.0), Point(20.0, "", 1005.0, 1000.0), Point(50.0, "", 1002.0, 1000.0))
    run = row(seconds=60.0, value=1002.0, bound=1000.0, trace=trace)
    assert solved_after(run, 0.01) == 20.0
    assert solved_after(run, 0.001) is None  # 2 / 1002 is more
    assert solved_after(row(seconds=60.0, value=1002.0, bound=1000.0), 0.01) == 60.0


def test_several_levels_are_solved_when_all_are() -> None:
    """Proves that a run of levels counts at its end, and only where the widest level is near enough."""
    run = row(seconds=9.0, levels=(level("a", 5, 5, True), level("b", 1000, 999.5)))
    assert solved_after(run, 0.001) == 9.0  # 0.5 / 1000
    assert solved_after(run, 0.0004) is None
    assert solved_after(row(levels=(level("b", 1000, None),)), 0.1) is None


def test_a_case_needs_every_repeat() -> None:
    """Proves that the median counts where all repeats got there, and nothing where one did not."""
    assert case_solved_after(timed(3.0, 9.0, 4.0, proven=True)) == 4.0
    assert case_solved_after(repeats(row(proven=True), row())) is None


def test_a_cactus_counts_who_was_not_solved() -> None:
    """Proves sorted seconds for each backend, beside how many cases it was given."""
    cases = [
        timed(8.0, case="a", proven=True),
        timed(2.0, case="b", proven=True),
        timed(5.0, case="c"),
        timed(1.0, case="a", backend="scip"),
    ]
    assert cactus(cases) == (Cactus("ours", (2.0, 8.0), 3), Cactus("scip", (), 1))
