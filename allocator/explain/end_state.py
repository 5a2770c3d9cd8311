"""Where everybody stands at the end of a run, and what one more pair would take; it judges and words nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from allocator import load
from allocator.answer import Answer, Audit
from allocator.records import Band, Caseload, Category, Complexity, Lead, Need, Worker, YoungPerson
from allocator.service_model import CaseloadClass, ServiceModel

if TYPE_CHECKING:  # numpy comes with it, and `allocator models` is faster without
    from allocator.travel.times import Travel

LONGEST_JOURNEY = 10**9  # minutes; near() within it only asks whether both ends are known


class Profile(NamedTuple):
    """All that decides what somebody takes of a post and how often they are visited."""

    category: Category
    band: Band
    complexity: Complexity
    lead: Lead
    needs: frozenset[Need]
    stayer: bool


@dataclass(frozen=True)
class WorkerEnd:
    """One worker at the end of the run, in shares of a post; ``room`` is negative above the ceiling."""

    worker: Worker
    caps: CaseloadClass
    capacity: Fraction
    ceiling: Fraction
    load: Fraction
    room: Fraction
    given: int
    takes: bool


@dataclass(frozen=True)
class EndState:
    """The tables and the answer of one run, indexed; figures are computed once for each profile."""

    caseload: Caseload
    travel: Travel
    model: ServiceModel
    answer: Answer
    audit: Audit
    _profiles: dict[str, Profile] = field(default_factory=dict, repr=False)
    _numbers: dict[Profile, int] = field(default_factory=dict, repr=False)
    _number_of: dict[str, int] = field(default_factory=dict, repr=False)
    _shares: dict[tuple[int, int, int], Fraction] = field(default_factory=dict, repr=False)
    _lines: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict, repr=False)
    _visits: dict[int, Fraction] = field(default_factory=dict, repr=False)
    _minutes: dict[tuple[str | None, str], int] = field(default_factory=dict, repr=False)

    @property
    def as_of(self) -> date:
        """The day of the run."""
        return self.caseload.as_of

    @cached_property
    def people(self) -> Mapping[str, YoungPerson]:
        """Young people by their id, in the order of the table."""
        return {person.person_id: person for person in self.caseload.young_people}

    @cached_property
    def workers(self) -> Mapping[str, WorkerEnd]:
        """Workers by their id, in the order of the table."""
        given = Counter(self.answer.worker_of[p] for p in self.people if self.is_given(p))
        return {worker.worker_id: self._worker_end(worker, given) for worker in self.caseload.workers}

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """Every base that has a worker."""
        return tuple(dict.fromkeys(worker.base for worker in self.caseload.workers))

    @cached_property
    def taking(self) -> tuple[WorkerEnd, ...]:
        """Those who may be given somebody: on duty, started, not leaving, not away."""
        return tuple(end for end in self.workers.values() if end.takes)

    @cached_property
    def with_any_room(self) -> tuple[WorkerEnd, ...]:
        """Those who take people and have anything left of ceiling and intake."""
        return tuple(end for end in self.taking if end.room > 0 and self.intake_left(end))

    @cached_property
    def roomy(self) -> frozenset[str]:
        """The ids of ``with_any_room``: everybody else can be given nobody at all."""
        return frozenset(end.worker.worker_id for end in self.with_any_room)

    @cached_property
    def taking_at(self) -> Mapping[str, tuple[WorkerEnd, ...]]:
        """Those who take people, by base."""
        at: dict[str, list[WorkerEnd]] = {}
        for end in self.taking:
            at.setdefault(end.worker.base, []).append(end)
        return {base: tuple(ends) for base, ends in at.items()}

    @cached_property
    def roomiest_at(self) -> tuple[tuple[WorkerEnd, ...], ...]:
        """Those with any room by base and caps, so that somebody is one share to all of them; most room first."""
        at: dict[tuple[str, int], list[WorkerEnd]] = {}
        for end in self.with_any_room:
            at.setdefault((end.worker.base, id(end.caps)), []).append(end)
        return tuple(tuple(sorted(ends, key=lambda end: -end.room)) for ends in at.values())

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """People to be kept together, by group."""
        groups: dict[str, list[str]] = {}
        for person in self.caseload.young_people:
            if person.keep_together is not None:
                groups.setdefault(person.keep_together, []).append(person.person_id)
        return {group: tuple(members) for group, members in groups.items()}

    def siblings(self, person: YoungPerson) -> Iterator[str]:
        """Everybody else of the same group."""
        return (other for other in self.groups.get(person.keep_together or "", ()) if other != person.person_id)

    def is_given(self, person_id: str) -> bool:
        """Whether somebody ends with a worker whom they did not have before."""
        worker_id = self.answer.worker_of[person_id]
        return worker_id is not None and worker_id != self.people[person_id].current_worker

    def intake_left(self, end: WorkerEnd) -> bool:
        """Whether a worker may be given one more in this run."""
        intake = self.model.rules.intake
        return not intake.on or end.given < intake.per_week

    def profile(self, person: YoungPerson) -> Profile:
        """What decides somebody's share of a post."""
        known = self._profiles.get(person.person_id)
        if known is None:
            stayer, band = load.is_stayer(person, self.model, self.as_of), load.band_of(person, self.as_of)
            known = Profile(person.category, band, person.complexity, person.lead, person.needs, stayer)
            self._profiles[person.person_id] = known
        return known

    def number(self, person: YoungPerson) -> int:
        """The profile as a number, which is quicker to look up by."""
        number = self._number_of.get(person.person_id)
        if number is None:
            number = self._numbers.setdefault(self.profile(person), len(self._numbers))
            self._number_of[person.person_id] = number
        return number

    def visits(self, person: YoungPerson) -> Fraction:
        """Visits a year."""
        number = self.number(person)
        if number not in self._visits:
            self._visits[number] = load.visits_per_year(person, self.model, as_of=self.as_of)
        return self._visits[number]

    def minutes(self, person: YoungPerson, base: str) -> int:
        """Minutes one way, the caseload's median where either end is unknown."""
        key = (person.place, base)
        minutes = self._minutes.get(key)
        if minutes is None:
            minutes = self._minutes[key] = self.travel.minutes_one_way(*key)
        return minutes

    def journey_known(self, person: YoungPerson, base: str) -> bool:
        """Whether both ends of a journey are known."""
        return self.travel.near(person.place, base, LONGEST_JOURNEY)

    def travel_hours(self, person: YoungPerson, base: str) -> Fraction:
        """Hours a week on the road for one pair."""
        return load.travel_hours(self.visits(person), self.minutes(person, base))

    def share(self, person: YoungPerson, end: WorkerEnd) -> Fraction:
        """What somebody takes of a full-time post of this worker, extra travel included."""
        return self.share_at(person, end.caps, self.minutes(person, end.worker.base))

    def share_near_by(self, person: YoungPerson, end: WorkerEnd) -> Fraction:
        """What somebody would take of this worker's post if the journey were an ordinary one."""
        return self.share_at(person, end.caps, self.model.load.included_minutes)

    def share_by_minutes(self, person: YoungPerson, caps: CaseloadClass) -> tuple[int, int, int]:
        """``base``, ``slope``, ``scale``: with these caps somebody takes (base + slope x minutes beyond) / scale.

        Minutes beyond those that a cap includes; whole numbers, because many journeys are looked at for one person.
        """
        key = (self.number(person), id(caps))
        line = self._lines.get(key)
        if line is None:
            included = self.model.load.included_minutes
            near, farther = self.share_at(person, caps, included), self.share_at(person, caps, included + 1)
            scale = lcm(near.denominator, farther.denominator)
            line = self._lines[key] = (int(near * scale), int((farther - near) * scale), scale)
        return line

    def share_at(self, person: YoungPerson, caps: CaseloadClass, minutes: int) -> Fraction:
        """What somebody takes of a full-time post with these caps, so many minutes away."""
        # A class is told apart by identity: the model keeps every one of them alive.
        key = (self.number(person), id(caps), max(minutes, self.model.load.included_minutes))
        share = self._shares.get(key)
        if share is None:
            base = load.base_share(person, caps, self.model, as_of=self.as_of)
            share = self._shares[key] = base + load.extra_travel_share(self.visits(person), minutes, self.model)
        return share

    def _worker_end(self, worker: Worker, given: Counter[str | None]) -> WorkerEnd:
        ceiling = load.ceiling(worker, self.model, as_of=self.as_of)
        carried = self.audit.loads.get(worker.worker_id, Fraction(0))
        return WorkerEnd(
            worker,
            caps=load.class_of(worker, self.model, self.as_of),
            capacity=load.capacity(worker, self.model, as_of=self.as_of),
            ceiling=ceiling,
            load=carried,
            room=ceiling - carried,
            given=given[worker.worker_id],
            takes=load.takes_people(worker, self.model, self.as_of),
        )
