"""Everything that may happen to the people who are open, one row an option; which option is taken is not decided here.

An option is a pair that may be made, staying with one's worker, or being left without one. People who are fixed appear
only as load, cost and siblings that are there already.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    person, worker = _pairs(problem, open_people)
    given = (worker != NOBODY) & (worker != problem.people.current[person])
    held = problem.people.open_for(Cause.HELD)
    real = worker != NOBODY
    load, road, needs, price = (np.zeros(len(person), dtype=np.int64) for _ in range(4))
    p, w = person[real], worker[real]
    load[real], road[real] = problem.load(p, w), problem.minutes(p, w)
    needs[real], price[real] = needs_of_pairs(problem, p, w, given=given[real])
    fixed = _fixed(problem, open_people, end_with, given_before)
    rows = np.searchsorted(open_people, person)
    return Options(
        open_people=open_people,
        start=np.searchsorted(rows, np.arange(len(open_people) + 1)),
        row_of=rows,
        person=person,
        worker=worker,
        load=load,
        given=given,
        mover=given & held[person],
        needs=needs,
        price=price,
        road=road,
        fixed_people=fixed[0],
        fixed_worker=fixed[1],
        base_load=fixed[2],
        base_given=fixed[3],
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


def _pairs(problem: Problem, open_people: Ints) -> tuple[Ints, Ints]:
    """Every pair that may be, with staying and with nobody, sorted by person."""
    takes = np.flatnonzero(problem.workers.takes)
    allowed = _allowed(problem, open_people, takes)
    rows, columns = np.nonzero(allowed)
    person, worker = open_people[rows], takes[columns]
    may_stay = problem.people.open_for(*STAYS_OPEN)[open_people]
    stays, without = open_people[may_stay], open_people[~may_stay]
    person = np.concatenate([person, stays, without])
    worker = np.concatenate([worker, problem.people.current[stays], np.full(len(without), NOBODY)])
    order = np.lexsort((worker, person))
    return person[order], worker[order]


def _allowed(problem: Problem, open_people: Ints, takes: Ints) -> Bools:
    """Which pairs of (open, workers who take people) may be made; staying is not among them."""
    people, workers = problem.people, problem.workers
    allowed = np.asarray(takes[None, :] != people.current[open_people][:, None], dtype=bool)
    position = {int(person): i for i, person in enumerate(open_people)}
    column = {int(worker): i for i, worker in enumerate(takes)}
    for person, worker in people.avoids.tolist():
        if person in position and worker in column:
            allowed[position[person], column[worker]] = False
    step_down = people.open_for(Cause.STEP_DOWN)[open_people]
    allowed &= ~step_down[:, None] | workers.serves[takes, 1][None, :]
    return allowed
