"""What happened in the last days of a synthetic county: who was referred, who may not stay; it solves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocator.errors import UsageError
from allocator.generate.background import NewPerson, WhoIsApart
from allocator.load import age_of
from allocator.records import YoungPerson


def referred(
    people: Sequence[YoungPerson], wanted: Sequence[NewPerson], *, as_of: date
) -> tuple[list[YoungPerson], frozenset[int]]:
    """The people with the date of referral of those who are new, and their rows: the last to arrive who fit."""
    changed, rows = list(people), set[int]()
    for entry in wanted:
        row = next((r for r in reversed(range(len(people))) if r not in rows and _fits(people[r], entry, as_of)), None)
        if row is None:
            raise UsageError(f"The preset asks for a new person who is {entry.category}, but nobody like that is left.")
        rows.add(row)
        changed[row] = people[row].model_copy(update={"referred": as_of - timedelta(days=entry.days_ago)})
    return changed, frozenset(rows)


def _fits(person: YoungPerson, entry: NewPerson, as_of: date) -> bool:
    plain = person.keep_together is None and not person.needs and person.place is not None
    age = entry.from_age <= age_of(person, as_of) <= entry.to_age
    return plain and age and (person.category, person.former_uasc) == (entry.category, entry.former_uasc)


@dataclass(frozen=True)
class Marks:
    """Whom the preset marks among those who have a worker."""

    locked: int
    apart: tuple[WhoIsApart, ...]


def marked(people: Sequence[YoungPerson], marks: Marks, *, as_of: date) -> list[YoungPerson]:
    """The people with their locks, evenly over the table, and with the wishes of those who must have another worker."""
    changed = list(people)
    held = [row for row, person in enumerate(people) if person.current_worker and not person.keep_together]
    for number in range(marks.locked):
        row = held[(2 * number + 1) * len(held) // (2 * marks.locked)]
        changed[row] = changed[row].model_copy(update={"locked": True})
    for entry in marks.apart:
        able = [r for r in held if _may_part(changed[r], entry, as_of)]
        if not able:
            raise UsageError(f"The preset asks for somebody aged {entry.from_age} to {entry.to_age}, but nobody fits.")
        row = able[len(able) // 2]
        worker = changed[row].current_worker or ""
        changed[row] = changed[row].model_copy(update={"avoid_workers": frozenset({worker})})
    return changed


def _may_part(person: YoungPerson, entry: WhoIsApart, as_of: date) -> bool:
    plain = not (person.locked or person.avoid_workers or person.needs or person.keep_after_21 or person.in_education)
    return plain and not person.former_uasc and entry.from_age <= age_of(person, as_of) <= entry.to_age
