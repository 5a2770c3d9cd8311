"""What is in hand while a level is searched: the best allocation and the best bound; it searches nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from allocator.engine.ascent import Ascent
from allocator.engine.branch import Branching, next_value
from allocator.engine.clock import Clock
from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import Prices
from allocator.engine.objective import Objective
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Bound, bound_by_prices, hopeful_pairs
from allocator.engine.room import few_moves
from allocator.engine.state import value


class InHand:
    """The best allocation and the best bound of one task; neither ever gets worse.

    ``lead`` tells allocations apart that are equally good here: what the levels that follow say together. ``known`` are
    prices that a question like this one had, None where there are none or where prices are quickly found.
    """

    def __init__(
        self,
        task: Task,
        active: Bools,
        taken: Ints,
        clock: Clock,
        stop_at: float,
        report: Callable[[int, int], None],
        lead: Objective | None = None,
    ) -> None:
        self.task, self.active, self.clock, self.stop_at, self.report = task, active, clock, stop_at, report
        self.lead = lead
        self.taken = taken
        self.worth = value(task.target, task.setting, taken)
        self.cuts: tuple[Cut, ...] = ()
        self.is_priced = self.is_closing = False
        self.climbed: Ascent | None = None
        self.aside: Branching | None = None
        self.turn = 0
        self.covers: tuple[Cut, ...] = ()
        self.known: Prices | None = None
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

    @property
    def done(self) -> bool:
        """Whether value and bound meet, or the time is up."""
        return self.bound.value >= self.worth or self.left <= 0.0

    @property
    def left(self) -> float:
        """Seconds left for this level; none once the user has asked to stop, whatever was set aside for others."""
        return 0.0 if self.clock.over else max(0.0, self.clock.left - self.stop_at)

    def _believe(self, prices: Prices, cuts: tuple[Cut, ...]) -> None:
        """A bound by these prices, beside the one there is."""
        priced = self._on_grid(bound_by_prices(self.task, self.active, prices, cuts))
        self.bound, self.priced = self.bound.and_also(priced), (prices, cuts)

    def _still_open(self) -> Bools:
        """Options that could belong to something better, and those in hand."""
        active = self.active & (self.bound.with_option < self.worth)
        active[self.taken] = True
        return np.asarray(active, dtype=bool)

    @property
    def has_few_moves(self) -> bool:
        """Whether held people may move, but only so many."""
        return few_moves(self.task.setting.options, self.task.room)

    def take(self, taken: Ints | None) -> None:
        """An allocation, if it is better than the one in hand, or as good and better for the levels that follow."""
        if taken is None:
            return
        worth = value(self.task.target, self.task.setting, taken)
        if worth < self.worth or (worth == self.worth and self._leads(taken)):
            self.taken, self.worth = taken, worth

    def _leads(self, taken: Ints) -> bool:
        """Whether an allocation that is as good here is better for the levels that follow."""
        if self.lead is None:
            return False
        return value(self.lead, self.task.setting, taken) < value(self.lead, self.task.setting, self.taken)

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


def no_pairs() -> tuple[Ints, Ints]:
    """Nobody and nobody."""
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _no_prices(task: Task) -> Prices:
    nothing = np.zeros(len(task.room.ceiling))
    return Prices(nothing, nothing, 0.0, (0.0,) * len(task.limits))
