"""What must be left out at given prices, added up in whole numbers; it holds whatever the prices are.

Room and seats have a price. Whoever waits is left out at their weight or pays the cheapest worker, and no allocation
can sell more room and seats than there are: what everybody pays at least, less what all there is would fetch, is left
out at least. People who go elsewhere give room back at its price where they were and pay for it where they go; that
they take a seat is not counted, so that the bound holds all the more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocator.room.left_out.going import going
from allocator.room.left_out.table import NOWHERE, Table
from allocator.room.left_out.whole import Ints


@dataclass(frozen=True)
class Prices:
    """By column, in units of weight: of a unit of load, and of a seat."""

    load: Ints
    seat: Ints


def bound(table: Table, weight: Ints, prices: Prices) -> int:
    """Units of ``weight`` (kinds,) that are left out at least, 0 at least."""
    asked = np.where(table.may, table.load * prices.load + prices.seat, NOWHERE).min(axis=1, initial=NOWHERE)
    paid = int((np.minimum(weight, asked) * table.count).sum())
    fetched = _product(prices.load, table.room) + _product(prices.seat, table.heads)
    made = sum(int(going(leavers, prices.load).gain.sum()) for leavers in table.leavers)
    return max(0, paid - fetched - made)


def _product(prices: Ints, amounts: Ints) -> int:
    """In Python's own whole numbers, which do not overflow."""
    return sum(price * amount for price, amount in zip(prices.tolist(), amounts.tolist(), strict=True))
