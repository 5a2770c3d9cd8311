"""One case through engine, audit and oracle, and every difference in a sentence; it repairs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import isclose

from allocator.answer import Answer, Limits
from allocator.audit import audit
from allocator.engine import solve
from allocator.proposal import ChangeKind, LevelResult, Status
from allocator.records import Caseload
from allocator.service_model import PLACEMENT_LEVELS, ServiceModel
from allocator.travel.times import Travel, build_travel
from tests.oracle.case import Case
from tests.oracle.levels import Allocation, Scales
from tests.oracle.opening import Standing, open_up
from tests.oracle.search import (
    Best,
    Judge,
    allowed_as_chosen,
    allowed_in_week,
    best_chosen,
    best_of_week,
    chosen_judges,
)
from tests.oracle.ways import taken
from tests.oracle.week import Week, lay_out

ROUNDING = 1e-9
Solve = Callable[[Caseload, Travel, ServiceModel, Limits], Answer]


def travel_of(case: Case) -> Travel:
    """The product's own travel, the home bases included."""
    return build_travel(case.caseload, extra_bases=case.model.rules.home_base.bases)


def limits_of(case: Case) -> Limits:
    """Enough time to prove everything, one thread."""
    return Limits(seconds=60, threads=1, chosen_moves=case.chosen_moves)


def differences(case: Case, *, solver: Solve = solve) -> tuple[str, ...]:
    """What engine, audit and oracle do not agree on, in sentences; none if all is well."""
    travel = travel_of(case)
    answer = solver(case.caseload, travel, case.model, limits_of(case))
    week = lay_out(case, usual_minutes=travel.median_minutes)
    return (*oracle_differences(week, answer), *audit_differences(week, travel, answer))


def oracle_differences(week: Week, answer: Answer) -> tuple[str, ...]:
    """The answer against the enumeration: people, levels of the week, chosen moves."""
    best, scales = best_of_week(week)
    ends = {p: answer.worker_of[p] for p in week.people}
    base = _before_chosen(week, answer)
    found = [*_kinds(answer, scales), *_phase("weekly", best, base, answer)]
    if base in best.allocations:
        if week.case.chosen_moves != 0:
            found += _phase("chosen", best_chosen(week, scales, base), ends, answer)
    else:
        found.append(_not_best(week, scales, best, base))
    found += _kept(scales, ends, answer)
    return tuple(found)


def stopped_differences(week: Week, answer: Answer) -> tuple[str, ...]:
    """A run that may have proven nothing: it is allowed, each bound holds for what the levels above it were settled at.

    What is said to be proven is the best there is.
    """
    scales = Scales(week, open_up(week))
    base, ends = _before_chosen(week, answer), {p: answer.worker_of[p] for p in week.people}
    judges = {key: partial(scales.weigh, key) for key in week.model.level_keys}
    weekly = _Phase("weekly", list(allowed_in_week(week, scales.opening)), judges, week.model.tolerances)
    found = list(weekly.differences(answer, base))
    if week.case.chosen_moves != 0:
        further = list(allowed_as_chosen(week, scales, base))
        chosen = _Phase("chosen", further, chosen_judges(week, scales, base), {})
        found += chosen.differences(answer, ends)
    return (*found, *_kept(scales, ends, answer))


@dataclass(frozen=True)
class _Phase:
    """The levels of one phase of a run, and every allocation that it may end with."""

    name: str
    allowed: list[Allocation]
    judges: Mapping[str, Judge]
    tolerances: Mapping[str, Fraction]

    def differences(self, answer: Answer, ends: Allocation) -> Iterator[str]:
        """Bounds that do not hold, proofs that are none, and levels that ``ends`` does not reach."""
        left = self.allowed
        if ends not in left:
            yield f"{self.name}: {ends} is not allowed"
            return
        for level in (level for level in answer.levels if level.phase == self.name):
            values = [float(self.judges[level.key](one)) for one in left]
            best = min(values)
            if level.bound is not None and level.bound > best + ROUNDING:
                yield f"{self.name}: {level.key} has bound {level.bound!r}, the oracle finds {best!r}"
            if level.value < best - ROUNDING or (level.proven and not isclose(level.value, best, abs_tol=ROUNDING)):
                told = "proven" if level.proven else "not proven"
                yield f"{self.name}: {level.key} is {level.value!r}, {told}, the oracle finds {best!r}"
            most = level.value * (1 + float(self.tolerances.get(level.key, 0))) + ROUNDING
            left = [one for one, value in zip(left, values, strict=True) if value <= most]
            if ends not in left:
                yield f"{self.name}: {ends} is worse at {level.key} than its value {level.value!r} allows"
                return


@dataclass(frozen=True)
class Judged:
    """What was found wrong in one case on one way, and the levels that the run left unproven."""

    found: tuple[str, ...]
    unproven: tuple[str, ...]


