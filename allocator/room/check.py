"""Is there room at all? Counted, not solved: a shortage that is found here is certain, room that is found is not."""

from __future__ import annotations

from dataclasses import dataclass

from allocator.records import Caseload, Finding, Severity
from allocator.room.demand import Staff, demands
from allocator.room.fullness import Fullness, fullness_of
from allocator.room.loads import Loads
from allocator.room.open_people import OpenPeople, open_people
from allocator.room.seats import Group, groups
from allocator.room.words import sentences, short
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


@dataclass(frozen=True)
class RoomReport:
    """Fullness, every group of people who ask for certain workers, who waits now, and all of it in sentences."""

    fullness: Fullness
    groups: tuple[Group, ...]
    waiting: OpenPeople
    sentences: tuple[str, ...]


def room_report(caseload: Caseload, travel: Travel, model: ServiceModel) -> RoomReport:
    """Whether there is room, in total, by role, base and skill, and for those who wait."""
    staff, loads = Staff(caseload, model), Loads(travel, model, caseload.as_of)
    asked = demands(caseload, model, staff, loads)
    full = fullness_of(asked, caseload, model, staff)
    found = tuple(group for group in groups(asked, caseload, travel, model, staff) if group.people)
    waiting = open_people(asked, caseload, model, staff, loads)
    return RoomReport(full, found, waiting, tuple(sentences(full, found, waiting)))


def room_findings(caseload: Caseload, travel: Travel, model: ServiceModel) -> tuple[Finding, ...]:
    """Every group that is short of room, as warnings."""
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code="short_of_room",
            what=short(group),
            table="workers",
            do="Add hours, skills or a base, or expect unmet needs and people without a worker.",
        )
        for group in room_report(caseload, travel, model).groups
        if group.short
    )
