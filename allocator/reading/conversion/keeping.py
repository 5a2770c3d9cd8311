"""What no extract holds, kept from an earlier caseload for who is in both; where an extract says it, that counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from allocator.reading.caseload import read_caseload
from allocator.reading.columns import YOUNG_PEOPLE
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.records import Need, YoungPerson

ALWAYS = (
    "place",
    "former_uasc",
    "keep_after_21",
    "complexity",
    "languages",
    "keep_together",
    "avoid_workers",
    "referred",
    "key_event",
    "key_event_date",
)
WITH_THEIR_WORKER = ("worker_since", "locked", "changes_so_far", "last_change")
"""What is true only as long as the worker is the same."""


def kept(extract: Extract, earlier: Path | None, *, as_of: date, found: Collector) -> Extract:
    """``extract`` with what the caseload ``earlier`` says and it leaves blank; as it is where there is none.

    Whoever has another worker since then has had one change more, on the day of the extract if that is not known.
    Raises UsageError where there is no such caseload, and InputError where it has errors.
    """
    if earlier is None:
        return extract
    before = {person.person_id: person for person in read_caseload(earlier).young_people}
    count: Counter[str] = Counter()
    people = []
    for row, person in extract.people:
        changes = _changes(person, before[person.person_id], as_of) if person.person_id in before else {}
        count.update([*changes])
        people.append((row, person.model_copy(update=changes) if changes else person))
    _say(count, earlier, found)
    return replace(extract, people=tuple(people))


def _changes(now: YoungPerson, before: YoungPerson, as_of: date) -> dict[str, Any]:
    """Fields that are blank now and were not, and the mental health that no return tells of."""
    names = (*ALWAYS, *WITH_THEIR_WORKER) if now.current_worker == before.current_worker else ALWAYS
    changes = {name: getattr(before, name) for name in names if _is_blank(now, name) and not _is_blank(before, name)}
    if Need.MENTAL_HEALTH in before.needs - now.needs:
        changes["needs"] = now.needs | {Need.MENTAL_HEALTH}
    if None not in (now.current_worker, before.current_worker) and now.current_worker != before.current_worker:
        changes |= _one_change_more(now, before, as_of)
    return changes


def _one_change_more(now: YoungPerson, before: YoungPerson, as_of: date) -> dict[str, Any]:
    if not _is_blank(now, "changes_so_far") or not _is_blank(now, "last_change"):
        return {}  # the extract knows better
    return {"changes_so_far": before.changes_so_far + 1, "last_change": now.worker_since or as_of}


def _is_blank(person: YoungPerson, name: str) -> bool:
    return bool(getattr(person, name) == YoungPerson.model_fields[name].get_default())


def _say(count: Counter[str], earlier: Path, found: Collector) -> None:
    """One note: which columns, of how many young people."""
    if not count:
        return
    columns = [column.name for column in YOUNG_PEOPLE.columns if column.name in count]
    most = sorted(columns, key=lambda name: -count[name])[:3]
    more = " and more" if len(columns) > len(most) else ""
    what = f"Kept from {earlier.name}: {', '.join(f'{name} ({count[name]})' for name in most)}{more}."
    do = "Nothing, if it still holds; else put it right in the caseload."
    found.add("kept_from_before", what, table=YOUNG_PEOPLE.name, file=earlier.name, column=most[0], do=do)
