"""Scales and their ticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.charts.scale import Scale, counts, linear, logarithmic

POSITIVE = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=9)


def test_round_ticks_on_a_linear_axis() -> None:
    """Proves steps of 1, 2, 2.5 or 5: up to 47 in about five steps is 0, 10, ... 50; ticks go below nought too."""
    assert linear([3, 47]).ticks == (0, 10, 20, 30, 40, 50)
    assert linear([-3, 8]).ticks == (-5, -2.5, 0, 2.5, 5, 7.5, 10)


def test_a_hair_beyond_the_last_tick_needs_no_further_one() -> None:
    """Proves that 60.1 seconds of a limit of 60 end on an axis to 60: the step is 20, 2 % of it are 0.4."""
    scale = linear([60.1], wanted=4)
    assert scale.ticks == (0, 20, 40, 60)
    assert scale.share(60.1) == 1


def test_decades_on_a_logarithmic_axis() -> None:
    """Proves ticks at 1, 2, 5 on a short axis, at decades on a long one, and at every second decade on a longer one."""
    assert logarithmic([3, 40]).ticks == (2, 5, 10, 20, 50)
    assert logarithmic([0.02, 900], most=6).ticks == (0.01, 0.1, 1, 10, 100, 1000)
    assert logarithmic([0.02, 900], most=4).ticks == (0.01, 1, 100)


def test_shares_of_a_logarithmic_axis() -> None:
    """Proves equal steps for equal factors: 10 lies half way from 1 to 100, and what is beyond lies on the end."""
    scale = Scale(1, 100, (1, 10, 100), logarithmic=True)
    assert [scale.share(value) for value in (1, 10, 100, 1000, 0)] == pytest.approx([0, 0.5, 1, 1, 0])


def test_counts_are_whole() -> None:
    """Proves that an axis of cases has no tick at half a case."""
    assert counts(3).ticks == (0, 1, 2, 3)
    assert counts(38).ticks == (0, 10, 20, 30, 40)
    assert counts(0).ticks == (0, 1)


@given(POSITIVE)
def test_every_axis_holds_its_values(values: list[float]) -> None:
    """Proves that both kinds have rising ticks, low below high, and room for every value."""
    for scale in (linear(values), logarithmic(values)):
        assert list(scale.ticks) == sorted(set(scale.ticks))
        assert scale.low < scale.high
        assert scale.low <= min(values) * (1 + 1e-9)
        assert max(values) <= scale.high * 1.02
        assert len(scale.ticks) <= 9
