"""Says who is open in this run and why, from the records alone; it gives nobody to anybody.

New people have no worker; freed people have one, but the pair no longer stands; everybody else is held.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from allocator.dates import birthday, in_window, weeks_later
from allocator.load import age_of, is_stayer, leaves_people, takes_people
from allocator.load import band_of as band_on
from allocator.proposal import Cause
from allocator.records import Band, Caseload, Role, Worker, YoungPerson
from allocator.rule_book import enforces
from allocator.service_model import ServiceModel

OLDER_FROM = 21


@dataclass(frozen=True)
class Standing:
    """Cause per young person in the order of the caseload, who may move, and whose step-down waits.

    ``cause`` is NEW, HELD, STEP_DOWN or one of the reasons why a pair no longer stands; ``movable`` is True where a
    held person may make a room or chosen move; ``freed`` are ids freed for a step-down and ``overdue`` those whose
    step-down is due but who are held this week, the longest overdue first.
    """

    cause: tuple[Cause, ...]
    movable: tuple[bool, ...]
    overdue: tuple[str, ...]
    freed: tuple[str, ...]


def who_is_open(caseload: Caseload, model: ServiceModel) -> Standing:
    """Decide for everybody whether the pair with their worker stands."""
    workers = {worker.worker_id: worker for worker in caseload.workers}
    causes = [_cause(person, workers, model, as_of=caseload.as_of) for person in caseload.young_people]
    due = step_downs_due(caseload, model, causes)
    freed = due[: model.rules.step_down.per_week]
    for index in freed:
        causes[index] = Cause.STEP_DOWN
    movable = tuple(
        cause is Cause.HELD and may_move(person, workers, model, as_of=caseload.as_of)
        for person, cause in zip(caseload.young_people, causes, strict=True)
    )
    overdue = tuple(caseload.young_people[i].person_id for i in due[len(freed) :])
    freed_ids = tuple(caseload.young_people[i].person_id for i in freed)
    return Standing(tuple(causes), movable, overdue, freed_ids)


def _cause(person: YoungPerson, workers: dict[str, Worker], model: ServiceModel, *, as_of: date) -> Cause:
    if person.current_worker is None:
        return Cause.NEW
    worker = workers.get(person.current_worker)
    if worker is None:
        return Cause.WORKER_UNKNOWN
    if leaves_people(worker, model, as_of):
        return _why_not(worker, model, as_of=as_of)
    return Cause.APART if person.current_worker in person.avoid_workers else Cause.HELD


def _why_not(worker: Worker, model: ServiceModel, *, as_of: date) -> Cause:
    """Which of the reasons it is that a worker's pairs no longer stand."""
    if worker.last_day is not None and worker.last_day < as_of:
        return Cause.WORKER_LEFT
    horizon = weeks_later(as_of, model.duty.handover_weeks)
    leaves = worker.last_day is not None and worker.last_day <= horizon
    return Cause.WORKER_LEAVES if leaves else Cause.WORKER_AWAY


@enforces("on_duty")
def may_be_given(worker: Worker, model: ServiceModel, as_of: date) -> bool:
    """Whether somebody may be given to this worker at all."""
    return takes_people(worker, model, as_of)


@enforces("locked")
def lock_holds(person: YoungPerson, workers: dict[str, Worker], model: ServiceModel, as_of: date) -> bool:
    """Whether the manager fixed this pair and it can be kept: the worker stays, and the two are not kept apart."""
    worker = workers.get(person.current_worker or "")
    if not person.locked or worker is None or person.current_worker in person.avoid_workers:
        return False
    return not leaves_people(worker, model, as_of)


@enforces("stay_after_21")
def stays_after_21(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether somebody of 21+ is exempt from age_band and step_down."""
    return is_stayer(person, model, as_of)


@enforces("step_down")
def step_downs_due(caseload: Caseload, model: ServiceModel, causes: list[Cause]) -> list[int]:
    """Indices of the people whose step-down is due, the longest overdue first."""
    if not model.rules.step_down.on:
        return []
    workers = {worker.worker_id: worker for worker in caseload.workers}
    company = Counter((p.keep_together, p.current_worker) for p in caseload.young_people)
    due = [
        index
        for index, (person, cause) in enumerate(zip(caseload.young_people, causes, strict=True))
        if cause is Cause.HELD
        and workers[person.current_worker or ""].role is Role.YOUNGER
        and band_on(person, caseload.as_of) is Band.OLDER
        and not stays_after_21(person, model, caseload.as_of)
        and not lock_holds(person, workers, model, caseload.as_of)
        and (person.keep_together is None or company[person.keep_together, person.current_worker] < 2)
        and _deadline_reached(person, model, caseload.as_of)
    ]
    people = caseload.young_people
    return sorted(due, key=lambda i: (_born(people[i], caseload.as_of), people[i].person_id))


def _deadline_reached(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    if person.date_of_birth is None:
        return age_of(person, as_of) > OLDER_FROM
    deadline = weeks_later(birthday(person.date_of_birth, OLDER_FROM), model.rules.step_down.deadline_weeks)
    return deadline <= as_of


def _born(person: YoungPerson, as_of: date) -> date:
    if person.date_of_birth is not None:
        return person.date_of_birth
    return birthday(as_of, -age_of(person, as_of))


def may_move(person: YoungPerson, workers: dict[str, Worker], model: ServiceModel, *, as_of: date) -> bool:
    """Whether a held person may make a room or chosen move."""
    if lock_holds(person, workers, model, as_of):
        return False
    rules = model.rules
    if rules.key_event.must and near_key_event(person, model, as_of):
        return False
    return not (rules.settled.must and moved_lately(person, model, as_of))


@enforces("key_event")
def near_key_event(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether the day of the run lies in the window around a key event."""
    rule = model.rules.key_event
    events = [person.key_event_date] if person.key_event_date is not None else []
    if person.date_of_birth is not None:
        events += [birthday(person.date_of_birth, years) for years in rule.birthdays]
    return in_window(as_of, events, weeks_before=rule.weeks_before, weeks_after=rule.weeks_after)


@enforces("settled")
def moved_lately(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether the last change of worker is so recent that nobody should move again."""
    return person.last_change is not None and as_of < weeks_later(person.last_change, model.rules.settled.weeks)
