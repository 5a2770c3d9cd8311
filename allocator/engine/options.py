"""Everything that may happen to the people who are open, one row an option; which option is taken is not decided here.

An option is a pair that may be made, staying with one's worker, or being left without one. People who are fixed appear
only as load, cost and siblings that are there already. Where all pairs would be too many, begin with the bare options
and add the pairs that can matter (see allocator.engine.candidates).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from allocator.engine.needs import needs_of_pairs
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.proposal import Cause

NOBODY = -1
STAYS_OPEN = (Cause.HELD, Cause.STEP_DOWN)


@dataclass(frozen=True)
class Options:
    """Rows sorted by ``row_of`` (index into ``open_people``); arrays of shape (options,) unless named otherwise.

    ``worker`` is NOBODY where somebody is left without one. ``mover`` marks a held person given to another worker.
    ``base_load`` (workers,) is the load of fixed people, ``base_given`` (workers,) counts those given in this run.
    """

    open_people: Ints  # (open,) index into the caseload
    start: Ints  # (open + 1,) where each person's options begin
    row_of: Ints
    person: Ints
    worker: Ints
    load: Ints
    given: Bools
    mover: Bools
    needs: Ints
    price: Ints  # cost units of rules unmet, without travel
    road: Ints  # minutes one way; 0 for nobody
    fixed_people: Ints
    fixed_worker: Ints
    base_load: Ints
    base_given: Ints

    def __len__(self) -> int:
        return len(self.person)


def open_options(problem: Problem, open_people: Ints, *, end_with: Ints, given_before: Bools) -> Options:
    """Options of ``open_people``; the others are fixed at ``end_with`` (people,), ``given_before`` marks given ones."""
    bare = bare_options(problem, open_people, end_with=end_with, given_before=given_before)
    return with_pairs(problem, bare, *all_pairs(problem, open_people))


def bare_options(problem: Problem, open_people: Ints, *, end_with: Ints, given_before: Bools) -> Options:
    """Only what makes no pair: staying with one's worker, or being left without one."""
    may_stay = problem.people.open_for(*STAYS_OPEN)[open_people]
    worker = np.where(may_stay, problem.people.current[open_people], NOBODY)
    fixed = _fixed(problem, open_people, end_with, given_before)
    nothing = np.zeros(len(open_people), dtype=np.int64)
    empty = Options(
        open_people=open_people,
        start=nothing,
        row_of=nothing,
        person=open_people[:0],
        worker=open_people[:0],
        load=nothing,
        given=nothing.astype(bool),
        mover=nothing.astype(bool),
        needs=nothing,
        price=nothing,
        road=nothing,
        fixed_people=fixed[0],
        fixed_worker=fixed[1],
        base_load=fixed[2],
        base_given=fixed[3],
    )
    return with_pairs(problem, empty, open_people, worker)


def with_pairs(problem: Problem, options: Options, person: Ints, worker: Ints) -> Options:
    """The same options and the pairs (person, worker), none of which is among them yet, in their places."""
    person = np.concatenate([options.person, person])
    worker = np.concatenate([options.worker, worker])
    order = np.lexsort((worker, person))
    person, worker = person[order], worker[order]
    given = (worker != NOBODY) & (worker != problem.people.current[person])
    real = worker != NOBODY
    load, road, needs, price = (np.zeros(len(person), dtype=np.int64) for _ in range(4))
    p, w = person[real], worker[real]
    load[real], road[real] = problem.load(p, w), problem.minutes(p, w)
    needs[real], price[real] = needs_of_pairs(problem, p, w, given=given[real])
    rows = np.searchsorted(options.open_people, person)
    return replace(
        options,
        start=np.searchsorted(rows, np.arange(len(options.open_people) + 1)),
        row_of=rows,
        person=person,
        worker=worker,
        load=load,
        given=given,
        mover=given & problem.people.open_for(Cause.HELD)[person],
        needs=needs,
        price=price,
        road=road,
    )


def _fixed(problem: Problem, open_people: Ints, end_with: Ints, given_before: Bools) -> tuple[Ints, Ints, Ints, Ints]:
    """Fixed people with a worker, those workers, and by worker their load and how many were given in this run."""
    closed = np.ones(len(problem.people.ids), dtype=bool)
    closed[open_people] = False
    people = np.flatnonzero(closed & (end_with != NOBODY))
    workers, count = end_with[people], len(problem.workers.ids)
    load, given = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.add.at(load, workers, problem.load(people, workers))
    np.add.at(given, workers, given_before[people].astype(np.int64))
    return people, workers, load, given


def all_pairs(problem: Problem, open_people: Ints) -> tuple[Ints, Ints]:
    """Every pair (person, worker) of ``open_people`` that may be made; staying is not among them."""
    takes = np.flatnonzero(problem.workers.takes)
    rows, columns = np.nonzero(_allowed(problem, open_people, takes))
    return open_people[rows], takes[columns]


def barred_pairs(problem: Problem, open_people: Ints) -> tuple[Ints, Ints]:
    """Pairs (row of ``open_people``, worker) that may not be made whatever else: back to the worker, or kept apart."""
    people = problem.people
    row = np.searchsorted(open_people, people.avoids[:, 0])
    here = np.flatnonzero(np.isin(people.avoids[:, 0], open_people))
    current = people.current[open_people]
    known = np.flatnonzero(current != NOBODY)
    return np.concatenate([known, row[here]]), np.concatenate([current[known], people.avoids[here, 1]])


def _allowed(problem: Problem, open_people: Ints, takes: Ints) -> Bools:
    """Which pairs of (open, workers who take people) may be made; staying is not among them."""
    allowed = np.ones((len(open_people), len(problem.workers.ids)), dtype=bool)
    allowed[barred_pairs(problem, open_people)] = False
    step_down = problem.people.open_for(Cause.STEP_DOWN)[open_people]
    allowed &= ~step_down[:, None] | problem.workers.serves[:, 1][None, :]
    return np.asarray(allowed[:, takes], dtype=bool)
