"""Settles one level after another, keeps the allocation in hand throughout, and says of each how good it is.

Order within a level, cheapest first: the bound without prices, the linear relaxation's prices as a certificate, options
that cannot be better struck out, CP-SAT over the rest, and neighbourhoods where the rest is large.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from allocator.answer import Progress
from allocator.engine.clock import Clock
from allocator.engine.core import Limit, Task, solve_core
from allocator.engine.cuts import Cut, counting_cuts, sibling_cuts
from allocator.engine.neighbourhood import Search, improve
from allocator.engine.objective import Objective, Setting, objective_of
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.relaxation import Bound, Prices, bound_by_prices
from allocator.engine.room import Room
from allocator.engine.state import value

DIRECT_OPTIONS = 4000
"""Options up to which a level is settled whole; more are first improved by neighbourhoods."""

SHARE_OF_TIME = 0.6
"""Share of the time left that one level may use while others wait."""


@dataclass(frozen=True)
class Settled:
    """One level settled: value and bound in units of its objective."""

    objective: Objective
    value: int
    bound: int
    seconds: float


@dataclass(frozen=True)
class Order:
    """Levels to settle in turn, each with its tolerance (a fraction)."""

    keys: Sequence[str]
    tolerances: dict[str, Fraction]


class Settler:
    """Holds what is in hand while the levels are settled in order."""

    def __init__(self, setting: Setting, room: Room, active: Bools, taken: Ints, clock: Clock) -> None:
        self.setting, self.room, self.clock = setting, room, clock
        self.active, self.taken = active, taken
        self.limits: list[Limit] = []
        self.results: list[Settled] = []

    def settle(self, order: Order, *, seconds: float) -> None:
        """Every level of the order anew, each with its share of ``seconds``."""
        self.limits, self.results = [], []
        stop_at = self.clock.left - seconds
        for position, key in enumerate(order.keys):
            begin = time.monotonic()
            objective = objective_of(key, self.setting)
            share = 1.0 if position == len(order.keys) - 1 else SHARE_OF_TIME
            report = self._reporter(key, position, len(order.keys), objective)
            bound = self._settle(objective, max(0.0, self.clock.left - stop_at) * share, report)
            worth = value(objective, self.setting, self.taken)
            self._keep(objective, worth + int(worth * order.tolerances.get(key, Fraction(0))), bound)
            self.results.append(Settled(objective, worth, bound.value, time.monotonic() - begin))

    def _reporter(self, key: str, position: int, of: int, objective: Objective) -> _Reporter:
        return _Reporter(self.clock, key, position + 1, of, objective)

    def _keep(self, objective: Objective, limit: int, bound: Bound) -> None:
        """What is settled now binds the levels below, so options that cannot keep it are struck out for good."""
        self.limits.append((objective, limit))
        self.active &= bound.with_option <= limit
        self.active[self.taken] = True

    def _settle(self, objective: Objective, seconds: float, report: _Reporter) -> Bound:
        """Improve what is in hand at one level; returns the best bound, by option too."""
        task = Task(self.setting, self.room, objective, tuple(self.limits))
        stop_at = self.clock.left - seconds
        worth = value(objective, self.setting, self.taken)
        bound = bound_by_prices(task, self.active, _no_prices(task))
        report(worth, bound.value)
        if bound.value >= worth or self.clock.over:
            return bound.at_most(worth)
        cuts = cuts_for(task, self.active)
        answer = relaxed(task, self.active, cuts, max(0.0, self.clock.left - stop_at))
        if answer is not None:
            priced = bound_by_prices(task, self.active, answer.prices, cuts)
            bound = _better(bound, priced)
            report(worth, bound.value)
        return self._search(task, bound, stop_at, report)

    def _search(self, task: Task, bound: Bound, stop_at: float, report: _Reporter) -> Bound:
        """CP-SAT over what could still be better, neighbourhoods first where that is much."""
        worth = value(task.target, self.setting, self.taken)
        if self._open_now(bound, worth).sum() > DIRECT_OPTIONS + len(self.taken):
            search = self._candidates(bound, worth, (self.clock.left - stop_at) * 0.85)
            self.taken = improve(task, self.taken, search, self.clock, goal=bound.value)
            worth = value(task.target, self.setting, self.taken)
            report(worth, bound.value)
        if bound.value >= worth or self.clock.over:
            return bound.at_most(worth)
        active = self._open_now(bound, worth)
        result = solve_core(
            task, active, hint=self.taken, clock=self.clock, seconds=self.clock.left - stop_at, better_than=worth
        )
        if result.taken is not None:
            self.taken = result.taken
            worth = value(task.target, self.setting, self.taken)
        found = worth if result.proven else max(bound.value, min(worth, result.bound or bound.value))
        report(worth, found)
        return Bound(found, bound.with_option)

    def _open_now(self, bound: Bound, worth: int) -> Bools:
        """Options that could belong to something better, and those in hand."""
        active = self.active & (bound.with_option < worth)
        active[self.taken] = True
        return np.asarray(active, dtype=bool)

    def _candidates(self, bound: Bound, worth: int, seconds: float) -> Search:
        regret = np.where(self.active, np.minimum(bound.with_option, 2**60) - bound.value, 2**60)
        return Search(self._open_now(bound, worth), regret.astype(np.int64), seconds)


def cuts_for(task: Task, active: Bools) -> tuple[Cut, ...]:
    """Cuts that can matter: siblings only where a level in play counts them."""
    cuts = counting_cuts(task.setting.options, task.room, active)
    if task.target.split or any(objective.split for objective, _ in task.limits):
        cuts += sibling_cuts(task.setting.options, task.setting.siblings, active)
    return cuts


class _Reporter:
    """Tells whoever listens how far a level is."""

    def __init__(self, clock: Clock, key: str, position: int, of: int, objective: Objective) -> None:
        self.clock, self.key, self.position, self.of, self.objective = clock, key, position, of, objective

    def __call__(self, worth: int, bound: int) -> None:
        scale = self.objective.scale
        values = float(Fraction(worth) / scale), float(Fraction(bound) / scale)
        self.clock.limits.on_progress(Progress(self.key, self.position, self.of, *values, self.clock.left))


def _no_prices(task: Task) -> Prices:
    nothing = np.zeros(len(task.room.ceiling))
    return Prices(nothing, nothing, 0.0, (0.0,) * len(task.limits))


def _better(first: Bound, second: Bound) -> Bound:
    """Both bounds hold, so the better of each does; the option-wise ones of the better bound are kept."""
    inside = np.maximum(first.with_option, second.with_option)
    return Bound(max(first.value, second.value), inside)
