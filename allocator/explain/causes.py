"""Why somebody is open in this run, in one sentence from the tables; it says nothing about who was chosen."""

from __future__ import annotations

from allocator.answer import Answer
from allocator.dates import birthday, weeks_later
from allocator.explain.end_state import EndState
from allocator.explain.words import counted, day
from allocator.load import FIRST_AGE_OF_OLDER_BAND, weeks_waited
from allocator.proposal import Cause
from allocator.records import Worker, YoungPerson


def because(state: EndState, person: YoungPerson) -> str:
    """The sentence that says why somebody is open; empty for those who simply stay."""
    cause = cause_of(state.answer, person)
    before = state.workers.get(person.current_worker or "")
    worker = before.worker if before is not None else None
    if cause is Cause.NEW:
        return _new(state, person)
    if cause is Cause.WORKER_UNKNOWN:
        return f"{person.current_worker} is not in the table of workers and counts as having left."
    if cause is Cause.APART:
        return f"{person.person_id} and {person.current_worker} are to be kept apart."
    if cause is Cause.STEP_DOWN:
        return step_down_due(state, person)
    if worker is not None and cause in (Cause.WORKER_LEFT, Cause.WORKER_LEAVES):
        return _leaves(state, worker)
    if worker is not None and cause is Cause.WORKER_AWAY:
        return _away(state, worker)
    return ""


def cause_of(answer: Answer, person: YoungPerson) -> Cause:
    """The cause that the answer states."""
    return answer.cause[person.person_id]


def step_down_due(state: EndState, person: YoungPerson) -> str:
    """Since when the step-down of somebody who has turned 21 is due."""
    if person.date_of_birth is None:
        return f"Is {person.age}: the step-down to a worker for 21+ is due."
    turned = birthday(person.date_of_birth, FIRST_AGE_OF_OLDER_BAND)
    weeks = state.model.rules.step_down.deadline_weeks
    due = day(weeks_later(turned, weeks))
    return f"Turned 21 on {day(turned)}: the step-down has been due since {due} ({counted(weeks, 'week')} after)."


def _new(state: EndState, person: YoungPerson) -> str:
    if person.referred is None:
        return "Has no worker yet."
    weeks = weeks_waited(person, state.as_of)
    waited = f", {counted(weeks, 'week')} ago" if weeks else ""
    return f"Has no worker yet: referred on {day(person.referred)}{waited}."


def _leaves(state: EndState, worker: Worker) -> str:
    if worker.last_day is None:
        return f"{worker.worker_id} leaves."
    if worker.last_day < state.as_of:
        return f"{worker.worker_id} left on {day(worker.last_day)}."
    weeks = state.model.duty.handover_weeks
    return f"{worker.worker_id} leaves on {day(worker.last_day)} (within the {counted(weeks, 'handover week')})."


def _away(state: EndState, worker: Worker) -> str:
    if worker.absent_from is None:
        return f"{worker.worker_id} is away."
    begun = "has been away since" if worker.absent_from <= state.as_of else "is away from"
    if worker.absent_to is None:
        return f"{worker.worker_id} {begun} {day(worker.absent_from)}, with no day of return known."
    weeks = state.model.duty.long_absence_weeks
    return (
        f"{worker.worker_id} {begun} {day(worker.absent_from)} until {day(worker.absent_to)} "
        f"({counted(weeks, 'week')} or more count as a long absence)."
    )
