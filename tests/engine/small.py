"""Tiny questions laid out as the engine sees them, and every allocation of one, enumerated; it searches nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st

from allocator.answer import Limits
from allocator.engine.candidates import Candidates
from allocator.engine.clock import Clock
from allocator.engine.core import Limit, Task
from allocator.engine.cuts import Cut, counting_cuts, sibling_cuts
from allocator.engine.objective import Objective, Setting, objective_of
from allocator.engine.options import NOBODY, Options, bare_options, open_options, with_pairs
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem, build_problem
from allocator.engine.room import Room, possible, room_for
from allocator.engine.siblings import siblings_of
from allocator.engine.state import allowed, value
from allocator.proposal import Cause
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from tests import builders
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.strategies import random_case

LEVELS = ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance", "travel", "overload")


@dataclass(frozen=True)
class Laid:
    """A question on the table: what is open, and how much room there is."""

    setting: Setting
    room: Room

    @property
    def options(self) -> Options:
        """Everything that may happen."""
        return self.setting.options

    @property
    def active(self) -> Bools:
        """Options that fit on their own."""
        return possible(self.options, self.room)

    def level(self, key: str) -> Objective:
        """One level over the options."""
        return objective_of(key, self.setting)

    def task(self, key: str, limits: Sequence[Limit] = ()) -> Task:
        """Make one level small."""
        return Task(self.setting, self.room, self.level(key), tuple(limits))

    def value(self, key: str, taken: Ints) -> Fraction:
        """What an allocation is worth at a level, in its own units."""
        objective = self.level(key)
        return Fraction(value(objective, self.setting, taken)) / objective.scale

    def every(self) -> Iterator[Ints]:
        """Every choice of one option each, allowed or not."""
        spans = [range(int(a), int(b)) for a, b in zip(self.options.start[:-1], self.options.start[1:], strict=True)]
        return (np.array(taken, dtype=np.int64) for taken in product(*spans))

    def every_allowed(self) -> list[Ints]:
        """Every allocation that keeps ceilings, intake and moves."""
        return [taken for taken in self.every() if allowed(self.options, self.room, taken)]

    def ends(self, taken: Ints) -> dict[str, str | None]:
        """Who ends with whom, open and fixed people alike; who is fixed without a worker is left out."""
        people, workers = self.setting.problem.people.ids, self.setting.problem.workers.ids
        both = [
            *zip(self.options.person[taken], self.options.worker[taken], strict=True),
            *zip(self.options.fixed_people, self.options.fixed_worker, strict=True),
        ]
        return {people[int(p)]: None if w == NOBODY else workers[int(w)] for p, w in both}

    def option(self, person: str, worker: str | None) -> int:
        """The index of one option."""
        problem = self.setting.problem
        p = problem.people.ids.index(person)
        w = NOBODY if worker is None else problem.workers.ids.index(worker)
        return int(np.flatnonzero((self.options.person == p) & (self.options.worker == w))[0])

    def taken(self, **ends: str | None) -> Ints:
        """One option of each open person, by person id; whoever is not named stays, or has nobody."""
        ids = [self.setting.problem.people.ids[int(p)] for p in self.options.open_people]
        current = {p.person_id: p.current_worker for p in self.setting.problem.caseload.young_people}
        held = {Cause.HELD, Cause.STEP_DOWN}
        cause = dict(zip(self.setting.problem.people.ids, self.setting.problem.people.cause, strict=True))
        stays = {p: current[p] if cause[p] in held else None for p in ids}
        return np.array([self.option(p, {**stays, **ends}[p]) for p in ids], dtype=np.int64)


def problem_of(cases: Caseload, model: ServiceModel | None = None) -> Problem:
    """Index a caseload with its own journeys, by the test model unless another is given."""
    return build_problem(cases, builders.travel(cases), model or builders.model())


def problem_of_case(case: Case) -> Problem:
    """Index a random case."""
    return build_problem(case.caseload, travel_of(case), case.model)


def laid(problem: Problem, *, moves: int = 0, extra: Fraction = Fraction(0)) -> Laid:
    """The weekly question: the new and the freed are open, and held people too where ``moves`` are allowed."""
    people = problem.people
    is_open = np.array([cause is not Cause.HELD for cause in people.cause], dtype=bool)
    if moves:
        is_open |= people.movable
    given = np.zeros(len(is_open), dtype=bool)
    ends = np.where(is_open, NOBODY, people.current)
    options = open_options(problem, np.flatnonzero(is_open), end_with=ends, given_before=given)
    setting = Setting(problem, options, siblings_of(problem, options, given.tolist()), given, extra)
    return Laid(setting, room_for(problem, options, moves=moves))


def laid_case(case: Case) -> Laid:
    """The weekly question of a random case, held people open where the model allows room moves."""
    return laid(problem_of_case(case), moves=case.model.rules.continuity.room_moves)


def cuts_of(task: Task, active: Bools) -> tuple[Cut, ...]:
    """Every cut there is."""
    options, siblings = task.setting.options, task.setting.siblings
    return (*counting_cuts(options, task.room, active), *sibling_cuts(options, siblings, active))


def clock(seconds: float = 20.0, **limits: object) -> Clock:
    """One thread, plenty of time."""
    return Clock(Limits(seconds=seconds, threads=1, **limits))  # type: ignore[arg-type]


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in what does not end within so many seconds."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"still at it after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def small_cases() -> st.SearchStrategy[Case]:
    """Random cases small enough to enumerate again and again."""
    return st.randoms(use_true_random=False).map(lambda rng: random_case(rng, most_people=4))


def listed_only(found: Laid, listed: Bools, key: str, limits: Sequence[str] = ()) -> Task:
    """The same level where only some pairs are options, and the others are known to ``Task.candidates`` alone.

    Staying and being without a worker are options always. ``limits`` are levels that must keep what they are at best.
    """
    options, problem = found.options, found.setting.problem
    ends = np.full(len(problem.people.ids), NOBODY)
    ends[options.fixed_people] = options.fixed_worker
    bare = bare_options(problem, options.open_people, end_with=ends, given_before=found.setting.given_before)
    pairs = options.given & listed
    some = with_pairs(problem, bare, options.person[pairs], options.worker[pairs])
    siblings = siblings_of(problem, some, found.setting.given_before.tolist())
    setting = Setting(problem, some, siblings, found.setting.given_before, found.setting.extra_move_hours)
    best = [min(value(found.level(level), found.setting, taken) for taken in found.every_allowed()) for level in limits]
    kept = tuple((objective_of(level, setting), most) for level, most in zip(limits, best, strict=True))
    return Task(setting, found.room, objective_of(key, setting), kept, Candidates(problem, bare, found.room))
