"""Checks of the young people's table against itself, the workers and the day of the run; it needs no service model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from allocator.dates import age_on
from allocator.reading.cells import quoted
from allocator.reading.findings import Collector
from allocator.reading.names import shown
from allocator.reading.near import did_you_mean
from allocator.reading.rows import Parsed
from allocator.records import Worker, YoungPerson

SUGGESTIONS = 40
YOUNGEST, OLDEST = 15, 26  # outside these an age is a mistake; at these it needs a look
FIRST_AGE, LAST_AGE = 16, 25
TABLE = "young_people"


@dataclass(frozen=True)
class _Context:
    """What one row is held against."""

    as_of: date
    worker_ids: frozenset[str]
    workers: Mapping[str, Worker]
    found: Collector
    bad: frozenset[tuple[int, str]]
    near: dict[str, str] = field(default_factory=dict)

    def meant(self, worker_id: str) -> str:
        """Did you mean one of the workers? Asked once for each id, and no more than a screenful of times."""
        if worker_id not in self.near and len(self.near) < SUGGESTIONS:
            self.near[worker_id] = did_you_mean(worker_id, (name for name in self.worker_ids if shown(name) == name))
        return self.near.get(worker_id, "")

    def add(self, code: str, what: str, person: YoungPerson, row: int, *, column: str, do: str) -> None:
        self.found.add(code, what, table=TABLE, row=row, column=column, record_id=person.person_id, do=do)


def check_people(people: Parsed[YoungPerson], workers: Parsed[Worker], *, as_of: date, found: Collector) -> None:
    """Every finding about young people that one row, or the table as a whole, gives rise to."""
    by_id = {worker.worker_id: worker for worker in workers.records}
    context = _Context(as_of, workers.ids, by_id, found, people.bad)
    for row, person in people.rows:
        for check in _CHECKS:
            check(person, row, context)
    _groups_of_one(people, found)
    _places_blank(people, found)


def _age(person: YoungPerson, row: int, context: _Context) -> None:
    """Somebody has an age, and it is the same wherever it is stated."""
    born, as_of = person.date_of_birth, context.as_of
    if born is None and person.age is None:
        if not {(row, "date_of_birth"), (row, "age")} & context.bad:  # otherwise it is said already
            what, do = "There is neither a date of birth nor an age.", "Fill in one of them."
            context.add("no_age", what, person, row, column="date_of_birth", do=do)
        return
    if born is not None and born > as_of:
        what = f"The date of birth {born.isoformat()} lies ahead of {as_of.isoformat()}."
        context.add("born_in_future", what, person, row, column="date_of_birth", do="Put the date right.")
        return
    age = age_on(born, as_of) if born is not None else person.age or 0
    _in_service(age, person, row, context=context, column="age" if born is None else "date_of_birth")
    if born is not None and person.age is not None and person.age != age:
        what = f"The age {person.age} and the date of birth {born.isoformat()} ({age} on the day) do not agree."
        do = "Keep the date of birth alone; it is what counts."
        context.add("age_disagrees", what, person, row, column="age", do=do)


def _in_service(age: int, person: YoungPerson, row: int, *, context: _Context, column: str) -> None:
    """The age is one at which the service is there for somebody."""
    if not YOUNGEST <= age <= OLDEST:
        what = f"Somebody aged {age} is outside the service, which is for {FIRST_AGE} to {LAST_AGE}."
        do = f"Put the {column} right, or take the row out."
        context.add("age_out_of_range", what, person, row, column=column, do=do)
    elif not FIRST_AGE <= age <= LAST_AGE:
        what = f"Somebody aged {age} is {'not yet 16' if age < FIRST_AGE else 'already 26'}."
        do = "Check whether they belong in this table."
        context.add("age_at_edge", what, person, row, column=column, do=do)


def _relationship(person: YoungPerson, row: int, context: _Context) -> None:
    """The working relationship and the last change lie between birth and the day of the run."""
    since, born, as_of = person.worker_since, person.date_of_birth, context.as_of
    if since is not None:
        if born is not None and since < born:
            what = f"worker_since {since.isoformat()} lies before the date of birth."
            context.add(
                "since_before_birth", what, person, row, column="worker_since", do="Put one of the two dates right."
            )
        elif since > as_of:
            what = f"worker_since {since.isoformat()} lies after the day of the run, {as_of.isoformat()}."
            context.add(
                "since_in_future",
                what,
                person,
                row,
                column="worker_since",
                do="Put the date right; until then it counts as today.",
            )
        if person.current_worker is None:
            what = "worker_since is filled, but current_worker is blank."
            context.add(
                "since_without_worker",
                what,
                person,
                row,
                column="worker_since",
                do="Fill in the worker, or clear the date.",
            )
    if person.last_change is not None and person.last_change > as_of:
        what = f"last_change {person.last_change.isoformat()} lies after the day of the run, {as_of.isoformat()}."
        context.add("change_in_future", what, person, row, column="last_change", do="Put the date right.")


def _dates_of_their_own(person: YoungPerson, row: int, context: _Context) -> None:
    """A referral has happened, and a key event has a day."""
    if person.referred is not None and person.referred > context.as_of:
        what = f"referred {person.referred.isoformat()} lies after the day of the run; no waiting is counted."
        context.add("referred_in_future", what, person, row, column="referred", do="Put the date right.")
    if person.key_event is not None and person.key_event_date is None:
        what = f"The key event {quoted(person.key_event)} has no date, so it protects nobody from a change."
        context.add("key_event_without_date", what, person, row, column="key_event_date", do="Fill in the date.")


def _workers(person: YoungPerson, row: int, context: _Context) -> None:
    """The workers who are named are in the table of workers."""
    current, known = person.current_worker, context.worker_ids
    if not known:  # without a table of workers everybody would be a stranger
        return
    if current is not None and current not in known:
        near = context.meant(current)
        what = f"The current worker {shown(current)} is not in the table of workers: treated as left.{near}"
        do = "Add the worker, put the id right, or clear the cell."
        context.add("unknown_current_worker", what, person, row, column="current_worker", do=do)
    for avoided in sorted(person.avoid_workers - known):
        near = context.meant(avoided)
        what = f"avoid_workers names {shown(avoided)}, who is not in the table of workers.{near}"
        do = "Put the id right, or take it out."
        context.add("unknown_avoided_worker", what, person, row, column="avoid_workers", do=do)


def _lock(person: YoungPerson, row: int, context: _Context) -> None:
    """Who is locked has a worker to be locked to, and nobody is locked to whom they must be kept apart from."""
    current = person.current_worker
    if not person.locked:
        return
    if current is None or (context.worker_ids and current not in context.worker_ids):
        who = "there is no current worker" if current is None else f"{shown(current)} is not in the table of workers"
        what, do = f"Locked, but {who}: the lock is void.", "Name the worker, or unlock."
        context.add("lock_without_worker", what, person, row, column="locked", do=do)
    elif current in person.avoid_workers:
        what, do = f"Locked to {shown(current)}, whom avoid_workers keeps apart.", "Decide for one of the two."
        context.add("lock_and_avoid", what, person, row, column="locked", do=do)
    elif current in context.workers:
        last_day = context.workers[current].last_day
        if last_day is not None and last_day < context.as_of:
            what = f"Locked to {shown(current)}, who left on {last_day.isoformat()}: the lock is void."
            do = "Unlock, or put the worker's last day right."
            context.add("lock_worker_left", what, person, row, column="locked", do=do)


_CHECKS: tuple[Callable[[YoungPerson, int, _Context], None], ...] = (
    _age,
    _relationship,
    _dates_of_their_own,
    _workers,
    _lock,
)


def _groups_of_one(people: Parsed[YoungPerson], found: Collector) -> None:
    members: dict[str, list[tuple[int, YoungPerson]]] = defaultdict(list)
    for row, person in people.rows:
        if person.keep_together is not None:
            members[person.keep_together].append((row, person))
    for group, rows in members.items():
        if len(rows) == 1:
            (row, person), what = rows[0], f"The group {group} has one member, so there is nobody to keep together."
            do = "Give the sibling the same word, or clear the cell."
            found.add(
                "group_of_one", what, table=TABLE, row=row, column="keep_together", record_id=person.person_id, do=do
            )


def _places_blank(people: Parsed[YoungPerson], found: Collector) -> None:
    """One note for all of them: a person without a place is ordinary, forty of them are worth a look."""
    rows = [row for row, person in people.rows if person.place is None]
    if rows:
        count = "1 young person has" if len(rows) == 1 else f"{len(rows)} young people have"
        what = f"{count} no place (first in row {rows[0]}): their journeys are priced at the median."
        found.add(
            "place_blank",
            what,
            table=TABLE,
            row=rows[0],
            column="place",
            do="Fill in a town or a postcode where it is known.",
        )
