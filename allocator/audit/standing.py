"""Who is new, freed or held, and who of the held may move, from the tables alone; it never looks at an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from allocator.dates import birthday, in_window, weeks_later
from allocator.load import age_of, band_of, is_stayer, leaves_people, takes_people
from allocator.proposal import Cause
from allocator.reading.personal import printable
from allocator.records import Band, Caseload, Role, Worker, YoungPerson
from allocator.service_model import ServiceModel

AGE_OF_STEP_DOWN = 21
NONE: frozenset[Cause] = frozenset()


@dataclass(frozen=True, eq=False)
class Standing:
    """Which pairs of last week still stand."""

    caseload: Caseload
    model: ServiceModel

    @cached_property
    def workers(self) -> dict[str, Worker]:
        """Worker id to worker."""
        return {worker.worker_id: worker for worker in self.caseload.workers}

    @cached_property
    def leaving(self) -> frozenset[str]:
        """Workers who have left, leave within the handover weeks or are long away: their pairs no longer stand."""
        as_of = self.caseload.as_of
        return frozenset(w.worker_id for w in self.caseload.workers if leaves_people(w, self.model, as_of))

    @cached_property
    def on_duty(self) -> frozenset[str]:
        """Workers to whom somebody may be given."""
        as_of = self.caseload.as_of
        return frozenset(w.worker_id for w in self.caseload.workers if takes_people(w, self.model, as_of))

    @cached_property
    def groups(self) -> dict[str, tuple[YoungPerson, ...]]:
        """Who belongs together, by group."""
        members: dict[str, list[YoungPerson]] = {}
        for person in self.caseload.young_people:
            if person.keep_together is not None:
                members.setdefault(person.keep_together, []).append(person)
        return {group: tuple(people) for group, people in members.items()}

    def lock_holds(self, person: YoungPerson) -> bool:
        """Whether the manager's lock counts: it needs a worker on duty and no reason to keep the two apart."""
        return person.locked and person.current_worker is not None and not self.ended(person)

    def ended(self, person: YoungPerson) -> frozenset[Cause]:
        """Every cause for which a pair no longer stands for good; empty while it stands or where there is none."""
        worker_id = person.current_worker
        if worker_id is None:
            return NONE
        if worker_id in self.workers and worker_id not in self.leaving and worker_id not in person.avoid_workers:
            return NONE
        return frozenset(self._causes(person, worker_id))

    def _causes(self, person: YoungPerson, worker_id: str) -> Iterator[Cause]:
        if worker_id in person.avoid_workers:
            yield Cause.APART
        worker = self.workers.get(worker_id)
        if worker is None:
            yield Cause.WORKER_UNKNOWN
        elif worker_id in self.leaving:
            yield from self._ways_of_leaving(worker)

    def _ways_of_leaving(self, worker: Worker) -> Iterator[Cause]:
        as_of, last = self.caseload.as_of, worker.last_day
        gone = last is not None and last <= weeks_later(as_of, self.model.duty.handover_weeks)
        if gone and last is not None and last <= as_of:
            yield Cause.WORKER_LEFT
        if gone and last is not None and last >= as_of:
            yield Cause.WORKER_LEAVES
        if leaves_people(worker.model_copy(update={"last_day": None}), self.model, as_of):
            yield Cause.WORKER_AWAY

    @cached_property
    def due(self) -> tuple[str, ...]:
        """Whose step-down is due, longest overdue first (the earliest date of birth, then the id)."""
        if not self.model.rules.step_down.must:
            return ()
        due = [person for person in self.caseload.young_people if self._is_due(person)]
        return tuple(p.person_id for p in sorted(due, key=lambda p: (self.born(p), p.person_id)))

    @cached_property
    def freed_for_step_down(self) -> frozenset[str]:
        """Those of the due who may move this week."""
        return frozenset(self.due[: self.model.rules.step_down.per_week])

    def born(self, person: YoungPerson) -> date:
        """Date of birth, or the day of the run less the age in years."""
        return person.date_of_birth or birthday(self.caseload.as_of, -(person.age or 0))

    def _is_due(self, person: YoungPerson) -> bool:
        as_of, worker = self.caseload.as_of, self.workers.get(person.current_worker or "")
        if worker is None or worker.role is not Role.YOUNGER or band_of(person, as_of) is not Band.OLDER:
            return False
        if self.ended(person) or self.lock_holds(person) or is_stayer(person, self.model, as_of):
            return False
        return not self._stays_for_the_group(person) and self._past_the_deadline(person)

    def _stays_for_the_group(self, person: YoungPerson) -> bool:
        """Whether a sibling has the same worker: then nobody steps down away from them."""
        group = self.groups.get(person.keep_together or "", ())
        return any(p.current_worker == person.current_worker and p.person_id != person.person_id for p in group)

    def step_down_by(self, person: YoungPerson) -> date | None:
        """The day on which a step-down is due, None where the date of birth is unknown."""
        if person.date_of_birth is None:
            return None
        return weeks_later(birthday(person.date_of_birth, AGE_OF_STEP_DOWN), self.model.rules.step_down.deadline_weeks)

    def _past_the_deadline(self, person: YoungPerson) -> bool:
        by = self.step_down_by(person)
        if by is None:
            return age_of(person, self.caseload.as_of) > AGE_OF_STEP_DOWN
        return by <= self.caseload.as_of

    def key_event(self, person: YoungPerson) -> str | None:
        """The key event whose window the day of the run lies in, in words; whatever the strength of the rule."""
        rule, as_of = self.model.rules.key_event, self.caseload.as_of
        for words, event in self._events(person):
            if in_window(as_of, [event], weeks_before=rule.weeks_before, weeks_after=rule.weeks_after):
                return f"{words} on {event.day} {event:%B %Y}"
        return None

    def _events(self, person: YoungPerson) -> Iterator[tuple[str, date]]:
        if person.key_event_date is not None:
            event = person.key_event
            yield f"a key event ({printable(event)})" if event else "a key event", person.key_event_date
        if person.date_of_birth is not None:
            for years in self.model.rules.key_event.birthdays:
                yield f"turning {years}", birthday(person.date_of_birth, years)

    def settling(self, person: YoungPerson) -> bool:
        """Whether somebody changed worker too lately to move again; whatever the strength of the rule."""
        last = person.last_change
        return last is not None and self.caseload.as_of < weeks_later(last, self.model.rules.settled.weeks)
