"""Where people live on the day, and whether they have just moved there; of an address only the place is taken.

A postcode tells the place; without one, the prison or else the town of the address. Street and house are never read.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from allocator.reading.cells import CellProblem, clean, quoted
from allocator.reading.findings import Collector
from allocator.reading.ssd.columns import ADDRESS
from allocator.reading.ssd.line import Line
from allocator.reading.ssd.tables import Held

MOVE, MOVE_DAYS = "move", 28
START, END, POSTCODE, ADDRESS_TEXT = (
    "addr_address_start_date",
    "addr_address_end_date",
    "addr_address_postcode",
    "addr_address_json",
)
_POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})")
_NO_PLACE = "ZZ"  # what systems write for no fixed abode and abroad
_PRISON = re.compile(r"\b(hmp|hmyoi|yoi|prison)\b", re.IGNORECASE)


class Home(NamedTuple):
    """A place (None: not known), and the day of a move in the last 28 days."""

    place: str | None
    moved: date | None


class Address(NamedTuple):
    """One address: place, first day (None: not known) and last day (None: still)."""

    place: str | None
    start: date | None
    end: date | None
    line: Line


def read_homes(
    tables: Mapping[str, Held], people: Collection[str], *, as_of: date, found: Collector
) -> Mapping[str, Home]:
    """The homes of ``people`` on the day; a finding for every address that cannot be."""
    addresses: dict[str, list[Address]] = defaultdict(list)
    for line in tables[ADDRESS].lines() if ADDRESS in tables else ():
        person = line.text("addr_person_id")
        if person in people and (address := _address(line, person, found)) is not None:
            addresses[person].append(address)
    return {person: home_of(known, as_of=as_of, found=found) for person, known in addresses.items()}


def home_of(addresses: Sequence[Address], *, as_of: date, found: Collector) -> Home:
    """The current address: the latest beginning that is not ahead, and no end before the day.

    A beginning in the last 28 days (the day itself included) is a move, unless the place before was the same.
    """
    begun = [one for one in addresses if one.start is None or one.start <= as_of]
    current = [one for one in begun if one.end is None or one.end > as_of]
    if not current:
        return Home(None, None)
    here = max(current, key=_since)
    rivals = {one.place for one in current if _since(one) == _since(here)}
    if len(rivals) > 1:
        what = "There are two current addresses from the same day on: the first one counts."
        person = here.line.text("addr_person_id")
        here.line.add(found, "two_addresses", what, do="End the one that is over.", column=END, record_id=person)
    before = [one for one in begun if _since(one) < _since(here)]
    same = bool(before) and max(before, key=_since).place == here.place
    recent = here.start is not None and here.start >= as_of - timedelta(days=MOVE_DAYS)
    return Home(here.place, here.start if recent and not same else None)


def _since(address: Address) -> date:
    return address.start or date.min


def _address(line: Line, person: str, found: Collector) -> Address | None:
    """One address, or None with a finding where its dates cannot be."""
    try:
        start, end = line.day(START), line.day(END)
    except CellProblem as problem:
        _leave_out(line, person, f"{problem.what} The address was not used.", found=found)
        return None
    if start is not None and end is not None and end < start:
        what = f"The address ends ({end.isoformat()}) before it begins ({start.isoformat()})."
        _leave_out(line, person, what, found=found)
        return None
    return Address(_place(line, person, found), start, end, line)


def _leave_out(line: Line, person: str, what: str, *, found: Collector) -> None:
    do = "Put the dates right in the case system, or leave it: it is not used."
    line.add(found, "impossible_address", what, do=do, column=START, record_id=person)


def _place(line: Line, person: str, found: Collector) -> str | None:
    """The postcode as it is usually written, else the prison or the town, else None."""
    text = line.text(POSTCODE).upper()
    whole = _POSTCODE.fullmatch(text)
    if whole:
        return f"{whole.group(1)} {whole.group(2)}" if not text.startswith(_NO_PLACE) else None
    place = _named(line.text(ADDRESS_TEXT))
    if text and place is None:
        what = f"{quoted(text)} is not a postcode, and the address has no town: the place stays blank."
        do = "Put the postcode right, or leave it blank."
        line.add(found, "not_a_postcode", what, do=do, column=POSTCODE, record_id=person, value=text)
    return place


def _named(text: str) -> str | None:
    """The prison that an address names as its building, or else its town."""
    try:
        parts = json.loads(text) if text else {}
    except ValueError:  # a broken address has no town
        parts = {}
    if not isinstance(parts, dict):
        return None
    words = {str(key).upper(): clean(value) for key, value in parts.items() if isinstance(value, str)}
    building = words.get("BUILDING", "")
    return building if _PRISON.search(building) else words.get("TOWN") or None
