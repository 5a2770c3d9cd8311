"""Where held people may make room: moves that help, sets of people by worker, then more and more options by SCIP.

It is for levels of which few people move; it settles nothing as a whole.
"""

from __future__ import annotations

import numpy as np

from allocator.engine.ascent import climb, suits
from allocator.engine.asking import SHARE_CORE, Asking
from allocator.engine.cuts import cuts_for
from allocator.engine.making_room import with_moves_that_help

MOVES_THAT_HELP, MAKE_ROOM_SECONDS = 500, 2.0
"""Moves that make most room that CP-SAT is given first where few may be made, and seconds for it."""

SHARE_CLIMB, CLIMB_SECONDS = 0.3, 12.0
"""Share of a level's time for the workers' knapsacks (so many seconds at most)."""

FIRST_WIDTH, WIDER, SHARE_WIDEN, SHARE_LAST, SHARE_LAST_OF_ALL = 1500, 2, 0.3, 0.7, 0.95
"""Options nearest to the bound that SCIP is given first, how many times as many next, shares of time for each and for
all that are open; the latter where it is asked only once."""

NEARLY_ALL = 0.6
"""Share of the options from which on all that are left are given to SCIP at once."""

MOST_WIDENED = 12_000
"""Options up to which these are many enough to say something; where more are alike, they do not."""


class BySets(Asking):
    """The stages of a search that look at few moves and at what each worker's people can be."""

    def make_room(self) -> None:
        """The moves that make most room, by CP-SAT: what it finds counts, its bound does not."""
        active = self._still_open()
        if self._is_small(active) or not self.has_few_moves or len(self.task.target.slopes):
            return
        narrow = with_moves_that_help(self.task, active, self.taken, MOVES_THAT_HELP)
        self.take(self._core(narrow, min(MAKE_ROOM_SECONDS, self.left * SHARE_CORE)).taken)

    def weigh_sets(self) -> None:
        """A better bound from sets of people by worker, where these are small."""
        if not self._may_branch(self._still_open()) or not suits(self.task):
            return
        self.climbed = climb(
            self.task,
            self.active,
            self.taken,
            self.priced,
            worth=self.worth,
            left=lambda: self.left,
            seconds=min(CLIMB_SECONDS, self.left * SHARE_CLIMB),
        )
        if self.climbed is not None:
            self.bound = self.bound.and_also(self._on_grid(self.climbed.bound()))

    def widen(self) -> None:
        """Options that could belong to something hardly worse than the bound, by SCIP; then more and more of them.

        Whatever is better than the limit has no other options, so the lower of SCIP's bound and the limit holds.
        """
        width = FIRST_WIDTH
        while self.climbed is not None and not self.done:
            active, moves = self._still_open(), self._least_moves()
            hopeful = np.sort(self.bound.with_option[active])
            limit = min(self.worth, 1 + max(self.bound.value, int(hopeful[min(width, len(hopeful)) - 1])))
            narrow = active & (self.bound.with_option < limit)
            narrow[self.taken] = True
            if narrow.sum() > MOST_WIDENED:
                break
            if narrow.sum() > NEARLY_ALL * active.sum():
                limit, narrow = self.worth, active
            is_last = limit >= self.worth
            share = SHARE_LAST_OF_ALL if self.has_few_moves and not moves else SHARE_LAST
            seconds = self.left * (share if is_last else SHARE_WIDEN)
            cuts = cuts_for(self.task, narrow, self.bound.value)
            tells = self.has_few_moves and not self.task.target.joint  # siblings couple workers whatever their sets
            sets = self.climbed.sets_below(limit, narrow, self.taken) if tells else ()
            found = self._branched(narrow, cuts, seconds, sets)
            if found.bound is not None:
                self._raise_bound(min(found.bound, limit))
            if is_last and self._least_moves() == moves:
                break  # once more only where it is known by now that more people have to move
            width = max(WIDER * width, int(narrow.sum()) + 1)
