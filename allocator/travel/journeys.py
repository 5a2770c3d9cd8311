"""The caseload's own table of journeys, laid over what the roads say; it measures nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from allocator.records import Journey

UNKNOWN_MINUTES = -1


@dataclass(frozen=True)
class Journeys:
    """Journeys by the keys of both ends; where a pair is given more than once the last row counts.

    ``key`` makes one of all spellings of a place ("Newark", "newark-on-trent").
    """

    given: Mapping[tuple[str, str], Journey]
    key: Callable[[str], str]

    @classmethod
    def of(cls, travel: Iterable[Journey], key: Callable[[str], str]) -> Journeys:
        """The table as it stands in the caseload."""
        return cls({(key(row.from_place), key(row.to_place)): row for row in travel}, key)

    def over(
        self, minutes: NDArray[np.int32], miles: NDArray[np.float64], *, places: Sequence[str], bases: Sequence[str]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Both arrays, shape (places, bases), with every journey written in; miles stay where the table has none."""
        minutes, miles = minutes.copy(), miles.copy()
        rows, columns = self._positions(places), self._positions(bases)
        both_ways = [pair for start, end in self.given for pair in ((start, end), (end, start))]
        for place, base in both_ways:
            for cell in product(rows.get(place, ()), columns.get(base, ())):
                minutes[cell], known = self._one_way(place, base)
                if known is not None:
                    miles[cell] = known
        return minutes, miles

    def _one_way(self, place: str, base: str) -> tuple[int, float | None]:
        """A journey counts both ways; where both are given, half of there and back, minutes rounded up."""
        ways = [self.given[pair] for pair in dict.fromkeys(((base, place), (place, base))) if pair in self.given]
        minutes = -(-sum(way.minutes for way in ways) // len(ways))
        miles = [way.miles for way in ways if way.miles is not None]
        return minutes, sum(miles) / len(miles) if miles else None

    def _positions(self, texts: Sequence[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, text in enumerate(texts):
            found.setdefault(self.key(text), []).append(position)
        return found
