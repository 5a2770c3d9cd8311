"""How prices, CP-SAT, SCIP and neighbourhoods are asked about one level, and what of their answers is believed.

It decides upon no order of asking: that is the search's.
"""

from __future__ import annotations

import numpy as np

from allocator.engine.branch import Branched, branch
from allocator.engine.core import CoreResult, Task, solve_core
from allocator.engine.cuts import Cut, cuts_for, cuts_for_moves
from allocator.engine.folding import Prices
from allocator.engine.in_hand import InHand
from allocator.engine.losses import by_loss
from allocator.engine.neighbourhood import Nearby, improve
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.rounding import are_vast
from allocator.engine.sets import Sets
from allocator.engine.wide import couples_by_room, wide_prices

DIRECT_OPTIONS = 3000
"""Options up to which a level is handed whole to CP-SAT."""

SHARE_CORE, CORE_SECONDS = 0.25, 2.0
"""Share of a level's time for CP-SAT, so many seconds at most; SCIP has the rest."""

CORE_BESIDE_SETS = 0.3
"""Seconds for CP-SAT where held people may make room: sets of people by worker, then SCIP, settle that sooner."""

MOST_LINEAR, MOST_BRANCHED = 150_000, 30_000
"""Options up to which GLOP finds the prices, and up to which SCIP is asked."""

MOST_COVERED = 20
"""How often SCIP is asked again where what it finds is not what it takes it for."""


class Asking(InHand):
    """Asks, and takes what is better; allocation and bound never get worse by it."""

    def price(self) -> None:
        """The bounds alone; only once, however often it is asked for."""
        self.report(self.worth, self.bound.value)
        if not self.done and not self.is_priced:
            self.price_anew()
        self.is_priced = True

    def price_anew(self) -> None:
        """Prices, and the bound by them, of what is open by now."""
        if self.task.candidates is not None and self.active.sum() > MOST_LINEAR and couples_by_room(self.task):
            if self.lead is None or not are_vast(self.taken):  # what counts heads would take long, and say little
                self.known = self._wide_prices(self.task, self.active)
                self._believe(self.known, ())
            return
        self._relax(cuts_for(self.task, self.active))
        more = cuts_for(self.task, self.active, self.bound.value)
        if len(more) > len(self.cuts):  # the bound says how many moves there are at least
            self._relax(more)

    def _wide_prices(self, task: Task, active: Bools) -> Prices:
        return wide_prices(task, active, threads=self.clock.threads, left=lambda: self.left, known=self.known)

    def _relax(self, cuts: tuple[Cut, ...]) -> None:
        self.cuts = cuts
        answer = relaxed(self.task, self.active, cuts, self.left)
        if answer is not None:
            self._believe(answer.prices, cuts)

    def _is_small(self, active: Bools) -> bool:
        return int(active.sum()) <= DIRECT_OPTIONS + len(self.taken)

    def _may_branch(self, active: Bools) -> bool:
        """Whether the options are few enough for SCIP."""
        return bool(0 < active.sum() <= MOST_BRANCHED)

    @property
    def _core_seconds(self) -> float:
        return CORE_BESIDE_SETS if self.has_few_moves and not self.is_closing else CORE_SECONDS

    def _core(self, active: Bools, seconds: float) -> CoreResult:
        task, taken, clock = self.task, self.taken, self.clock
        return solve_core(task, active, hint=taken, clock=clock, seconds=seconds, better_than=self.worth)

    def _settle_core(self) -> None:
        active = self._still_open()
        if not self._is_small(active):
            return
        result = self._core(active, min(self._core_seconds, self.left * SHARE_CORE))
        self.take(result.taken)
        if result.proven:
            self._raise_bound(self.worth)
        elif result.bound is not None:
            self._raise_bound(result.bound)

    def _improve(self, seconds: float) -> None:
        regret = np.clip(self.bound.with_option, self.bound.value, self.worth) - self.bound.value
        nearby = Nearby(self._still_open(), regret.astype(np.int64), seconds, self.turn)
        self.turn += 1
        self.take(improve(self.task, self.taken, nearby, self.clock, goal=self.bound.value, stop=self._is_answered))

    def _is_answered(self, _: Ints) -> bool:
        return self.aside is not None and self.aside.ended

    def _settle_narrow(self, options: int, seconds: float) -> bool:
        """Look among so many of the most promising options; is there nothing better among them now?"""
        active = self._still_open()
        narrow = np.zeros_like(active)
        index = np.flatnonzero(active)
        narrow[index[np.argsort(self.bound.with_option[index], kind="stable")[:options]]] = True
        narrow[self.taken] = True
        found = branch(self.task, narrow, self.cuts, hint=self.taken, clock=self.clock, seconds=seconds)
        self.take(found.taken)
        return found.bound is not None and found.bound >= self.worth

    def _believe_scip(self, answer: Branched) -> None:
        self.take(answer.taken)
        if answer.bound is not None:
            self._raise_bound(answer.bound)

    def _branched(self, active: Bools, cuts: tuple[Cut, ...], seconds: float, sets: tuple[Sets, ...] = ()) -> Branched:
        """What SCIP finds; asked again as long as that breaks something that its model does not see."""
        stop_at = max(0.0, self.left - seconds)
        for _ in range(MOST_COVERED):
            seconds = max(0.0, self.left - stop_at)
            task = by_loss(self.task, active, self._least_moves(), self.worth)
            found = branch(
                task, active, (*cuts, *self.covers), hint=self.taken, clock=self.clock, seconds=seconds, sets=sets
            )
            self.take(found.taken)
            known = len(self.covers)
            self.covers = tuple({_named(cut): cut for cut in (*self.covers, *found.covers)}.values())
            if len(self.covers) == known or self.left <= stop_at or (found.bound or 0) >= self.worth:
                break
        return found

    def _least_moves(self) -> int:
        """How many moves there are at least, by the bound; 0 where the level counts something else."""
        return sum(-cut.limit for cut in cuts_for_moves(self.task, self._still_open(), self.bound.value))


def _named(cut: Cut) -> tuple[bytes, int, int | None]:
    return cut.options.tobytes() + cut.weights.tobytes(), cut.limit, cut.group
