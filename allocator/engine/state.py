"""An allocation in hand: one option for each open person, its worth and whether it is allowed; it improves nothing."""

from __future__ import annotations

import numpy as np

from allocator.engine.objective import Objective, Setting
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.room import Room


def loads(options: Options, taken: Ints) -> Ints:
    """Units of load by worker, fixed people counted."""
    total = options.base_load.copy()
    real = taken[options.worker[taken] != NOBODY]
    np.add.at(total, options.worker[real], options.load[real])
    return total


def value(objective: Objective, setting: Setting, taken: Ints) -> int:
    """What an allocation is worth at a level, in its units."""
    total = objective.constant + int(objective.linear[taken].sum())
    if len(objective.slopes):
        over = np.maximum(0, loads(setting.options, taken)[:, None] - objective.breaks)
        total += int((over * objective.slopes).sum())
    return total + _joint(objective, setting, taken)


def _joint(objective: Objective, setting: Setting, taken: Ints) -> int:
    """What siblings add."""
    if not objective.joint:
        return 0
    chosen = {int(i) for i in taken}
    total = sum(
        weight
        for weight, excuse in zip(objective.excuse, setting.siblings.excuses, strict=True)
        if weight and (excuse.option is None or excuse.option in chosen) and not chosen.intersection(excuse.siblings)
    )
    if not objective.split:
        return total
    options = setting.options
    for group in setting.siblings.groups:
        rows = [int(taken[row]) for row in group.rows]
        ends = [int(options.worker[i]) for i in rows if options.worker[i] != NOBODY] + list(group.fixed_workers)
        given = group.fixed_given or any(bool(options.given[i]) for i in rows)
        total += objective.split * (given and len(set(ends)) > 1)
    return total


def broken_workers(options: Options, room: Room, taken: Ints) -> Bools:
    """Workers who were given somebody and stand above the ceiling, or were given too many."""
    counts = np.zeros(len(room.ceiling), dtype=np.int64)
    given = taken[options.given[taken]]
    np.add.at(counts, options.worker[given], 1)
    somebody = (counts + options.base_given) > 0
    return np.asarray((somebody & (loads(options, taken) > room.ceiling)) | (counts > room.intake), dtype=bool)


def allowed(options: Options, room: Room, taken: Ints) -> bool:
    """Whether an allocation breaks no ceiling, no intake and no limit on moves."""
    return not broken_workers(options, room, taken).any() and int(options.mover[taken].sum()) <= room.moves
