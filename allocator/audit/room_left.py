"""Room that an answer called proven has overlooked, for somebody left out or moved out; it searches nothing.

Only the weekly phase is looked at: chosen moves come after it and may make room that was not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from allocator.audit.week import Pair, Week
from allocator.audit.words import Contradiction
from allocator.load import owed_duty
from allocator.proposal import ChangeKind
from allocator.records import Worker, YoungPerson

# A solver may round loads to whole numbers on the side of too little room: a seat within a hair of the ceiling is no fault.
ROUNDING = Fraction(1, 10_000)


def could_be_placed(week: Week) -> Iterator[Contradiction]:
    """Somebody is left out, at a level called proven, although a worker on duty has room for them."""
    people = [person for person in week.unallocated if _final(week, _level(week, person))]
    if not people:
        return
    sorts = tuple({week.shares.alike(person): person for person in people}.values())
    open_workers = [worker for worker in _workers_with_room(week) if _any_fits(week, sorts, worker)]
    for person in people:
        for worker in open_workers:
            if _fits(week, person, worker):
                yield f"{person.person_id} is left without a worker although {worker.worker_id} has room for them."
                break


def could_have_stayed(week: Week) -> Iterator[Contradiction]:
    """Somebody is moved to make room, at a level called proven, although their worker has room for them still."""
    for pair in week.movers(ChangeKind.ROOM) if _final(week, "changes") else ():
        if _still_fits(week, pair):
            who, back = pair.person.person_id, pair.person.current_worker
            yield f"{who} is moved to make room although {back} has room for them still."


def _final(week: Week, key: str) -> bool:
    """Whether the answer claims that nothing better exists at this level, and no later step may have changed that."""
    results = [result for result in week.answer.levels if result.key == key]
    proven = bool(results) and all(result.proven for result in results)
    return proven and not week.movers(ChangeKind.CHOSEN) and week.model.tolerances[key] == 0


def _level(week: Week, person: YoungPerson) -> str:
    return "unallocated_duty" if owed_duty(person, week.caseload.as_of) else "unallocated"


def _workers_with_room(week: Week) -> tuple[Worker, ...]:
    """Workers on duty who are below their ceiling and have not been given all that the intake allows."""
    intake, shares = week.rules.intake, week.shares
    return tuple(
        worker
        for worker in week.caseload.workers
        if worker.worker_id in week.standing.on_duty
        and week.loads[worker.worker_id] < shares.ceiling(worker)
        and not (intake.must and week.given[worker.worker_id] >= intake.per_week)
    )


def _any_fits(week: Week, people: tuple[YoungPerson, ...], worker: Worker) -> bool:
    """Whether any of them would fit if they lived next door: asked first, because it spares most of the sums."""
    room = week.shares.ceiling(worker) - week.loads[worker.worker_id]
    return any(week.shares.without_travel(person, worker) <= room for person in people)


def _fits(week: Week, person: YoungPerson, worker: Worker) -> bool:
    if worker.worker_id in person.avoid_workers or worker.worker_id == person.current_worker:
        return False
    return _has_room(week, person, worker)


def _still_fits(week: Week, pair: Pair) -> bool:
    worker = week.standing.workers[pair.person.current_worker or ""]
    if not week.given[worker.worker_id]:
        return True
    return _has_room(week, pair.person, worker)


def _has_room(week: Week, person: YoungPerson, worker: Worker) -> bool:
    total = week.loads[worker.worker_id] + week.shares.load(person, worker)
    return total <= week.shares.ceiling(worker) - ROUNDING
