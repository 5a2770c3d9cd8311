"""Ordinary weeks: every level proven, nobody moves by choice, and who changes has a cause of their own in the tables.

The causes are read from the CSV files here, without engine or audit.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.pipeline import Options, Run, allocate
from allocator.proposal import ChangeKind
from allocator.service_model import ServiceModel

WEEKS = ("leaver-week", "lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait", "peterborough-closes")
Row = dict[str, str]


@cache
def _run(name: str) -> Run:
    return allocate(instances_dir() / name, Options(limits=Limits(seconds=30, threads=1)))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _leaves(worker: Row, day: date, model: ServiceModel) -> bool:
    """Gone, going within the handover weeks, or away for long enough."""
    horizon = day + timedelta(weeks=model.duty.handover_weeks)
    last, start, end = (_day(worker.get(column)) for column in ("last_day", "absent_from", "absent_to"))
    if last is not None and last <= horizon:
        return True
    if start is None or start > horizon or (end is not None and end < day):
        return False
    return end is None or (end - start).days >= 7 * model.duty.long_absence_weeks - 1


def _turned_21(person: Row) -> date:
    born = date.fromisoformat(person["date_of_birth"])
    return date(born.year + 21, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 21)


def _step_downs(people: list[Row], workers: dict[str, Row], day: date, model: ServiceModel) -> list[str]:
    """Whose step-down is due, oldest first; nobody who needs or asks for staying, is locked or has a sibling there."""
    rule = model.rules.step_down
    company = Counter((p["keep_together"], p["current_worker"]) for p in people if p["keep_together"])
    due = [
        p
        for p in people
        if workers.get(p["current_worker"], {}).get("role") == "16-20"
        and "yes" not in (p["keep_after_21"], p["in_education"], p["locked"])
        and company[p["keep_together"], p["current_worker"]] < 2
        and _turned_21(p) + timedelta(weeks=rule.deadline_weeks) <= day
    ]
    due.sort(key=lambda p: (p["date_of_birth"], p["person_id"]))
    return [p["person_id"] for p in due[: rule.per_week]]


def _causes(run: Run) -> Iterator[str]:
    """Everybody with a cause of their own for a change this week."""
    people, day = _rows(run.source / "young_people.csv"), run.caseload.as_of
    workers = {w["worker_id"]: w for w in _rows(run.source / "workers.csv")}
    staying = []
    for person in people:
        now = person["current_worker"]
        apart = now in person["avoid_workers"].split(";")
        if not now or now not in workers or apart or _leaves(workers[now], day, run.model):
            yield person["person_id"]
        else:
            staying.append(person)
    if run.model.rules.step_down.strength == "must":
        everybody = {w: row for w, row in workers.items() if not _leaves(row, day, run.model)}
        due = _step_downs(people, everybody, day, run.model)
        yield from (p for p in due if p in {person["person_id"] for person in staying})


@pytest.mark.parametrize("name", WEEKS)
def test_every_level_is_proven(name: str) -> None:
    """Proves that an ordinary week is settled to the end, with everybody placed."""
    run = _run(name)
    assert [level.proven for level in run.answer.levels] == [True] * 6
    assert run.proposal.shortages == ()


@pytest.mark.parametrize("name", WEEKS)
def test_who_changes_has_a_cause_of_their_own(name: str) -> None:
    """Proves that those who change are exactly the new and the freed of the tables: no room move, no chosen one."""
    run = _run(name)
    kinds = run.answer.change
    assert {p for p, kind in kinds.items() if kind is not ChangeKind.KEPT} == set(_causes(run))
    assert set(kinds.values()) <= {ChangeKind.KEPT, ChangeKind.NEW, ChangeKind.FORCED}


def test_the_weeks_are_not_empty() -> None:
    """Proves that the comparison above compares something: people change in every week, some of them freed."""
    for name in WEEKS:
        counts = Counter(_run(name).answer.change.values())
        assert counts[ChangeKind.NEW] >= 1, name
        assert counts[ChangeKind.FORCED] >= 1, name
