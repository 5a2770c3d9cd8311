"""Which held people to move so that more of those who wait fit: a quick guess for a solver to start from, no answer.

A move is worth as many people as fit more with the worker who is left, less those who fit less with the one who takes.
"""

from __future__ import annotations

import numpy as np

from allocator.engine.core import Task
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.state import loads

MOST_COUNTED = 8
"""People up to whom it is counted how many fit with one worker."""


def with_moves_that_help(task: Task, active: Bools, taken: Ints, most: int) -> Bools:
    """The active options without moves, those in hand, and the ``most`` moves that make most room."""
    options = task.setting.options
    moves = np.flatnonzero(active & options.mover)
    order = np.lexsort((task.target.linear[moves], -_gain(task, active, moves)))
    narrow = active & ~options.mover
    narrow[moves[order[:most]]] = True
    narrow[taken] = True
    return np.asarray(narrow, dtype=bool)


def _gain(task: Task, active: Bools, moves: Ints) -> Ints:
    """How many more of those who are not held fit once each of ``moves`` is made, while all others stay."""
    options, room = task.setting.options, task.room
    stays = np.flatnonzero(~options.given & (options.worker != NOBODY))
    free, seats = room.ceiling - loads(options, stays), room.intake
    home = np.full(len(options.open_people), NOBODY)
    freed = np.zeros(len(options.open_people), dtype=np.int64)
    home[options.row_of[stays]], freed[options.row_of[stays]] = options.worker[stays], options.load[stays]
    row, to = options.row_of[moves], options.worker[moves]
    fit = _Fit(task, active)
    before, after = home[row], free[to] - options.load[moves]
    gain = fit(before, free[before] + freed[row], seats[before]) - fit(before, free[before], seats[before])
    lost = fit(to, free[to], seats[to]) - fit(to, after, seats[to] - 1)
    return np.asarray(gain - np.where(after < 0, MOST_COUNTED, lost), dtype=np.int64)


class _Fit:
    """How many of those who are not held fit with a worker, the lightest first."""

    def __init__(self, task: Task, active: Bools) -> None:
        options = task.setting.options
        coming = np.flatnonzero(active & options.given & ~options.mover)
        order = np.lexsort((options.load[coming], options.worker[coming]))
        worker, load = options.worker[coming][order], options.load[coming][order]
        place = np.arange(len(worker)) - np.searchsorted(worker, worker)
        first = place < MOST_COUNTED
        lightest = np.full((len(task.room.ceiling), MOST_COUNTED), int(task.room.ceiling.max(initial=0)) + 1)
        lightest[worker[first], place[first]] = load[first]
        self.load = lightest.cumsum(axis=1)

    def __call__(self, worker: Ints, room: Ints, seats: Ints) -> Ints:
        """(cases,): how many fit into ``room`` (cases,) with ``seats`` (cases,) left, each with a ``worker``."""
        count: Ints = (self.load[worker] <= room[:, None]).sum(axis=1)
        return np.minimum(count, np.maximum(0, seats))
