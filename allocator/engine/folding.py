"""Folds a task at given prices into one plain question: everybody takes one pair, room is hard, all else has a price.

Intake, moves, cuts and what the levels above must keep become prices in whole numbers; siblings count as if they came
out best. Whatever bounds the folded question from below bounds the task, so nothing here depends on the prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.room import NO_LIMIT

Floats = NDArray[np.float64]
LARGEST = 2**61
FINEST = 2**44


@dataclass(frozen=True)
class Prices:
    """Prices per unit in units of the target: of load and of each person given (workers,), of a move, of each limit."""

    load: Floats
    given: Floats
    move: float
    limits: tuple[float, ...]
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Folded:
    """The active options at whole prices, ``fine`` units to one unit of the target, room by worker left hard.

    ``index`` are the options in play, ``cost`` (same shape) what each costs; ``constant`` is added once. Work of
    a worker beyond ``breaks`` (workers, pieces) costs ``slopes`` (pieces,) a unit; ``low`` is the load of fixed
    people and ``high`` the most that may come about. ``given`` (workers,) and ``limits`` are the whole prices,
    ``move`` is what a pair that is no option costs for being a move (below 0 where cuts ask for moves), and
    ``split`` (groups,) what is left to pay for a group that is split.
    """

    index: Ints
    row: Ints
    worker: Ints
    cost: Ints
    load: Ints
    constant: int
    fine: int
    slopes: Ints
    breaks: Ints
    low: Ints
    high: Ints
    given: Ints
    move: int
    limits: tuple[int, ...]
    split: Ints

    def paid(self, total: Ints) -> Ints:
        """(workers,): what a total load of each worker costs in the pieces of all levels in play."""
        over: Ints = np.maximum(0, total[:, None] - self.breaks)
        cost: Ints = (over * self.slopes).sum(axis=1)
        return cost


def folded(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut] = (), *, finest: int = FINEST) -> Folded:
    """The task over ``active`` options at ``prices``; ``cuts`` go with ``prices.cuts``, prices of load are left out."""
    options, room = task.setting.options, task.room
    fine = min(finest, _fineness(task, prices, cuts))
    given = np.where(room.intake >= NO_LIMIT, 0, whole(prices.given, fine))
    move = 0 if room.moves >= NO_LIMIT else max(0, round(prices.move * fine))
    weights = [max(0, round(price * fine)) for price in prices.limits]
    cut_prices = [max(0, round(price * fine)) for price in prices.cuts]
    paid = np.zeros(len(options), dtype=np.int64)
    constant = task.target.constant * fine - int((given * np.where(given > 0, room.intake, 0)).sum())
    constant -= move * (room.moves if move else 0)
    split = _split(task, cuts, cut_prices, fine, weights)
    constant += int(np.minimum(0, split).sum())
    for weight, cut in zip(cut_prices, cuts, strict=True):
        paid[cut.options] += weight * cut.weights
        constant -= weight * cut.limit
    index = np.flatnonzero(active)
    worker = options.worker[index]
    cost = task.target.linear[index] * fine + move * options.mover[index] + paid[index]
    real = worker != NOBODY
    cost[real] += given[worker[real]] * options.given[index[real]]
    slopes, breaks = [task.target.slopes * fine], [task.target.breaks]
    for weight, (objective, limit) in zip(weights, task.limits, strict=True):
        cost += weight * objective.linear[index]
        constant -= weight * (limit - objective.constant)
        slopes.append(objective.slopes * weight)
        breaks.append(objective.breaks)
    return Folded(
        index=index,
        row=options.row_of[index],
        worker=worker,
        cost=cost,
        load=options.load[index],
        constant=constant,
        fine=fine,
        slopes=np.concatenate(slopes),
        breaks=np.concatenate(breaks, axis=1),
        low=options.base_load,
        high=np.maximum(room.most, options.base_load),
        given=given,
        move=move - sum(price for price, cut in zip(cut_prices, cuts, strict=True) if cut.moves),
        limits=tuple(weights),
        split=split,
    )


def whole(prices: Floats, fine: int) -> Ints:
    """Prices as whole numbers, ``fine`` to one unit of the target; a negative one counts as none."""
    return np.maximum(0, np.rint(prices * fine)).astype(np.int64)


def _split(task: Task, cuts: Sequence[Cut], cut_prices: list[int], fine: int, weights: list[int]) -> Ints:
    """(groups,): what a split costs at these prices, less what the cuts on the group ask for already."""
    split = fine * task.target.split
    split += sum(weight * objective.split for weight, (objective, _) in zip(weights, task.limits, strict=True))
    left = [split] * len(task.setting.siblings.groups)
    for price, cut in zip(cut_prices, cuts, strict=True):
        if cut.group is not None:
            left[cut.group] -= price
    return np.array(left, dtype=np.int64)


def _fineness(task: Task, prices: Prices, cuts: Sequence[Cut]) -> int:
    """How finely prices are written as whole numbers without any sum outgrowing 63 bits."""
    options, loads = task.setting.options, float(task.room.most.sum() + task.setting.options.base_load.sum())
    heaviest = max(float(options.load.max(initial=0)), 0.0 if task.candidates is None else task.candidates.heaviest)
    most = _dearest(task, task.target) + prices.move
    most += float((prices.load.max(initial=0.0) * heaviest) + prices.given.max(initial=0.0))
    whole = loads * (1.0 + float(prices.load.max(initial=0.0)) + float(task.target.slopes.sum()))
    for price, (objective, limit) in zip(prices.limits, task.limits, strict=True):
        most += price * _dearest(task, objective)
        whole += price * (
            1.0 + float(objective.slopes.sum()) * loads + objective.split + abs(limit - objective.constant)
        )
    for price, cut in zip(prices.cuts, cuts, strict=True):
        most += price * float(np.abs(cut.weights).max(initial=0))
        whole += price * (1.0 + cut.limit)
    total = most * (len(options.open_people) + 1) + whole + task.target.split + abs(task.target.constant)
    return int(max(1, min(FINEST, LARGEST // max(1, int(total)))))


def _dearest(task: Task, objective: Objective) -> float:
    """No option adds more to a level, nor does a pair that is not among the options."""
    listed = float(np.abs(objective.linear).max(initial=0))
    return listed if task.candidates is None else max(listed, task.candidates.dearest(objective, task.setting))
