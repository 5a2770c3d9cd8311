"""How one level is searched, cheapest first, until value and bound meet or time is up; it never loses what is in hand.

The bound without prices; the linear relaxation's prices as a certificate; options that cannot be better struck out;
CP-SAT over the rest, or neighbourhoods where that is much; SCIP where CP-SAT does not finish; CP-SAT once more where
only its tolerance is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from allocator.engine.ascent import climb, suits
from allocator.engine.branch import Branched, branch, next_value
from allocator.engine.clock import Clock
from allocator.engine.core import Task, solve_core
from allocator.engine.cuts import Cut, counting_cuts, least_moves, sibling_cuts
from allocator.engine.folding import Prices
from allocator.engine.losses import by_loss
from allocator.engine.neighbourhood import Nearby, improve
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.relaxation import Bound, bound_by_prices, hopeful_pairs
from allocator.engine.room import few_moves
from allocator.engine.state import value
from allocator.engine.wide import couples_by_room, settle_wide, wide_prices

DIRECT_OPTIONS = 3000
"""Options up to which a level is handed whole to CP-SAT."""

SHARE_CORE, CORE_SECONDS, SHARE_NEARBY, SHARE_MOVES = 0.25, 2.0, 0.15, 0.5
"""Shares of a level's time for CP-SAT (so many seconds at most) and for neighbourhoods; SCIP has the rest.

Where held people may make room, branching rarely ends, so neighbourhoods have more of it.
"""

NARROW_OPTIONS, SHARE_NARROW, SHARE_NARROW_ALONE = 3000, 0.2, 0.7
"""Options that SCIP is given first where there are more than twice as many, and the share of time for that.

The latter where there are so many that SCIP is not given all of them afterwards.
"""

MANY_ROWS, MOST_ROWS, SHARE_WIDE = 300, 20_000, 0.6
"""People from whom on a level is settled as a whole, up to whom near by too, and the time's share for the former."""

MOST_LINEAR, MOST_BRANCHED = 150_000, 30_000
"""Options up to which GLOP finds the prices, and up to which SCIP is asked."""

CORE_BESIDE_SETS = 0.3
"""Seconds for CP-SAT where held people may make room: sets of people by worker, then SCIP, settle that sooner."""

SHARE_CLIMB, CLIMB_SECONDS = 0.5, 12.0
"""Share of a level's time for the workers' knapsacks (so many seconds at most)."""

FIRST_WIDTH, WIDER, SHARE_WIDEN, SHARE_LAST = 1500, 2, 0.3, 0.7
"""Options nearest to the bound that SCIP is given first, how many times as many next, shares of time for each and for
all that are open."""

MOST_COVERED = 20
"""How often SCIP is asked again where what it finds is not what it takes it for."""

MOST_WIDENED = 12_000
"""Options up to which these are many enough to say something; where more are alike, they do not."""

NEARLY = 1e-5
"""Gap up to which SCIP's floating point may be all that is left between value and bound."""


