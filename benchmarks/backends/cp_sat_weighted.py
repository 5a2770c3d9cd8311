"""CP-SAT with all levels in one weighted sum, solved once; it settles no level by itself.

Where whole numbers of 63 bits allow, one step of a level weighs more than everything below it together, and an optimal
sum is the best allocation level by level. Where they do not (any real county), one unit of a level (an hour, a need, a
move, somebody left without a worker) weighs a fixed number of times one unit of the next, as many times as CP-SAT takes
without overflowing: a level may then lose to those below it, and nothing is claimed to be proven. Tolerances are not
made use of.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from ortools.sat.python import cp_model

from allocator.answer import Answer, Limits, Progress
from allocator.engine.clock import Clock, listening
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.answering import Claim, answer_of, claims_nothing
from benchmarks.backends.shared.cp_sat import ANSWERED, CpSat, run
from benchmarks.backends.shared.programme import Line, OutOfTime, Programme
from benchmarks.backends.shared.question import Question, lay_out

TITLE = "CP-SAT, one weighted sum"
LARGEST_SUM = 2**54
"""CP-SAT's presolve puts columns in place of others and so makes sums grow: of 63 bits it needs the rest itself."""


@dataclass(frozen=True)
class Weights:
    """What one unit of each level weighs; ``exact`` where that makes a better level worth any loss below it."""

    of: tuple[Fraction, ...]
    exact: bool


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """One model, one objective, one solve."""
    clock, begin = Clock(limits), time.monotonic()
    with listening(clock):
        question = lay_out(caseload, travel, model, limits)
        try:
            taken, proven = _solve(question, Programme(question, clock), clock)
        except OutOfTime:
            taken, proven = question.as_they_are, False
    claims = claims_nothing(question, taken, seconds=time.monotonic() - begin)
    return answer_of(question, taken, _proven(question, claims) if proven else claims)


def weigh(levels: Sequence[Objective], lines: Sequence[Line], programme: Programme) -> Weights:
    """Weights by which levels are respected, as far as whole numbers of 63 bits allow."""
    exact, weight = [Fraction(1)], 1
    for line in reversed(lines[1:]):
        weight *= _span(line, programme) + 1
        exact.insert(0, Fraction(weight))
    reach = [_reach(line, programme) for line in lines]
    if _sum(exact, reach) <= LARGEST_SUM:
        return Weights(tuple(exact), exact=True)
    units = [_unit(level) for level in levels]
    low, high = 1, 2**32
    while high - low > 1:
        ratio = (low + high) // 2
        low, high = (ratio, high) if _sum(_apart(units, ratio), reach) <= LARGEST_SUM else (low, ratio)
    return Weights(_apart(units, low), exact=False)


def _sum(weights: Sequence[Fraction], reach: Sequence[int]) -> Fraction:
    return sum((weight * far for weight, far in zip(weights, reach, strict=True)), Fraction(0))


def _reach(line: Line, programme: Programme) -> int:
    """What a level comes to if every column is taken at once, as CP-SAT adds it up to see whether it overflows."""
    pairs = zip(line.columns.tolist(), line.weights.tolist(), strict=True)
    return sum(int(each) * programme.upper[column] for column, each in pairs)


def weighted(lines: Sequence[Line], weights: Weights) -> Line:
    """The sum of all levels, every coefficient rounded up to a whole number."""
    total: dict[int, Fraction] = {}
    for line, weight in zip(lines, weights.of, strict=True):
        for column, each in zip(line.columns.tolist(), line.weights.tolist(), strict=True):
            total[column] = total.get(column, Fraction(0)) + weight * each
    columns = np.array(list(total), dtype=np.int64)
    return Line(columns, np.array([-int(-each // 1) for each in total.values()], dtype=np.int64), 0)


def _apart(units: Sequence[int], ratio: int) -> tuple[Fraction, ...]:
    """A unit of each level weighs ``ratio`` times a unit of the next; one step of the last weighs at least 1."""
    last = len(units) - 1
    return tuple(Fraction(units[-1] * ratio ** (last - place), unit) for place, unit in enumerate(units))


def _unit(level: Objective) -> int:
    """Steps in what people count: an hour, a need, a move; where people count, in the least that one of them weighs."""
    weights = level.linear[level.linear > 0]
    if level.key.startswith("unallocated") and len(weights):
        return int(weights.min())
    return max(1, int(level.scale))


def _span(line: Line, programme: Programme) -> int:
    """At most how far apart two values of a level can be; one option of each person is taken."""
    options, count = programme.options, len(programme.options)
    linear = np.zeros(count, dtype=np.int64)
    own = line.columns < count
    linear[line.columns[own]] = line.weights[own]
    starts = options.start[:-1]
    people = (
        int((np.maximum.reduceat(linear, starts) - np.minimum.reduceat(linear, starts)).sum()) if len(starts) else 0
    )
    columns, weights = line.columns[~own].tolist(), line.weights[~own].tolist()
    room = (programme.upper[column] - programme.lower[column] for column in columns)
    rest: int = sum(int(weight) * width for weight, width in zip(weights, room, strict=True))
    return people + rest


def _solve(question: Question, programme: Programme, clock: Clock) -> tuple[Ints, bool]:
    """The allocation found, or everybody left as they are; and whether it is proven to be the best by level."""
    start, levels = question.as_they_are, question.levels
    lines = [programme.line(level) for level in levels]
    weights = weigh(levels, lines, programme)
    line = weighted(lines, weights)
    programme.in_time()
    model = CpSat(programme)
    model.minimise(line, hint=start)
    solver, status = run(model.model, clock, lambda total, bound: _tell(clock, total, bound))
    taken = model.chosen(solver) if status in ANSWERED else start
    if not question.answered_by(taken):
        return start, False
    return taken, weights.exact and status == cp_model.OPTIMAL


def _tell(clock: Clock, total: float | None, bound: float | None) -> None:
    clock.limits.on_progress(Progress("weighted sum", 1, 1, total, bound, clock.left))


def _proven(question: Question, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """An exact sum proves every level down to the first with a tolerance: below it more might have been possible."""
    proven, certain = [], True
    for claim in claims:
        own = claim.objective.in_own_units(claim.value)
        bound = own if certain else None
        proven.append(Claim(claim.objective, claim.value, bound, certain, claim.seconds))
        certain = certain and int(claim.value * question.tolerances.get(claim.objective.key, Fraction(0))) == 0
    return tuple(proven)
