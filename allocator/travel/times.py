"""Minutes and miles from where people live to where workers are based; an unknown place is priced, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from allocator.records import Caseload
from allocator.travel.bundled import bundled_gazetteer, bundled_towns
from allocator.travel.gazetteer import Gazetteer, Location
from allocator.travel.journeys import UNKNOWN_MINUTES, Journeys
from allocator.travel.near_misses import near_misses
from allocator.travel.postcode_file import read_postcode_file
from allocator.travel.postcodes import Postcodes
from allocator.travel.roads import build_roads
from allocator.travel.routes import routes
from allocator.travel.settings import travel_settings

Minutes = NDArray[np.int32]
Miles = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Travel:
    """What the road costs. ``minutes`` and ``miles`` have the shape (places, bases), one way.

    ``minutes`` are whole and rounded up, -1 where either end is unknown; ``miles`` are nan there. ``median_minutes`` is
    what an unknown place counts as from every base: the median over the young people of the minutes to the worker's
    base that is nearest to them.
    """

    places: tuple[str, ...]
    bases: tuple[str, ...]
    minutes: Minutes
    miles: Miles
    median_minutes: int
    unknown_places: tuple[str, ...]
    unknown_bases: tuple[str, ...]
    suggestions: Mapping[str, tuple[str, ...]]

    def minutes_one_way(self, place: str | None, base: str) -> int:
        """Whole minutes one way; the caseload's median where the place or the base is unknown."""
        cell = self._cell(place, base)
        known = UNKNOWN_MINUTES if cell is None else int(self.minutes[cell])
        return self.median_minutes if known == UNKNOWN_MINUTES else known

    def miles_one_way(self, place: str | None, base: str) -> float | None:
        """Road miles one way, None where the place or the base is unknown."""
        cell = self._cell(place, base)
        return None if cell is None or np.isnan(self.miles[cell]) else float(self.miles[cell])

    def near(self, place: str | None, base: str, minutes: int) -> bool:
        """Whether the place is known to lie within so many minutes of the base; False where unknown."""
        cell = self._cell(place, base)
        return cell is not None and 0 <= int(self.minutes[cell]) <= minutes

    def _cell(self, place: str | None, base: str) -> tuple[int, int] | None:
        row, column = self._rows.get((place or "").strip()), self._columns.get(base.strip())
        return None if row is None or column is None else (row, column)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {place: row for row, place in enumerate(self.places)}

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {base: column for column, base in enumerate(self.bases)}


def build_travel(
    caseload: Caseload, *, extra_bases: Iterable[str] = (), postcodes: Path | None = None, roads: Path | None = None
) -> Travel:
    """Minutes and miles for every place and base of the caseload.

    The caseload's ``travel`` wins over everything, its ``places`` over the gazetteer. ``postcodes`` is an ONS or
    Code-Point CSV, ``roads`` an OSMnx GraphML that replaces the bundled roads; both raise PlaceFileError.
    """
    places = _unique(person.place for person in caseload.young_people)
    bases = _unique([*(worker.base for worker in caseload.workers), *extra_bases])
    gazetteer = _gazetteer(caseload, (*places, *bases), postcodes)
    ends, starts = [gazetteer.resolve(place) for place in places], [gazetteer.resolve(base) for base in bases]
    journeys = Journeys.of(caseload.travel, cache(gazetteer.same_place))
    minutes, miles = journeys.over(*_measured(ends, starts, roads), places=places, bases=bases)
    minutes.setflags(write=False)
    miles.setflags(write=False)
    unknown_places, unknown_bases = _unknown(places, ends, minutes), _unknown(bases, starts, minutes.T)
    worker_bases = len(_unique(worker.base for worker in caseload.workers))
    return Travel(
        places=places,
        bases=bases,
        minutes=minutes,
        miles=miles,
        median_minutes=_median(caseload, places, minutes[:, :worker_bases]),
        unknown_places=unknown_places,
        unknown_bases=unknown_bases,
        suggestions=near_misses((*unknown_places, *unknown_bases), gazetteer.names),
    )


def _unique(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts without blanks at their ends, each once, in the order of the tables; an empty one is no place."""
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))


def _gazetteer(caseload: Caseload, texts: Sequence[str], postcodes: Path | None) -> Gazetteer:
    points = read_postcode_file(postcodes, texts) if postcodes else {}
    own = ((place.place, place.latitude, place.longitude) for place in caseload.places)
    return bundled_gazetteer(Postcodes(bundled_towns(), points), own=own)


def _measured(
    ends: Sequence[Location | None], starts: Sequence[Location | None], roads: Path | None
) -> tuple[Minutes, Miles]:
    """Minutes and miles by road, -1 and nan where an end is not known; each point is measured only once."""
    minutes = np.full((len(ends), len(starts)), UNKNOWN_MINUTES, np.int32)
    miles = np.full((len(ends), len(starts)), np.nan)
    rows, columns = _known(ends), _known(starts)
    if rows and columns:
        places, place_of = _points(ends)
        bases, base_of = _points(starts)
        found = routes(places, bases, roads=build_roads(roads), settings=travel_settings())
        picked = np.ix_(place_of, base_of)
        minutes[np.ix_(rows, columns)], miles[np.ix_(rows, columns)] = found[0][picked], found[1][picked]
    return minutes, miles


def _known(locations: Sequence[Location | None]) -> list[int]:
    return [row for row, location in enumerate(locations) if location is not None]


def _points(locations: Sequence[Location | None]) -> tuple[list[Location], list[int]]:
    """The different points, and for every known location which of them it is."""
    known = [location for location in locations if location is not None]
    first = {(location.latitude, location.longitude): location for location in known}
    number = {spot: row for row, spot in enumerate(first)}
    return list(first.values()), [number[location.latitude, location.longitude] for location in known]


def _unknown(texts: Sequence[str], locations: Sequence[Location | None], minutes: Minutes) -> tuple[str, ...]:
    """The texts that neither the gazetteer nor the caseload's own table of journeys knows."""
    named = (minutes != UNKNOWN_MINUTES).any(axis=1)
    rows = zip(texts, locations, named.tolist(), strict=True)
    return tuple(text for text, location, has_journey in rows if location is None and not has_journey)


def _median(caseload: Caseload, places: Sequence[str], minutes: Minutes) -> int:
    """The median over young people of the minutes to the nearest known base, rounded up."""
    far = np.iinfo(np.int32).max
    nearest = np.where(minutes == UNKNOWN_MINUTES, far, minutes).min(axis=1, initial=far)
    of_place = {place: int(least) for place, least in zip(places, nearest, strict=True) if least < far}
    people = (of_place.get((person.place or "").strip()) for person in caseload.young_people)
    known = [least for least in people if least is not None]
    return ceil(median(known)) if known else travel_settings().default_minutes