class Search:
    """Settles one task; ``taken`` and ``bound`` are always the best in hand."""

    def __init__(
        self,
        task: Task,
        active: Bools,
        taken: Ints,
        clock: Clock,
        stop_at: float,
        report: Callable[[int, int], None],
    ) -> None:
        self.task, self.active, self.clock, self.stop_at, self.report = task, active, clock, stop_at, report
        self.taken = taken
        self.worth = value(task.target, task.setting, taken)
        self.cuts: tuple[Cut, ...] = ()
        self.covers: tuple[Cut, ...] = ()
        self.is_priced = self.is_near = False
        self.core_seconds = CORE_BESIDE_SETS if self._has_few_moves else CORE_SECONDS
        self.priced: tuple[Prices, tuple[Cut, ...]] = (_no_prices(task), self.cuts)
        self.bound = self._on_grid(bound_by_prices(task, active, *self.priced))

    def hopeful(self) -> tuple[Ints, Ints]:
        """Pairs (person, worker) worth listing, by the best prices at hand; none where all that matter are listed."""
        if self.task.candidates is None or self.done or self.bound.whole(self.worth):
            return no_pairs()
        return hopeful_pairs(self.task, self.active, *self.priced, worth=self.worth)

    def know(self, bound: int) -> None:
        """Another bound that holds for the level, whatever is listed."""
        self.bound = replace(self.bound, value=max(self.bound.value, min(bound, self.worth)))

    @property
    def gap(self) -> float:
        """What lies between value and bound, as a share of the value."""
        return (self.worth - self.bound.value) / max(1, abs(self.worth))

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
            self._weigh_sets,
            self._widen,
            self._look_wide,
            self._look_narrow,
            self._look_nearby,
            self._branch,
            self._close,
        ):
            self.report(self.worth, self.bound.value)
            if self.done:
                break
            stage()
        self.bound = self.bound.at_most(self.worth)

    @property
    def done(self) -> bool:
        """Whether value and bound meet, or the time is up."""
        return self.bound.value >= self.worth or self.left <= 0.0

    @property
    def left(self) -> float:
        """Seconds left for this level."""
        return max(0.0, self.clock.left - self.stop_at)

    def _price(self) -> None:
        if self.task.candidates is not None and self.active.sum() > MOST_LINEAR and couples_by_room(self.task):
            self._believe(wide_prices(self.task, self.active), ())
            return
        self._relax(cuts_for(self.task, self.active))
        more = cuts_for(self.task, self.active, self.bound.value)
        if len(more) > len(self.cuts):  # the bound says how many moves there are at least
            self._relax(more)

    def _relax(self, cuts: tuple[Cut, ...]) -> None:
        self.cuts = cuts
        answer = relaxed(self.task, self.active, cuts, self.left)
        if answer is not None:
            self._believe(answer.prices, cuts)

    def _believe(self, prices: Prices, cuts: tuple[Cut, ...]) -> None:
        """A bound by these prices, beside the one there is."""
        priced = self._on_grid(bound_by_prices(self.task, self.active, prices, cuts))
        self.bound, self.priced = self.bound.and_also(priced), (prices, cuts)

    def _weigh_sets(self) -> None:
        """A better bound from sets of people by worker, where these are small."""
        if not 0 < self._still_open().sum() <= MOST_BRANCHED or not suits(self.task):
            return
        bound = climb(
            self.task,
            self.active,
            self.taken,
            self.priced,
            worth=self.worth,
            left=lambda: self.left,
            seconds=min(CLIMB_SECONDS, self.left * SHARE_CLIMB),
        )
        if bound is not None:
            self.bound, self.is_near = self.bound.and_also(self._on_grid(bound)), True

    def _widen(self) -> None:
        """Options that could belong to something hardly worse than the bound, by SCIP; then more and more of them.

        Whatever is better than the limit has no other options, so the lower of SCIP's bound and the limit holds.
        """
        width = FIRST_WIDTH
        while self.is_near and not self.done:
            active, moves = self._still_open(), self._least_moves()
            hopeful = np.sort(self.bound.with_option[active])
            limit = min(self.worth, 1 + max(self.bound.value, int(hopeful[min(width, len(hopeful)) - 1])))
            narrow = active & (self.bound.with_option < limit)
            narrow[self.taken] = True
            if narrow.sum() > MOST_WIDENED:
                break
            is_last = limit >= self.worth
            seconds = self.left * (SHARE_LAST if is_last else SHARE_WIDEN)
            cuts = cuts_for(self.task, narrow, self.bound.value)
            found = self._branched(narrow, cuts, seconds)
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
        seconds = self.left * SHARE_WIDE
        self._take(settle_wide(self.task, self._still_open(), self.taken, self.priced[0], self.clock, seconds))

    def _look_narrow(self) -> None:
        """The most promising options alone, by SCIP: what it finds counts, its bound does not."""
        active = self._still_open()
        if active.sum() <= 2 * NARROW_OPTIONS:
            return
        narrow = np.zeros_like(active)
        index = np.flatnonzero(active)
        narrow[index[np.argsort(self.bound.with_option[index], kind="stable")[:NARROW_OPTIONS]]] = True
        narrow[self.taken] = True
        seconds = self.left * (SHARE_NARROW if active.sum() <= MOST_BRANCHED else SHARE_NARROW_ALONE)
        found = branch(self.task, narrow, (), hint=self.taken, clock=self.clock, seconds=seconds)
        self._take(found.taken)

    def _look_nearby(self) -> None:
        if self._is_small(self._still_open()) or not 0 < len(self.taken) <= MOST_ROWS:
            return
        regret = np.clip(self.bound.with_option, self.bound.value, self.worth) - self.bound.value
        share = SHARE_MOVES if self._has_few_moves else SHARE_NEARBY
        nearby = Nearby(self._still_open(), regret.astype(np.int64), self.left * share)
        self._take(improve(self.task, self.taken, nearby, self.clock, goal=self.bound.value))

    def _settle_core(self) -> None:
        active = self._still_open()
        if not self._is_small(active):
            return
        result = solve_core(
            self.task,
            active,
            hint=self.taken,
            clock=self.clock,
            seconds=min(self.core_seconds, self.left * SHARE_CORE),
            better_than=self.worth,
        )
        self._take(result.taken)
        if result.proven:
            self._raise_bound(self.worth)
        elif result.bound is not None:
            self._raise_bound(result.bound)

    def _branch(self) -> None:
        if self._still_open().sum() > MOST_BRANCHED:
            return
        active = self._still_open()
        result = self._branched(active, self.cuts + cuts_for_moves(self.task, active, self.bound.value), self.left)
        if result.bound is not None:
            self._raise_bound(result.bound)

    def _branched(self, active: Bools, cuts: tuple[Cut, ...], seconds: float) -> Branched:
        """What SCIP finds; asked again as long as that breaks something that its model does not see."""
        stop_at = self.left - seconds
        for _ in range(MOST_COVERED):
            seconds = max(0.0, self.left - stop_at)
            task = by_loss(self.task, active, self._least_moves(), self.worth)
            found = branch(task, active, (*cuts, *self.covers), hint=self.taken, clock=self.clock, seconds=seconds)
            self._take(found.taken)
            before, self.covers = (
                self.covers,
                tuple({_named(cut): cut for cut in (*self.covers, *found.covers)}.values()),
            )
            if len(before) == len(self.covers) or self.left <= stop_at or (found.bound or 0) >= self.worth:
                break
        return found

    def _close(self) -> None:
        """What SCIP's tolerance leaves open is a question of a few units, which CP-SAT can answer exactly."""
        if self.worth - self.bound.value <= NEARLY * self.worth:
            self.core_seconds = CORE_SECONDS
            self._settle_core()

    def _still_open(self) -> Bools:
        """Options that could belong to something better, and those in hand."""
        active = self.active & (self.bound.with_option < self.worth)
        active[self.taken] = True
        return np.asarray(active, dtype=bool)

    @property
    def _has_few_moves(self) -> bool:
        return few_moves(self.task.setting.options, self.task.room)

    def _is_small(self, active: Bools) -> bool:
        return int(active.sum()) <= DIRECT_OPTIONS + len(self.taken)

    def _take(self, taken: Ints | None) -> None:
        if taken is None:
            return
        worth = value(self.task.target, self.task.setting, taken)
        if worth < self.worth:
            self.taken, self.worth = taken, worth

    def _raise_bound(self, bound: int) -> None:
        """A bound over the open options holds for all, as far as anything better than what is in hand goes.

        Not so where a pair that is no option at all could belong to something better: see ``Bound.whole``.
        """
        if not self.bound.whole(self.worth):
            return
        self.bound = replace(self.bound, value=max(self.bound.value, min(bound, self.worth)))

    def _on_grid(self, bound: Bound) -> Bound:
        """Values of pairs that are options lie on a grid; those of others may lie anywhere from ``elsewhere`` on."""
        grid = next_value(self.task.target, bound.value)
        return replace(bound, value=max(bound.value, min(grid, bound.elsewhere)))


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


def _named(cut: Cut) -> tuple[bytes, int, int | None]:
    return cut.options.tobytes() + cut.weights.tobytes(), cut.limit, cut.group


def no_pairs() -> tuple[Ints, Ints]:
    """Nobody and nobody."""
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _no_prices(task: Task) -> Prices:
    nothing = np.zeros(len(task.room.ceiling))
    return Prices(nothing, nothing, 0.0, (0.0,) * len(task.limits))
