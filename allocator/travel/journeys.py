"""The caseload's own table of journeys, laid over what the roads say; it matches names, not coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.records import Journey
from allocator.travel.names import place_key

UNKNOWN_MINUTES = -1


@dataclass(frozen=True)
class Journeys:
    """Journeys by the keys of both ends; where a pair is given more than once the last row counts."""

    given: Mapping[tuple[str, str], Journey]

    @classmethod
    def of(cls, travel: Iterable[Journey]) -> Journeys:
        """The table as it stands in the caseload."""
        return cls({(place_key(row.from_place), place_key(row.to_place)): row for row in travel})

    def put_into(
        self, minutes: NDArray[np.int32], miles: NDArray[np.float64], *, places: Sequence[str], bases: Sequence[str]
    ) -> None:
        """Write every journey into both arrays, shape (places, bases); miles stay where the table has none."""
        rows, columns = _positions(places), _positions(bases)
        for start, end in self.given:
            for place, base in ((start, end), (end, start)):
                for row in rows.get(place, ()):
                    for column in columns.get(base, ()):
                        journey_minutes, journey_miles = self._one_way(place, base)
                        minutes[row, column] = journey_minutes
                        if journey_miles is not None:
                            miles[row, column] = journey_miles

    def _one_way(self, place: str, base: str) -> tuple[int, float | None]:
        """A journey counts both ways; where both are given, half of there and back, minutes rounded up."""
        ways = [self.given[pair] for pair in dict.fromkeys(((base, place), (place, base))) if pair in self.given]
        minutes = -(-sum(way.minutes for way in ways) // len(ways))
        miles = [way.miles for way in ways if way.miles is not None]
        return minutes, sum(miles) / len(miles) if miles else None


def _positions(texts: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        found.setdefault(place_key(text), []).append(position)
    return found
