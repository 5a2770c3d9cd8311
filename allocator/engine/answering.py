"""Runs the week and the chosen moves and puts the arrays back into ids; it words nothing."""

from __future__ import annotations

from allocator.answer import Answer, Limits
from allocator.engine.chosen import run_chosen
from allocator.engine.clock import Clock, listening
from allocator.engine.levels import Settled
from allocator.engine.options import NOBODY
from allocator.engine.problem import Problem, build_problem
from allocator.engine.weekly import Outcome, run_week
from allocator.proposal import Cause, ChangeKind, LevelResult, Status
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


def solve(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """The best allocation that can be found within ``limits``, and proof of how good it is; there always is one."""
    clock = Clock(limits)
    with listening(clock):
        problem = build_problem(caseload, travel, model)
        week = run_week(problem, clock)
        chosen = None
        if limits.chosen_moves is None or limits.chosen_moves > 0:
            chosen = run_chosen(problem, week, clock, moves=limits.chosen_moves)
    return _answer(problem, week, chosen, clock)


def _answer(problem: Problem, week: Outcome, chosen: Outcome | None, clock: Clock) -> Answer:
    last = chosen or week
    people, workers = problem.people, problem.workers
    levels = _results(problem, week, "weekly")
    if chosen is not None:
        levels += _results(problem, chosen, "chosen")
    kinds = [_kind(problem, week, last, i) for i in range(len(people.ids))]
    return Answer(
        worker_of={p: None if w == NOBODY else workers.ids[w] for p, w in zip(people.ids, last.end_with, strict=True)},
        change=dict(zip(people.ids, kinds, strict=True)),
        cause=dict(zip(people.ids, map(_cause, people.cause, kinds), strict=True)),
        levels=levels,
        status=_status(levels, clock),
        overdue=_overdue(problem, last),
    )


def _kind(problem: Problem, week: Outcome, last: Outcome, i: int) -> ChangeKind:
    if last.end_with[i] == NOBODY:
        return ChangeKind.UNALLOCATED
    if not last.given[i]:
        return ChangeKind.KEPT
    cause = problem.people.cause[i]
    if cause is Cause.NEW:
        return ChangeKind.NEW
    if cause is not Cause.HELD:
        return ChangeKind.FORCED
    return ChangeKind.ROOM if week.given[i] else ChangeKind.CHOSEN


def _cause(cause: Cause, kind: ChangeKind) -> Cause:
    """Why: moving somebody held has a cause of its own."""
    return {ChangeKind.ROOM: Cause.ROOM, ChangeKind.CHOSEN: Cause.CHOSEN}.get(kind, cause)


def _results(problem: Problem, outcome: Outcome, phase: str) -> tuple[LevelResult, ...]:
    pairs = zip(outcome.settled, outcome.kept, strict=True)
    return tuple(_result(problem, outcome, settled, kept, phase) for settled, kept in pairs)


def _result(problem: Problem, outcome: Outcome, settled: Settled, kept: int, phase: str) -> LevelResult:
    return LevelResult(
        key=settled.objective.key,
        value=settled.objective.in_own_units(settled.value),
        bound=settled.objective.in_own_units(settled.bound),
        proven=settled.bound >= settled.value,
        kept=settled.objective.in_own_units(kept),
        seconds=settled.seconds,
        heads=outcome.heads.get(settled.objective.key),
        phase=phase,
    )


def _status(levels: tuple[LevelResult, ...], clock: Clock) -> Status:
    if all(level.proven for level in levels):
        return Status.PROVEN
    return Status.INTERRUPTED if clock.interrupted else Status.NOT_PROVEN


def _overdue(problem: Problem, last: Outcome) -> tuple[str, ...]:
    """Those whose step-down is due and who stay all the same, the longest overdue first."""
    due = (*problem.standing.freed, *problem.standing.overdue)
    gone = {person for person, given in zip(problem.people.ids, last.given, strict=True) if given}
    return tuple(person for person in due if person not in gone)
