"""Reads the user's own ONS Postcode Directory, NSPL or Code-Point Open; it keeps only what the caseload mentions."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.errors import PlaceFileError
from allocator.travel.osgb import national_grid_to_degrees
from allocator.travel.postcodes import read_postcode

_POSTCODE = ("pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode", "post_code")
_LATITUDE = ("lat", "latitude")
_LONGITUDE = ("long", "lng", "lon", "longitude")
_EASTING = ("oseast1m", "east1m", "eastings", "easting", "osgrdeast")
_NORTHING = ("osnrth1m", "north1m", "northings", "northing", "osgrdnorth")
_NOWHERE = 90.0  # a latitude from here on is how the directories say that they do not know


@dataclass(frozen=True)
class _Columns:
    """Where in a row the postcode and the two coordinates stand; ``grid`` means metres, else degrees."""

    postcode: int
    first: int
    second: int
    grid: bool


def read_postcode_file(path: Path, wanted: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Degrees of every wanted text: a whole postcode where the file has it, the mean of a sector or an outward code.

    ``path`` is a CSV file or a folder of them. Whole files have 2.7 million rows, so they are read once and not kept.
    Raises PlaceFileError where the file is missing or has no columns that say where a postcode is.
    """
    codes = [code for code in map(read_postcode, wanted) if code]
    keys = {part for code in codes for part in (code.whole, code.sector, code.outward) if part}
    outwards = {code.outward for code in codes}
    sums: dict[str, tuple[float, float, int]] = {}
    for text, latitude, longitude in _rows(path, outwards):
        code = read_postcode(text)
        for part in (code.whole, code.sector, code.outward) if code else ():
            if part in keys:
                north, east, count = sums.get(part, (0.0, 0.0, 0))
                sums[part] = north + latitude, east + longitude, count + 1
    return {part: (north / count, east / count) for part, (north, east, count) in sums.items()}


def _rows(path: Path, outwards: set[str]) -> Iterator[tuple[str, float, float]]:
    """Postcode and degrees of the rows whose outward code is wanted."""
    for file in _files(path):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                yield from _located(file, csv.reader(lines), outwards)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise PlaceFileError(f"The postcode file {file} cannot be read: {error}. Give a CSV file.") from None


def _files(path: Path) -> Sequence[Path]:
    if not path.exists():
        raise PlaceFileError(f"There is no postcode file {path}. Check the name given with --postcodes.")
    files = sorted(path.glob("**/*.csv")) if path.is_dir() else [path]
    if not files:
        raise PlaceFileError(f"The folder {path} given with --postcodes holds no CSV file.")
    return files


def _located(file: Path, rows: Iterator[list[str]], outwards: set[str]) -> Iterator[tuple[str, float, float]]:
    first = next(rows, [])
    columns = _columns(file, first)
    widest = max(columns.postcode, columns.first, columns.second)
    for row in _with_first(first, rows):
        if len(row) <= widest or row[columns.postcode].replace(" ", "")[:-3].upper() not in outwards:
            continue
        if (spot := _degrees(row[columns.first], row[columns.second], columns.grid)) is not None:
            yield row[columns.postcode], *spot


def _with_first(first: list[str], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Code-Point Open has no header, so its first row counts too; a header is no postcode and drops out by itself."""
    yield first
    yield from rows


def _columns(file: Path, header: list[str]) -> _Columns:
    names = {name.strip().casefold(): place for place, name in enumerate(header)}
    postcode, latitude, longitude = (_first(names, words) for words in (_POSTCODE, _LATITUDE, _LONGITUDE))
    easting, northing = _first(names, _EASTING), _first(names, _NORTHING)
    if postcode is not None and latitude is not None and longitude is not None:
        return _Columns(postcode, latitude, longitude, grid=False)
    if postcode is not None and easting is not None and northing is not None:
        return _Columns(postcode, easting, northing, grid=True)
    if len(header) > 3 and read_postcode(header[0]):
        return _Columns(0, 2, 3, grid=True)  # Code-Point Open: postcode, quality, easting, northing, ...
    raise PlaceFileError(
        f"The postcode file {file} has no columns for the postcode and where it is. Its first row is: "
        f"{', '.join(header[:12]) or 'empty'}. Expected pcds, lat and long, or postcode, eastings and northings."
    )


def _first(names: dict[str, int], words: tuple[str, ...]) -> int | None:
    return next((names[word] for word in words if word in names), None)


def _degrees(first: str, second: str, grid: bool) -> tuple[float, float] | None:
    try:
        numbers = float(first), float(second)
    except ValueError:
        return None
    if grid:
        return national_grid_to_degrees(*numbers) if numbers != (0.0, 0.0) else None
    return numbers if abs(numbers[0]) < _NOWHERE else None
