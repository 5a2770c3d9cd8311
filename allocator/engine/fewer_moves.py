"""Whether fewer people could move: the levels above asked again with one move fewer than in hand; losses do not count.

Where the bound of what waits then lies above what may wait, every allocation takes more moves.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from allocator.engine.by_sets import BySets
from allocator.engine.core import Task
from allocator.engine.cuts import cuts_for_moves
from allocator.engine.objective import Objective
from allocator.engine.room import possible
from allocator.engine.start import greedy, left_as_they_are
from allocator.engine.state import keeps

SHARE_FEWER = 0.5
"""Share of a level's time for one question after the other."""

DEARER = 4
"""How many times as much a level counts as the one below it, where they are added up."""


def fewest_moves(search: BySets) -> None:
    """Take fewer moves as long as they suffice; once they do not, know how many are needed."""
    task = search.task
    if not _counts_moves(search) or search.done:
        return
    stop_at = search.left * (1 - SHARE_FEWER)
    together, limit = _together(task)
    while not search.done and search.left > stop_at:
        moves = int(task.setting.options.mover[search.taken].sum())
        if moves <= 1:
            return
        asked = _Fewer(search, together, limit, moves - 1, search.stop_at + stop_at)
        for stage in (asked.price, asked.make_room, asked.weigh_sets, asked.widen):
            if not asked.done:
                stage()
        if asked.bound.value > limit:
            cost = task.target.linear[search.active & task.setting.options.mover]
            search.know(task.target.constant + moves * int(cost.min()))
            search.price_anew()  # anew, with so many moves at least
            return
        if asked.worth > limit or not keeps(task.limits, task.setting, asked.taken):
            return
        search.take(asked.taken)


class _Fewer(BySets):
    """What the levels above add up to with few moves; done as soon as it is known whether that keeps them."""

    def __init__(self, search: BySets, together: Objective, limit: int, moves: int, stop_at: float) -> None:
        room, setting, self.limit = replace(search.task.room, moves=moves), search.task.setting, limit
        active = search.active & possible(setting.options, room)
        task = Task(setting, room, together, ())
        active[left_as_they_are(setting.options)] = True
        start = greedy(setting, room, together, active)
        super().__init__(task, active, start, search.clock, stop_at, lambda worth, bound: None)

    @property
    def done(self) -> bool:
        """Whether the levels above can be kept, or cannot, or the time is up."""
        return super().done or self.worth <= self.limit or self.bound.value > self.limit


def _counts_moves(search: BySets) -> bool:
    """Whether the level counts nothing but moves, few may be made, and those above count nothing but people."""
    task = search.task
    plain = all(not len(level.slopes) and not level.joint for level, _ in task.limits)
    may = task.candidates is None and search.has_few_moves and bool(task.limits) and plain
    return may and bool(cuts_for_moves(task, search.active, search.worth))


def _together(task: Task) -> tuple[Objective, int]:
    """The sum of what the levels above count, the higher ones more by far, and of what they may be."""
    last = task.limits[-1][0]
    weights = [
        DEARER**after * max(1, round(last.scale / level.scale))
        for after, (level, _) in zip(reversed(range(len(task.limits))), task.limits, strict=True)
    ]
    together = replace(
        last,
        linear=np.sum([w * level.linear for w, (level, _) in zip(weights, task.limits, strict=True)], axis=0),
        constant=sum(w * level.constant for w, (level, _) in zip(weights, task.limits, strict=True)),
    )
    return together, sum(w * limit for w, (_, limit) in zip(weights, task.limits, strict=True))
