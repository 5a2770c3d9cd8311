"""What happens in the week of a shipped instance, as data, and how it changes a drawn county; it draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import Field

from allocator.dates import birthday
from allocator.generate.preset import Week
from allocator.load import FIRST_AGE_OF_OLDER_BAND, age_of, is_stayer
from allocator.records import Caseload, Role, Worker, YoungPerson
from allocator.rule_settings import Settings
from allocator.service_model import ServiceModel


class Scenario(Settings):
    """A preset, and what is different in one week; ``workers`` are fields of the table of workers by worker id."""

    preset: str
    title: str
    as_of: date | None = None
    week: Week | None = None
    workers: dict[str, dict[str, Any]] = Field(default_factory=dict)
    keep_workers: int | None = None
    vacant: tuple[str, ...] = ()
    vacant_since: date | None = None
    nobody_has_a_worker: bool = False
    everybody_on_duty: bool = False
    step_downs: int = 0
    overrides: dict[str, Any] = Field(default_factory=dict, alias="set")


def happens(caseload: Caseload, scenario: Scenario, model: ServiceModel) -> Caseload:
    """The caseload after what the scenario says."""
    people, workers = list(caseload.young_people), list(caseload.workers)
    people = _due(people, workers, scenario.step_downs, model=model, as_of=caseload.as_of)
    gone = {w.worker_id for w in workers[scenario.keep_workers or len(workers) :]} | set(scenario.vacant)
    people = [_after_vacancies(person, gone, scenario, caseload.as_of) for person in people]
    staff = [_edited(worker, scenario) for worker in workers if worker.worker_id not in gone]
    update = {"title": scenario.title, "young_people": tuple(people), "workers": tuple(staff)}
    return caseload.model_copy(update=update | {"overrides": {**caseload.overrides, **scenario.overrides}})


def _edited(worker: Worker, scenario: Scenario) -> Worker:
    on_duty = {"absent_from": None, "absent_to": None, "reduction_percent": 0} if scenario.everybody_on_duty else {}
    changes = {**on_duty, **scenario.workers.get(worker.worker_id, {})}
    return Worker.model_validate({**worker.model_dump(), **changes}) if changes else worker


def _after_vacancies(person: YoungPerson, gone: set[str], scenario: Scenario, as_of: date) -> YoungPerson:
    """Without the worker whose post is vacant, and waiting since it is, or since the pair would have begun."""
    known = person.model_copy(update={"avoid_workers": person.avoid_workers - gone})
    if person.current_worker is None or not (scenario.nobody_has_a_worker or person.current_worker in gone):
        return known
    began = person.worker_since or as_of
    waiting = None if scenario.vacant_since is None else max(began, scenario.vacant_since)
    nobody = {"current_worker": None, "worker_since": None, "last_change": None, "locked": False, "referred": waiting}
    return known.model_copy(update=nobody)


def _due(
    people: list[YoungPerson], workers: Sequence[Worker], number: int, *, model: ServiceModel, as_of: date
) -> list[YoungPerson]:
    """The first so many who are 21 and with a worker for 16-20: their deadline to step down is this week."""
    younger = {worker.worker_id for worker in workers if worker.role is Role.YOUNGER}
    pending = [
        row
        for row, person in enumerate(people)
        if person.current_worker in younger
        and age_of(person, as_of) == FIRST_AGE_OF_OLDER_BAND
        and not (is_stayer(person, model, as_of) or person.keep_together or person.locked)
    ]
    for days, row in enumerate(pending[:number], start=1):
        turned = as_of - timedelta(weeks=model.rules.step_down.deadline_weeks, days=days)
        born = birthday(turned, -FIRST_AGE_OF_OLDER_BAND)
        people[row] = people[row].model_copy(update={"date_of_birth": born})
    return people
