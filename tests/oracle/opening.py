"""Who is open in one week, and what may be given to each; it weighs nothing against anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocator.records import Band, Role, YoungPerson
from allocator.rule_book import Strength
from tests.oracle.days import nth_birthday, weeks
from tests.oracle.week import Week
from tests.oracle.workers import serves


class Standing(StrEnum):
    """How somebody stands at the start of the run."""

    NEW = "new"
    FREED = "freed"
    STEP_DOWN = "step-down"
    HELD = "held"


@dataclass(frozen=True)
class Opening:
    """``choices`` are what each may end with, as they were first; ``overdue`` are all whose step-down is due."""

    standing: Mapping[str, Standing]
    overdue: tuple[str, ...]
    choices: Mapping[str, tuple[str | None, ...]]


def open_up(week: Week) -> Opening:
    """Who is held, new or freed, and every choice that concerns one person alone."""
    due = sorted((key for key in week.people if _due(week, key)), key=lambda key: (_born(week, key), key))
    freed = due[: week.model.rules.step_down.per_week]
    standing = {key: Standing.STEP_DOWN if key in freed else _standing(week, key) for key in week.people}
    return Opening(standing, tuple(due), {key: _choices(week, key, standing[key]) for key in week.people})


def _standing(week: Week, key: str) -> Standing:
    if week.people[key].current_worker is None:
        return Standing.NEW
    return Standing.FREED if _freed_for_good(week, key) else Standing.HELD


def _freed_for_good(week: Week, key: str) -> bool:
    person = week.people[key]
    now = person.current_worker
    return now is not None and (
        now not in week.workers or week.worker[now].leaves_people or now in person.avoid_workers
    )


def _lock_holds(week: Week, key: str) -> bool:
    person = week.people[key]
    return person.locked and person.current_worker is not None and not _freed_for_good(week, key)


def _due(week: Week, key: str) -> bool:
    person, facts, rule = week.people[key], week.person[key], week.model.rules.step_down
    now = person.current_worker
    if rule.strength != Strength.MUST or now is None or _freed_for_good(week, key) or _lock_holds(week, key):
        return False
    if facts.band != Band.OLDER or facts.stayer or week.workers[now].role != Role.YOUNGER:
        return False
    return not _sibling_there(week, key) and _deadline_reached(week, person)


def _sibling_there(week: Week, key: str) -> bool:
    person = week.people[key]
    members = week.groups.get(person.keep_together or "", ())
    return any(week.people[other].current_worker == person.current_worker for other in members if other != key)


def _deadline_reached(week: Week, person: YoungPerson) -> bool:
    if person.date_of_birth is None:
        return (person.age or 0) >= 22
    deadline = nth_birthday(person.date_of_birth, 21) + weeks(week.model.rules.step_down.deadline_weeks)
    return deadline <= week.case.caseload.as_of


def _born(week: Week, key: str) -> date:
    person = week.people[key]
    return person.date_of_birth or nth_birthday(week.case.caseload.as_of, -(person.age or 0))


def _choices(week: Week, key: str, standing: Standing) -> tuple[str | None, ...]:
    person, facts = week.people[key], week.person[key]
    now = person.current_worker
    takes = {w for w, f in week.worker.items() if f.takes_people or "on_duty" in week.case.ignoring}
    others = tuple(w for w in week.workers if w in takes and w not in person.avoid_workers and w != now)
    if standing in (Standing.NEW, Standing.FREED):
        return (None, *others)
    if standing is Standing.STEP_DOWN:
        return (now, *(w for w in others if serves(week.workers[w], Band.OLDER)))
    rules = week.model.rules
    stuck = facts.near_event and rules.key_event.strength == Strength.MUST
    stuck = stuck or (facts.just_moved and rules.settled.strength == Strength.MUST)
    return (now,) if stuck or _lock_holds(week, key) else (now, *others)
