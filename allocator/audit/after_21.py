"""What happens after the 21st birthday: who stays, who steps down and who waits for it; bands themselves are a need."""

from __future__ import annotations

from allocator.audit.standing import AGE_OF_STEP_DOWN
from allocator.audit.week import Week
from allocator.audit.words import Broken, Faults, day
from allocator.dates import birthday
from allocator.proposal import Cause
from allocator.records import Role, YoungPerson
from allocator.rule_book import audits


@audits("stay_after_21")
def stay_after_21(week: Week) -> Faults:
    """Nobody who stays with their worker after 21 is moved for a step-down."""
    for person in week.caseload.young_people:
        said = week.answer.cause.get(person.person_id) is Cause.STEP_DOWN or person.person_id in week.answer.overdue
        if said and week.shares.stayer(person):
            yield f"{person.person_id} stays with their worker after 21, but is said to be due to step down."


@audits("step_down")
def step_down(week: Week) -> Faults:
    """Whoever is freed for a step-down gets a worker for 21+, and whoever waits is named, longest overdue first."""
    rule, freed = week.rules.step_down, week.standing.freed_for_step_down
    if tuple(week.answer.overdue) != week.waiting:
        said, found = _row(tuple(week.answer.overdue)), _row(week.waiting)
        yield f"Overdue to step down are {found} by the records, but {said} in the answer."
    for person, worker, given in week.pairs:
        if given and person.person_id in freed and worker.role is Role.YOUNGER:
            yield f"{person.person_id} steps down to {worker.worker_id}, who works with 16-20 only."
    people = {person.person_id: person for person in week.caseload.young_people}
    for person_id in week.waiting:
        person = people[person_id]
        yield Broken("step_down", rule.strength, person_id, person.current_worker, True, _waits(week, person))


def _waits(week: Week, person: YoungPerson) -> str:
    by = week.standing.step_down_by(person)
    if person.date_of_birth is None or by is None:
        return f"{person.person_id} is {person.age} and due to step down; they wait with {person.current_worker}."
    turned = birthday(person.date_of_birth, AGE_OF_STEP_DOWN)
    since = f"turned {AGE_OF_STEP_DOWN} on {day(turned)} and was due to step down by {day(by)}"
    return f"{person.person_id} {since}; they wait with {person.current_worker}."


def _row(person_ids: tuple[str, ...]) -> str:
    return ", ".join(person_ids) or "nobody"
