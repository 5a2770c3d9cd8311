"""What a team manager does by hand: one by one, longest waiting first, the nearest worker with room; proves nothing.

Whoever serves the age band and has room under the ceiling will do. Nobody who is held is moved, and nobody is tried
again. In a generalised assignment instance: job by job, the cheapest agent with room.
"""

from __future__ import annotations

import time

import numpy as np

from allocator.answer import Answer, Limits
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.state import loads
from allocator.load import weeks_waited
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.answering import answer_of, claims_nothing
from benchmarks.backends.shared.gap_models import NOTHING, checked
from benchmarks.backends.shared.question import Question, lay_out
from benchmarks.gap import Assigned, Gap

TITLE = "By hand, one by one"


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """Everybody new or freed in turn; takes no time worth limiting, and no level is claimed to be proven."""
    begin = time.monotonic()
    question = lay_out(caseload, travel, model, limits, room_moves=False)
    taken = _one_by_one(question)
    return answer_of(question, taken, claims_nothing(question, taken, seconds=time.monotonic() - begin))


def assign(gap: Gap, limits: Limits) -> Assigned:
    """Each job in turn to the cheapest agent with room; nothing where one is left without."""
    agent, room = np.zeros(gap.cost.shape[1], dtype=np.int64), gap.capacity.copy()
    for job in range(len(agent)):
        fits = np.flatnonzero(gap.need[:, job] <= room)
        if not len(fits):
            return NOTHING
        agent[job] = fits[np.argmin(gap.cost[fits, job])]
        room[agent[job]] -= gap.need[agent[job], job]
    return checked(gap, agent, bound=None, proven=False)


def _one_by_one(question: Question) -> Ints:
    options, room = question.options, question.room
    taken = question.as_they_are
    load, given = loads(options, taken), np.zeros(len(room.ceiling), dtype=np.int64)
    for row in _in_turn(question):
        span = np.arange(options.start[row], options.start[row + 1])
        worker = options.worker[span]
        fits = options.given[span] & _serves(question, span)
        fits &= (load[worker] + options.load[span] <= room.ceiling[worker]) & (given[worker] < room.intake[worker])
        if not fits.any():
            continue
        before, best = int(taken[row]), int(span[fits][np.argmin(options.road[span[fits]])])
        if options.worker[before] != NOBODY:
            load[options.worker[before]] -= options.load[before]
        load[options.worker[best]] += options.load[best]
        given[options.worker[best]] += 1
        taken[row] = best
    return taken


def _in_turn(question: Question) -> Ints:
    """Rows of open people, the longest waiting first, then as the caseload lists them."""
    people, as_of = question.problem.caseload.young_people, question.problem.caseload.as_of
    waited = [weeks_waited(people[person], as_of) for person in question.options.open_people.tolist()]
    return np.argsort(-np.array(waited, dtype=np.int64), kind="stable")


def _serves(question: Question, span: Ints) -> Bools:
    """Which options are with a worker of the person's age band; who stays after 21 is at home with any."""
    people, person = question.problem.people, question.options.person[span]
    serves = question.problem.workers.serves[question.options.worker[span], people.older[person].astype(np.int64)]
    return np.asarray(serves | people.stayer[person], dtype=bool)
