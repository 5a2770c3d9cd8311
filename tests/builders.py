"""Tiny caseloads, models, journeys and answers, so that a test states only what it is about; it solves nothing.

One full-time post is 4 people of 16-20 or 10 of 21+, and its ceiling is 125 % (5 people of 16-20). The day is a Monday.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any

import numpy as np

from allocator.answer import Answer
from allocator.dates import birthday
from allocator.proposal import Cause, ChangeKind, LevelResult, Status
from allocator.records import Caseload, Journey, Worker, YoungPerson
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

AS_OF = date(2026, 1, 5)
HOME_BASE = "Peterborough"
MEDIAN_IF_NOBODY = 20


def born(age: int, *, days: int = 180) -> date:
    """The date of birth of somebody who turned ``age`` ``days`` days before AS_OF (negative: will turn it)."""
    return birthday(AS_OF - timedelta(days=days), -age)


def weeks_ago(weeks: int) -> date:
    """The day ``weeks`` weeks before AS_OF (negative: after it)."""
    return AS_OF - timedelta(weeks=weeks)


def person(person_id: str = "P1", current_worker: str | None = None, **fields: Any) -> YoungPerson:
    """A former relevant young person in Boston, 19 for half a year; ``age=17`` gives such a date of birth."""
    fields = {"category": "former_relevant", "place": "Boston", "current_worker": current_worker} | fields
    if "date_of_birth" not in fields:
        fields["date_of_birth"] = born(fields.pop("age", 19))
    return YoungPerson.model_validate({"person_id": person_id, **fields})


def worker(worker_id: str = "W1", base: str = "Boston", **fields: Any) -> Worker:
    """A full-time worker in Boston for all ages, experienced, without skills."""
    return Worker.model_validate({"worker_id": worker_id, "base": base, "fte": "1"} | fields)


def caseload(
    people: Iterable[YoungPerson],
    workers: Iterable[Worker],
    *,
    minutes: Mapping[tuple[str, str], int] | None = None,
    as_of: date = AS_OF,
) -> Caseload:
    """A caseload; ``minutes`` are whole minutes one way by (place, base)."""
    journeys = tuple(Journey(from_place=a, to_place=b, minutes=m) for (a, b), m in (minutes or {}).items())
    return Caseload(title="a test", as_of=as_of, young_people=tuple(people), workers=tuple(workers), travel=journeys)


def travel(cases: Caseload, *, extra_bases: Iterable[str] = (HOME_BASE,)) -> Travel:
    """The caseload's own journeys and nothing else: 0 minutes within one place, unknown where no minutes are given."""
    places = tuple(dict.fromkeys(p.place for p in cases.young_people if p.place))
    staffed = dict.fromkeys(w.base for w in cases.workers)
    bases = tuple(dict.fromkeys([*staffed, *extra_bases]))
    table = np.array([[_minutes(cases, place, base) for base in bases] for place in places], dtype=np.int32)
    table = table.reshape(len(places), len(bases))
    miles = np.where(table < 0, np.nan, table * 0.5)
    return Travel(
        places=places,
        bases=bases,
        minutes=table,
        miles=miles,
        median_minutes=_median(cases, tuple(staffed)),
        unknown_places=tuple(p for p, row in zip(places, table, strict=True) if (row < 0).all()),
        unknown_bases=tuple(b for b, row in zip(bases, table.T, strict=True) if (row < 0).all()),
        suggestions={},
    )


def _minutes(cases: Caseload, place: str, base: str) -> int:
    given = {(j.from_place, j.to_place): j.minutes for j in cases.travel}
    back = {(b, a): m for (a, b), m in given.items()}
    return given.get((place, base), back.get((place, base), 0 if place == base else -1))


def _median(cases: Caseload, bases: tuple[str, ...]) -> int:
    known = [[m for b in bases if (m := _minutes(cases, p.place, b)) >= 0] for p in cases.young_people if p.place]
    nearest = [min(row) for row in known if row]
    return math.ceil(median(nearest)) if nearest else MEDIAN_IF_NOBODY


