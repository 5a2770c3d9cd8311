"""People who need a worker now against the room that is left now; it counts and gives nobody to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.load import ceiling
from allocator.records import Caseload, Worker
from allocator.room.demand import Demand, Staff
from allocator.room.loads import Loads, added
from allocator.service_model import ServiceModel


@dataclass(frozen=True)
class OpenPeople:
    """How many need a worker, their work, the room left (both in full-time posts), and who fits nowhere now.

    ``intake`` is how many people the workers on duty may be given this week, None where there is no limit.
    """

    people: int
    work: Fraction
    room: Fraction
    fit_nowhere: tuple[str, ...]
    intake: int | None


def open_people(asked: list[Demand], caseload: Caseload, model: ServiceModel, staff: Staff, loads: Loads) -> OpenPeople:
    """Step-downs that are due are not counted: they may wait. Who fits nowhere needs a room move or more room."""
    waiting = [demand for demand in asked if demand.keeps is None]
    room = _room(asked, caseload, model, staff, loads)
    return OpenPeople(
        people=len(waiting),
        work=added(demand.lightest for demand in waiting if demand.lightest is not None),
        room=added(room.values()),
        fit_nowhere=tuple(d.person.person_id for d in waiting if not _fits(d, room, staff.taking, loads)),
        intake=model.rules.intake.per_week * len(staff.taking) if model.rules.intake.on else None,
    )


def _room(
    asked: list[Demand], caseload: Caseload, model: ServiceModel, staff: Staff, loads: Loads
) -> Mapping[str, Fraction]:
    """Room below the ceiling by worker who takes people."""
    held: dict[str, list[Fraction]] = {worker.worker_id: [] for worker in staff.standing}
    for demand in asked:
        if demand.keeps is not None:
            held[demand.keeps.worker_id].append(loads.of(demand.person, demand.keeps))
    full = {worker.worker_id: ceiling(worker, model, as_of=caseload.as_of) for worker in staff.taking}
    return {worker: max(Fraction(0), most - added(held[worker])) for worker, most in full.items()}


def _fits(demand: Demand, room: Mapping[str, Fraction], taking: tuple[Worker, ...], loads: Loads) -> bool:
    """Whether at least one worker, of whatever role, has room for the person as things stand."""
    person = demand.person
    able = (worker for worker in taking if worker.worker_id not in person.avoid_workers)
    return any(loads.of(person, worker) <= room[worker.worker_id] for worker in able)
