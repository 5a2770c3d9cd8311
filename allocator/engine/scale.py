"""One exact integer scaling of fractions; it rounds nothing unless a scale would outgrow integers of 64 bits."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor, gcd

LARGEST_EXACT = 10**12
"""Units per 1.0 up to which a scale stays exact: thousands of posts still fit into 63 bits with room for prices."""


def common_scale(values: Iterable[Fraction]) -> int:
    """The smallest whole number that makes every value whole, or LARGEST_EXACT where that number is larger."""
    scale = 1
    for denominator in {value.denominator for value in values}:
        scale = scale * denominator // gcd(scale, denominator)
        if scale > LARGEST_EXACT:
            return LARGEST_EXACT
    return scale


def up(value: Fraction, scale: int | Fraction) -> int:
    """``value`` in units, rounded up: for loads, so that an inexact scale errs on the side of too little room."""
    return ceil(value * scale)


def down(value: Fraction, scale: int | Fraction) -> int:
    """``value`` in units, rounded down: for capacities and ceilings."""
    return floor(value * scale)
