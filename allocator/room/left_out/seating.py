"""Tries to seat everybody who waits, quickly: where it works there is room, where it does not nothing is shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from allocator.room.left_out.table import Table
from allocator.room.left_out.whole import Ints

Choose = Callable[[Ints, Ints], int]


def everybody_fits(table: Table) -> bool:
    """Whether one of three ways of seating people while nobody goes finds a place for all of them."""
    return any(_seats_all(table, choose) for choose in (_lightest, _fullest, _emptiest))


def _lightest(load: Ints, left: Ints) -> int:
    """Where they are least work, the fullest of those."""
    return int(np.lexsort((left, load))[0])


def _fullest(_: Ints, left: Ints) -> int:
    return int(left.argmin())


def _emptiest(_: Ints, left: Ints) -> int:
    return int(left.argmax())


def _seats_all(table: Table, choose: Choose) -> bool:
    """Whoever has the least choice first, then the heaviest; rounding is held against everybody."""
    column = np.repeat(np.arange(len(table.size)), table.size)
    left, seats = (table.free - (table.slack > 0))[column], table.seats[column].copy()
    choices = (table.may * table.size).sum(axis=1)
    for row in np.lexsort((-table.load.max(axis=1, initial=0), choices)).tolist():
        load = (table.load[row] + table.slack)[column]
        may = table.may[row][column]
        for _ in range(int(table.count[row])):
            able = np.flatnonzero(may & (load <= left) & (seats > 0))
            if not len(able):
                return False
            taken = able[choose(load[able], left[able])]
            left[taken] -= load[taken]
            seats[taken] -= 1
    return True
