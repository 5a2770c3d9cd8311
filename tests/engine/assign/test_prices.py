"""Capacity prices give bounds that no allocation beats."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil

import numpy as np
import pytest

from allocator.engine.assign import Pairs
from allocator.engine.assign.prices import Prices, best_prices, certify
from tests.engine.assign.tiny import optimum, tiny


def recomputed(pairs: Pairs, prices: Prices) -> Fraction:
    """The bound at these prices, in fractions, by trying every load that a worker could be sold."""
    price = [Fraction(one, prices.scale) for one in prices.price.tolist()]
    start = pairs.start.tolist()
    total = sum(
        min(int(pairs.cost[p]) + price[int(pairs.worker[p])] * int(pairs.load[p]) for p in range(begin, end))
        for begin, end in pairwise(start)
    )
    for one, room, edges in zip(price, pairs.room.tolist(), pairs.edges.tolist(), strict=True):
        total += min(
            sum(s * max(0, load - e) for s, e in zip(pairs.slopes.tolist(), edges, strict=True)) - one * load
            for load in range(room + 1)
        )
    return Fraction(total)


@pytest.mark.parametrize("pieces", [False, True])
def test_no_bound_is_above_the_optimum(pieces: bool) -> None:
    """Proves that bounds hold, that they are what plain fractions say, and that they are worth having."""
    close = 0
    for seed in range(400):
        pairs = tiny(seed, pieces=pieces)
        prices = certify(pairs, best_prices(pairs, 200)[0])
        best = optimum(pairs)
        assert prices.bound == ceil(recomputed(pairs, prices))
        assert best is None or prices.bound <= best
        close += best is not None and best - prices.bound <= 3
    assert close > 100


@pytest.mark.parametrize("price", [0.0, 0.37, 5.0, 1e6])
def test_any_price_gives_a_bound(price: float) -> None:
    """Proves that the certificate does not lean on the prices being good."""
    for seed in range(100):
        pairs = tiny(seed, pieces=True)
        best = optimum(pairs)
        assert best is None or certify(pairs, np.full(len(pairs.room), price)).bound <= best


def test_large_figures_do_not_overflow() -> None:
    """Proves that loads and costs near 10^13 give bounds that hold."""
    for seed in range(100):
        pairs = tiny(seed, size=10**12 + 7)
        best = optimum(pairs)
        assert best is None or certify(pairs, best_prices(pairs, 100)[0]).bound <= best


def test_the_bound_is_that_of_the_linear_relaxation() -> None:
    """Proves the quality by hand: rows of load 2 at 0 or 10 more elsewhere, room for one and a half: 0 + 1.5 x 10."""
    pairs = Pairs(*(np.array(x, dtype=np.int64) for x in ([0, 2, 4, 6], [0, 1] * 3, [0, 10] * 3, [2] * 6, [3, 99])))
    assert best_prices(pairs, 500)[1] == pytest.approx(15.0, abs=1e-3)
