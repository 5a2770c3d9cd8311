"""Gaps, worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.statistics.gap import gap_of, is_proven, level_gap, over_best_known, row_gap
from tests.benchmarks.report.made_up import level, row

NUMBERS = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [
        (400.0, 398.0, 0.005),  # 2 / 400
        (0.5, 0.25, 0.25),  # 0.25 / max(1, 0.5)
        (-200.0, -210.0, 0.05),  # 10 / 200
        (7.0, 7.5, 0.0),  # a bound above the value by rounding leaves nothing open
        (None, 3.0, None),
        (3.0, None, None),
        (3.0, -math.inf, None),
        (math.nan, 3.0, None),
    ],
)
def test_gap_as_the_design_says(value: float | None, bound: float | None, gap: float | None) -> None:
    """Proves (value - bound) / max(1, |value|), and no gap without two numbers."""
    assert gap_of(value, bound) == (None if gap is None else pytest.approx(gap))


@given(NUMBERS, NUMBERS)
def test_a_gap_is_never_negative_and_shrinks_with_a_better_bound(value: float, bound: float) -> None:
    """Proves that a gap is at least 0, and that a bound half way nearer never makes it larger."""
    gap, nearer = gap_of(value, bound), gap_of(value, (value + bound) / 2)
    assert gap is not None
    assert nearer is not None
    assert 0 <= nearer <= gap


def test_a_row_of_levels_has_the_largest_gap_of_any_level() -> None:
    """Proves that the widest level counts, a proven one as 0, and that a level without a bound leaves no gap at all."""
    two = row(levels=(level("changes", 8, 6, True), level("cost", 400, 396), level("balance", 50, 49)))
    assert row_gap(two) == pytest.approx(0.02)  # 1 / 50, more than 4 / 400; changes is proven whatever its bound
    assert level_gap(two.levels[0]) == 0
    assert row_gap(row(levels=(level("cost", 400, 396), level("balance", 50, None)))) is None


def test_proof_is_of_every_level_or_of_the_one_figure() -> None:
    """Proves that one open level is enough to leave a run unproven, whatever the row says of itself."""
    assert is_proven(row(levels=(level("a", 1, 1, True), level("b", 2, 2, True))))
    assert not is_proven(row(proven=True, levels=(level("a", 1, 1, True), level("b", 2, 1))))
    assert is_proven(row(value=5.0, bound=5.0, proven=True))
    assert not is_proven(row(value=5.0, bound=4.0))


def test_above_best_known_may_be_below_nought() -> None:
    """Proves that a value better than the best known one shows as such: (990 - 1000) / 1000."""
    assert over_best_known(row(value=990.0, best_known=1000.0)) == pytest.approx(-0.01)
    assert over_best_known(row(value=990.0)) is None
