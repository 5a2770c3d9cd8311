"""One case laid out in tables of exact fractions, by person and worker; it allocates nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.records import Worker, YoungPerson
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from tests.oracle.case import Case
from tests.oracle.journeys import Journeys, journeys_of
from tests.oracle.people import PersonFacts, person_facts, share_by
from tests.oracle.wishes import Wish, wishes_of
from tests.oracle.workers import WorkerFacts, caps_for, serves, worker_facts

Pair = tuple[str, str]


@dataclass(frozen=True)
class Week:
    """By person and worker; ``load`` is a share of a post, ``road`` hours a week, ``wishes`` what is unmet."""

    case: Case
    people: Mapping[str, YoungPerson]
    workers: Mapping[str, Worker]
    person: Mapping[str, PersonFacts]
    worker: Mapping[str, WorkerFacts]
    weight: Mapping[str, Fraction]
    load: Mapping[Pair, Fraction]
    road: Mapping[Pair, Fraction]
    wishes: Mapping[Pair, tuple[Wish, ...]]
    outside_band: frozenset[Pair]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def model(self) -> ServiceModel:
        """The service model of the case."""
        return self.case.model


def lay_out(case: Case, *, usual_minutes: int) -> Week:
    """All tables of one case; ``usual_minutes`` stand in where the case states no journey for anybody."""
    load, model, day = case.caseload, case.model, case.caseload.as_of
    people = {person.person_id: person for person in load.young_people}
    workers = {worker.worker_id: worker for worker in load.workers}
    person = {key: person_facts(record, model, day) for key, record in people.items()}
    worker = {key: worker_facts(record, model, day) for key, record in workers.items()}
    roads = journeys_of(load, otherwise=usual_minutes)
    pairs = [(p, w) for p in people for w in workers]
    minutes = {(p, w): roads.minutes(people[p].place, workers[w].base) for p, w in pairs}
    standard = caps_for(model, "lcw", None)
    return Week(
        case=case,
        people=people,
        workers=workers,
        person=person,
        worker=worker,
        weight={p: share_by(standard, facts) * facts.growth for p, facts in person.items()},
        load={(p, w): _load(person[p], worker[w], minutes[p, w], model) for p, w in pairs},
        road={(p, w): _hours(person[p], minutes[p, w]) for p, w in pairs},
        wishes={(p, w): _wishes(people[p], person[p], workers[w], model, roads) for p, w in pairs},
        outside_band=_outside_band(person, workers),
        groups=_groups(people),
    )


def _load(person: PersonFacts, worker: WorkerFacts, minutes: int, model: ServiceModel) -> Fraction:
    beyond = max(0, minutes - model.load.included_minutes)
    return share_by(worker.caps, person) + _hours(person, beyond) / Fraction(model.load.full_time_hours)


def _hours(person: PersonFacts, minutes: int) -> Fraction:
    """Hours a week for the visits, there and back."""
    return person.visits * 2 * Fraction(minutes, 60) / 52


def _wishes(
    person: YoungPerson, facts: PersonFacts, worker: Worker, model: ServiceModel, roads: Journeys
) -> tuple[Wish, ...]:
    return tuple(w for w in wishes_of(person, facts.wanted, worker, model, roads) if w.strength != Strength.OFF)


def _outside_band(person: Mapping[str, PersonFacts], workers: Mapping[str, Worker]) -> frozenset[Pair]:
    """Pairs outside the worker's band, people who stay after 21 left out."""
    pairs = ((p, w) for p, facts in person.items() if not facts.stayer for w in workers)
    return frozenset((p, w) for p, w in pairs if not serves(workers[w], person[p].band))


def _groups(people: Mapping[str, YoungPerson]) -> dict[str, tuple[str, ...]]:
    names = {person.keep_together for person in people.values() if person.keep_together}
    return {name: tuple(p for p, person in people.items() if person.keep_together == name) for name in sorted(names)}
