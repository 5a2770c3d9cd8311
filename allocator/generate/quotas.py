"""Exact quotas: a published share is held to the nearest head instead of being drawn; it knows no young person."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
Mask = NDArray[np.bool_]
Generator = np.random.Generator


def heads(total: int, percent: Decimal) -> int:
    """``percent`` of ``total`` in whole heads, half up."""
    return int((total * percent / 100).to_integral_value(ROUND_HALF_UP))


def shares(total: int, weights: Mapping[Key, Decimal | int]) -> dict[Key, int]:
    """``total`` heads split in proportion to ``weights`` by largest remainder; ties go to the first entry."""
    whole = sum(map(Fraction, weights.values())) or Fraction(1)
    exact = {key: Fraction(weight) * total / whole for key, weight in weights.items()}
    split = {key: int(share) for key, share in exact.items()}
    left = total - sum(split.values())
    for key in sorted(exact, key=lambda key: split[key] - exact[key])[:left]:
        split[key] += 1
    return split


def deal(rng: Generator, total: int, weights: Mapping[Key, Decimal | int]) -> list[Key]:
    """``total`` entries in proportion to ``weights``, shuffled."""
    entries = [key for key, count in shares(total, weights).items() for _ in range(count)]
    return [entries[row] for row in rng.permutation(total)]


def some(rng: Generator, pool: Mask, number: int) -> Mask:
    """``number`` rows of ``pool`` drawn without repetition (all of them where there are fewer), as a mask."""
    rows = np.flatnonzero(pool)
    mask = np.zeros_like(pool)
    mask[rng.permutation(rows)[:number]] = True
    return mask
