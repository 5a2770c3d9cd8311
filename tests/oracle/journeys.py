"""Minutes between places and bases from the caseload's own table; it knows no map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.records import Caseload


@dataclass(frozen=True)
class Journeys:
    """Whole minutes one way by (place, base) in lower case; ``usual`` stands in where a journey is unknown."""

    known: Mapping[tuple[str, str], int]
    usual: int

    def minutes(self, place: str | None, base: str) -> int:
        """Minutes one way, or the usual ones."""
        return self.known.get(_pair(place, base), self.usual)

    def near(self, place: str | None, base: str, minutes: int) -> bool:
        """Whether the journey is known and no longer than ``minutes``."""
        return self.known.get(_pair(place, base), minutes + 1) <= minutes


def journeys_of(caseload: Caseload, *, otherwise: int) -> Journeys:
    """The table of the caseload; ``otherwise`` are the usual minutes where nobody lives in a known place."""
    known = _both_ways({_pair(row.from_place, row.to_place): row.minutes for row in caseload.travel})
    return Journeys(known=known, usual=_usual(caseload, known, otherwise))


def _both_ways(stated: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """A journey counts in both directions; where both are stated, half of there and back, rounded up."""
    known = {}
    for start, end in stated:
        there = stated[start, end]
        back = stated.get((end, start), there)
        known[start, end] = known[end, start] = (there + back + 1) // 2
    return known


def _usual(caseload: Caseload, known: Mapping[tuple[str, str], int], otherwise: int) -> int:
    bases = {worker.base for worker in caseload.workers}
    nearest = []
    for person in caseload.young_people:
        times = [known[_pair(person.place, base)] for base in bases if _pair(person.place, base) in known]
        if times:
            nearest.append(min(times))
    if not nearest:
        return otherwise
    nearest.sort()
    low, high = nearest[(len(nearest) - 1) // 2], nearest[len(nearest) // 2]
    return -(-(low + high) // 2)


def _pair(place: str | None, base: str) -> tuple[str, str]:
    return (place or "").strip().lower(), base.strip().lower()
