"""Exact quotas: heads, splits and draws."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.generate.quotas import deal, heads, shares, some


@pytest.mark.parametrize(
    ("total", "percent", "expected"), [(79, "23.5", 19), (50, "1", 1), (49, "1", 0), (936, "58", 543)]
)
def test_heads_are_rounded_half_up(total: int, percent: str, expected: int) -> None:
    """79 x 23.5 % = 18.565, 50 x 1 % = 0.5, 49 x 1 % = 0.49, 936 x 58 % = 542.88."""
    assert heads(total, Decimal(percent)) == expected


def test_shares_go_by_largest_remainder_and_ties_to_the_first() -> None:
    """7 by 1:1:2 is 1.75, 1.75, 3.5: two heads are left over, for the largest remainders; of ties the first wins."""
    assert shares(7, {"a": 1, "b": 1, "c": 2}) == {"a": 2, "b": 2, "c": 3}
    assert shares(3, {"first": 1, "second": 1}) == {"first": 2, "second": 1}


@given(st.integers(0, 500), st.dictionaries(st.integers(), st.integers(1, 50), min_size=1, max_size=9))
def test_shares_add_up_and_none_is_off_by_a_head(total: int, weights: dict[int, int]) -> None:
    """Whatever the weights, the heads add up to the total and each is within one of its exact share."""
    split, whole = shares(total, weights), sum(weights.values())
    assert sum(split.values()) == total
    assert all(abs(split[key] - weight * total / whole) < 1 for key, weight in weights.items())


def test_deal_shuffles_without_changing_the_quota() -> None:
    """Three of four, shuffled by the generator alone: one seed, one order."""
    dealt = deal(np.random.default_rng(3), 40, {"x": 3, "y": 1})
    assert Counter(dealt) == {"x": 30, "y": 10}
    assert dealt != sorted(dealt)
    assert dealt == deal(np.random.default_rng(3), 40, {"x": 3, "y": 1})


def test_some_draws_within_the_pool_and_no_more_than_there_are() -> None:
    """Two of three that may be drawn, and all three where five are asked for."""
    pool = np.array([True, False, True, True])
    rng = np.random.default_rng(1)
    assert some(rng, pool, 2).sum() == 2
    assert not some(rng, pool, 2)[1]
    assert some(rng, pool, 5).tolist() == pool.tolist()
