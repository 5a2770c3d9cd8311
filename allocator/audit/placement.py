"""Whether everybody has a worker, and one they may have; what that worker's load is, is not asked here."""

from __future__ import annotations

from allocator.audit.room_left import could_be_placed
from allocator.audit.week import Week
from allocator.audit.words import Broken, Faults
from allocator.load import owed_duty
from allocator.rule_book import Strength, audits


@audits("one_worker")
def one_worker(week: Week) -> Faults:
    """Everybody has one named worker of the table, and nobody whose pair stood is left without one."""
    people = {person.person_id: person for person in week.caseload.young_people}
    for person_id in sorted(people.keys() - week.answer.worker_of.keys()):
        yield f"{person_id} is in the caseload but not in the answer."
    for person_id in sorted(week.answer.worker_of.keys() - people.keys()):
        yield f"{person_id} is in the answer but not in the caseload."
    for person in people.values():
        worker_id = week.ends_with(person)
        if worker_id is not None and worker_id not in week.standing.workers:
            yield f"{person.person_id} ends with {worker_id}, who is not in the table of workers."
    for person in week.unallocated:
        if person.current_worker is not None and not week.standing.ended(person):
            yield f"{person.person_id} had {person.current_worker}, and the pair stood, but is left without a worker."
        owed = ", who is owed a statutory duty," if owed_duty(person, week.caseload.as_of) else ""
        sentence = f"{person.person_id}{owed} is left without a worker."
        yield Broken("one_worker", Strength.MUST, person.person_id, None, False, sentence)
    yield from could_be_placed(week)


@audits("on_duty")
def on_duty(week: Week) -> Faults:
    """Nobody is given to a worker who is not on duty, or stays with one who has left, leaves or is long away."""
    for person, worker, given in week.pairs:
        if given and worker.worker_id not in week.standing.on_duty:
            yield f"{person.person_id} is given to {worker.worker_id}, who is not on duty."
        if not given and worker.worker_id in week.standing.leaving:
            yield f"{person.person_id} stays with {worker.worker_id}, who leaves or is long away."


@audits("apart")
def apart(week: Week) -> Faults:
    """Nobody ends with a worker whom they are kept apart from."""
    for person, worker, _ in week.pairs:
        if worker.worker_id in person.avoid_workers:
            yield f"{person.person_id} ends with {worker.worker_id}; the two are kept apart."


@audits("locked")
def locked(week: Week) -> Faults:
    """Whoever the manager fixed stays where they are."""
    for person in week.caseload.young_people:
        if week.standing.lock_holds(person) and week.ends_with(person) != person.current_worker:
            yield f"{person.person_id} is fixed with {person.current_worker}, but does not stay there."
