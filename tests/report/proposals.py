"""Proposals by hand, with one of everything that a page shows; nothing in them has been worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from allocator.proposal import (
    Breach,
    Cause,
    ChangeKind,
    LevelResult,
    Placement,
    Proposal,
    Reason,
    Shortage,
    Status,
    Workload,
)
from allocator.records import Finding, Severity
from allocator.rule_book import Strength

CAUSES = {
    ChangeKind.KEPT: Cause.HELD,
    ChangeKind.NEW: Cause.NEW,
    ChangeKind.FORCED: Cause.WORKER_LEAVES,
    ChangeKind.ROOM: Cause.ROOM,
    ChangeKind.CHOSEN: Cause.CHOSEN,
    ChangeKind.UNALLOCATED: Cause.NEW,
}


def reason(sentence: str, code: str = "any", **facts: object) -> Reason:
    """A reason in one sentence."""
    return Reason(code=code, sentence=sentence, facts=facts)


def placement(person_id: str, change: str = "kept", worker_id: str | None = "W1", **fields: Any) -> Placement:
    """Somebody at the end of a run, 17 minutes from their worker."""
    kind = ChangeKind(change)
    given: dict[str, Any] = {
        "previous_worker": worker_id if kind is ChangeKind.KEPT else None,
        "cause": CAUSES[kind],
        "minutes_one_way": 17,
        "load_percent": Decimal("5.0"),
        "reason": reason(f"Why {person_id}."),
    }
    return Placement(person_id=person_id, worker_id=worker_id, change=kind, **given | fields)


def shortage(person_id: str, *ways: str, duty: bool = True, weeks: int = 0, why: str = "No room.") -> Shortage:
    """Somebody without a worker; the ways out have the code of a higher intake."""
    found = tuple(reason(way, "raise_intake") for way in ways)
    return Shortage(person_id=person_id, duty=duty, weeks_waited=weeks, reason=reason(why), ways_out=found)


def workload(worker_id: str = "W1", load: str = "80.0", **fields: Any) -> Workload:
    """A full-time worker with a ceiling of 110 %."""
    given: dict[str, Any] = {
        "base": "Boston",
        "role": "16-20",
        "capacity_percent": Decimal("100.0"),
        "ceiling_percent": Decimal("110.0"),
        "load_percent": Decimal(load),
        "utilisation_percent": Decimal(load),
        "people_16_20": 16,
        "people_21_plus": 3,
        "given": 0,
        "travel_hours_per_week": Decimal("2.5"),
    }
    return Workload(worker_id=worker_id, **given | fields)


def level(key: str, value: float = 0.0, bound: float | None = None, **fields: Any) -> LevelResult:
    """A level that is proven where the bound equals the value."""
    given: dict[str, Any] = {"proven": bound == value, "kept": value, "seconds": 0.25}
    return LevelResult(key=key, value=value, bound=bound, **given | fields)


def breach(sentence: str, *, rule: str = "age_band", strength: str = "must", standing: bool = False) -> Breach:
    """A rule that is not kept."""
    return Breach(
        rule=rule, strength=Strength(strength), person_id="P1", worker_id="W1", standing=standing, sentence=sentence
    )


def finding(what: str, severity: str = "warning", **fields: Any) -> Finding:
    """Something wrong in row 7 of the workers."""
    given: dict[str, Any] = {"code": "any", "table": "workers", "row": 7, "do": "Look again."}
    return Finding(severity=Severity(severity), what=what, **given | fields)


def proposal(**fields: Any) -> Proposal:
    """A week in which nothing happens, but for what is given."""
    given: dict[str, Any] = {
        "title": "A quiet week",
        "as_of": "2026-12-07",
        "model": "a-model",
        "status": Status.PROVEN,
        "levels": (level("unallocated_duty", 0.0, 0.0, heads=0), level("cost", 12.34, 12.34)),
        "placements": (placement("P1"), placement("P2", worker_id="W2")),
        "shortages": (),
        "breaches": (),
        "workloads": (workload("W1"), workload("W2", "95.5")),
    }
    return Proposal(**given | fields)


def busy() -> Proposal:
    """A week with one of everything."""
    because = {"because": "W7 leaves on 18 December 2026.", "choice": "W1 is the nearest of 4 workers with room."}
    none = {"capacity_percent": Decimal("0.0"), "ceiling_percent": Decimal("0.0"), "utilisation_percent": None}
    gone = workload("W3", "0.0", takes_people=False, **none)
    forced = reason(f"{because['because']} {because['choice']}", "worker_leaves", **because)
    return proposal(
        title="A busy <week> & more",
        status=Status.NOT_PROVEN,
        placements=(
            placement("P1"),
            placement("P2", "new", "W2", minutes_one_way=None),
            placement("P3", "forced", previous_worker="W7", reason=forced),
            placement("P4", "room", "W2", previous_worker="W1"),
            placement("P5", "chosen", "W2", previous_worker="W1"),
            placement("P6", "unallocated", None, minutes_one_way=None, load_percent=None),
            placement("P7", worker_id="W2", reason=reason("Waits for a step-down.")),
        ),
        shortages=(shortage("P6", "Intake 4.", "Ceiling 112 %.", weeks=7),),
        breaches=(
            breach("P6 is left without a worker.", rule="one_worker"),
            breach("P2 would rather have W1.", rule="language", strength="should"),
            breach("P2 is 17."),
            breach("P1 is 22.", standing=True),
        ),
        workloads=(
            workload("W1", "108.2", given=1),
            workload("W2", "121.0", given=3, grade="requires improvement"),
            gone,
        ),
        levels=(
            level("unallocated_duty", 0.05, 0.05, heads=1),
            level("changes", 1.0000214, 1.0000214),
            level("cost", 100.0, 97.5),
        ),
        overdue_step_downs=("P7",),
        findings=(finding("A note.", "note"), finding("<b>Nowhere</b> is not known.", column="base", record_id="W2")),
    )
