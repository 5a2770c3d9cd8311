"""How one level is searched, cheapest first, until value and bound meet or time is up; it never loses what is in hand.

The bound without prices; the linear relaxation's prices as a certificate; options that cannot be better struck out;
CP-SAT over the rest, or neighbourhoods where that is much; SCIP where CP-SAT does not finish, aside where many are
open; CP-SAT once more where only its tolerance is left.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from allocator.engine.ascent import climb, suits
from allocator.engine.branch import Branched, Branching, branch
from allocator.engine.core import CoreResult, Task, solve_core
from allocator.engine.cuts import Cut, cuts_for, cuts_for_moves
from allocator.engine.folding import Prices
from allocator.engine.in_hand import InHand
from allocator.engine.losses import by_loss
from allocator.engine.making_room import with_moves_that_help
from allocator.engine.neighbourhood import Nearby, improve
from allocator.engine.objective import Objective
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.rounding import are_vast, rounded
from allocator.engine.sets import Sets
from allocator.engine.start import affordable
from allocator.engine.state import value
from allocator.engine.wide import couples_by_room, settle_wide, wide_prices

DIRECT_OPTIONS = 3000
"""Options up to which a level is handed whole to CP-SAT."""

SHARE_CORE, CORE_SECONDS, SHARE_NEARBY, SHARE_MOVES = 0.25, 2.0, 0.15, 0.2
"""Shares of a level's time for CP-SAT (so many seconds at most) and for neighbourhoods; SCIP has the rest.

Where held people may make room, neighbourhoods have a little more of it.
"""

NARROW_OPTIONS, SHARE_NARROW, SHARE_NARROW_ALONE = 3000, 0.2, 0.7
"""Options that SCIP is given first where there are more than twice as many, and the share of time for that.

The latter where there are so many that SCIP is not given all of them afterwards.
"""

SHARE_FIRST, NARROW_STEP, SHARE_GROWING = 0.5, 500, 0.4
"""While SCIP works aside: the share of time near by, by how many options the question of the most promising ones then
grows from time to time, and the share of time left for that."""

MANY_ROWS, MOST_ROWS, SHARE_WIDE = 300, 20_000, 0.6
"""People from whom on a level is settled as a whole, up to whom near by too, and the time's share for the former."""

SHARE_VAST = 1.0
"""The same where very many are open: nothing else gets anywhere there."""

SHARE_FOLLOWED = 0.5
"""The same for what the levels that follow say together; rounding has the rest."""

MOST_LINEAR, MOST_BRANCHED = 150_000, 30_000
"""Options up to which GLOP finds the prices, and up to which SCIP is asked."""

THREADS_ASIDE = 2
"""Threads from which on SCIP has one of its own."""

FAR, SHARE_WHILE_FAR = 0.02, 0.3
"""Gap from which on that is followed by rounding anew: what is in hand may be no more than a first try."""

SHARE_BEFORE, SHARE_BEFORE_WEIGHED, MOST_BRANCHED_ASIDE = 0.12, 0.4, 60_000
"""Where a level is settled as a whole and there are threads for it, SCIP works on the bound aside, over so many options
at most, once a better allocation has been looked for in such a share of the time: more where work counts above."""

CORE_BESIDE_SETS = 0.3
"""Seconds for CP-SAT where held people may make room: sets of people by worker, then SCIP, settle that sooner."""

MOVES_THAT_HELP, MAKE_ROOM_SECONDS = 500, 2.0
"""Moves that make most room that CP-SAT is given first where few may be made, and seconds for it."""

SHARE_CLIMB, CLIMB_SECONDS = 0.3, 12.0
"""Share of a level's time for the workers' knapsacks (so many seconds at most)."""

FIRST_WIDTH, WIDER, SHARE_WIDEN, SHARE_LAST, SHARE_LAST_OF_ALL = 1500, 2, 0.3, 0.7, 0.95
"""Options nearest to the bound that SCIP is given first, how many times as many next, shares of time for each and for
all that are open; the latter where it is asked only once."""

