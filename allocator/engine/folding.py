"""Folds a task at given prices into one plain question: everybody takes one pair, room is hard, all else has a price.

Intake, moves, cuts and what the levels above must keep become prices in whole numbers; siblings count as if they came
out best. Whatever bounds the folded question from below bounds the task, so nothing here depends on the prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Prices, fineness, siblings_part, whole
from allocator.engine.room import NO_LIMIT


@dataclass(frozen=True)
class Folded:
    """The active options at whole prices, ``fine`` units to one unit of the target, room by worker left hard.

    ``index`` are the options in play, ``cost`` (same shape) what each costs; ``constant`` is added once. Work of a
    worker beyond ``breaks`` (workers, pieces) costs ``slopes`` (pieces,) a unit; ``low`` is the load of fixed people and
    ``high`` the most that may come about.
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


def folded(task: Task, active: Bools, prices: Prices, cuts: Sequence[Cut] = ()) -> Folded:
    """The task over ``active`` options at ``prices``; ``cuts`` go with ``prices.cuts``, prices of load are left out."""
    options, room = task.setting.options, task.room
    fine = fineness(task, prices, cuts)
    given = np.where(room.intake >= NO_LIMIT, 0, whole(prices.given * fine))
    move = 0 if room.moves >= NO_LIMIT else max(0, round(prices.move * fine))
    weights = [max(0, round(price * fine)) for price in prices.limits]
    cut_prices = [max(0, round(price * fine)) for price in prices.cuts]
    paid = np.zeros(len(options), dtype=np.int64)
    constant = task.target.constant * fine - int((given * np.where(given > 0, room.intake, 0)).sum())
    constant -= move * (room.moves if move else 0)
    constant += siblings_part(task, cuts, cut_prices, fine, weights)
    for weight, cut in zip(cut_prices, cuts, strict=True):
        paid[cut.options] += weight * cut.weights
        constant -= weight * cut.limit
    index = np.flatnonzero(active)
    worker = options.worker[index]
    cost = task.target.linear[index] * fine + move * options.mover[index] + paid[index]
    cost += np.where(worker != NOBODY, given[worker] * options.given[index], 0)
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
    )
