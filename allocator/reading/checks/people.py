"""Checks of the young people's table against itself, the workers and the day of the run; it needs no service model."""

from __future__ import annotations

from datetime import date

from allocator.reading.checks.ages import AGE_CHECKS, FIRST_AGE, LAST_AGE, OLDEST, YOUNGEST
from allocator.reading.checks.context import TABLE, Context, people_in_words
from allocator.reading.checks.duplicates import double_entries, ids_alike
from allocator.reading.checks.groups import check_groups
from allocator.reading.checks.person_dates import DATE_CHECKS
from allocator.reading.checks.returns import RETURN_CHECKS, plans_overdue
from allocator.reading.checks.their_workers import WORKER_CHECKS
from allocator.reading.findings import Collector
from allocator.reading.tables.rows import Parsed
from allocator.records import Worker, YoungPerson

__all__ = ["FIRST_AGE", "LAST_AGE", "OLDEST", "YOUNGEST", "check_people"]

_CHECKS = (*AGE_CHECKS, *DATE_CHECKS, *WORKER_CHECKS, *RETURN_CHECKS)


def check_people(people: Parsed[YoungPerson], workers: Parsed[Worker], *, as_of: date, found: Collector) -> None:
    """Every finding about young people that one row, or the table as a whole, gives rise to."""
    by_id = {worker.worker_id: worker for worker in workers.records}
    context = Context(as_of, workers.ids, by_id, found, people.bad)
    checks = [check for columns, check in _CHECKS if people.has(*columns)]
    for row, person in people.rows:
        for check in checks:
            check(person, row, context)
    ids_alike([(row, person.person_id) for row, person in people.rows], found, table=TABLE, column="person_id")
    double_entries(people.rows, found)
    if people.has("keep_together"):
        check_groups(people.rows, workers.ids, found)
    if people.has("pathway_plan"):
        plans_overdue(people.rows, as_of, found)
    _places_blank(people, found)


def _places_blank(people: Parsed[YoungPerson], found: Collector) -> None:
    """One note for all of them: a person without a place is ordinary, forty of them are worth a look."""
    rows = [row for row, person in people.rows if person.place is None]
    if rows:
        count = f"{people_in_words(len(rows))} {'has' if len(rows) == 1 else 'have'}"
        what = f"{count} no place (first in row {rows[0]}): their journeys are priced at the median."
        do = "Fill in a town or a postcode where it is known."
        found.add("place_blank", what, table=TABLE, row=rows[0], column="place", do=do)
