"""Reads the gazetteer that ships with the program, once; what a text means is decided in gazetteer.py."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from allocator.travel.gazetteer import Gazetteer, Location, own_location, prison_key
from allocator.travel.names import place_key
from allocator.travel.postcodes import Postcodes
from allocator.travel.settings import DATA

Rows = list[dict[str, str]]


def bundled_gazetteer(postcodes: Postcodes, *, own: Iterable[tuple[str, float, float]] = ()) -> Gazetteer:
    """The bundled places with these postcodes; ``own`` are (place, latitude, longitude) of the caseload."""
    places, prisons, counties = _bundled()
    return Gazetteer(places, prisons, counties, postcodes, {place_key(row[0]): own_location(*row) for row in own})


@cache
def bundled_towns() -> dict[str, str]:
    """Area, outward code or sector of a postcode -> the place that stands for it."""
    return {row["prefix"]: row["place"] for row in bundled_rows("postcodes.csv")}


@cache
def _bundled() -> tuple[dict[str, tuple[Location, ...]], dict[str, Location], dict[str, str]]:
    places = _places(bundled_rows("gazetteer.csv"))
    aliases = bundled_rows("aliases.csv")
    for row in aliases:
        if row["kind"] == "place":
            key = place_key(row["alias"])
            places[key] = _dedupe(places[place_key(row["place"])], places.get(key, ()))
    counties = {place_key(row["alias"]): place_key(row["place"]) for row in aliases if row["kind"] == "county"}
    prisons = {prison_key(row["prison"]): _prison(row) for row in bundled_rows("prisons.csv")}
    return places, prisons, counties


def bundled_rows(name: str) -> Rows:
    """The rows of one CSV file of allocator/travel/data, with their header's names."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _places(rows: Rows) -> dict[str, tuple[Location, ...]]:
    found: dict[str, list[Location]] = {}
    for row in rows:
        place = Location(row["place"], float(row["latitude"]), float(row["longitude"]), row["kind"], row["county"])
        found.setdefault(place_key(row["place"]), []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _dedupe(first: tuple[Location, ...], then: tuple[Location, ...]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(first + then))


def _prison(row: dict[str, str]) -> Location:
    return Location(row["prison"], float(row["latitude"]), float(row["longitude"]), "prison")
