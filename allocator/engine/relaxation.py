"""Bounds that are certificates: prices on what binds, then everybody's cheapest option, in whole numbers; no search.

With any prices the sum is a valid lower bound, so nothing depends on where the prices came from. Relaxed are load,
intake, moves and what the levels above must keep. Siblings who may all end with one worker are weighed against their
split; the others count as if they came out best.
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
from allocator.engine.together import beyond_cheapest

MOST_MORE, LEAST_MORE, MORE_IN_ALL = 24, 6, 200_000
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
    at = _at_prices(task, active, prices, cuts)
    fine = at.fold.fine
    with_option = np.full(len(active), NO_LIMIT_AT_ALL, dtype=np.int64)
    row = at.fold.row
    with_option[at.fold.index] = -((-(at.total + np.maximum(0, at.cost - at.cheapest[row] - at.saved[row]))) // fine)
    bound = Bound(-((-at.total) // fine), with_option)
    if task.candidates is None:
        return bound
    elsewhere = at.total + int((at.left_out - at.saved).min(initial=LARGEST))
    return replace(bound, elsewhere=-((-elsewhere) // fine))


def hopeful_pairs(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut], *, worth: int) -> tuple[Ints, Ints]:
    """Pairs (person, worker) that are not among the options and could belong to something better than ``worth``."""
    assert task.candidates is not None
    at = _at_prices(task, active, prices, cuts)
    limit = at.cheapest + at.saved + max(0, worth * at.fold.fine - at.total)
    most = int(np.clip(MORE_IN_ALL // max(1, len(limit)), LEAST_MORE, MOST_MORE))
    return task.candidates.hopeful(task.setting.options, _weights(task, at.fold, at.load), limit, most=most)


@dataclass(frozen=True)
class _AtPrices:
    """A task at whole prices of room, ``load`` (workers,): ``total`` is the bound, ``fine`` times over.

    ``cost`` (active options,) holds the price of load. By row: ``cheapest`` option, what the cheapest pair that is not
    listed costs beside it (``left_out``), and what that saves at most (``saved``, at most 0).
    """

    fold: Folded
    load: Ints
    cost: Ints
    cheapest: Ints
    left_out: Ints
    saved: Ints
    total: int


def _at_prices(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut]) -> _AtPrices:
    fold = folded(task, active, prices, cuts)
    load = whole(prices.load, fold.fine)
    cost = _with_load(fold, load)
    starts = np.searchsorted(fold.row, np.arange(len(task.setting.options.open_people)))
    cheapest = np.minimum.reduceat(cost, starts) if len(starts) else np.zeros(0, dtype=np.int64)
    left_out = _left_out(task, fold, load, cheapest)
    saved = np.minimum(0, left_out)
    total = fold.constant + int(cheapest.sum()) + _workers_part(fold, load) + int(saved.sum())
    together = beyond_cheapest(task, fold, cost, cheapest, left_out)
    return _AtPrices(fold, load, cost, cheapest, left_out, saved + together.by_row, total + together.total)


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
