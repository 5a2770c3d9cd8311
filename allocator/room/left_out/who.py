"""Who needs a worker, who is held and might make room, and the room beside them, worker by worker; it counts nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest

from allocator.dates import birthday, weeks_later
from allocator.load import FIRST_AGE_OF_OLDER_BAND, age_of, ceiling, is_stayer
from allocator.records import Caseload, Role, Worker, YoungPerson
from allocator.room.demand import Demand, Staff
from allocator.room.loads import Loads, added
from allocator.service_model import ServiceModel


@dataclass(frozen=True)
class Mover:
    """Somebody held who may go to another worker, and their load where they are."""

    person: YoungPerson
    worker: Worker
    load: Fraction


@dataclass(frozen=True)
class Movers:
    """People of whom at most ``most`` may go to another worker this week; more than may in truth, never fewer."""

    people: tuple[Mover, ...]
    most: int

    def freed(self) -> dict[str, Fraction]:
        """The most room that may come about, by worker."""
        by_worker: dict[str, list[Fraction]] = {}
        for mover in self.people if self.most else ():
            by_worker.setdefault(mover.worker.worker_id, []).append(mover.load)
        return {worker: added(nlargest(self.most, loads)) for worker, loads in by_worker.items()}


@dataclass(frozen=True)
class Week:
    """``free`` is the room below the ceiling beside all who are held, negative where a worker stands above it.

    ``most`` (both by worker who takes people, in full-time posts) is that room if whoever may go has gone.
    """

    waiting: tuple[YoungPerson, ...]
    taking: tuple[Worker, ...]
    free: dict[str, Fraction]
    most: dict[str, Fraction]
    room_moves: Movers
    step_downs: Movers


def week_of(asked: Iterable[Demand], caseload: Caseload, model: ServiceModel, staff: Staff, loads: Loads) -> Week:
    """The week before anything is decided."""
    asked = tuple(asked)
    held: dict[str, list[Fraction]] = {worker.worker_id: [] for worker in staff.standing}
    movers = [Mover(d.person, d.keeps, loads.of(d.person, d.keeps)) for d in asked if d.keeps is not None]
    for mover in movers:
        held[mover.worker.worker_id].append(mover.load)
    full = {worker.worker_id: ceiling(worker, model, as_of=caseload.as_of) for worker in staff.taking}
    free = {worker: most - added(held[worker]) for worker, most in full.items()}
    unlocked = [mover for mover in movers if not mover.person.locked and mover.worker.worker_id in free]
    room_moves = Movers(tuple(unlocked), model.rules.continuity.room_moves)
    step_downs = Movers(
        tuple(mover for mover in unlocked if _may_step_down(mover, model, caseload)),
        model.rules.step_down.per_week if model.rules.step_down.on else 0,
    )
    freed = [room_moves.freed(), step_downs.freed()]
    return Week(
        waiting=tuple(demand.person for demand in asked if demand.keeps is None),
        taking=staff.taking,
        free=free,
        most={worker: room + sum(each.get(worker, Fraction(0)) for each in freed) for worker, room in free.items()},
        room_moves=room_moves,
        step_downs=step_downs,
    )


def _may_step_down(mover: Mover, model: ServiceModel, caseload: Caseload) -> bool:
    """Whether the step-down is due, siblings and turns not looked at."""
    person, as_of = mover.person, caseload.as_of
    if mover.worker.role is not Role.YOUNGER or is_stayer(person, model, as_of):
        return False
    if person.date_of_birth is None:
        return age_of(person, as_of) > FIRST_AGE_OF_OLDER_BAND
    turned = birthday(person.date_of_birth, FIRST_AGE_OF_OLDER_BAND)
    return weeks_later(turned, model.rules.step_down.deadline_weeks) <= as_of
