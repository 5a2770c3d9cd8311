"""How one level is searched, cheapest first, until value and bound meet or time is up; it never loses what is in hand.

The bound without prices; the linear relaxation's prices as a certificate; options that cannot be better struck out;
CP-SAT over the rest, or neighbourhoods where that is much; SCIP where CP-SAT does not finish, aside where many are
open; CP-SAT once more where only its tolerance is left.
"""

from __future__ import annotations

from allocator.engine.as_a_whole import AsAWhole
from allocator.engine.by_sets import BySets
from allocator.engine.cuts import cuts_for_moves

MOST_ROWS, SHARE_NEARBY, SHARE_MOVES = 20_000, 0.15, 0.2
"""People up to whom is looked near by, and shares of a level's time for that: a little more where few may move."""

NARROW_OPTIONS, SHARE_NARROW, SHARE_NARROW_ALONE = 3000, 0.2, 0.7
"""Options that SCIP is given first where there are more than twice as many, and the share of time for that.

The latter where there are so many that SCIP is not given all of them afterwards.
"""

NEARLY = 1e-5
"""Gap up to which SCIP's floating point may be all that is left between value and bound."""


class Search(BySets, AsAWhole):
    """Settles one task; ``taken`` and ``bound`` are always the best in hand."""

    def run(self) -> None:
        """Stage after stage, while something may still be better."""
        for stage in (
            self.price,
            self._settle_core,
            self.make_room,
            self.weigh_sets,
            self.widen,
            self._look_wide,
            self._look_aside,
            self._look_narrow,
            self._look_nearby,
            self._look_on,
            self._finish_aside,
            self._branch,
            self._close,
        ):
            self.report(self.worth, self.bound.value)
            if self.done:
                break
            stage()
        self._finish_aside()
        self.bound = self.bound.at_most(self.worth)

    def _look_narrow(self) -> None:
        """The most promising options alone, by SCIP: what it finds counts, its bound does not."""
        active = self._still_open()
        if active.sum() <= 2 * NARROW_OPTIONS or self.aside is not None:
            return
        share = SHARE_NARROW if self._may_branch(active) else SHARE_NARROW_ALONE
        self._settle_narrow(NARROW_OPTIONS, self.left * share)

    def _look_nearby(self) -> None:
        if self.aside is not None or self._is_small(self._still_open()) or not 0 < len(self.taken) <= MOST_ROWS:
            return
        share = SHARE_MOVES if self.has_few_moves else SHARE_NEARBY
        self._improve(self.left * share)

    def _branch(self) -> None:
        active = self._still_open()
        if self.aside is not None or not self._may_branch(active):
            return
        cuts = self.cuts + cuts_for_moves(self.task, active, self.bound.value)
        self._believe_scip(self._branched(active, cuts, self.left))

    def _close(self) -> None:
        """What SCIP's tolerance leaves open is a question of a few units, which CP-SAT can answer exactly."""
        if self.worth - self.bound.value <= NEARLY * self.worth:
            self.is_closing = True
            self._settle_core()
