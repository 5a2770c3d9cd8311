"""A level that counts moves as what these lose beside their number, which a solver in floats tells apart; no search.

Only where the number of moves is known already: no fewer are possible, and one more could not be better.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from allocator.engine.core import Task
from allocator.engine.people import Bools


def by_loss(task: Task, active: Bools, least: int, worth: int) -> Task:
    """The same task, in the same units, for whatever is better than ``worth`` and takes ``least`` moves or more.

    The task as it is where it may take more, or where ``least`` is 0.
    """
    options, target = task.setting.options, task.target
    cost = target.linear[active & options.mover]
    if least <= 0 or not len(cost) or worth - target.constant > (least + 1) * int(cost.min()):
        return task
    lowest, highest = int(cost.min()), int(cost.max())
    only = replace(
        target,
        scale=Fraction(max(1, highest - lowest)),
        linear=target.linear - lowest * options.mover,
        constant=target.constant + least * lowest,
    )
    return replace(task, target=only, room=replace(task.room, moves=min(task.room.moves, least)))