MODEL: dict[str, Any] = {
    "name": "test",
    "title": "A model for tests",
    "about": "Small round figures.",
    "source": "assumption: made for tests",
    "duty": {"handover_weeks": 4, "long_absence_weeks": 6},
    "load": {
        "full_time_hours": "36",
        "included_minutes": 30,
        "visits_16_20": "6",
        "visits_21_plus": "4",
        "complexity": {"low": "0.8", "standard": "1", "high": "1.5", "very_high": "2"},
    },
    "caseloads": [{"title": "everybody", "cap_16_20": "4", "cap_21_plus": "10", "ceiling_percent": "125"}],
    "levels": [{"key": k} for k in ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")],
    "rules": {
        "one_worker": {"strength": "must", "waiting_growth_percent": "2", "waiting_cap_weeks": 52},
        "on_duty": {"strength": "must"},
        "apart": {"strength": "must"},
        "locked": {"strength": "must"},
        "ceiling": {"strength": "must", "price_to_ceiling": "1", "price_above": "3"},
        "intake": {"strength": "must", "per_week": 3},
        "continuity": {
            "strength": "must",
            "room_moves": 2,
            "minimum_gain_hours": "0.5",
            "loss_per_year": "1",
            "loss_per_change": "0.5",
            "loss_key_event": "2",
        },
        "key_event": {
            "strength": "must",
            "price_hours": "6",
            "weeks_before": 4,
            "weeks_after": 4,
            "birthdays": [18, 21],
        },
        "settled": {"strength": "must", "price_hours": "4", "weeks": 26},
        "age_band": {"strength": "must", "price_hours": "3"},
        "stay_after_21": {"strength": "must"},
        "step_down": {"strength": "must", "deadline_weeks": 13, "per_week": 1},
        "home_base": {
            "strength": "must",
            "price_hours": "2",
            "group": "former_uasc",
            "bases": [HOME_BASE],
            "minutes": 30,
        },
        "specialist": {
            "strength": "must",
            "needs": {
                "custody": {"strength": "must", "price_hours": "2.5"},
                "parent": {"strength": "should", "price_hours": "1.5"},
                "uasc": {"strength": "should", "price_hours": "0.75"},
            },
        },
        "language": {"strength": "must", "price_hours": "1.25"},
        "together": {"strength": "must", "price_hours": "5"},
        "travel": {"strength": "should", "price_per_hour": "1"},
        "induction": {"strength": "must", "shares": ["0.25", "0.5", "0.75"]},
        "balance": {"strength": "should", "thresholds_percent": ["80", "90", "100"]},
    },
}


def model(overrides: Mapping[str, Any] | None = None, /, **strengths: str) -> ServiceModel:
    """The test model with dotted overrides; a keyword is the strength of a rule.

    ``model({"rules.intake.per_week": 1, "caseloads.0.cap_16_20": 20}, together="off")``.
    """
    data = copy.deepcopy(MODEL)
    changes = dict(overrides or {}) | {f"rules.{rule}.strength": strength for rule, strength in strengths.items()}
    for dotted, value in changes.items():
        *path, last = dotted.split(".")
        node: Any = data
        for step in path:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        node[int(last) if isinstance(node, list) else last] = copy.deepcopy(value)
    return ServiceModel.model_validate(data)


def answer(
    cases: Caseload,
    worker_of: Mapping[str, str | None] | None = None,
    *,
    change: Mapping[str, ChangeKind | str] | None = None,
    cause: Mapping[str, Cause | str] | None = None,
    levels: tuple[LevelResult, ...] = (),
    overdue: tuple[str, ...] = (),
    status: Status = Status.PROVEN,
) -> Answer:
    """Who ends with whom: who is not named stays; new people are ``new``, other movers ``forced``.

    A mover's cause is ``worker_left`` unless said otherwise; room and chosen moves bring a cause of the same word.
    """
    ends = {p.person_id: p.current_worker for p in cases.young_people} | dict(worker_of or {})
    given = {k: ChangeKind(v) for k, v in (change or {}).items()}
    kinds = {p.person_id: given.get(p.person_id) or _kind(p, ends[p.person_id]) for p in cases.young_people}
    said = {k: Cause(v) for k, v in (cause or {}).items()}
    causes = {p.person_id: said.get(p.person_id) or _cause(p, kinds[p.person_id]) for p in cases.young_people}
    return Answer(worker_of=ends, change=kinds, cause=causes, levels=levels, status=status, overdue=overdue)


def _kind(person: YoungPerson, ends_with: str | None) -> ChangeKind:
    if ends_with is None:
        return ChangeKind.UNALLOCATED
    if person.current_worker is None:
        return ChangeKind.NEW
    return ChangeKind.KEPT if ends_with == person.current_worker else ChangeKind.FORCED


def _cause(person: YoungPerson, kind: ChangeKind) -> Cause:
    if person.current_worker is None:
        return Cause.NEW
    words = {ChangeKind.KEPT: Cause.HELD, ChangeKind.ROOM: Cause.ROOM, ChangeKind.CHOSEN: Cause.CHOSEN}
    return words.get(kind, Cause.WORKER_LEFT)
