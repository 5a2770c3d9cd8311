"""allocator.engine.scale."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from allocator.engine.scale import LARGEST_EXACT, common_scale, down, up

SHARES = st.fractions(min_value=0, max_value=3, max_denominator=400)


def test_the_smallest_whole_scale() -> None:
    """Proves that the scale is the least common multiple: 15 and 4 of 300 units for caps 20 and 75."""
    scale = common_scale([Fraction(1, 20), Fraction(1, 75), Fraction(1)])
    assert scale == 300  # 20 = 4 x 5, 75 = 3 x 25, so 3 x 4 x 25
    assert (up(Fraction(1, 20), scale), up(Fraction(1, 75), scale)) == (15, 4)
    assert common_scale([]) == 1


def test_a_scale_that_would_grow_too_large_is_cut_off() -> None:
    """Proves that primes whose product exceeds 10^12 give 10^12 itself, which is no multiple of them."""
    primes = [101, 103, 107, 109, 113, 127, 131]  # their product is above 2 x 10^14
    assert common_scale(Fraction(1, prime) for prime in primes) == LARGEST_EXACT == 10**12


def test_loads_round_up_and_room_rounds_down() -> None:
    """Proves on which side an inexact scale errs: a third of ten units takes 4 and gives 3; whole units are exact."""
    assert (up(Fraction(1, 3), 10), down(Fraction(1, 3), 10)) == (4, 3)
    assert (up(Fraction(2, 5), 10), down(Fraction(2, 5), 10)) == (4, 4)
    assert up(Fraction(3, 7), Fraction(7, 2)) == 2  # 3/7 x 7/2 = 1.5


@given(values=st.lists(SHARES, min_size=1, max_size=5))
def test_up_and_down_agree_exactly_or_err_on_the_side_of_too_little_room(values: list[Fraction]) -> None:
    """Proves for any shares that an exact scale rounds nothing and no scale makes a load smaller or room larger."""
    scale = common_scale(values)
    for share in values:
        assert Fraction(down(share, scale), scale) <= share <= Fraction(up(share, scale), scale)
        if scale < LARGEST_EXACT:
            assert up(share, scale) == down(share, scale) == share * scale
