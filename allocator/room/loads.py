"""Exact loads of many people, each kind and journey counted once; the arithmetic is that of allocator.load."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from fractions import Fraction

from allocator.load import band_of, base_share, extra_travel_share, is_stayer, visits_per_year, years_of_experience
from allocator.records import Worker, YoungPerson
from allocator.service_model import ServiceModel, caseload_class
from allocator.travel.times import Travel


class Loads:
    """Shares of a post by person and worker on one day; asking twice costs nothing."""

    def __init__(self, travel: Travel, model: ServiceModel, as_of: date) -> None:
        self._travel, self._model, self._as_of = travel, model, as_of
        self._bases: dict[tuple[Hashable, int], Fraction] = {}
        self._visits: dict[Hashable, Fraction] = {}
        self._classes: dict[str, int] = {}
        self._kinds: dict[str, Hashable] = {}
        self._known: dict[tuple[Hashable, int, int], Fraction] = {}

    def of(self, person: YoungPerson, worker: Worker) -> Fraction:
        """Load of one person with one worker."""
        return self.at(person, self.class_of(worker), self.minutes(person, worker))

    def at(self, person: YoungPerson, row: int, minutes: int) -> Fraction:
        """Load of one person with any worker of that entry of the caseloads who is so many minutes away."""
        minutes = max(minutes, self._model.load.included_minutes)
        key = self.kind(person), row, minutes
        if key not in self._known:
            self._known[key] = self.base(person, row) + extra_travel_share(self.visits(person), minutes, self._model)
        return self._known[key]

    def minutes(self, person: YoungPerson, worker: Worker) -> int:
        """Whole minutes one way."""
        return self._travel.minutes_one_way(person.place, worker.base)

    def class_of(self, worker: Worker) -> int:
        """The row of the worker's entry in the model's caseloads."""
        if worker.worker_id not in self._classes:
            years = years_of_experience(worker, self._as_of)
            self._classes[worker.worker_id] = caseload_class(self._model, worker, years)
        return self._classes[worker.worker_id]

    def kind(self, person: YoungPerson) -> Hashable:
        """What people of equal load have in common: everything but where they live."""
        if person.person_id not in self._kinds:
            band = band_of(person, self._as_of)
            stays = is_stayer(person, self._model, self._as_of)
            self._kinds[person.person_id] = band, stays, person.category, person.complexity, person.lead, person.needs
        return self._kinds[person.person_id]

    def base(self, person: YoungPerson, row: int) -> Fraction:
        """Load without extra travel, with a worker of that entry of the caseloads."""
        key = self.kind(person), row
        if key not in self._bases:
            self._bases[key] = base_share(person, self._model.caseloads[row], self._model, as_of=self._as_of)
        return self._bases[key]

    def visits(self, person: YoungPerson) -> Fraction:
        """Visits a year."""
        kind = self.kind(person)
        if kind not in self._visits:
            self._visits[kind] = visits_per_year(person, self._model, as_of=self._as_of)
        return self._visits[kind]


def added(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; like denominators first, which is many times faster than one by one."""
    numerators: dict[int, int] = {}
    for amount in amounts:
        numerators[amount.denominator] = numerators.get(amount.denominator, 0) + amount.numerator
    return sum((Fraction(top, bottom) for bottom, top in numerators.items()), Fraction(0))
