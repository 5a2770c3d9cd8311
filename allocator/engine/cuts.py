"""Cuts: what holds for whole people but not for fractions, so that bounds come closer; they exclude no answer.

Counting: where the room of a worker is r and loads are l, whole people obey sum floor(l/t) x <= floor(r/t) for every
t > 0 (Chvatal and Gomory's rounding). Whoever may leave the worker adds at most ceil(l/t) to that, and no more than
intake lets come.
Siblings: a group is split unless, whomever one of them is given to, the next one is there too or has no worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from allocator.engine.core import Task
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.room import Room
from allocator.engine.siblings import Siblings
from allocator.engine.state import broken_workers

MOST_PEOPLE = 6
"""Cuts are made for rooms of up to so many people; larger rooms waste little."""


@dataclass(frozen=True)
class Cut:
    """sum of ``weights`` over taken ``options`` <= ``limit`` in every allowed allocation; +1 if ``group`` is split.

    ``moves`` marks a cut that asks for so many moves, by -1 for each: a pair that is no option may be such a move, too.
    """

    options: Ints
    weights: Ints
    limit: int
    group: int | None = None
    counting: bool = False
    moves: bool = False


def sibling_cuts(options: Options, siblings: Siblings, active: Bools) -> tuple[Cut, ...]:
    """Cuts for every group with an open member: each against the next, or against a fixed sibling."""
    cuts: list[Cut] = []
    for code, group in enumerate(siblings.groups):
        spans = [_span(options, row, active) for row in group.rows]
        for here, other in pairwise(spans):
            cuts.extend(_apart(options, here, other, code))
        if group.fixed_workers and spans:
            cuts.append(_from_fixed(options, spans[0], group.fixed_workers[0], code))
    return tuple(cuts)


def _span(options: Options, row: int, active: Bools) -> Ints:
    span = np.arange(options.start[row], options.start[row + 1])
    return span[active[span]]


def _apart(options: Options, here: Ints, other: Ints, code: int) -> Iterator[Cut]:
    """For each worker to whom one may be given: split, unless the other ends there too or with nobody."""
    for option in here[options.given[here]].tolist():
        excused = other[(options.worker[other] == options.worker[option]) | (options.worker[other] == NOBODY)]
        weights = np.concatenate([[1], np.full(len(excused), -1)])
        yield Cut(np.concatenate([[option], excused]), weights, 0, code)


def least_moves(options: Options, active: Bools, cost: Ints, bound: int) -> tuple[Cut, ...]:
    """So many moves at least, where ``cost`` (options,) counts nothing but moves and cannot be below ``bound``."""
    moves = np.flatnonzero(active & options.mover)
    highest = int(cost[moves].max(initial=0))
    if highest <= 0 or bound <= 0 or np.any(cost[active & ~options.mover]):
        return ()
    return (Cut(moves, np.full(len(moves), -1, dtype=np.int64), -bound // highest, moves=True),)


def cover_cuts(options: Options, room: Room, taken: Ints) -> tuple[Cut, ...]:
    """Not all of those together, for every worker whose room ``taken`` overfills, be it by a unit.

    Where the ceiling binds whatever happens, neither with anybody in their place who is at least as much work as each
    of them.
    """
    cuts = []
    for worker in np.flatnonzero(broken_workers(options, room, taken)).tolist():
        here = taken[options.worker[taken] == worker]
        if int(options.base_load[worker] + options.load[here].sum()) <= int(room.ceiling[worker]):
            continue
        if room.strict[worker]:
            also = (options.worker == worker) & (options.load >= options.load[here].max())
            members = np.union1d(here, np.flatnonzero(also))
        else:
            members = here
        cuts.append(Cut(members, np.ones(len(members), dtype=np.int64), len(here) - 1, counting=True))
    return tuple(cuts)


def limit_cover(linear: Ints, constant: int, limit: int, taken: Ints) -> tuple[Cut, ...]:
    """Not all of those together whose ``linear`` parts (options, none below 0) are above ``limit``, be it by a unit."""
    here = taken[linear[taken] > 0]
    if linear.min(initial=0) < 0 or constant + int(linear[here].sum()) <= limit or not len(here):
        return ()
    members = np.union1d(here, np.flatnonzero(linear >= linear[here].max()))
    return (Cut(members, np.ones(len(members), dtype=np.int64), len(here) - 1, counting=True),)


def split_cuts(options: Options, siblings: Siblings, taken: Ints) -> tuple[Cut, ...]:
    """Cuts that count every group which ``taken`` splits, by a member who is given and one who is elsewhere."""
    cuts: list[Cut] = []
    for code, group in enumerate(siblings.groups):
        ends = [int(option) for option in taken[list(group.rows)] if options.worker[option] != NOBODY]
        for option in (end for end in ends if options.given[end]):
            here = _whole_span(options, option)
            if set(group.fixed_workers) - {int(options.worker[option])}:
                cuts.append(_from_fixed(options, here, group.fixed_workers[0], code))
            others = [end for end in ends if options.worker[end] != options.worker[option]]
            for other in others[:1]:
                cuts.extend(_apart(options, here, _whole_span(options, other), code))
    return tuple(cuts)


def _whole_span(options: Options, option: int) -> Ints:
    row = int(options.row_of[option])
    return np.arange(options.start[row], options.start[row + 1])


def _from_fixed(options: Options, here: Ints, worker: int, code: int) -> Cut:
    """Whoever is given to another worker than a fixed sibling is with splits the group."""
    away = options.given[here] & (options.worker[here] != worker)
    return Cut(here, away.astype(np.int64), 0, code)


def counting_cuts(options: Options, room: Room, active: Bools) -> tuple[Cut, ...]:
    """Cuts for every worker whose ceiling binds whatever happens."""
    index = np.flatnonzero(active & (options.worker != NOBODY))
    index = index[np.argsort(options.worker[index], kind="stable")]
    bounds = np.searchsorted(options.worker[index], np.arange(len(room.ceiling) + 1))
    cuts: list[Cut] = []
    for worker in np.flatnonzero(room.strict).tolist():
        here = index[bounds[worker] : bounds[worker + 1]]
        given = here[options.given[here]]
        stays = here[~options.given[here]]
        left = int(room.ceiling[worker] - options.base_load[worker] - options.load[stays].sum())
        if len(given) and left >= 0:
            cuts.extend(_cuts(options, given, stays, left=left, intake=int(room.intake[worker])))
    return tuple(cuts)


def _cuts(options: Options, given: Ints, stays: Ints, *, left: int, intake: int) -> Iterator[Cut]:
    """Cuts of one worker with ``left`` units of room while everybody stays and ``intake`` people still to come."""
    seen = set()
    both = np.concatenate([given, stays])
    for people in range(MOST_PEOPLE + 1):
        size = left // (people + 1) + 1
        weights = options.load[given] // size
        if size in seen or (weights > 0).sum() <= people:
            continue
        seen.add(size)
        leaving = -(-options.load[stays] // size)
        heads = np.minimum(weights, 1)
        for worth in (weights, heads) if len(stays) and (weights > 1).any() else (weights,):
            more = np.minimum(leaving, max(0, intake * int(worth.max()) - people))
            yield Cut(both, np.concatenate([worth, more]), people + int(more.sum()), counting=True)


def cuts_for(task: Task, active: Bools, bound: int = 0) -> tuple[Cut, ...]:
    """Cuts that can matter: siblings only where a level in play counts them."""
    cuts = counting_cuts(task.setting.options, task.room, active) + cuts_for_moves(task, active, bound)
    if task.target.split or any(objective.split for objective, _ in task.limits):
        cuts += sibling_cuts(task.setting.options, task.setting.siblings, active)
    return cuts


def cuts_for_moves(task: Task, active: Bools, bound: int) -> tuple[Cut, ...]:
    """How many people have to move at least where a level counts nothing else and cannot be below ``bound``."""
    if len(task.target.slopes) or task.target.joint:
        return ()
    return least_moves(task.setting.options, active, task.target.linear, bound - task.target.constant)
