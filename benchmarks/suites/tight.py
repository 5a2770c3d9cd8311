"""One county, with less and less room: from 90 to 104 % full in steps of two.

Full is what instances/README.md says: everybody's lightest load over the sum of ceilings. People stay as they are
drawn; the contracts of all workers are made longer or shorter by the same factor. "scratch": nobody has a worker yet.
"held": people have theirs, and of a worker who then stands above the ceiling the latest to come wait for another one.
Above 100 % nobody who is held is moved to make room (room_moves is 0), as in storm-week: there is too little anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from allocator.generate import generate
from allocator.load import ceiling
from allocator.records import Caseload, Worker, YoungPerson
from allocator.room.fullness import fullness
from allocator.room.loads import Loads
from benchmarks.cases import Asked, Case, Week
from benchmarks.suites._instances import from_scratch, week_from

QUESTION = "What is reached in a minute when there is hardly any room, or too little?"
SECONDS, REPEATS, BACKENDS = 60.0, 1, ("ours",)
PRESET, SEED = "lincolnshire-2025", 90104
PERCENT = range(90, 105, 2)
THOUSANDTH = Decimal("0.001")
CORRECTIONS = 3  # who waits changes a little what is the lightest load


def cases(_: Asked) -> Iterator[Case]:
    """Every step, with workers and from scratch."""
    for percent in PERCENT:
        yield Case(f"{percent}-held", {"percent": percent, "scratch": False})
        yield Case(f"{percent}-scratch", {"percent": percent, "scratch": True})


def question(case: Case) -> Week:
    """The county with as much room as the case says."""
    drawn = generate(PRESET, seed=SEED)
    percent: int = case.facts["percent"]
    if case.facts["scratch"]:
        return filled(from_scratch(drawn), percent)
    return filled(_without_room_moves(drawn) if percent > 100 else drawn, percent)


def _without_room_moves(caseload: Caseload) -> Caseload:
    return caseload.model_copy(update={"overrides": {**caseload.overrides, "rules.continuity.room_moves": 0}})


def filled(caseload: Caseload, percent: int) -> Week:
    """The caseload with contracts of such a length that it is ``percent`` full."""
    wanted, factor = Fraction(percent), Fraction(1)
    for _ in range(CORRECTIONS):
        week = week_from(_with_room(caseload, factor))
        factor *= percent_full(week) / wanted
    return week_from(_with_room(caseload, factor))


def percent_full(week: Week) -> Fraction:
    """Fullness in total, in percent."""
    return fullness(week.caseload, week.travel, week.model).total.percent or Fraction(0)


def _with_room(caseload: Caseload, factor: Fraction) -> Caseload:
    """Contracts times ``factor``, and nobody above the ceiling but by those who cannot be given to another."""
    workers = tuple(_scaled(worker, factor) for worker in caseload.workers)
    week = week_from(caseload.model_copy(update={"workers": workers}))
    return week.caseload.model_copy(update={"young_people": tuple(_within_ceilings(week)), "findings": ()})


def _scaled(worker: Worker, factor: Fraction) -> Worker:
    fte = Decimal(round(Fraction(worker.fte) * factor * 1000)) * THOUSANDTH
    return worker.model_copy(update={"fte": fte})


def _within_ceilings(week: Week) -> Iterator[YoungPerson]:
    """Everybody, in the order of the table; who no longer fits waits from the day of the run."""
    caseload, loads = week.caseload, Loads(week.travel, week.model, week.caseload.as_of)
    workers = {worker.worker_id: worker for worker in caseload.workers}
    room = {name: ceiling(worker, week.model, as_of=caseload.as_of) for name, worker in workers.items()}
    waiting: set[str] = set()
    for person in sorted(caseload.young_people, key=_first_to_stay):
        worker = workers.get(person.current_worker or "")
        if worker is None:
            continue
        load = loads.of(person, worker)
        if load > room[worker.worker_id] and not person.locked:
            waiting.add(person.person_id)
        else:
            room[worker.worker_id] -= load
    gone = {"current_worker": None, "worker_since": None, "last_change": None, "referred": caseload.as_of}
    for person in caseload.young_people:
        yield person.model_copy(update=gone) if person.person_id in waiting else person


def _first_to_stay(person: YoungPerson) -> tuple[bool, str, str]:
    """Locked people first, then those who have been with their worker the longest."""
    since = person.worker_since.isoformat() if person.worker_since else ""
    return not person.locked, since, person.person_id
