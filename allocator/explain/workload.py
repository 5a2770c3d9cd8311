"""One row for each worker at the end of the run; it adds up and rounds, and says nothing about anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.words import one_decimal, percent
from allocator.load import travel_hours
from allocator.proposal import Workload
from allocator.records import Band


def workloads(state: EndState) -> tuple[Workload, ...]:
    """Every worker in the order of the table; percentages of a full-time post, utilisation of their own capacity."""
    heads: Counter[tuple[str, Band]] = Counter()
    minutes: dict[str, Counter[Fraction]] = defaultdict(Counter)  # by visits a year: hours are in proportion to both
    for person in state.caseload.young_people:
        worker_id = state.answer.worker_of[person.person_id]
        if worker_id is not None:
            heads[worker_id, state.profile(person).band] += 1
            minutes[worker_id][state.visits(person)] += state.minutes(person, state.workers[worker_id].worker.base)
    return tuple(
        _row(end, heads[key, Band.YOUNGER], heads[key, Band.OLDER], hours=_hours(minutes[key]))
        for key, end in state.workers.items()
    )


def _hours(minutes: Counter[Fraction]) -> Fraction:
    """Hours a week on the road for minutes one way by visits a year."""
    return sum((travel_hours(visits, whole) for visits, whole in minutes.items()), Fraction(0))


def utilisation(end: WorkerEnd) -> Fraction | None:
    """Load over the worker's own capacity; None where there is none."""
    return end.load / end.capacity if end.capacity else None


def grade(end: WorkerEnd, people: int) -> str | None:
    """The grade of a caseload by people per full-time post of capacity; None where the model has no grades."""
    if not end.caps.grades or (people == 0 and end.capacity == 0):
        return None
    for entry in end.caps.grades:
        if entry.up_to is None or people <= Fraction(entry.up_to) * end.capacity:
            return entry.title
    return end.caps.grades[-1].title


def _row(end: WorkerEnd, younger: int, older: int, *, hours: Fraction) -> Workload:
    used = utilisation(end)
    return Workload(
        worker_id=end.worker.worker_id,
        base=end.worker.base,
        role=end.worker.role.value,
        capacity_percent=percent(end.capacity),
        ceiling_percent=percent(end.ceiling),
        load_percent=percent(end.load),
        utilisation_percent=None if used is None else percent(used),
        people_16_20=younger,
        people_21_plus=older,
        given=end.given,
        travel_hours_per_week=one_decimal(hours),
        grade=grade(end, younger + older),
        takes_people=end.takes,
    )
