"""Whom each young person may have by duty and age, and the lightest load they can be; it knows no seats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from allocator.load import band_of, is_stayer, leaves_people, takes_people
from allocator.records import Band, Caseload, Role, Worker, YoungPerson
from allocator.room.loads import Loads
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

ROLE_OF_BAND = {Band.YOUNGER: Role.YOUNGER, Band.OLDER: Role.OLDER}


@dataclass(frozen=True)
class Demand:
    """One person's lightest admissible load (None: nobody is there), the role it asks for, and the worker they keep."""

    person: YoungPerson
    role: Role
    lightest: Fraction | None
    keeps: Worker | None


class Staff:
    """The workers of a caseload on the day: who holds, who takes, who serves whom."""

    def __init__(self, caseload: Caseload, model: ServiceModel) -> None:
        as_of = caseload.as_of
        self.by_id = {worker.worker_id: worker for worker in caseload.workers}
        self.standing = tuple(w for w in caseload.workers if not leaves_people(w, model, as_of))
        self.taking = tuple(w for w in caseload.workers if takes_people(w, model, as_of))
        held = {p.current_worker for p in caseload.young_people}
        taking = {w.worker_id for w in self.taking}
        self.counted = tuple(w for w in self.standing if w.worker_id in taking or w.worker_id in held)
        self._standing_ids = frozenset(w.worker_id for w in self.standing)

    def keeper(self, person: YoungPerson) -> Worker | None:
        """The worker with whom the pair still stands (step-downs aside), or None."""
        worker = self.by_id.get(person.current_worker or "")
        if worker is None or worker.worker_id in person.avoid_workers or worker.worker_id not in self._standing_ids:
            return None
        return worker


def serves(worker: Worker, role: Role) -> bool:
    """Whether a worker is there for people who ask for ``role`` (all: for whoever it is)."""
    return Role.ALL in (worker.role, role) or worker.role is role


def demands(caseload: Caseload, travel: Travel, model: ServiceModel, staff: Staff, loads: Loads) -> list[Demand]:
    """One entry per young person, in the order of the table."""
    known: dict[object, Fraction | None] = {}
    found = []
    for person in caseload.young_people:
        keeps = staff.keeper(person)
        role = _role(person, keeps, model, caseload)
        key = loads.kind(person), person.place, role, person.avoid_workers
        if key not in known:
            known[key] = _lightest(person, role, staff, loads)
        least = known[key]
        if keeps is not None and serves(keeps, role):
            now = loads.of(person, keeps)
            least = now if least is None else min(least, now)
        found.append(Demand(person, role, least, keeps))
    return found


def _role(person: YoungPerson, keeps: Worker | None, model: ServiceModel, caseload: Caseload) -> Role:
    """The role of the band; a stayer's is that of the worker they keep; any where the model does not part the bands."""
    if model.rules.age_band.strength is Strength.OFF:
        return Role.ALL
    if is_stayer(person, model, caseload.as_of):
        return keeps.role if keeps is not None else Role.ALL
    return ROLE_OF_BAND[band_of(person, caseload.as_of)]


def _lightest(person: YoungPerson, role: Role, staff: Staff, loads: Loads) -> Fraction | None:
    return min((loads.of(person, worker) for worker in _nearest_kinds(person, role, staff, loads)), default=None)


def _nearest_kinds(person: YoungPerson, role: Role, staff: Staff, loads: Loads) -> Iterable[Worker]:
    """One worker of each base and class of caseload who may have the person."""
    able = (w for w in staff.taking if serves(w, role) and w.worker_id not in person.avoid_workers)
    return {(worker.base, loads.class_of(worker)): worker for worker in able}.values()
