"""Who has worked with whom, and when, from the involvements; what cannot have been is found and not counted.

Only leaving care workers count. An involvement that lasts into the day of the run, or has no end, is running.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from allocator.reading.cells import CellProblem
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.reading.ssd.columns import INVOLVEMENTS
from allocator.reading.ssd.line import Line
from allocator.reading.ssd.posts import LCW, post_of
from allocator.reading.ssd.staff import Staff
from allocator.reading.ssd.tables import Held

START, END = "invo_involvement_start_date", "invo_involvement_end_date"
LOOK_UP = "Put the dates right in the case system, or leave it: it is not counted."


class Spell(NamedTuple):
    """One worker's involvement with somebody, from ``start`` to ``end`` (None: running)."""

    worker: str
    start: date
    end: date | None


@dataclass
class _Reading:
    """What involvements are held against, and what has been met so far."""

    born: Mapping[str, date | None]
    staff: Staff
    advisers: frozenset[str]
    as_of: date
    found: Collector
    spells: dict[str, list[Spell]] = field(default_factory=lambda: defaultdict(list))
    ahead: list[Line] = field(default_factory=list)
    strangers: dict[str, Line] = field(default_factory=dict)


def read_involvements(
    tables: Mapping[str, Held],
    born: Mapping[str, date | None],
    *,
    staff: Staff,
    advisers: frozenset[str],
    as_of: date,
    found: Collector,
) -> Mapping[str, Sequence[Spell]]:
    """The involvements of leaving care workers with the people in ``born`` (id: date of birth).

    A leaving care worker is in ``advisers`` (those of anybody in the extract), or is one by job title or by role.
    """
    if INVOLVEMENTS not in tables:
        return {}
    reading = _Reading(born, staff, advisers, as_of, found)
    for line in tables[INVOLVEMENTS].lines():
        person, worker = line.text("invo_person_id"), line.text("invo_professional_id")
        if person in born and worker and _counts(line, reading):
            spell = _spell(line, reading)
            if spell is not None:
                reading.spells[person].append(spell)
    _say_ahead(reading)
    _say_strangers(reading)
    return reading.spells


def _counts(line: Line, reading: _Reading) -> bool:
    """Whether this is a leaving care worker's; of a stranger whose role does not say so it cannot be known."""
    worker = reading.staff.meant(line.text("invo_professional_id"))
    if worker in reading.advisers or reading.staff.advises(worker):
        return True
    if post_of(line.text("invo_professional_role_id")) == LCW:
        return True
    if reading.staff.listed and worker not in reading.staff.by_id:
        reading.strangers.setdefault(worker, line)
    return False


def _spell(line: Line, reading: _Reading) -> Spell | None:
    """The involvement, or None where it cannot have been or has not begun."""
    person = line.text("invo_person_id")
    try:
        start, end = line.day(START), line.day(END)
    except CellProblem as problem:
        column = START if _unreadable(line, START) else END
        what = f"{problem.what} The involvement was not counted."
        _leave_out(line, what, column, reading=reading)
        return None
    born = reading.born[person]
    if start is None:
        _leave_out(line, "The involvement has no beginning.", START, reading=reading)
    elif end is not None and end < start:
        what = f"The involvement ends ({end.isoformat()}) before it begins ({start.isoformat()})."
        _leave_out(line, what, END, reading=reading)
    elif born is not None and start < born:
        _leave_out(line, "The involvement begins before the young person's birth.", START, reading=reading)
    elif start > reading.as_of:
        reading.ahead.append(line)
    else:
        worker = reading.staff.meant(line.text("invo_professional_id"))
        return Spell(worker, start, None if end is not None and end >= reading.as_of else end)
    return None


def _unreadable(line: Line, column: str) -> bool:
    try:
        line.day(column)
    except CellProblem:
        return True
    return False


def _leave_out(line: Line, what: str, column: str, *, reading: _Reading) -> None:
    person, value = line.text("invo_person_id"), line.text(column) or None
    code = "impossible_involvement"
    line.add(reading.found, code, what, do=LOOK_UP, column=column, record_id=person, value=value)


def _say_ahead(reading: _Reading) -> None:
    if reading.ahead:
        first, count = reading.ahead[0], len(reading.ahead)
        many = "1 involvement begins" if count == 1 else f"{count} involvements begin"
        what = f"{many} after {reading.as_of.isoformat()}: not counted yet."
        do = "Nothing, if they are handovers to come; else look them up."
        first.add(reading.found, "involvement_ahead", what, do=do, column=START)


def _say_strangers(reading: _Reading) -> None:
    if reading.strangers:
        worker, first = next(iter(reading.strangers.items()))
        count = len(reading.strangers)
        many = f"{shown(worker)} has" if count == 1 else f"{count} professionals, first {shown(worker)}, have"
        what = f"{many} involvements, but no row in ssd_professionals: not counted as leaving care workers."
        column = "invo_professional_id"
        first.add(reading.found, "unknown_professional", what, do="Export ssd_professionals in full.", column=column)
