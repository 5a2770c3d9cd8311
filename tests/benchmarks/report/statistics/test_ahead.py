"""Who is ahead."""

from __future__ import annotations

import pytest

from benchmarks.report.statistics.ahead import Score, Verdict, compare, scores, verdicts
from tests.benchmarks.report.made_up import failed, level, repeats, row, timed

PEER = {"backend": "scip"}


def test_an_answer_outweighs_everything() -> None:
    """Proves that whose answer stands is ahead of whose run failed or was refused, however fast that was."""
    found = compare(repeats(failed(seconds=0.1)), repeats(row(seconds=50.0, **PEER)))
    assert (found.who, found.by) == ("scip", "answer")
    found = compare(repeats(row(seconds=50.0)), repeats(row(audit="failed", **PEER)))
    assert (found.who, found.by) == ("ours", "answer")
    assert compare(repeats(failed()), repeats(failed(**PEER))).who == ""


def test_the_first_level_that_differs_decides() -> None:
    """Proves that a better higher level wins against a better lower one, and by how much: 6 against 4 is 50 % above."""
    ours = repeats(row(levels=(level("changes", 6, 4), level("cost", 100, 100))))
    theirs = repeats(row(levels=(level("changes", 4, 4), level("cost", 900, 100)), **PEER))
    assert compare(ours, theirs) == Verdict("weekly", "tiny", "scip", "scip", "value", 0.5, "changes", (6, 4))


def test_proof_counts_where_values_are_equal() -> None:
    """Proves that of equal values the proven one is ahead, though it took longer."""
    ours = repeats(row(value=7.0, bound=7.0, proven=True, seconds=50.0))
    assert compare(ours, repeats(row(value=7.0, bound=6.0, seconds=1.0, **PEER))).by == "proof"


@pytest.mark.parametrize(("theirs", "who", "factor"), [(2.0, "scip", 2.0), (12.0, "ours", 3.0), (4.1, "", 0.0)])
def test_time_decides_last(theirs: float, who: str, factor: float) -> None:
    """Proves that with ours at 4 seconds, 2 and 12 make a difference of twice and three times, 4.1 none (below 5 %)."""
    found = compare(timed(4.0, 4.0, 9.0, value=7.0), timed(theirs, value=7.0, **PEER))
    assert found.who == who
    assert found.amount == pytest.approx(factor)


def test_scores_count_shared_cases_only() -> None:
    """Proves that a case counts against each peer that ran it too, and phases of the pipeline do not count."""
    cases = [
        timed(1.0, case="a"),
        timed(3.0, case="a", **PEER),
        timed(3.0, case="a", backend="highs"),
        timed(5.0, case="b"),
        timed(1.0, case="b", **PEER),
        timed(1.0, case="c", **PEER),
        timed(1.0, case="a", phase="read"),
    ]
    assert scores(verdicts(cases)) == (Score("scip", 2, 1, 0, 1), Score("highs", 1, 1, 0, 0))
