"""Is there room at all? Counted, not solved: a shortage that is found here is certain, and so is room for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.load import ceiling
from allocator.records import Caseload
from allocator.room.demand import Demand, Staff, demands
from allocator.room.fullness import Fullness, fullness_of
from allocator.room.left_out.least import LeastLeftOut, least_left_out
from allocator.room.left_out.who import Week, week_of
from allocator.room.loads import Loads
from allocator.room.open_people import OpenPeople, open_people
from allocator.room.seats import Group, groups
from allocator.room.tightest.sets import Asking
from allocator.room.words import sentences
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


@dataclass(frozen=True)
class RoomReport:
    """Fullness, groups of people who ask for certain workers, who waits now, and all of it in sentences.

    ``least`` is what is left out this week at least. ``tightest`` are the sets of people that are shortest of workers
    who meet every must, against all ceilings; ``this_week`` those among who waits, against the room that is left.
    """

    fullness: Fullness
    groups: tuple[Group, ...]
    waiting: OpenPeople
    least: LeastLeftOut
    tightest: tuple[Group, ...]
    this_week: tuple[Group, ...]
    sentences: tuple[str, ...]


def room_report(caseload: Caseload, travel: Travel, model: ServiceModel) -> RoomReport:
    """Whether there is room this week and in all, by role, base and skill, and for those who wait."""
    staff, loads = Staff(caseload, model), Loads(travel, model, caseload.as_of)
    asked = demands(caseload, model, staff, loads)
    week = week_of(asked, caseload, model, staff, loads)
    full = fullness_of(asked, caseload, model, staff)
    found = tuple(group for group in groups(asked, caseload, travel, model, staff) if group.people)
    waiting = open_people(asked, caseload, model, staff, loads)
    least = least_left_out(week, caseload, travel, model, loads)
    ceilings = {w.worker_id: ceiling(w, model, as_of=caseload.as_of) for w in staff.counted}
    tight = Asking(asked, staff.counted, travel, model).tightest(ceilings)
    now = _this_week(asked, week, travel, model)
    said = tuple(sentences(full, (*tight, *found), waiting, least, now))
    return RoomReport(full, found, waiting, least, tight, now, said)


def _this_week(asked: Sequence[Demand], week: Week, travel: Travel, model: ServiceModel) -> tuple[Group, ...]:
    """Who waits against the room that is left as things stand."""
    waiting = [demand for demand in asked if demand.keeps is None]
    left = {worker: max(Fraction(0), free) for worker, free in week.free.items()}
    return Asking(waiting, week.taking, travel, model).tightest(left)