def judged(case: Case, way: str, *, seconds: float = 60.0) -> Judged:
    """One case on one of the ways of ``tests.oracle.ways``; only the direct one has to prove every level."""
    if way == "direct":
        return Judged(differences(case), ())
    travel = travel_of(case)
    with taken(way):
        answer = solve(case.caseload, travel, case.model, replace(limits_of(case), seconds=seconds))
    week = lay_out(case, usual_minutes=travel.median_minutes)
    found = (*stopped_differences(week, answer), *audit_differences(week, travel, answer))
    return Judged(found, tuple(f"{level.phase} {level.key}" for level in answer.levels if not level.proven))


def audit_differences(week: Week, travel: Travel, answer: Answer) -> tuple[str, ...]:
    """What the audit contradicts, and levels that it works out differently from the oracle."""
    scales, case = Scales(week, open_up(week)), week.case
    said = audit(case.caseload, travel, case.model, answer, chosen_moves=case.chosen_moves)
    found = [f"audit: {line}" for line in said.contradictions]
    final, base = {p: answer.worker_of[p] for p in week.people}, _before_chosen(week, answer)
    for key, value in said.levels.items():
        own = scales.weigh(key, base if key == "changes" else final)
        if own != value:
            found.append(f"audit: level {key} is {value}, the oracle works out {own}")
    return tuple(found)


def _before_chosen(week: Week, answer: Answer) -> Allocation:
    """The week as it stood before anybody moved by choice."""
    chosen = {p for p, kind in answer.change.items() if kind is ChangeKind.CHOSEN}
    return {p: week.people[p].current_worker if p in chosen else answer.worker_of[p] for p in week.people}


def _kinds(answer: Answer, scales: Scales) -> Iterator[str]:
    """The words of change, who is overdue, and the status."""
    for p, standing in scales.opening.standing.items():
        expected = _expected(standing, scales.week.people[p].current_worker, answer.worker_of[p])
        if answer.change[p] not in expected:
            yield f"{p} is {answer.change[p].value}, expected {' or '.join(kind.value for kind in expected)}"
    stay = tuple(p for p in scales.opening.overdue if answer.worker_of[p] == scales.week.people[p].current_worker)
    if answer.overdue != stay:
        yield f"overdue are {answer.overdue}, expected {stay}"
    if answer.status is not Status.PROVEN:
        yield f"the status is {answer.status.value}"


def _expected(standing: Standing, before: str | None, after: str | None) -> tuple[ChangeKind, ...]:
    if after is None:
        return (ChangeKind.UNALLOCATED,)
    if standing is Standing.NEW:
        return (ChangeKind.NEW,)
    if after == before:
        return (ChangeKind.KEPT,)
    return (ChangeKind.ROOM, ChangeKind.CHOSEN) if standing is Standing.HELD else (ChangeKind.FORCED,)


def _phase(phase: str, best: Best, ends: Allocation, answer: Answer) -> Iterator[str]:
    """The settled values of one phase, their bounds and proofs."""
    results = [level for level in answer.levels if level.phase == phase]
    keys, expected = [level.key for level in results], [key for key, _ in best.settled]
    if keys != expected:
        yield f"{phase}: levels {keys}, expected {expected}"
        return
    for level, (key, value) in zip(results, best.settled, strict=True):
        if not _same(level.value, value):
            yield f"{phase}: {key} is {level.value!r}, the oracle finds {float(value)!r} ({value})"
        if not level.proven or level.bound is None or not _same(level.bound, value):
            yield f"{phase}: {key} has bound {level.bound!r}, proven {level.proven}"
    if phase == "chosen" and dict(ends) not in [dict(one) for one in best.allocations]:
        yield f"{phase}: {dict(ends)} is not among the best, such as {dict(best.allocations[0])}"


def _not_best(week: Week, scales: Scales, best: Best, base: Allocation) -> str:
    values = {key: str(scales.weigh(key, base)) for key, _ in best.settled}
    return f"weekly: {dict(base)} ({values}) is not among the best, such as {dict(best.allocations[0])}"


def _kept(scales: Scales, ends: Allocation, answer: Answer) -> Iterator[str]:
    """What the last result of each level says of the final allocation, and how many heads."""
    last: Mapping[str, LevelResult] = {level.key: level for level in answer.levels}
    moved = sum(kind is ChangeKind.CHOSEN for kind in answer.change.values())
    gain = Fraction(scales.week.model.rules.continuity.minimum_gain_hours) * moved
    for key, level in last.items():
        value = scales.weigh(key, ends) + (gain if key == "cost" else 0)
        stale = level.phase == "weekly" and moved and key not in PLACEMENT_LEVELS
        if key != "changes" and not stale and not _same(level.kept, value):
            yield f"{key} keeps {level.kept!r}, the oracle works out {float(value)!r} ({value})"
        if key.startswith("unallocated") and level.heads != scales.heads(key, ends):
            yield f"{key} counts {level.heads} heads, the oracle {scales.heads(key, ends)}"


def _same(said: float, exact: Fraction) -> bool:
    """Equal as far as a float can tell."""
    return isclose(said, float(exact), rel_tol=ROUNDING, abs_tol=ROUNDING)
