"""Whom each young person may have by duty and age, and the lightest load they can be; it knows no seats."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from allocator.load import band_of, is_stayer, leaves_people, takes_people
from allocator.records import Band, Caseload, Role, Worker, YoungPerson
from allocator.room.loads import Loads
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel

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


def demands(caseload: Caseload, model: ServiceModel, staff: Staff, loads: Loads) -> list[Demand]:
    """One entry per young person, in the order of the table."""
    nearest = Nearest(staff, loads)
    return [_demand(person, caseload, model, staff, loads, nearest) for person in caseload.young_people]


def _demand(
    person: YoungPerson, caseload: Caseload, model: ServiceModel, staff: Staff, loads: Loads, nearest: Nearest
) -> Demand:
    keeps = staff.keeper(person)
    role = _role(person, keeps, model, caseload)
    found = [loads.at(person, row, minutes) for row, minutes in nearest.of(person, role).items()]
    if keeps is not None and serves(keeps, role):
        found.append(loads.of(person, keeps))
    return Demand(person, role, min(found, default=None), keeps)


class Nearest:
    """Minutes to the nearest worker who may have a person, by entry of the caseloads; places are looked up once."""

    def __init__(self, staff: Staff, loads: Loads) -> None:
        self._loads = loads
        self._alike: dict[Role, dict[tuple[str, int], list[Worker]]] = {role: {} for role in Role}
        for worker in staff.taking:
            for role in (role for role in Role if serves(worker, role)):
                kind = worker.base, loads.class_of(worker)
                self._alike[role].setdefault(kind, []).append(worker)
        self._found: dict[tuple[str | None, Role, frozenset[str]], dict[int, int]] = {}

    def of(self, person: YoungPerson, role: Role) -> dict[int, int]:
        """Minutes by row of the caseloads; nothing where nobody is there."""
        key = person.place, role, person.avoid_workers
        if key not in self._found:
            self._found[key] = self._look(person, role)
        return self._found[key]

    def _look(self, person: YoungPerson, role: Role) -> dict[int, int]:
        least: dict[int, int] = {}
        for (_, row), workers in self._alike[role].items():
            able = next((w for w in workers if w.worker_id not in person.avoid_workers), None)
            if able is not None:
                minutes = self._loads.minutes(person, able)
                least[row] = min(minutes, least.get(row, minutes))
        return least


def _role(person: YoungPerson, keeps: Worker | None, model: ServiceModel, caseload: Caseload) -> Role:
    """The role of the band; a stayer's is that of the worker they keep; any where the model does not part the bands."""
    if model.rules.age_band.strength is Strength.OFF:
        return Role.ALL
    if is_stayer(person, model, caseload.as_of):
        return keeps.role if keeps is not None else Role.ALL
    return ROLE_OF_BAND[band_of(person, caseload.as_of)]
