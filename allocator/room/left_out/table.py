"""The week as a table of people who are alike by workers who are alike, in whole numbers; nothing is decided in it.

Loads are rounded down and room up where a unit is not fine enough, so that a bound that holds for the table holds for
the week.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from allocator.records import YoungPerson
from allocator.room.left_out.whole import Bools, Ints

NOWHERE = 2**60
"""More than anything may be or cost, so that sums stay within 63 bits."""


@dataclass(frozen=True)
class Leavers:
    """Held people who may go to another worker, at most ``most`` of them; ``count`` (kinds,) are alike.

    ``home`` (kinds,) is the column they are in and ``freed`` the most room that is made there when one goes; ``load``
    and ``may`` (kinds, columns) are what they would be elsewhere, and whether they may go there.
    """

    count: Ints
    home: Ints
    freed: Ints
    load: Ints
    may: Bools
    most: int

    @cached_property
    def lightest(self) -> Ints:
        """(kinds,): the least that they can be elsewhere; NOWHERE where they may go nowhere."""
        least: Ints = np.where(self.may, self.load, NOWHERE).min(axis=1, initial=NOWHERE)
        return least


@dataclass(frozen=True)
class Table:
    """``count`` (kinds,) people alike, of whom ``people`` are examples; ``load`` and ``may`` (kinds, columns).

    A column is ``size`` workers alike: ``free`` (columns,) is the room of each beside all who are held, negative above
    the ceiling; ``seats`` how many people each can be given at most. ``slack`` is what a load may be rounded by.
    """

    people: tuple[YoungPerson, ...]
    count: Ints
    load: Ints
    may: Bools
    size: Ints
    free: Ints
    seats: Ints
    leavers: tuple[Leavers, ...]
    slack: int

    @property
    def room(self) -> Ints:
        """(columns,): units of load that the workers of a column may be given together while nobody goes."""
        return self.free.clip(0) * self.size

    @property
    def heads(self) -> Ints:
        """(columns,): people whom the workers of a column may be given together."""
        return self.seats * self.size
