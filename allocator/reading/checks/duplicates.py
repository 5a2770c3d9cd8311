"""One person, or one worker, under two ids: ids that only look different, and rows that say the same; it merges none.

Written for a hundred thousand rows: all ids are made alike in one go, and nobody is compared with everybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from allocator.reading.checks.context import TABLE
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.records import YoungPerson

_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_SEPARATORS = str.maketrans("", "", " -_./")
ROW_END = "\n"  # an id never holds one


def ids_alike(rows: Sequence[tuple[int, str]], found: Collector, *, table: str, column: str) -> None:
    """Warn of ids that differ in capitals, leading zeros, spaces and hyphens alone: one of them is a slip."""
    text = ROW_END.join(identifier for _, identifier in rows)
    alike = _LEADING_ZEROS.sub("", text.translate(_SEPARATORS).casefold()).split(ROW_END)
    if not rows or len(set(alike)) == len(rows):
        return
    first: dict[str, str] = {}
    for key, (row, identifier) in zip(alike, rows, strict=True):
        other = first.setdefault(key, identifier)
        if other != identifier:  # the very same id twice is an error of its own
            what = f"The ids {shown(other)} and {shown(identifier)} differ in capitals, zeros or spaces alone."
            do = "Keep one row if they are the same; else tell the ids apart."
            found.add(
                "ids_alike", what, table=table, row=row, column=column, record_id=identifier, do=do, value=identifier
            )


def double_entries(rows: Sequence[tuple[int, YoungPerson]], found: Collector) -> None:
    """Warn of young people with one date of birth, place, category and worker: probably one person entered twice.

    Siblings in one group may be twins, and 1 January is what is written where the birthday of somebody who came alone
    is not known.
    """
    first: dict[tuple[date | None, str | None, str | None, str], YoungPerson] = {}
    for row, person in rows:
        key = (person.date_of_birth, person.place, person.current_worker, person.category)
        other = first.setdefault(key, person)
        if other is not person and _probably_one(other, person):
            what = f"{_id(person)} has the date of birth, place, category and worker of {_id(other)}."
            do = "Keep one row if they are one person; twins: give both the same keep_together."
            who = person.person_id
            found.add("double_entry", what, table=TABLE, row=row, column="person_id", record_id=who, do=do, value=who)


def _probably_one(one: YoungPerson, other: YoungPerson) -> bool:
    """Whether nothing that both rows hold tells them apart; of a thousand people, a few share four facts by chance."""
    born = one.date_of_birth
    if born is None or one.person_id == other.person_id:
        return False
    if one.place is None and None in (one.worker_since, other.worker_since):  # too little is known
        return False
    if one.former_uasc is not other.former_uasc or (one.former_uasc and (born.month, born.day) == (1, 1)):
        return False
    if one.keep_together is not None and one.keep_together == other.keep_together:
        return False
    facts = ("worker_since", "referred", "languages", "needs", "changes_so_far", "complexity")
    pairs = ((getattr(one, fact), getattr(other, fact)) for fact in facts)
    return all(not this or not that or this == that for this, that in pairs)


def _id(person: YoungPerson) -> str:
    return shown(person.person_id)
