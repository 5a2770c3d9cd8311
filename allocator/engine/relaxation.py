"""Bounds that are certificates: prices on what binds, then everybody's cheapest option, in whole numbers; no search.

With any prices the sum is a valid lower bound, so nothing depends on where the prices came from. Relaxed are load,
intake, moves and what the levels above must keep; siblings count as if they always came out best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import Folded, Prices, folded, whole
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints


@dataclass(frozen=True)
class Bound:
    """``value`` bounds the target from below; ``with_option`` (options,) does so with that option taken."""

    value: int
    with_option: Ints

    def at_most(self, worth: int) -> Bound:
        """The same bound, held against an allocation that is worth ``worth``."""
        return Bound(min(self.value, worth), self.with_option)

    def and_also(self, other: Bound) -> Bound:
        """Both hold, so the higher of each does."""
        return Bound(max(self.value, other.value), np.maximum(self.with_option, other.with_option))


def bound_by_prices(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut] = ()) -> Bound:
    """The bound that ``prices`` give over the ``active`` options; ``cuts`` go with ``prices.cuts``."""
    fold = folded(task, active, prices, cuts)
    load = whole(prices.load, fold.fine)
    real = fold.worker != NOBODY
    cost = fold.cost.copy()
    cost[real] += load[fold.worker[real]] * fold.load[real]
    starts = np.searchsorted(fold.row, np.arange(len(task.setting.options.open_people)))
    cheapest = np.minimum.reduceat(cost, starts) if len(cost) else np.zeros(0, dtype=np.int64)
    total = fold.constant + int(cheapest.sum()) + _workers_part(fold, load)
    with_option = np.full(len(active), np.iinfo(np.int64).max, dtype=np.int64)
    with_option[fold.index] = -((-(total + cost - cheapest[fold.row])) // fold.fine)
    return Bound(-((-total) // fold.fine), with_option)


def _workers_part(fold: Folded, load: Ints) -> int:
    """Each worker's best total load at these prices: convex pieces paid, load sold back at its price."""
    corners = [fold.low, fold.high, *(np.clip(edge, fold.low, fold.high) for edge in fold.breaks.T)]
    paid = np.stack([fold.paid(corner) - load * (corner - fold.low) for corner in corners])
    return int(paid.min(axis=0).sum())
