"""Whether an extract is older than the day that is taken for it, told by its latest contacts; it changes no day."""

from __future__ import annotations

from datetime import date, timedelta

from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector

ENOUGH = 10
"""So many people have a date of contact: of fewer, nobody may have been seen for weeks."""
OLD = timedelta(weeks=4)
CODE = "other_day"


def say_older(extract: Extract, as_of: date, found: Collector) -> None:
    """One finding where nobody was in touch in the four weeks before ``as_of``, unless another says so already."""
    contacts = [person.latest_contact for _, person in extract.people if person.latest_contact is not None]
    said = any(finding.code == CODE for finding in found.found)
    if said or len(contacts) < ENOUGH or max(contacts) >= as_of - OLD:
        return
    newest = max(contacts).isoformat()
    what = f"The newest of {len(contacts)} contacts is of {newest}; the day that was taken is {as_of.isoformat()}."
    do = "If the extract is older, name its day: --as-of."
    row = extract.people[0][0]
    found.add(CODE, what, table="young_people", column="latest_contact", file=row.file, sheet=row.sheet, do=do)
