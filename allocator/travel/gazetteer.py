"""Where a place is, as people write it: town, village, prison or postcode; it never guesses and asks no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from allocator.travel.names import place_key
from allocator.travel.postcodes import Postcodes
from allocator.travel.sphere import great_circle_miles

_PRISON_WORDS = frozenset({"hm", "hmp", "hmyoi", "hmpyoi", "yoi", "prison"})
_PARTS = re.compile(r"[,;()\n]+")
_SAME_DISTRICT_MILES = 30.0  # "Kirton, Boston": near enough for the second name to tell which Kirton is meant


class Location(NamedTuple):
    """A point (WGS 84 degrees); ``kind`` is city, town, village, junction, prison, postcode or own."""

    place: str
    latitude: float
    longitude: float
    kind: str
    county: str = ""


@dataclass(frozen=True)
class Gazetteer:
    """Places by ``place_key``, the likeliest first, and prisons by ``prison_key``.

    ``own`` are the places of the caseload, which win over everything else.
    """

    places: Mapping[str, tuple[Location, ...]]
    prisons: Mapping[str, Location]
    counties: Mapping[str, str]
    postcodes: Postcodes
    own: Mapping[str, Location]

    def resolve(self, text: str) -> Location | None:
        """The location of a place, prison or postcode as written, or None where it is not known."""
        return next(self._readings(text), None)

    def same_place(self, text: str) -> str:
        """A key that all spellings of one place share; a postcode is a place of its own, not its post town."""
        found = self.resolve(text)
        if found is None or found.kind in ("postcode", "own"):
            return place_key(text)
        return place_key(f"{found.place} {found.county}")

    @property
    def names(self) -> Mapping[str, str]:
        """Every name that can be written, by its key: what near misses are looked for in."""
        prisons = {place_key(found.place): found.place for found in self.prisons.values()}
        own = {key: found.place for key, found in self.own.items()}
        return {**{key: found[0].place for key, found in self.places.items()}, **prisons, **own}

    def _readings(self, text: str) -> Iterator[Location]:
        """Every way to read the text, the most literal first."""
        key = place_key(text)
        if key in self.own:
            yield self.own[key]
        yield from self._postcode(text)
        yield from self.places.get(key, ())[:1]
        yield from self._prison(key)
        yield from self._parts(text)

    def _postcode(self, text: str) -> Iterator[Location]:
        if point := self.postcodes.point(text):
            yield Location(text.strip().upper(), *point, "postcode")
        elif town := self.postcodes.town(text):
            yield from (found._replace(kind="postcode") for found in self._qualified(_PARTS.split(town)))

    def _prison(self, key: str) -> Iterator[Location]:
        """ "HMP/YOI Lincoln", "Lincoln prison"; where the prison is not known, the town that it is named after."""
        name = prison_key(key)
        if name in self.prisons:
            yield self.prisons[name]
        elif name != key:
            yield from self.places.get(name, ())[:1]

    def _parts(self, text: str) -> Iterator[Location]:
        """ "Long Sutton, Hampshire", "Kirton (Boston)", "Grantham NG31 6PZ"."""
        if postcode := self.postcodes.found_in(text):
            yield from self._postcode(postcode)
        parts = [part for part in _PARTS.split(text) if part.strip()]
        for start in range(len(parts) if len(parts) > 1 else 0):
            yield from self._qualified(parts[start:])

    def _qualified(self, parts: list[str]) -> Iterator[Location]:
        """The places that the first part names: first those that the second part, a county or a place, points to."""
        named = self.places.get(place_key(parts[0]), ())
        hint = place_key(parts[1]) if len(parts) > 1 else ""
        county = self.counties.get(hint, hint)
        near = self.places.get(hint, ())[:1]
        yield from (place for place in named if place_key(place.county) == county and county)
        yield from (place for place in named if any(_miles(place, other) < _SAME_DISTRICT_MILES for other in near))
        yield from named


def prison_key(name: str) -> str:
    """What tells one prison from another: "HMP & YOI Moorland" and "moorland prison" are both "moorland"."""
    words = [word for word in place_key(name).split() if word not in _PRISON_WORDS]
    return " ".join(words).removeprefix("and ")


def own_location(place: str, latitude: float, longitude: float) -> Location:
    """A place that the caseload locates itself."""
    return Location(place, latitude, longitude, "own")


def _miles(place: Location, other: Location) -> float:
    return float(great_circle_miles(place.latitude, place.longitude, other.latitude, other.longitude))
