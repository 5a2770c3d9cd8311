"""Where very many are open: a level settled as a whole, rounding, and SCIP for the bound in a thread of its own.

It is for levels in which room is all that stands between people; it knows no sets and counts no moves.
"""

from __future__ import annotations

from dataclasses import replace

from allocator.engine.asking import Asking
from allocator.engine.branch import Branching
from allocator.engine.core import Task
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.engine.rounding import are_vast, rounded
from allocator.engine.start import affordable
from allocator.engine.state import value
from allocator.engine.wide import couples_by_room, settle_wide

MANY_ROWS, SHARE_WIDE = 300, 0.6
"""People from whom on a level is settled as a whole, and the time's share for that."""

SHARE_VAST = 1.0
"""The same where very many are open: nothing else gets anywhere there."""

SHARE_FOLLOWED = 0.5
"""The same for what the levels that follow say together; rounding has the rest."""

THREADS_ASIDE = 2
"""Threads from which on SCIP has one of its own."""

FAR, SHARE_WHILE_FAR = 0.02, 0.3
"""Gap from which on that is followed by rounding anew: what is in hand may be no more than a first try."""

SHARE_BEFORE, SHARE_BEFORE_WEIGHED, MOST_BRANCHED_ASIDE = 0.12, 0.4, 60_000
"""Where a level is settled as a whole and there are threads for it, SCIP works on the bound aside, over so many options
at most, once a better allocation has been looked for in such a share of the time: more where work counts above."""

SHARE_FIRST, NARROW_STEP, SHARE_GROWING = 0.5, 500, 0.4
"""While SCIP works aside: the share of time near by, by how many options the question of the most promising ones then
grows from time to time, and the share of time left for that."""


class AsAWhole(Asking):
    """The stages of a search that place everybody at once, and those that go on while SCIP works aside."""

    def _look_wide(self) -> None:
        if len(self.taken) <= MANY_ROWS or not couples_by_room(self.task):
            return
        may_branch = self._may_branch_aside
        if self.lead is not None and not are_vast(self.taken):
            if may_branch:
                self._branch_aside()
            self._follow(self.lead, self.left * (1.0 if may_branch else SHARE_WIDE))
        elif may_branch:
            self._settle_wide(self.left * (SHARE_BEFORE_WEIGHED if self._is_weighed else SHARE_BEFORE))
            if self.gap > FAR and not self.done:
                self._round(self.task, self.left * SHARE_WHILE_FAR)
            self._branch_aside()
        elif self.lead is not None:
            self._follow_widely(self.lead, self.left * SHARE_VAST)
        else:
            self._settle_wide(self.left * (SHARE_VAST if are_vast(self.taken) else SHARE_WIDE))

    @property
    def _may_branch_aside(self) -> bool:
        return self.clock.threads >= THREADS_ASIDE and bool(self._still_open().sum() <= MOST_BRANCHED_ASIDE)

    def _follow(self, lead: Objective, seconds: float) -> None:
        """Settle what the levels from here on say together, as a whole, then round and mend it."""
        stop_at = max(0.0, self.left - seconds)
        self._follow_widely(lead, seconds * SHARE_FOLLOWED)
        if not self.done:
            self._round(replace(self.task, target=lead, candidates=None), max(0.0, self.left - stop_at))

    def _follow_widely(self, lead: Objective, seconds: float) -> None:
        """Settle what the levels from here on say together, as a whole."""
        task = replace(self.task, target=affordable(lead, self.taken), candidates=None)
        active = self._still_open()
        self.take(settle_wide(task, active, self.taken, self._wide_prices(task, active), self.clock, seconds))

    def _round(self, task: Task, seconds: float) -> None:
        if not are_vast(self.taken):
            active, stop = self._still_open(), self._is_enough
            self.take(rounded(task, active, self.taken, self.clock, seconds=seconds, stop=stop))

    def _is_enough(self, taken: Ints) -> bool:
        """Whether an allocation reaches the bound, or SCIP has answered."""
        return self._is_answered(taken) or value(self.task.target, self.task.setting, taken) <= self.bound.value

    @property
    def _is_weighed(self) -> bool:
        """Whether some level above counts work: at what price it is kept takes time to find out."""
        return any(len(level.slopes) > 0 for level, _ in self.task.limits)

    def _settle_wide(self, seconds: float) -> None:
        self.take(settle_wide(self.task, self._still_open(), self.taken, self.priced[0], self.clock, seconds))

    def _branch_aside(self) -> None:
        """SCIP for the bound in a thread of its own, while better allocations are looked for."""
        if self.done:
            return
        self.clock.busy += 1
        self.aside = Branching(
            self.task,
            self._still_open(),
            self.cuts,
            hint=self.taken,
            clock=self.clock,
            seconds=self.left,
            keep_options=couples_by_room(self.task),
        )

    def _look_aside(self) -> None:
        """Where intake couples many, too: SCIP works on the bound aside after a first look near by."""
        if self.aside is not None or len(self.taken) <= MANY_ROWS or not self._may_branch_aside:
            return
        if not self.has_few_moves:
            self._improve(self.left * SHARE_BEFORE)
            self._branch_aside()

    def _look_on(self) -> None:
        """While SCIP works on the bound aside: near by, then among more and more promising options, then near by."""
        if self.aside is None:
            return
        self._improve(self.left * SHARE_FIRST)
        stop_at, options = self.left * (1 - SHARE_GROWING), len(self.taken)
        while not self.done and not self.aside.ended and self.left > stop_at:
            options += NARROW_STEP
            if not self._settle_narrow(options, self.left - stop_at):
                break
        self._improve(self.left)

    def _finish_aside(self) -> None:
        """What SCIP has found aside; nobody waits for it where the level is settled without."""
        if self.aside is None:
            return
        if self.bound.value < self.worth:
            self._believe_scip(self.aside.answer())
        self.clock.busy -= 1
        self.aside = None
