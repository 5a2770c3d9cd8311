"""Bounds that are certificates: prices on what binds, then everybody's cheapest option, in whole numbers; no search.

With any prices the sum is a valid lower bound, so nothing depends on where the prices came from. Relaxed are load,
intake, moves and what the levels above must keep; siblings count as if they always came out best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.engine.candidates import Weights, weights_of
from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import LARGEST, Folded, Prices, folded, whole
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints

MOST_MORE, LEAST_MORE, MORE_IN_ALL = 24, 4, 80_000
"""Pairs of one person that are listed together once they turn out to be hopeful: fewer the more people are open."""

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
    cost, cheapest = _with_load(fold, load), _cheapest(task, fold, load)
    left_out = _left_out(task, fold, load, cheapest)
    saved = np.minimum(0, left_out)
    total = fold.constant + int(cheapest.sum()) + _workers_part(fold, load) + int(saved.sum())
    with_option = np.full(len(active), NO_LIMIT_AT_ALL, dtype=np.int64)
    with_option[fold.index] = -((-(total + cost - cheapest[fold.row] - saved[fold.row])) // fold.fine)
    elsewhere = NO_LIMIT_AT_ALL if task.candidates is None else total + int((left_out - saved).min(initial=LARGEST))
    return Bound(
        -((-total) // fold.fine), with_option, elsewhere if task.candidates is None else -((-elsewhere) // fold.fine)
    )


def hopeful_pairs(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut], *, worth: int) -> tuple[Ints, Ints]:
    """Pairs (person, worker) that are not among the options and could belong to something better than ``worth``."""
    assert task.candidates is not None
    fold = folded(task, active, prices, cuts)
    load = whole(prices.load, fold.fine)
    cheapest = _cheapest(task, fold, load)
    saved = np.minimum(0, _left_out(task, fold, load, cheapest))
    total = fold.constant + int(cheapest.sum()) + _workers_part(fold, load) + int(saved.sum())
    limit = cheapest + saved + max(0, worth * fold.fine - total)
    most = int(np.clip(MORE_IN_ALL // max(1, len(limit)), LEAST_MORE, MOST_MORE))
    return task.candidates.hopeful(task.setting.options, _weights(task, fold, load), limit, most=most)


def _cheapest(task: Task, fold: Folded, load: Ints) -> Ints:
    """(rows,): everybody's cheapest option with the price of its load."""
    starts = np.searchsorted(fold.row, np.arange(len(task.setting.options.open_people)))
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    least: Ints = np.minimum.reduceat(_with_load(fold, load), starts)
    return least


def _with_load(fold: Folded, load: Ints) -> Ints:
    """Cost of every option with the price of its load."""
    cost, real = fold.cost.copy(), fold.worker != NOBODY
    cost[real] += load[fold.worker[real]] * fold.load[real]
    return cost


def _workers_part(fold: Folded, load: Ints) -> int:
    """Each worker's best total load at these prices: convex pieces paid, load sold back at its price."""
    corners = [fold.low, fold.high, *(np.clip(edge, fold.low, fold.high) for edge in fold.breaks.T)]
    paid = np.stack([fold.paid(corner) - load * (corner - fold.low) for corner in corners])
    return int(paid.min(axis=0).sum())


def _left_out(task: Task, fold: Folded, load: Ints, cheapest: Ints) -> Ints:
    """(rows,): what the cheapest pair that is not among the options costs at these prices, less the cheapest option."""
    if task.candidates is None:
        return np.zeros_like(cheapest)
    return task.candidates.least_left_out(task.setting.options, _weights(task, fold, load)) - cheapest


def _weights(task: Task, fold: Folded, load: Ints) -> Weights:
    parts = [(fold.fine, task.target)]
    parts += [(weight, objective) for weight, (objective, _) in zip(fold.limits, task.limits, strict=True)]
    return weights_of(task.setting, parts, load=load, given=fold.given, move=fold.move)
