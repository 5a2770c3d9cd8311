"""Contact that is overdue by the service model's own visits a year: counted, never held against anybody."""

from __future__ import annotations

from allocator.load import visits_per_year
from allocator.reading.checks.context import TABLE, people_in_words
from allocator.reading.findings import Collector
from allocator.records import Caseload, InTouch
from allocator.service_model import ServiceModel

DAYS_PER_YEAR = 366  # the longer year, so that nobody is called overdue a day too early


def contacts_overdue(caseload: Caseload, model: ServiceModel, found: Collector) -> None:
    """One note for all whose latest contact is longer ago than the time between two visits."""
    late = [
        person.person_id
        for person in caseload.young_people
        if person.latest_contact is not None
        and person.in_touch not in (InTouch.NO, InTouch.REFUSED)
        and (caseload.as_of - person.latest_contact).days * visits_per_year(person, model, as_of=caseload.as_of)
        > DAYS_PER_YEAR
    ]
    if late:
        verb = "was" if len(late) == 1 else "were"
        what = f"{people_in_words(len(late))} {verb} last in contact longer ago than the model's visits allow."
        do = "Nothing here: tell their workers."
        found.add("contact_overdue", what, table=TABLE, column="latest_contact", record_id=late[0], do=do)
