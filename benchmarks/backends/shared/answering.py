"""From the options a peer takes back to an answer in ids, with what it claims of each level; it judges neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.answer import Answer
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.state import value
from allocator.proposal import Cause, ChangeKind, LevelResult, Status
from benchmarks.backends.shared.question import Question


@dataclass(frozen=True)
class Claim:
    """What a peer says of one level: ``value`` in units of the objective, ``bound`` in the level's own units."""

    objective: Objective
    value: int
    bound: float | None
    proven: bool
    seconds: float


def claims_nothing(question: Question, taken: Ints, *, seconds: float) -> tuple[Claim, ...]:
    """Every level as it came out, no bound; the seconds are put down to the first."""
    levels = question.levels
    times = [seconds, *[0.0] * (len(levels) - 1)]
    values = [value(level, question.setting, taken) for level in levels]
    return tuple(Claim(level, v, None, False, s) for level, v, s in zip(levels, values, times, strict=True))


def answer_of(question: Question, taken: Ints, claims: Sequence[Claim]) -> Answer:
    """The answer in which each open person has the option taken; one option of each, in their order."""
    people, workers, options = question.problem.people, question.problem.workers, question.options
    ends, given = question.before.copy(), np.zeros(len(people.ids), dtype=bool)
    ends[options.person[taken]] = options.worker[taken]
    given[options.person[taken]] = options.given[taken]
    kinds = [_kind(cause, int(end), bool(new)) for cause, end, new in zip(people.cause, ends, given, strict=True)]
    levels = tuple(_result(question, taken, claim) for claim in claims)
    return Answer(
        worker_of={p: None if w == NOBODY else workers.ids[w] for p, w in zip(people.ids, ends, strict=True)},
        change=dict(zip(people.ids, kinds, strict=True)),
        cause=dict(zip(people.ids, map(_cause, people.cause, kinds), strict=True)),
        levels=levels,
        status=Status.PROVEN if all(level.proven for level in levels) else Status.NOT_PROVEN,
        overdue=tuple(_overdue(question, given)),
    )


def _kind(cause: Cause, end: int, given: bool) -> ChangeKind:
    if end == NOBODY:
        return ChangeKind.UNALLOCATED
    if not given:
        return ChangeKind.KEPT
    return {Cause.NEW: ChangeKind.NEW, Cause.HELD: ChangeKind.ROOM}.get(cause, ChangeKind.FORCED)


def _cause(cause: Cause, kind: ChangeKind) -> Cause:
    return Cause.ROOM if kind is ChangeKind.ROOM else cause


def _result(question: Question, taken: Ints, claim: Claim) -> LevelResult:
    """A level; where a level below happened to do better at it, its value is what it is in the end."""
    objective = claim.objective
    kept = value(objective, question.setting, taken)
    return LevelResult(
        key=objective.key,
        value=objective.in_own_units(min(claim.value, kept)),
        bound=claim.bound,
        proven=claim.proven,
        kept=objective.in_own_units(kept),
        seconds=claim.seconds,
        heads=_heads(question, taken, objective.key),
    )


def _heads(question: Question, taken: Ints, key: str) -> int | None:
    """People left without a worker, at the two levels that are about them."""
    if not key.startswith("unallocated"):
        return None
    alone = question.options.person[taken[question.options.worker[taken] == NOBODY]]
    return int((question.problem.people.duty[alone] == (key == "unallocated_duty")).sum())


def _overdue(question: Question, given: Bools) -> Iterable[str]:
    """Those whose step-down is due and who stay all the same, the longest overdue first."""
    standing = question.problem.standing
    gone = {person for person, new in zip(question.problem.people.ids, given, strict=True) if new}
    return (person for person in (*standing.freed, *standing.overdue) if person not in gone)
