"""Fractions as whole numbers of one unit, so that arrays add up exactly; it says which way it rounds where it must."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FINEST = 10**9
"""Units in 1.0 at most: thousands of posts at prices as fine as these still fit into 63 bits."""


def units_of(values: Iterable[Fraction]) -> int:
    """The fewest units in 1.0 that make every value whole; FINEST where even more would be needed."""
    units = 1
    for denominator in {value.denominator for value in values}:
        units = units * denominator // gcd(units, denominator)
        if units > FINEST:
            return FINEST
    return units


def down(value: Fraction, units: int) -> int:
    """In whole units, rounded down."""
    return value.numerator * units // value.denominator


def up(value: Fraction, units: int) -> int:
    """In whole units, rounded up."""
    return -(-value.numerator * units // value.denominator)