NEARLY_ALL = 0.6
"""Share of the options from which on all that are left are given to SCIP at once."""

MOST_COVERED = 20
"""How often SCIP is asked again where what it finds is not what it takes it for."""

MOST_WIDENED = 12_000
"""Options up to which these are many enough to say something; where more are alike, they do not."""

NEARLY = 1e-5
"""Gap up to which SCIP's floating point may be all that is left between value and bound."""


class Search(InHand):
    """Settles one task; ``taken`` and ``bound`` are always the best in hand."""

    def price(self) -> None:
        """The bounds alone; only once, however often it is asked for."""
        self.report(self.worth, self.bound.value)
        if not self.done and not self.is_priced:
            self._price()
        self.is_priced = True

    def run(self) -> None:
        """Stage after stage, while something may still be better."""
        for stage in (
            self.price,
            self._settle_core,
            self._make_room,
            self._weigh_sets,
            self._widen,
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

    def _price(self) -> None:
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

    def _make_room(self) -> None:
        """The moves that make most room, by CP-SAT: what it finds counts, its bound does not."""
        active = self._still_open()
        if self._is_small(active) or not self._has_few_moves or len(self.task.target.slopes):
            return
        narrow = with_moves_that_help(self.task, active, self.taken, MOVES_THAT_HELP)
        self._take(self._core(narrow, min(MAKE_ROOM_SECONDS, self.left * SHARE_CORE)).taken)

    def _weigh_sets(self) -> None:
        """A better bound from sets of people by worker, where these are small."""
        if not 0 < self._still_open().sum() <= MOST_BRANCHED or not suits(self.task):
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

    def _widen(self) -> None:
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
            share = SHARE_LAST_OF_ALL if self._has_few_moves and not moves else SHARE_LAST
            seconds = self.left * (share if is_last else SHARE_WIDEN)
            cuts = cuts_for(self.task, narrow, self.bound.value)
            tells = self._has_few_moves and not self.task.target.joint  # siblings couple workers whatever their sets
            sets = self.climbed.sets_below(limit, narrow, self.taken) if tells else ()
            found = self._branched(narrow, cuts, seconds, sets)
            if found.bound is not None:
                self._raise_bound(min(found.bound, limit))
            if is_last and self._least_moves() == moves:
                break  # once more only where it is known by now that more people have to move
            width = max(WIDER * width, int(narrow.sum()) + 1)

    def _least_moves(self) -> int:
        """How many moves there are at least, by the bound; 0 where the level counts something else."""
        return sum(-cut.limit for cut in cuts_for_moves(self.task, self._still_open(), self.bound.value))

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
        self._take(settle_wide(task, active, self.taken, self._wide_prices(task, active), self.clock, seconds))

    def _round(self, task: Task, seconds: float) -> None:
        if not are_vast(self.taken):
            active, stop = self._still_open(), self._is_enough
            self._take(rounded(task, active, self.taken, self.clock, seconds=seconds, stop=stop))

    def _is_enough(self, taken: Ints) -> bool:
        """Whether an allocation reaches the bound, or SCIP has answered."""
        return self._is_answered(taken) or value(self.task.target, self.task.setting, taken) <= self.bound.value

    @property
    def _is_weighed(self) -> bool:
        """Whether some level above counts work: at what price it is kept takes time to find out."""
        return any(len(level.slopes) > 0 for level, _ in self.task.limits)

    def _settle_wide(self, seconds: float) -> None:
        self._take(settle_wide(self.task, self._still_open(), self.taken, self.priced[0], self.clock, seconds))

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
        if not self._has_few_moves:
            self._improve(self.left * SHARE_BEFORE)
            self._branch_aside()

    def _look_narrow(self) -> None:
        """The most promising options alone, by SCIP: what it finds counts, its bound does not."""
        active = self._still_open()
        if active.sum() <= 2 * NARROW_OPTIONS or self.aside is not None:
            return
        share = SHARE_NARROW if active.sum() <= MOST_BRANCHED else SHARE_NARROW_ALONE
        self._settle_narrow(NARROW_OPTIONS, self.left * share)

    def _settle_narrow(self, options: int, seconds: float) -> bool:
        """Look among so many of the most promising options; is there nothing better among them now?"""
        active = self._still_open()
        narrow = np.zeros_like(active)
        index = np.flatnonzero(active)
        narrow[index[np.argsort(self.bound.with_option[index], kind="stable")[:options]]] = True
        narrow[self.taken] = True
        found = branch(self.task, narrow, self.cuts, hint=self.taken, clock=self.clock, seconds=seconds)
        self._take(found.taken)
        return found.bound is not None and found.bound >= self.worth

    def _look_nearby(self) -> None:
        if self.aside is not None or self._is_small(self._still_open()) or not 0 < len(self.taken) <= MOST_ROWS:
            return
        share = SHARE_MOVES if self._has_few_moves else SHARE_NEARBY
        self._improve(self.left * share)

    def _improve(self, seconds: float) -> None:
        regret = np.clip(self.bound.with_option, self.bound.value, self.worth) - self.bound.value
        nearby = Nearby(self._still_open(), regret.astype(np.int64), seconds, self.turn)
        self.turn += 1
        self._take(improve(self.task, self.taken, nearby, self.clock, goal=self.bound.value, stop=self._is_answered))

    def _is_answered(self, _: Ints) -> bool:
        return self.aside is not None and self.aside.ended

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

    @property
    def _core_seconds(self) -> float:
        return CORE_BESIDE_SETS if self._has_few_moves and not self.is_closing else CORE_SECONDS

    def _core(self, active: Bools, seconds: float) -> CoreResult:
        task, taken, clock = self.task, self.taken, self.clock
        return solve_core(task, active, hint=taken, clock=clock, seconds=seconds, better_than=self.worth)

    def _settle_core(self) -> None:
        active = self._still_open()
        if not self._is_small(active):
            return
        result = self._core(active, min(self._core_seconds, self.left * SHARE_CORE))
        self._take(result.taken)
        if result.proven:
            self._raise_bound(self.worth)
        elif result.bound is not None:
            self._raise_bound(result.bound)

    def _branch(self) -> None:
        active = self._still_open()
        if self.aside is not None or active.sum() > MOST_BRANCHED:
            return
        cuts = self.cuts + cuts_for_moves(self.task, active, self.bound.value)
        self._believe_scip(self._branched(active, cuts, self.left))

    def _finish_aside(self) -> None:
        """What SCIP has found aside; nobody waits for it where the level is settled without."""
        if self.aside is None:
            return
        if self.bound.value < self.worth:
            self._believe_scip(self.aside.answer())
        self.clock.busy -= 1
        self.aside = None

    def _believe_scip(self, answer: Branched) -> None:
        self._take(answer.taken)
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
            self._take(found.taken)
            known = len(self.covers)
            self.covers = tuple({_named(cut): cut for cut in (*self.covers, *found.covers)}.values())
            if len(self.covers) == known or self.left <= stop_at or (found.bound or 0) >= self.worth:
                break
        return found

    def _close(self) -> None:
        """What SCIP's tolerance leaves open is a question of a few units, which CP-SAT can answer exactly."""
        if self.worth - self.bound.value <= NEARLY * self.worth:
            self.is_closing = True
            self._settle_core()

    def _is_small(self, active: Bools) -> bool:
        return int(active.sum()) <= DIRECT_OPTIONS + len(self.taken)


def _named(cut: Cut) -> tuple[bytes, int, int | None]:
    return cut.options.tobytes() + cut.weights.tobytes(), cut.limit, cut.group
