"""Settles one level after another, keeps the allocation in hand throughout, and says of each how good it is.

How one level is searched stands in allocator.engine.search.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from allocator.answer import Progress
from allocator.engine.candidates import Candidates
from allocator.engine.clock import Clock
from allocator.engine.core import Limit, Task
from allocator.engine.objective import Objective, Setting, objective_of
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Bound
from allocator.engine.room import Room
from allocator.engine.search import Search
from allocator.engine.state import value

SHARE_OF_TIME = 0.65
"""Share of the time left that one level may use while others wait."""

SHARES = {"unallocated_duty": 0.2, "unallocated": 0.12, "changes": 0.3}
"""Levels of weights come very near their bound quickly; levels that count heads need the time to be proven."""


@dataclass(frozen=True)
class Settled:
    """One level settled: value and bound in units of its objective."""

    objective: Objective
    value: int
    bound: int
    seconds: float

    def at_most(self, kept: int) -> Settled:
        """The same level, where a level below happened to do better at it."""
        return replace(self, value=min(self.value, kept))


@dataclass(frozen=True)
class Order:
    """Levels to settle in turn, each with its tolerance (a fraction)."""

    keys: Sequence[str]
    tolerances: dict[str, Fraction]


class Settler:
    """Holds what is in hand while the levels are settled in order."""

    def __init__(
        self,
        setting: Setting,
        room: Room,
        active: Bools,
        taken: Ints,
        clock: Clock,
        candidates: Candidates | None = None,
    ) -> None:
        self.setting, self.room, self.clock, self.candidates = setting, room, clock, candidates
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
            share = 1.0 if position == len(order.keys) - 1 else SHARES.get(key, SHARE_OF_TIME)
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
        task = Task(self.setting, self.room, objective, tuple(self.limits), self.candidates)
        search = Search(task, self.active, self.taken, self.clock, self.clock.left - seconds, report)
        search.run()
        self.taken = search.taken
        return search.bound


class _Reporter:
    """Tells whoever listens how far a level is."""

    def __init__(self, clock: Clock, key: str, position: int, of: int, objective: Objective) -> None:
        self.clock, self.key, self.position, self.of, self.objective = clock, key, position, of, objective

    def __call__(self, worth: int, bound: int) -> None:
        values = self.objective.in_own_units(worth), self.objective.in_own_units(bound)
        self.clock.limits.on_progress(Progress(self.key, self.position, self.of, *values, self.clock.left))
