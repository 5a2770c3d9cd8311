"""An allocation in hand: one option for each open person, its worth and whether it is allowed; it improves nothing."""

from __future__ import annotations

from collections.abc import Sequence

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


def keeps(limits: Sequence[tuple[Objective, int]], setting: Setting, taken: Ints) -> bool:
    """Whether an allocation is worth no more at each level than its limit, in the level's units."""
    return all(value(level, setting, taken) <= limit for level, limit in limits)


def _joint(objective: Objective, setting: Setting, taken: Ints) -> int:
    """What siblings add."""
    if not objective.joint:
        return 0
    return _excuses_not_given(objective, setting, taken) + objective.split * _groups_split(setting, taken)


def _excuses_not_given(objective: Objective, setting: Setting, taken: Ints) -> int:
    """Age bands unmet of people none of whose siblings is with the same worker."""
    excuses = setting.siblings.excuse_table
    chosen = np.zeros(len(setting.options) + 1, dtype=bool)
    chosen[taken] = True
    chosen[-1] = True  # stands for the pairs of fixed people, which are there whatever is taken
    excused = np.zeros(len(excuses.option), dtype=bool)
    excused[excuses.of_sibling[chosen[excuses.sibling]]] = True
    return int((objective.excuse_weights * (chosen[excuses.option] & ~excused)).sum())


def _groups_split(setting: Setting, taken: Ints) -> int:
    """Groups with siblings at more than one worker, one of whom was given in this run."""
    options, groups = setting.options, setting.siblings.group_table
    if not len(groups.given):
        return 0
    option = taken[groups.row]
    real = options.worker[option] != NOBODY
    of_group = np.concatenate([groups.of_row[real], groups.of_fixed])
    ends = np.concatenate([options.worker[option[real]], groups.fixed_worker])
    lowest, highest = np.full(len(groups.given), len(options.base_load)), np.full(len(groups.given), NOBODY)
    np.minimum.at(lowest, of_group, ends)
    np.maximum.at(highest, of_group, ends)
    given = groups.given.copy()
    given[groups.of_row[options.given[option]]] = True
    return int((given & (highest > lowest)).sum())


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
