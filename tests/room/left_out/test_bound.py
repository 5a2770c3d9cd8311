"""Whatever the prices, what is left out at them is never more than the least that trying everything finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from allocator.room.left_out.bound import Prices, bound
from allocator.room.left_out.going import going
from allocator.room.left_out.prices import prices_to_try
from allocator.room.left_out.seating import everybody_fits
from allocator.room.left_out.table import Leavers, Table
from tests.room.left_out.small import COLUMNS, ints, leavers, tables

WEIGHTS = st.lists(st.integers(0, 40), min_size=4, max_size=4)
PRICES = st.lists(st.integers(0, 12), min_size=COLUMNS, max_size=COLUMNS)


def least(table: Table, weight: list[int]) -> int:
    """Every way of giving each person a worker or none."""
    kinds = len(table.count)
    best = sum(weight)
    for ends in product(range(-1, COLUMNS), repeat=kinds):
        at = [[kind for kind in range(kinds) if ends[kind] == column] for column in range(COLUMNS)]
        fits = all(
            sum(int(table.load[kind, column]) for kind in who) <= table.free[column]
            and len(who) <= table.seats[column]
            and all(table.may[kind, column] for kind in who)
            for column, who in enumerate(at)
        )
        if fits:
            best = min(best, sum(weight[kind] for kind in range(kinds) if ends[kind] < 0))
    return best


@given(tables(), WEIGHTS, PRICES, PRICES)
def test_any_prices_bound(table: Table, weights: list[int], load: list[int], seat: list[int]) -> None:
    """Proves that prices drawn at random bound, too: nothing depends on how prices were found."""
    weight = weights[: len(table.count)]
    assert bound(table, ints(*weight), Prices(ints(*load), ints(*seat))) <= least(table, weight)


@given(tables(), WEIGHTS)
def test_prices_that_were_looked_for_bound_and_are_whole(table: Table, weights: list[int]) -> None:
    """Proves that what the search proposes is made of whole numbers, none below 0, and bounds."""
    weight = weights[: len(table.count)]
    for prices in prices_to_try(table, ints(*weight)):
        assert prices.load.dtype == prices.seat.dtype == np.int64
        assert min(prices.load.min(), prices.seat.min()) >= 0
        assert bound(table, ints(*weight), prices) <= least(table, weight)


@given(tables())
def test_a_place_for_everybody_is_claimed_only_where_there_is_one(table: Table) -> None:
    """Proves that seating people one after the other never claims too much."""
    if everybody_fits(table):
        assert least(table, [1] * len(table.count)) == 0


def test_prices_by_hand() -> None:
    """Two people weigh 30 and 20 and are 5 and 4 of work; one worker has room for 6 and two seats.

    At 4 a unit both would pay: 20 and 16, less 4 x 6 = 24 leaves 12. At 5: 25 and 20 less 30 leaves 15.
    At 5 and 2 a seat the second is left out at 20 rather than pay 22: 27 + 20 - 30 - 2 x 2 = 13.
    """
    table = Table((), ints(1, 1), np.array([[5], [4]]), np.ones((2, 1), dtype=bool), ints(1), ints(6), ints(2), (), 0)
    found = [bound(table, ints(30, 20), Prices(ints(load), ints(seat))) for load, seat in ((4, 0), (5, 0), (5, 2))]
    assert found == [12, 15, 13]


def test_rounding_is_held_against_everybody() -> None:
    """A person of 5 into room for 5: a place, but not where loads may be 2 and room 1 more in truth: that takes 8."""
    exact = Table((), ints(1), np.array([[5]]), np.ones((1, 1), dtype=bool), ints(1), ints(5), ints(1), (), 0)
    rounded = [replace(exact, free=ints(free), slack=2) for free in (5, 7, 8)]
    assert [everybody_fits(table) for table in (exact, *rounded)] == [True, False, False, True]


@given(leavers(), PRICES)
def test_going_finds_the_best_there_is(who: Leavers, prices: list[int]) -> None:
    """Proves that looking closely at few people misses nobody: the best gains of all, one entry a person."""
    gains = []
    for kind, (count, home, freed) in enumerate(zip(who.count, who.home, who.freed, strict=True)):
        costs = [prices[c] * int(who.load[kind, c]) for c in range(COLUMNS) if who.may[kind, c]]
        gains += [prices[home] * int(freed) - min(costs)] * int(count) if costs else []
    expected = sorted((gain for gain in gains if gain > 0), reverse=True)[: who.most]
    found = going(who, ints(*prices))
    assert found.gain.tolist() == expected
    assert all(who.may[kind, to] for kind, to in zip(found.kind, found.to, strict=True))
