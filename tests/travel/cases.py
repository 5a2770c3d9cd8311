"""Caseloads that say only where people live and workers are based; it measures nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from allocator.records import Caseload, Category, Journey, Place, Worker, YoungPerson


def caseload(
    places: Sequence[str | None], bases: Sequence[str], *, travel: Sequence[Journey] = (), own: Sequence[Place] = ()
) -> Caseload:
    """One young person for each place and one worker for each base."""
    people = (
        YoungPerson(person_id=f"P{row}", age=19, category=Category.FORMER_RELEVANT, place=place)
        for row, place in enumerate(places)
    )
    workers = (Worker(worker_id=f"W{row}", base=base, fte="1") for row, base in enumerate(bases))
    return Caseload(
        title="a test",
        as_of=date(2026, 1, 5),
        young_people=tuple(people),
        workers=tuple(workers),
        travel=tuple(travel),
        places=tuple(own),
    )


def journey(start: str, end: str, minutes: int, miles: float | None = None) -> Journey:
    """One row of the caseload's own table of journeys."""
    return Journey(from_place=start, to_place=end, minutes=minutes, miles=miles)
