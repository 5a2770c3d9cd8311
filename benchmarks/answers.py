"""Somebody's answer from a file: who ends with whom, with what follows from that by the records; it judges nothing."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import numpy as np

from allocator.answer import Answer
from allocator.audit.claims import true_causes, true_kinds
from allocator.audit.levels import level_value, without_a_worker
from allocator.audit.week import Week as Records
from allocator.errors import InputError
from allocator.proposal import Cause, ChangeKind, LevelResult, Status
from allocator.records import YoungPerson
from benchmarks.cases import Week
from benchmarks.gap import Gap, Ints

COLUMNS = ("person_id", "worker_id")
MOST_NAMED = 5
BY_LEVEL = {"unallocated_duty": True, "unallocated": False}


def read_ends(path: Path, week: Week) -> dict[str, str | None]:
    """Who ends with whom, None with nobody, from a CSV with person_id and worker_id; further columns do not matter.

    Raises InputError with everything that is wrong: every young person has to be there once, every worker known.
    """
    with _opened(path) as lines:
        table = csv.DictReader(lines)
        if not set(COLUMNS) <= set(table.fieldnames or ()):
            raise InputError(f"{path} is no allocation: it needs the columns {' and '.join(COLUMNS)}.")
        rows = [((line["person_id"] or "").strip(), (line["worker_id"] or "").strip()) for line in table]
    people = [person.person_id for person in week.caseload.young_people]
    workers = {worker.worker_id for worker in week.caseload.workers}
    seen = [person for person, _ in rows]
    wrong = {
        "not in the allocation": [person for person in people if person not in set(seen)],
        "in the allocation, but not in the caseload": sorted(set(seen) - set(people)),
        "in the allocation more than once": [person for person, times in Counter(seen).items() if times > 1],
        "named as workers, but not in the caseload": sorted({worker for _, worker in rows if worker} - workers),
    }
    problems = [f"  - {_some(names)} {what}" for what, names in wrong.items() if names]
    if problems:
        raise InputError(f"{path} does not fit the caseload:\n" + "\n".join(problems))
    return {person: worker or None for person, worker in rows}


def answer_from(week: Week, ends: Mapping[str, str | None]) -> Answer:
    """The answer in which people end as ``ends`` says; held people who move are taken to make room.

    Its levels have the values that the records come to, and no bounds.
    """
    bare = Answer(worker_of=ends, change={}, cause={}, levels=(), status=Status.NOT_PROVEN)
    people = week.caseload.young_people
    records = _records(week, bare)
    change = {person.person_id: _kind(records, person) for person in people}
    cause = {person.person_id: _cause(records, person, change[person.person_id]) for person in people}
    told = _records(week, replace(bare, change=change, cause=cause))
    levels = tuple(_level(told, key) for key in week.model.level_keys)
    return replace(told.answer, levels=levels, overdue=told.waiting)


def read_agents(path: Path, gap: Gap) -> Ints:
    """The agent of each job (jobs,), counted from 0, from a file of numbers that count from 1, one a job.

    Raises InputError where there are not as many whole numbers as jobs, or one is no agent's.
    """
    agents, jobs = gap.cost.shape
    with _opened(path) as lines:
        words = lines.read().split()
    if len(words) != jobs or not all(word.isdecimal() and 1 <= int(word) <= agents for word in words):
        needed = f"{jobs} whole numbers from 1 to {agents}, one for each job"
        raise InputError(f"{path} is no answer to {gap.name}: it needs {needed}.")
    return np.array([int(word) - 1 for word in words], dtype=np.int64)


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="", errors="replace")


def _records(week: Week, answer: Answer) -> Records:
    return Records(week.caseload, week.travel, week.model, answer, 0)


def _kind(records: Records, person: YoungPerson) -> ChangeKind:
    kinds = true_kinds(records, person)
    return ChangeKind.ROOM if ChangeKind.ROOM in kinds else min(kinds)


def _cause(records: Records, person: YoungPerson, kind: ChangeKind) -> Cause:
    return min(true_causes(records, person, kind))


def _level(records: Records, key: str) -> LevelResult:
    value = float(level_value(records, key))
    heads = len(without_a_worker(records, duty=BY_LEVEL[key])) if key in BY_LEVEL else None
    return LevelResult(key=key, value=value, bound=None, proven=False, kept=value, seconds=0.0, heads=heads)


def _some(names: Iterable[str]) -> str:
    named = list(names)
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more:" if more > 0 else ":")
