"""What-if edits: tables changed as a manager would change them by hand; nothing is allocated here.

Every edit is checked against the tables, all faults are listed at once, and the caseload that comes out is what reading
the edited tables would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from allocator.errors import UsageError
from allocator.reading.near import did_you_mean
from allocator.records import Caseload, Category, Worker, YoungPerson

Edit = TypeVar("Edit")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Hire:
    """A worker who is taken on: workers.csv's own words, ``start_date`` blank for somebody experienced."""

    base: str
    fte: Decimal = Decimal(1)
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Arrival:
    """So many young people alike who arrive without a worker: young_people.csv's own words."""

    number: int
    place: str | None
    category: Category
    age: int
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Edits:
    """Any number of edits together. ``cap`` is by band (16-20, 21+) of the standard class; ``model`` another model."""

    leave: Mapping[str, date] = field(default_factory=dict)
    absent: Mapping[str, tuple[date, date | None]] = field(default_factory=dict)
    fte: Mapping[str, Decimal] = field(default_factory=dict)
    hire: Sequence[Hire] = ()
    arrive: Sequence[Arrival] = ()
    cap: Mapping[str, Decimal] = field(default_factory=dict)
    model: str | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which something happens."""
        return (*self.leave.values(), *(start for start, _ in self.absent.values()))


CAP_KEYS = {"16-20": "cap_16_20", "21+": "cap_21_plus"}


def edited(caseload: Caseload, edits: Edits) -> Caseload:
    """The caseload with every edit made; raises UsageError with all that is wrong."""
    problems = list(_problems(caseload, edits))
    workers = [_worker(worker, edits) for worker in caseload.workers]
    workers += _made("--hire", _hired, edits.hire, caseload, problems)
    people = [*caseload.young_people, *_made("--arrive", _arrived, edits.arrive, caseload, problems)]
    if problems:
        raise UsageError("What-if cannot be answered:\n" + "\n".join(f"  - {problem}" for problem in problems))
    return caseload.model_copy(update={"workers": tuple(workers), "young_people": tuple(people)})


def caps_as_overrides(edits: Edits, standard: int) -> dict[str, Decimal]:
    """New caps as dotted keys of the service model, whose caseload class ``standard`` they belong to."""
    return {f"caseloads.{standard}.{CAP_KEYS[band]}": cap for band, cap in edits.cap.items()}


def _problems(caseload: Caseload, edits: Edits) -> Iterator[str]:
    known = [worker.worker_id for worker in caseload.workers]
    for option, named in (("--leave", edits.leave), ("--absent", edits.absent), ("--fte", edits.fte)):
        for worker_id in named:
            if worker_id not in known:
                yield f"{option} {worker_id}: there is no such worker in workers.{did_you_mean(worker_id, known)}"
    for worker_id, (start, end) in edits.absent.items():
        if end is not None and end < start:
            yield f"--absent {worker_id}: the absence ends on {end} before it begins on {start}."
    for worker_id, fte in edits.fte.items():
        if not 0 <= fte <= 2:
            yield f"--fte {worker_id}: {fte} is not between 0 and 2 posts."
    for band in edits.cap:
        if band not in CAP_KEYS:
            yield f"--cap {band}: bands are {' and '.join(CAP_KEYS)}."


def _worker(worker: Worker, edits: Edits) -> Worker:
    """One worker as the edits leave them."""
    who, update = worker.worker_id, dict[str, Any]()
    if who in edits.leave:
        update["last_day"] = edits.leave[who]
    if who in edits.absent:
        update["absent_from"], update["absent_to"] = edits.absent[who]
    if who in edits.fte:
        update["fte"] = edits.fte[who]
    return worker.model_copy(update=update) if update else worker


def _made(
    option: str,
    make: Callable[[int, Edit, Caseload], list[Made]],
    edits: Sequence[Edit],
    caseload: Caseload,
    problems: list[str],
) -> list[Made]:
    """What each edit adds; what a record refuses joins the problems."""
    made: list[Made] = []
    for number, edit in enumerate(edits, start=1):
        try:
            made += make(number, edit, caseload)
        except ValidationError as error:
            problems += [f"{option}: {e['loc'][0] if e['loc'] else 'value'}: {e['msg']}." for e in error.errors()]
    return made


def _hired(number: int, hire: Hire, caseload: Caseload) -> list[Worker]:
    taken = {worker.worker_id for worker in caseload.workers}
    worker_id = _free(f"HIRE{number:02d}", taken)
    return [Worker.model_validate({"worker_id": worker_id, "base": hire.base, "fte": hire.fte, **hire.fields})]


def _arrived(number: int, arrival: Arrival, caseload: Caseload) -> list[YoungPerson]:
    taken = {person.person_id for person in caseload.young_people}
    fields = {"category": arrival.category, "place": arrival.place, "age": arrival.age, "referred": caseload.as_of}
    return [
        YoungPerson.model_validate({"person_id": _free(name, taken), **fields, **arrival.fields})
        for name in (f"ARRIVE{number:02d}-{i:02d}" for i in range(1, arrival.number + 1))
    ]


def _free(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with a letter behind it where somebody bears it already."""
    return next(name for name in (wanted, *(f"{wanted}{c}" for c in "abcdefghijklmnopqrstuvwxyz")) if name not in taken)
