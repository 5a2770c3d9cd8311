"""Ratios of medians with their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.report.statistics.bootstrap import Ratio, median_ratio

SECONDS = st.lists(st.floats(0.01, 100), min_size=3, max_size=7)


def test_the_ratio_is_of_medians() -> None:
    """Proves that it is median over median: of (2, 4, 30) and (1, 5, 6) it is 5 / 4."""
    found = median_ratio([30.0, 2.0, 4.0], [5.0, 1.0, 6.0])
    assert found is not None
    assert found.ratio == pytest.approx(1.25)


def test_constant_times_leave_no_doubt() -> None:
    """Proves that the interval of runs that do not vary is the ratio itself: 6 / 4."""
    assert median_ratio([4.0, 4.0, 4.0], [6.0, 6.0, 6.0]) == Ratio(1.5, 1.5, 1.5)


def test_the_ends_of_a_small_interval() -> None:
    """Proves the interval where all resamples can be counted.

    Old is always 1. New (1, 2, 3), three draws: the median is 1 or 3 in 7 of 27 resamples each (26 %), so that both
    ends of 95 % lie on them.
    """
    found = median_ratio([1.0, 1.0, 1.0], [1.0, 2.0, 3.0])
    assert found == Ratio(2.0, 1.0, 3.0)


def test_two_runs_have_no_interval() -> None:
    """Proves that fewer than three runs on either side give a ratio and claim no more; none at all give nothing."""
    assert median_ratio([2.0, 2.0, 2.0], [3.0, 5.0]) == Ratio(2.0, None, None)
    assert median_ratio([2.0], []) is None
    assert median_ratio([0.0], [3.0]) is None


@settings(deadline=None)  # thousands of resamples to an example
@given(SECONDS, SECONDS)
def test_the_interval_is_the_same_again_and_within_reach(old: list[float], new: list[float]) -> None:
    """Proves a fixed seed, and that no resample can leave the ratios of the extremes."""
    found = median_ratio(old, new)
    assert found == median_ratio(old, new)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert min(new) / max(old) * 0.999 <= found.low <= found.high <= max(new) / min(old) * 1.001
