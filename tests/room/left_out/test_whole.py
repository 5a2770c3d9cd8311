"""Fractions in whole units: exact where they can be, and rounded the way that was asked for where not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.room.left_out.whole import FINEST, down, units_of, up


@given(st.lists(st.fractions(-3, 9, max_denominator=50), max_size=4))
def test_every_value_is_whole_in_its_units(values: list[Fraction]) -> None:
    """Proves that a scale that is not too fine is exact, so that both ways of rounding give the same."""
    units = units_of(values)
    if units < FINEST:
        assert [Fraction(down(value, units), units) for value in values] == values
        assert [up(value, units) for value in values] == [down(value, units) for value in values]


def test_too_fine_a_unit_is_cut_off() -> None:
    """1/7 and 1/10^9 would need 7 x 10^9 units; at 10^9, 1/7 is 142857142.86 of them."""
    values = [Fraction(1, 7), Fraction(1, 10**9)]
    assert units_of(values) == FINEST
    assert (down(values[0], FINEST), up(values[0], FINEST)) == (142_857_142, 142_857_143)


@pytest.mark.parametrize(("value", "below", "above"), [("5/2", 2, 3), ("-5/2", -3, -2), ("4", 4, 4)])
def test_down_is_down_and_up_is_up_below_zero_too(value: str, below: int, above: int) -> None:
    """Room may be negative above the ceiling."""
    assert (down(Fraction(value), 1), up(Fraction(value), 1)) == (below, above)
