"""Bounds that are certificates: prices on what binds, then everybody's cheapest option, in whole numbers; no search.

With any prices the sum is a valid lower bound, so nothing depends on where the prices came from. Relaxed are load,
intake, moves and what the levels above must keep; siblings count as if they always came out best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.engine.candidates import weights_of
from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import LARGEST, Folded, Prices, folded, whole
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints

NO_LIMIT_AT_ALL = int(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class Bound:
    """``value`` bounds the target from below; ``with_option`` (options,) does so with that option taken.

    ``elsewhere`` bounds whatever takes a pair that is not among the options.
    """

    value: int
    with_option: Ints
    elsewhere: int = NO_LIMIT_AT_ALL

    def at_most(self, worth: int) -> Bound:
        """The same bound, held against an allocation that is worth ``worth``."""
        return replace(self, value=min(self.value, worth))

    def and_also(self, other: Bound) -> Bound:
        """Both hold, so the higher of each does."""
        highest = max(self.elsewhere, other.elsewhere)
        return Bound(max(self.value, other.value), np.maximum(self.with_option, other.with_option), highest)

    def whole(self, worth: int) -> bool:
        """Whether nothing that is better than ``worth`` takes a pair that is not among the options."""
        return self.elsewhere >= worth


def bound_by_prices(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut] = ()) -> Bound:
    """The bound that ``prices`` give over the ``active`` options and the pairs that are not among the options.

    ``cuts`` go with ``prices.cuts``.
    """
    fold = folded(task, active, prices, cuts)
    load = whole(prices.load, fold.fine)
    real = fold.worker != NOBODY
    cost = fold.cost.copy()
    cost[real] += load[fold.worker[real]] * fold.load[real]
    starts = np.searchsorted(fold.row, np.arange(len(task.setting.options.open_people)))
    cheapest = np.minimum.reduceat(cost, starts) if len(cost) else np.zeros(0, dtype=np.int64)
    left_out = _left_out(task, fold, load, cheapest)
    saved = np.minimum(0, left_out)
    total = fold.constant + int(cheapest.sum()) + _workers_part(fold, load) + int(saved.sum())
    with_option = np.full(len(active), NO_LIMIT_AT_ALL, dtype=np.int64)
    with_option[fold.index] = -((-(total + cost - cheapest[fold.row] - saved[fold.row])) // fold.fine)
    elsewhere = NO_LIMIT_AT_ALL if task.candidates is None else total + int((left_out - saved).min(initial=LARGEST))
    return Bound(
        -((-total) // fold.fine), with_option, elsewhere if task.candidates is None else -((-elsewhere) // fold.fine)
    )


def _workers_part(fold: Folded, load: Ints) -> int:
    """Each worker's best total load at these prices: convex pieces paid, load sold back at its price."""
    corners = [fold.low, fold.high, *(np.clip(edge, fold.low, fold.high) for edge in fold.breaks.T)]
    paid = np.stack([fold.paid(corner) - load * (corner - fold.low) for corner in corners])
    return int(paid.min(axis=0).sum())


def _left_out(task: Task, fold: Folded, load: Ints, cheapest: Ints) -> Ints:
    """(rows,): what the cheapest pair that is not among the options costs at these prices, less the cheapest option."""
    if task.candidates is None:
        return np.zeros_like(cheapest)
    parts = [(fold.fine, task.target)]
    parts += [(weight, objective) for weight, (objective, _) in zip(fold.limits, task.limits, strict=True)]
    weights = weights_of(task.setting, parts, load=load, given=fold.given, move=fold.move)
    return task.candidates.least_left_out(task.setting.options, weights) - cheapest
