"""The nouns that come out: who works with whom, what changes and why, how good it is; a proposal decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from allocator.records import Finding, Record
from allocator.rule_book import Strength


class ChangeKind(StrEnum):
    """What happens to one young person in this run."""

    KEPT = "kept"
    NEW = "new"
    FORCED = "forced"
    ROOM = "room"
    CHOSEN = "chosen"
    UNALLOCATED = "unallocated"


class Cause(StrEnum):
    """Why somebody is open in this run, or why they stay."""

    HELD = "held"
    NEW = "new"
    WORKER_LEFT = "worker_left"
    WORKER_LEAVES = "worker_leaves"
    WORKER_AWAY = "worker_away"
    WORKER_UNKNOWN = "worker_unknown"
    APART = "apart"
    STEP_DOWN = "step_down"
    ROOM = "room"
    CHOSEN = "chosen"


class Status(StrEnum):
    """How far a run got: every level proven, stopped by the clock, or interrupted by the user."""

    PROVEN = "proven"
    NOT_PROVEN = "not proven"
    INTERRUPTED = "interrupted"


class LevelResult(Record):
    """One level: settled ``value``, ``bound`` given the levels above it, ``kept`` in the final allocation.

    Units: shares of a post for unallocated*, moves for changes, a count for needs, hours a week for the others.
    ``gap`` = (value - bound) / max(1, value); ``bound`` is None where none was found in time.
    """

    key: str
    value: float
    bound: float | None
    proven: bool
    kept: float
    seconds: float
    heads: int | None = None
    phase: str = "weekly"

    @property
    def gap(self) -> float | None:
        """Share by which the value might still be better."""
        if self.proven:
            return 0.0
        return None if self.bound is None else (self.value - self.bound) / max(1.0, self.value)


class Reason(Record):
    """Why, as a stable ``code``, one ``sentence`` in plain words, and the ``facts`` it rests on."""

    code: str
    sentence: str
    facts: Mapping[str, Any] = Field(default_factory=dict)


class Placement(Record):
    """One young person at the end of the run. Minutes are whole and one way; load is percent of a full-time post."""

    person_id: str
    worker_id: str | None
    previous_worker: str | None
    change: ChangeKind
    cause: Cause
    minutes_one_way: int | None
    load_percent: Decimal | None
    reason: Reason


class Breach(Record):
    """A rule that the allocation does not keep; ``standing`` ones were there before and only reported."""

    rule: str
    strength: Strength
    person_id: str | None
    worker_id: str | None
    standing: bool
    sentence: str


class Shortage(Record):
    """Somebody who is left without a worker: the reason and the cheapest ways out, cheapest first."""

    person_id: str
    duty: bool
    weeks_waited: int
    reason: Reason
    ways_out: tuple[Reason, ...] = ()


class Workload(Record):
    """One worker at the end of the run; percentages are of a full-time post, utilisation of their own capacity."""

    worker_id: str
    base: str
    role: str
    capacity_percent: Decimal
    ceiling_percent: Decimal
    load_percent: Decimal
    utilisation_percent: Decimal | None
    people_16_20: int
    people_21_plus: int
    given: int
    travel_hours_per_week: Decimal
    grade: str | None = None
    takes_people: bool = True


class Proposal(Record):
    """The whole answer of one run, ready to be reviewed by a named person."""

    title: str
    as_of: str
    model: str
    status: Status
    levels: tuple[LevelResult, ...]
    placements: tuple[Placement, ...]
    shortages: tuple[Shortage, ...]
    breaches: tuple[Breach, ...]
    workloads: tuple[Workload, ...]
    overdue_step_downs: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> tuple[Placement, ...]:
        """Everybody for whom something changes, in the order of the caseload."""
        return tuple(p for p in self.placements if p.change is not ChangeKind.KEPT)

    @property
    def exit_code(self) -> int:
        """0, or 3 where somebody is unallocated or a pair made in this run breaks a must."""
        broken = any(b.strength is Strength.MUST and not b.standing for b in self.breaches)
        return 3 if broken or self.shortages else 0
