"""The weekly run: the new and the freed first, held people opened only to make room; chosen moves are not made here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from allocator.engine.candidates import listed_options
from allocator.engine.clock import Clock
from allocator.engine.core import Task
from allocator.engine.levels import Order, Settled, Settler, as_kept
from allocator.engine.objective import Setting, objective_of
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.engine.room import possible, room_for
from allocator.engine.rounding import are_vast, rounded
from allocator.engine.siblings import siblings_of
from allocator.engine.start import affordable, greedy, guide, left_as_they_are
from allocator.engine.state import allowed, value
from allocator.engine.wide import couples_by_room, settle_wide, wide_prices
from allocator.proposal import Cause
from allocator.service_model import PLACEMENT_LEVELS

SHARE_BEFORE_MOVES = 0.2
"""Share of the time for finding out whether room has to be made at all."""

MANY_OPEN, SHARE_FOR_A_START, SHARE_ROUNDED = 200, 0.12, 0.5
"""People open from which a first allocation is worth a linear relaxation, the share of the time for it, and how much of
that goes into rounding where there is another way, too."""

SHARE_FOR_A_LARGE_START = 0.5
"""The same where very many are open, so that everything hangs on it."""


@dataclass(frozen=True)
class Outcome:
    """Where everybody ends (people,), who was given in this run, and the levels as settled.

    ``kept`` are the levels' values in the final allocation, in units of their objectives; ``heads`` the people left
    without a worker, by the level that counts them.
    """

    end_with: Ints
    given: Bools
    settled: tuple[Settled, ...]
    kept: tuple[int, ...]
    heads: dict[str, int]


def run_week(problem: Problem, clock: Clock) -> Outcome:
    """Settle every level with nobody moving by choice."""
    people, keys = problem.people, problem.model.level_keys
    is_open = ~people.open_for(Cause.HELD)
    moves = problem.model.rules.continuity.room_moves
    closed = _settler(problem, clock, is_open, moves=0)
    tolerances = dict(problem.model.tolerances)
    if moves and people.movable.any() and _somebody_waits(closed):
        closed.settle(Order(PLACEMENT_LEVELS, tolerances), seconds=clock.left * SHARE_BEFORE_MOVES)
        if _somebody_waits(closed):
            closed = _settler(problem, clock, is_open | people.movable, moves=moves, like=closed)
    closed.settle(Order(keys, tolerances), seconds=clock.left)
    return outcome_of(closed, np.where(is_open, NOBODY, people.current), np.zeros(len(people.ids), dtype=bool))


def _somebody_waits(settler: Settler) -> bool:
    return bool((settler.setting.options.worker[settler.taken] == NOBODY).any())


def _settler(problem: Problem, clock: Clock, is_open: Bools, *, moves: int, like: Settler | None = None) -> Settler:
    """Everything open put on the table, with a first allocation in hand: ``like`` another one, or a quick one."""
    before = np.where(is_open, NOBODY, problem.people.current)
    given = np.zeros(len(is_open), dtype=bool)
    return settler_for(problem, clock, before, given, np.flatnonzero(is_open), moves=moves, like=like)


def settler_for(
    problem: Problem,
    clock: Clock,
    before: Ints,
    given: Bools,
    open_people: Ints,
    *,
    moves: int,
    like: Settler | None = None,
    extra: Fraction = Fraction(0),
) -> Settler:
    """A settler over ``open_people``, everybody else fixed as ``before`` (people,) says."""
    also = None if like is None else _ends(like)
    options, candidates = listed_options(
        problem, open_people, end_with=before, given_before=given, moves=moves, also=also
    )
    setting = Setting(problem, options, siblings_of(problem, options, given.tolist()), given, extra)
    room = room_for(problem, options, moves=moves)
    active = possible(options, room)
    lead = guide(setting, problem.model.level_keys)
    taken = greedy(setting, room, lead, active)
    if like is not None:
        carried = carry_over(options, like)
        if allowed(options, room, carried) and value(lead, setting, carried) <= value(lead, setting, taken):
            taken = carried
    elif len(open_people) > MANY_OPEN:
        task = Task(setting, room, lead, ())
        if are_vast(open_people) and couples_by_room(task):
            settler = Settler(setting, room, active, taken, clock, candidates)
            settler.begin(problem.model.level_keys, seconds=clock.left * SHARE_FOR_A_LARGE_START)
            return settler
        taken = _large_start(task, active, taken, clock)
    return Settler(setting, room, active, taken, clock, candidates)


def _large_start(task: Task, active: Bools, taken: Ints, clock: Clock) -> Ints:
    """A first allocation where many are open: rounded, and settled as a whole where it can be."""
    stop_at, share = clock.left * (1 - SHARE_FOR_A_START), SHARE_ROUNDED if couples_by_room(task) else 1.0
    taken = rounded(task, active, taken, clock, seconds=(clock.left - stop_at) * share)
    if share == 1.0:
        return taken
    short = replace(task, target=affordable(task.target, taken))
    return settle_wide(
        short, active, taken, wide_prices(short, active, threads=clock.threads), clock, clock.left - stop_at
    )


def _ends(like: Settler) -> tuple[Ints, Ints]:
    """Who is with whom in another settler's hands."""
    options = like.setting.options
    real = like.taken[options.worker[like.taken] != NOBODY]
    return options.person[real], options.worker[real]


def carry_over(options: Options, like: Settler) -> Ints:
    """The same ends as another settler has in hand, for people who are open in both; the others stay as they are."""
    taken = left_as_they_are(options)
    row = {int(person): i for i, person in enumerate(options.open_people)}
    for option in like.taken:
        person, worker = int(like.setting.options.person[option]), int(like.setting.options.worker[option])
        span = np.arange(options.start[row[person]], options.start[row[person] + 1])
        taken[row[person]] = span[options.worker[span] == worker][0]
    return taken


def outcome_of(settler: Settler, before: Ints, given_before: Bools) -> Outcome:
    """Where everybody ends once a settler is done."""
    options, taken = settler.setting.options, settler.taken
    end_with, given = before.copy(), given_before.copy()
    end_with[options.person[taken]] = options.worker[taken]
    given[options.person[taken]] = options.given[taken]
    levels = [objective_of(settled.objective.key, settler.setting) for settled in settler.results]
    kept = tuple(value(level, settler.setting, taken) for level in levels)
    results = tuple(as_kept(settler.results, kept))
    without = end_with[options.person[taken]] == NOBODY
    duty = settler.setting.problem.people.duty[options.person[taken]]
    heads = {"unallocated_duty": int((without & duty).sum()), "unallocated": int((without & ~duty).sum())}
    return Outcome(end_with, given, results, kept, heads)
