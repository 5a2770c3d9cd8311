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
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.room import NO_LIMIT

LARGEST = 2**61
FINEST = 2**44


@dataclass(frozen=True)
class Prices:
    """Prices per unit in units of the target: of load and of each person given (workers,), of a move, of each limit."""

    load: np.ndarray[tuple[int], np.dtype[np.float64]]
    given: np.ndarray[tuple[int], np.dtype[np.float64]]
    move: float
    limits: tuple[float, ...]
    cuts: tuple[float, ...] = ()


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
    options, room = task.setting.options, task.room
    fine = fineness(task, prices, cuts)
    load, given = whole(prices.load * fine), whole(prices.given * fine)
    given = np.where(room.intake >= NO_LIMIT, 0, given)
    move = 0 if room.moves >= NO_LIMIT else max(0, round(prices.move * fine))
    weights = [max(0, round(price * fine)) for price in prices.limits]
    index = np.flatnonzero(active)
    real = np.flatnonzero(options.worker[index] != NOBODY)
    worker = options.worker[index[real]]
    cost = task.target.linear[index] * fine + move * options.mover[index]
    for weight, (objective, _) in zip(weights, task.limits, strict=True):
        cost = cost + weight * objective.linear[index]
    cost[real] += load[worker] * options.load[index[real]] + given[worker] * options.given[index[real]]
    cut_prices = [max(0, round(price * fine)) for price in prices.cuts]
    paid, sold = _cuts_part(len(options), cuts, cut_prices)
    cost = cost + paid[index]
    starts = np.searchsorted(options.row_of[index], np.arange(len(options.open_people)))
    cheapest = np.minimum.reduceat(cost, starts) if len(index) else np.zeros(0, dtype=np.int64)
    total = int(cheapest.sum()) + _workers_part(task, load, fine, weights) + task.target.constant * fine - sold
    total -= int((given * np.where(given > 0, room.intake, 0)).sum()) + move * (room.moves if move else 0)
    total += siblings_part(task, cuts, cut_prices, fine, weights)
    for weight, (objective, limit) in zip(weights, task.limits, strict=True):
        total -= weight * (limit - objective.constant)
    with_option = np.full(len(options), np.iinfo(np.int64).max, dtype=np.int64)
    with_option[index] = -((-(total + cost - cheapest[options.row_of[index]])) // fine)
    return Bound(-((-total) // fine), with_option)


def _workers_part(task: Task, load: Ints, fine: int, weights: list[int]) -> int:
    """Each worker's best total load at these prices: convex pieces paid, load sold back at its price."""
    low, high = task.setting.options.base_load, np.maximum(task.room.most, task.setting.options.base_load)
    parts: list[tuple[int, Objective]] = [(fine, task.target)]
    parts += [(weight, objective) for weight, (objective, _) in zip(weights, task.limits, strict=True)]
    corners = [low, high]
    for _, objective in parts:
        corners += [np.clip(objective.breaks[:, k], low, high) for k in range(len(objective.slopes))]
    paid = np.stack([_paid(parts, corner) - load * (corner - low) for corner in corners])
    return int(paid.min(axis=0).sum())


def _paid(parts: list[tuple[int, Objective]], total: Ints) -> Ints:
    """What each worker's total load costs in the pieces of all levels in play."""
    paid = np.zeros_like(total)
    for weight, objective in parts:
        paid += weight * (np.maximum(0, total[:, None] - objective.breaks) * objective.slopes).sum(axis=1)
    return paid


def _cuts_part(count: int, cuts: Sequence[Cut], weights: list[int]) -> tuple[Ints, int]:
    """What cuts at whole prices add to each option, and the sum of their limits at these prices."""
    paid, sold = np.zeros(count, dtype=np.int64), 0
    for weight, cut in zip(weights, cuts, strict=True):
        if weight:
            paid[cut.options] += weight * cut.weights
            sold += weight * cut.limit
    return paid, sold


def siblings_part(task: Task, cuts: Sequence[Cut], cut_prices: list[int], fine: int, weights: list[int]) -> int:
    """Each group split where that pays at these prices."""
    split = fine * task.target.split
    split += sum(weight * objective.split for weight, (objective, _) in zip(weights, task.limits, strict=True))
    left = [split] * len(task.setting.siblings.groups)
    for price, cut in zip(cut_prices, cuts, strict=True):
        if cut.group is not None:
            left[cut.group] -= price
    return sum(min(0, worth) for worth in left)


def whole(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Ints:
    return np.maximum(0, np.rint(values)).astype(np.int64)


def fineness(task: Task, prices: Prices, cuts: Sequence[Cut]) -> int:
    """How finely prices are written as whole numbers without any sum outgrowing 63 bits."""
    options, loads = task.setting.options, float(task.room.most.sum() + task.setting.options.base_load.sum())
    most = float(np.abs(task.target.linear).max(initial=0)) + prices.move
    most += float((prices.load.max(initial=0.0) * options.load.max(initial=0)) + prices.given.max(initial=0.0))
    whole = loads * (1.0 + float(prices.load.max(initial=0.0)) + float(task.target.slopes.sum()))
    for price, (objective, limit) in zip(prices.limits, task.limits, strict=True):
        most += price * float(objective.linear.max(initial=0))
        whole += price * (
            1.0 + float(objective.slopes.sum()) * loads + objective.split + abs(limit - objective.constant)
        )
    for price, cut in zip(prices.cuts, cuts, strict=True):
        most += price * float(np.abs(cut.weights).max(initial=0))
        whole += price * (1.0 + cut.limit)
    total = most * (len(options.open_people) + 1) + whole + task.target.split + abs(task.target.constant)
    return int(max(1, min(FINEST, LARGEST // max(1, int(total)))))
