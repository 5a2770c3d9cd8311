"""Load, visits and room of one run, worked out once for everybody who is alike; it knows no allocation and no rule."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from fractions import Fraction
from typing import TypeVar, cast

from allocator import load
from allocator.records import Band, Worker, YoungPerson
from allocator.service_model import CaseloadClass, ServiceModel
from allocator.travel.times import Travel

Value = TypeVar("Value")


class Shares:
    """Exact shares of a full-time post and whole minutes; every call is a function of the records alone."""

    def __init__(self, travel: Travel, model: ServiceModel, *, as_of: date) -> None:
        self._travel, self._model, self._as_of = travel, model, as_of
        self._known: dict[Hashable, object] = {}
        self._numbers: dict[str, int] = {}
        self._minutes: dict[tuple[str | None, str], int] = {}

    def band(self, person: YoungPerson) -> Band:
        """Age band on the day of the run."""
        return load.band_of(person, self._as_of)

    def stayer(self, person: YoungPerson) -> bool:
        """Whether somebody of 21+ stays with their worker."""
        return (person.keep_after_21 or person.in_education) and load.is_stayer(person, self._model, self._as_of)

    def minutes(self, person: YoungPerson, worker: Worker) -> int:
        """Whole minutes one way; the caseload's median where an end of the journey is unknown."""
        where = person.place, worker.base
        minutes = self._minutes.get(where)
        if minutes is None:
            minutes = self._minutes[where] = self._travel.minutes_one_way(*where)
        return minutes

    def near(self, person: YoungPerson, base: str, minutes: int) -> bool:
        """Whether somebody is known to live within so many minutes of a base."""
        where = person.place, base, minutes
        return self._once(("near", *where), lambda: self._travel.near(*where))

    def visits(self, person: YoungPerson) -> Fraction:
        """Visits a year."""
        key = ("visits", self.alike(person))
        return self._once(key, lambda: load.visits_per_year(person, self._model, as_of=self._as_of))

    def load(self, person: YoungPerson, worker: Worker) -> Fraction:
        """Share of 1.0 FTE that one young person takes of one worker, extra travel counted."""
        # Journeys within the minutes that a cap includes are all alike.
        minutes = max(self.minutes(person, worker), self._model.load.included_minutes)
        key = ("load", id(self._caps(worker)), minutes, self.alike(person))
        return self._once(key, lambda: self.without_travel(person, worker) + self._extra(person, minutes))

    def without_travel(self, person: YoungPerson, worker: Worker) -> Fraction:
        """The same for somebody next door."""
        caps = self._caps(worker)
        key = ("without travel", id(caps), self.alike(person))
        return self._once(key, lambda: load.base_share(person, caps, self._model, as_of=self._as_of))

    def weight(self, person: YoungPerson) -> Fraction:
        """What leaving somebody without a worker weighs (share of 1.0 FTE, growing with the weeks waited)."""
        key = ("weight", load.weeks_waited(person, self._as_of), self.alike(person))
        return self._once(key, lambda: load.weight_unallocated(person, self._model, as_of=self._as_of))

    def capacity(self, worker: Worker) -> Fraction:
        """Share of a post that a worker gives now."""
        key = ("capacity", worker.worker_id)
        return self._once(key, lambda: load.capacity(worker, self._model, as_of=self._as_of))

    def ceiling(self, worker: Worker) -> Fraction:
        """Share of a post above which nobody is given to a worker."""
        return self._once(("ceiling", worker.worker_id), lambda: self.capacity(worker) * self._ratio(worker))

    def ceiling_after_induction(self, worker: Worker) -> Fraction:
        """The ceiling that the same worker would have without induction."""
        whole = Fraction(worker.fte) * (1 - Fraction(worker.reduction_percent) / 100)
        return whole * self._ratio(worker)

    def _ratio(self, worker: Worker) -> Fraction:
        return self._caps(worker).ceiling_ratio

    def _caps(self, worker: Worker) -> CaseloadClass:
        key = ("caps", worker.worker_id)
        return self._once(key, lambda: load.class_of(worker, self._model, self._as_of))

    def _extra(self, person: YoungPerson, minutes: int) -> Fraction:
        return load.extra_travel_share(self.visits(person), minutes, self._model)

    def alike(self, person: YoungPerson) -> int:
        """A number that people share who agree in everything that load and visits depend on."""
        number = self._numbers.get(person.person_id)
        if number is None:
            number = self._numbers[person.person_id] = self._number_of(person)
        return number

    def _number_of(self, person: YoungPerson) -> int:
        band, stayer = self.band(person), self.stayer(person)
        alike = "profile", person.category, person.complexity, person.lead, person.needs, band, stayer
        return self._once(alike, lambda: len(self._known))

    def _once(self, key: Hashable, work_out: Callable[[], Value]) -> Value:
        """What was worked out for ``key`` before, or else what is worked out now."""
        value = self._known.get(key)
        if value is None:
            value = self._known[key] = work_out()
        return cast(Value, value)
