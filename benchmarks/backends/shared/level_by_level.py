"""Settles the levels one by one with whatever solver it is handed, each with what is left of the time.

It keeps the best allowed allocation in hand, and takes nothing from a solver that whole numbers do not confirm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar

from allocator.answer import Answer, Progress
from allocator.engine.clock import Clock
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.engine.state import value
from benchmarks.backends.shared.answering import Claim, answer_of
from benchmarks.backends.shared.programme import OutOfTime
from benchmarks.backends.shared.question import Question

T = TypeVar("T")

SAME = 1e-6
"""Relative difference up to which a float bound of a solver that calls its solution optimal is the value itself."""


@dataclass(frozen=True)
class Found:
    """What a solver says of a level: the options taken, if any, and its bound in the level's own units, if any."""

    taken: Ints | None
    bound: float | None
    optimal: bool


class Solver(Protocol):
    """One model of the whole question whose objective can be changed."""

    def settle(self, level: Objective, *, hint: Ints, step: Step, clock: Clock) -> Found:
        """Make a level small, starting from ``hint``; ``step`` hears of what is found on the way."""

    def keep(self, level: Objective, limit: int) -> None:
        """Bind the levels still to come: this one at most ``limit`` units."""


@dataclass(frozen=True)
class Step:
    """Tells whoever listens how far a level is; figures in units of the level."""

    level: Objective
    position: int
    of: int
    clock: Clock

    def __call__(self, value: float | None, bound: float | None) -> None:
        scale, left = float(self.level.scale), self.clock.left
        own, least = (None if figure is None else figure / scale for figure in (value, bound))
        self.clock.limits.on_progress(Progress(self.level.key, self.position, self.of, own, least, left))


class LevelByLevel:
    """The loop over the levels, and what is in hand."""

    def __init__(self, question: Question, build: Callable[[], Solver], clock: Clock) -> None:
        self.question, self.build, self.clock = question, build, clock
        self.solver: Solver | None = None
        self.taken = question.as_they_are
        self.limits: list[tuple[Objective, int]] = []

    def run(self) -> Answer:
        """Settle every level; those that time does not reach are what the levels above left, and claim nothing."""
        levels = self.question.levels
        claims = []
        for position, level in enumerate(levels):
            step = Step(level, position + 1, len(levels), self.clock)
            claims.append(self._settle(level, step))
            self._keep(level, claims[-1].value)
        return answer_of(self.question, self.taken, claims)

    def _keep(self, level: Objective, worth: int) -> None:
        limit = worth + int(worth * self.question.tolerances.get(level.key, Fraction(0)))
        self.limits.append((level, limit))
        self._in_time(lambda solver: solver.keep(level, limit))

    def _settle(self, level: Objective, step: Step) -> Claim:
        begin = time.monotonic()
        found = self._in_time(lambda solver: solver.settle(level, hint=self.taken, step=step, clock=self.clock))
        found = found or Found(None, None, optimal=False)
        self._take(level, found.taken)
        worth = value(level, self.question.setting, self.taken)
        return _claim(level, worth, found, seconds=time.monotonic() - begin, step=step)

    def _in_time(self, does: Callable[[Solver], T]) -> T | None:
        """What the solver does, which is built when first needed; None where time is over before it is done."""
        if self.clock.over:
            return None
        try:
            self.solver = self.solver or self.build()
            return does(self.solver)
        except OutOfTime:
            return None

    def _take(self, level: Objective, taken: Ints | None) -> None:
        if taken is None or not self._keeps(taken):
            return
        if value(level, self.question.setting, taken) < value(level, self.question.setting, self.taken):
            self.taken = taken

    def _keeps(self, taken: Ints) -> bool:
        """Whether whole numbers agree that an allocation is allowed and keeps what was settled."""
        kept = self.question.answered_by(taken)
        return kept and all(value(level, self.question.setting, taken) <= limit for level, limit in self.limits)


def _claim(level: Objective, worth: int, found: Found, *, seconds: float, step: Step) -> Claim:
    own, bound = level.in_own_units(worth), found.bound
    proven = found.optimal and bound is not None and abs(bound - own) <= SAME * max(1.0, abs(own))
    if bound is not None:
        # A bound cannot lie above a value that whole numbers confirm: what is beyond is the solver's tolerance.
        bound = own if proven else min(bound, own)
    step(worth, None if bound is None else float(bound * level.scale))
    return Claim(level, worth, bound, proven, seconds)
