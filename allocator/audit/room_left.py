"""Room that an answer called proven has overlooked, for somebody left out or moved out; it searches nothing.

Only the weekly phase is looked at: chosen moves come after it and may make room that was not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from allocator.audit.week import Week
from allocator.audit.words import Contradiction
from allocator.load import owed_duty
from allocator.proposal import ChangeKind
from allocator.records import Worker, YoungPerson

# A solver may have to round loads, on the side of too little room. So a seat only counts as overlooked if it is there
# even when every load is rounded up, and every ceiling down, to a billionth of a post.
GRAIN = 10**9


def could_be_placed(week: Week) -> Iterator[Contradiction]:
    """Somebody is left out, at a level called proven, although a worker on duty has room for them."""
    people = [person for person in week.unallocated if _final(week, _level(week, person))]
    if not people:
        return
    room = _room(week)
    sorts = tuple({week.shares.alike(person): person for person in people}.values())
    seats = [worker for worker in _open_workers(week) if _any_fits(week, sorts, worker, room=room[worker.worker_id])]
    for person in people:
        seat = next((w for w in seats if _may_have(person, w) and _fits(week, person, w, room=room[w.worker_id])), None)
        if seat is not None:
            yield f"{person.person_id} is left without a worker although {seat.worker_id} has room for them."


def could_have_stayed(week: Week) -> Iterator[Contradiction]:
    """Somebody is moved to make room, at a level called proven, although their worker has room for them still."""
    movers = [pair.person for pair in week.movers(ChangeKind.ROOM)] if _final(week, "changes") else []
    room = _room(week) if movers else {}
    for person in movers:
        worker = week.standing.workers[person.current_worker or ""]
        nobody_came = not week.given[worker.worker_id]
        if nobody_came or _fits(week, person, worker, room=room[worker.worker_id]):
            yield f"{person.person_id} is moved to make room although {worker.worker_id} has room for them still."


def _final(week: Week, key: str) -> bool:
    """Whether the answer claims that nothing better exists at this level, and no later step may have changed that."""
    results = [result for result in week.answer.levels if result.key == key]
    proven = bool(results) and all(result.proven for result in results)
    return proven and not week.movers(ChangeKind.CHOSEN) and week.model.tolerances[key] == 0


def _level(week: Week, person: YoungPerson) -> str:
    return "unallocated_duty" if owed_duty(person, week.caseload.as_of) else "unallocated"


def _room(week: Week) -> dict[str, int]:
    """Worker id to room below the ceiling, in billionths of a post, everything rounded on the side of too little."""
    room = {worker.worker_id: floor(week.shares.ceiling(worker) * GRAIN) for worker in week.caseload.workers}
    for person, worker, _ in week.pairs:
        room[worker.worker_id] -= ceil(week.shares.load(person, worker) * GRAIN)
    return room


def _open_workers(week: Week) -> Iterator[Worker]:
    """Workers on duty who have not been given all that the intake allows."""
    intake = week.rules.intake
    for worker in week.caseload.workers:
        full = intake.must and week.given[worker.worker_id] >= intake.per_week
        if worker.worker_id in week.standing.on_duty and not full:
            yield worker


def _any_fits(week: Week, people: tuple[YoungPerson, ...], worker: Worker, *, room: int) -> bool:
    """Whether any of them would fit if they lived next door: asked first, because it spares most of the sums."""
    return any(week.shares.without_travel(person, worker) * GRAIN <= room for person in people)


def _may_have(person: YoungPerson, worker: Worker) -> bool:
    return worker.worker_id not in person.avoid_workers and worker.worker_id != person.current_worker


def _fits(week: Week, person: YoungPerson, worker: Worker, *, room: int) -> bool:
    return ceil(week.shares.load(person, worker) * GRAIN) <= room
