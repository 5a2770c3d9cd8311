"""What siblings cost at least at given prices: all with one worker, or split; it says nothing of where they end.

Everybody's cheapest option by itself is a bound for a group, too, but a weak one: it puts siblings with several workers
and counts no split. Here a group either ends together, wherever that is cheapest, or pays for its split.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocator.engine.core import Task
from allocator.engine.folding import Folded
from allocator.engine.options import NOBODY
from allocator.engine.people import Ints

HIGHEST = 2**61


@dataclass(frozen=True)
class Together:
    """What groups cost beyond everybody's cheapest option: ``by_row`` (rows,) that of the row's group, and in all."""

    by_row: Ints
    total: int


def beyond_cheapest(task: Task, fold: Folded, cost: Ints, cheapest: Ints, left_out: Ints) -> Together:
    """The groups' part in a bound: ``cost`` (active options,) with prices, ``cheapest`` (rows,), at least 0 each.

    A pair that is not listed, which costs ``left_out`` (rows,) more than the cheapest option, may put a group together
    more cheaply than any option; so a group never counts more than what such a pair costs by itself.
    """
    by_row, group = np.zeros_like(cheapest), _groups(task, fold)
    rows = np.flatnonzero(group >= 0)
    sizes = np.bincount(group[rows], minlength=len(fold.split))
    most = int(sizes.max(initial=0))
    far = (2 * most + 1) * (int(np.abs(cost).max(initial=0)) + 1)
    if not most or far * (most + 1) > HIGHEST:
        return Together(by_row, 0)
    alone = np.zeros(len(fold.split), dtype=np.int64)
    np.add.at(alone, group[rows], cheapest[rows])
    more = np.minimum(_together(fold, cost, group, far) - alone, fold.split) - np.minimum(0, fold.split)
    if task.candidates is not None:
        np.minimum.at(more, group[rows], np.maximum(0, left_out[rows]))
    by_row[rows] = more[group[rows]]
    return Together(by_row, int(more.sum()))


def _groups(task: Task, fold: Folded) -> Ints:
    """(rows,): the group of each row, -1 where it has none, or one that is tied to fixed siblings or may stay."""
    options, siblings = task.setting.options, task.setting.siblings
    table, group = siblings.group_table, np.full(len(options.open_people), -1, dtype=np.int64)
    loose = np.ones(len(siblings.groups), dtype=bool)
    loose[table.of_fixed] = False
    stays = np.zeros(len(group), dtype=bool)
    stays[fold.row[~options.given[fold.index] & (fold.worker != NOBODY)]] = True
    loose[table.of_row[stays[table.row]]] = False
    group[table.row] = np.where(loose[table.of_row], table.of_row, -1)
    return group


def _together(fold: Folded, cost: Ints, group: Ints, far: int) -> Ints:
    """(groups,): the least that each costs where all end with one worker, or without; ``far`` stands for never."""
    without = np.full(len(group), far, dtype=np.int64)
    nobody = fold.worker == NOBODY
    without[fold.row[nobody]] = cost[nobody]
    here = np.flatnonzero((group[fold.row] >= 0) & ~nobody)
    saves = np.minimum(0, cost[here] - without[fold.row[here]])
    rows = np.flatnonzero(group >= 0)
    least = np.zeros(len(fold.split), dtype=np.int64)
    np.add.at(least, group[rows], without[rows])
    key, at = np.unique(group[fold.row[here]] * len(fold.low) + fold.worker[here], return_inverse=True)
    saved = np.zeros(len(key), dtype=np.int64)
    np.add.at(saved, at, saves)
    best = np.zeros(len(fold.split), dtype=np.int64)
    np.minimum.at(best, key // len(fold.low), saved)
    return np.asarray(least + best, dtype=np.int64)
