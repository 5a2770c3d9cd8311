"""The least of an address that the travel tables need: a postcode sector, a town or a prison; it looks nothing up.

The bundled roads know towns and sectors (LN1 3), and a postcode file has the mean of a sector: nothing finer is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from allocator.reading.personal import masked
from allocator.travel.bundled import bundled_gazetteer, bundled_towns
from allocator.travel.gazetteer import Gazetteer, prison_key
from allocator.travel.names import place_key
from allocator.travel.postcodes import Postcodes, read_postcode

_WHOLE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9])[A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
_PART = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?(?:\s+[0-9])?(?![A-Z0-9])", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;()\n]+\s*")
_CARE_OF = re.compile(r"^\s*c/o(\s+|$)", re.IGNORECASE)
_STREET_WORDS = (
    "avenue ave close cottage court crescent drive farm flat gardens grove hall hostel house lane lodge road rd room "
    "street terrace unit view villa way"
)
_STREET = frozenset(_STREET_WORDS.split())


def least_of(address: str) -> str | None:
    """What is kept of a place: all of a town, a village or a prison, the sector of a postcode, the town of an address.

    None where an address holds none of them.
    """
    address = _CARE_OF.sub("", address)
    wholes = [f"{outward} {digit}".upper() for outward, digit in _WHOLE.findall(address)]
    sector = next(filter(_known_code, reversed(wholes)), None)
    if sector:
        return sector
    if read_postcode(address) is not None or is_place(address) or not _is_address(address):
        return address or None
    code = next(filter(_known_code, reversed(_PART.findall(address))), None)
    return code.upper() if code else _town(address)


@cache
def printable_place(place: str | None) -> str:
    """A place as a sentence about somebody may name it: no address, no whole postcode and no number."""
    least = least_of(masked(place)) if place else None
    return least or "where they live"


@cache
def is_place(text: str) -> bool:
    """Whether a text as a whole is a town, a village, a county or a prison of the gazetteer."""
    known, key = _gazetteer(), place_key(text)
    return key in known.places or prison_key(text) in known.prisons or key in _counties()


@cache
def _counties() -> frozenset[str]:
    """Counties as they are written: they tell which of several Suttons is meant, and are no town themselves."""
    known = _gazetteer()
    places = (place for named in known.places.values() for place in named)
    return frozenset(place_key(place.county) for place in places) | frozenset(known.counties)


@cache
def _gazetteer() -> Gazetteer:
    return bundled_gazetteer(Postcodes(bundled_towns()))


def _known_code(code: str) -> bool:
    """Whether the bundled towns know a part of a postcode: "A1 2nd floor" only looks like one."""
    return _gazetteer().postcodes.town(code) is not None


def _is_address(text: str) -> bool:
    """Digits, a street, or several parts of which the first is no place: "Rose Cottage, Kirton"."""
    parts = [part for part in _PARTS.split(text) if part]
    words = place_key(text).split()
    several = len(parts) > 1 and not all(map(is_place, parts))
    return several or any(sign.isdecimal() for sign in text) or bool(_STREET & {*words})


def _town(address: str) -> str | None:
    """The last parts that are places ("Kirton, Boston"), else the last words that are one ("14 High Street Boston")."""
    parts = [part for part in _PARTS.split(address) if part]
    named = [part for part in parts if is_place(part)]
    towns = [part for part in named if place_key(part) not in _counties()]
    if towns:
        return ", ".join(named[named.index(towns[0]) :])
    return next((found for part in reversed(parts) if (found := _inside(part.split()))), None)


def _inside(words: Sequence[str]) -> str | None:
    """The town at the end of some words, or the prison at their beginning ("HMP Lincoln A1234"); no "Lincoln Road"."""
    for start in range(1, len(words)):
        tail = " ".join(words[start:])
        if is_place(tail) and place_key(tail) not in _counties():
            return tail
    heads = (" ".join(words[:end]) for end in range(len(words) - 1, 1, -1))
    return next((head for head in heads if is_place(head) and prison_key(head) != place_key(head)), None)
