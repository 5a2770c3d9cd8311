"""A MIP solver as its users run it, through MathOpt: a programme in floats near 1, the run's time and seed.

What it answers is floating point. Whoever takes it checks it again in whole numbers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from allocator.answer import Answer, Limits
from allocator.engine.clock import Clock, listening
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.gap_models import NOTHING, checked, tell
from benchmarks.backends.shared.level_by_level import SAME, Found, LevelByLevel, Step
from benchmarks.backends.shared.programme import Line, Programme, Row
from benchmarks.backends.shared.question import lay_out
from benchmarks.gap import Assigned, Gap

Floats = NDArray[np.float64]
HIGHS, SCIP = mathopt.SolverType.HIGHS, mathopt.SolverType.GSCIP
STDOUT, STDERR = 1, 2
LARGEST_WEIGHT = 1000.0
"""Rows, levels and loads are divided until no figure of theirs is larger, so that tolerances mean something."""


@dataclass(frozen=True)
class Solved:
    """Values of the columns asked for, None where there is no solution; the bound as the solver says it."""

    values: Floats | None
    bound: float | None
    optimal: bool


def solve(
    model: mathopt.Model,
    columns: Sequence[mathopt.Variable],
    solver: mathopt.SolverType,
    clock: Clock,
    *,
    hint: Ints | None,
) -> Solved:
    """Solve for what is left of the time, to a gap of nothing; ``hint`` are the columns that start at 1."""
    started = mathopt.ModelSolveParameters()
    if hint is not None:
        mine = set(hint.tolist())
        values = {column: float(i in mine) for i, column in enumerate(columns)}
        started.solution_hints = [mathopt.SolutionHint(variable_values=values)]
    with _standard_output_kept_clean():
        result = mathopt.solve(model, solver, params=_parameters(clock), model_params=started)
    bound = result.termination.objective_bounds.dual_bound
    found = None
    if result.has_primal_feasible_solution():
        found = np.array(result.variable_values(columns))
    optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    return Solved(found, bound if isfinite(bound) else None, optimal)


@contextmanager
def _standard_output_kept_clean() -> Iterator[None]:
    """HiGHS prints lines of its own, which would land among the rows of a suite: they go to standard error."""
    sys.stdout.flush()
    before = os.dup(STDOUT)
    os.dup2(STDERR, STDOUT)
    try:
        yield
    finally:
        os.dup2(before, STDOUT)
        os.close(before)


def _parameters(clock: Clock) -> mathopt.SolveParameters:
    return mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, clock.left)),
        random_seed=clock.limits.seed,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.0,
    )


def allocate_by(
    solver: mathopt.SolverType, caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits
) -> Answer:
    """The levels in turn as MIPs."""
    clock = Clock(limits)
    with listening(clock):
        question = lay_out(caseload, travel, model, limits)
        return LevelByLevel(question, lambda: _Levels(Programme(question, clock), solver), clock).run()


class _Levels:
    """The one model to which each settled level is added; options are whole, and make everything else so."""

    def __init__(self, programme: Programme, solver: mathopt.SolverType) -> None:
        self.programme, self.solver = programme, solver
        self.unit = max(1.0, programme.question.problem.units.post / LARGEST_WEIGHT)
        self.model = mathopt.Model()
        self.columns: list[mathopt.Variable] = []
        self.units: Floats = np.zeros(0)
        self._rows = 0
        self._read()

    def settle(self, level: Objective, *, hint: Ints, step: Step, clock: Clock) -> Found:
        """Make one level small."""
        line = self.programme.line(level)
        self._read()
        scale = self._minimise(line)
        options = self.columns[: len(self.programme.options)]
        solved = solve(self.model, options, self.solver, clock, hint=hint)
        taken = None if solved.values is None else self.programme.taken(solved.values > 0.5)
        bound = None if solved.bound is None else solved.bound * scale + line.constant
        return Found(taken, None if bound is None else float(bound / level.scale), solved.optimal)

    def keep(self, level: Objective, limit: int) -> None:
        """The levels still to come may not worsen this one."""
        line = self.programme.line(level)
        self._read()
        self._add(Row(line.columns, line.weights, None, limit - line.constant))

    def _minimise(self, line: Line) -> float:
        """Set the objective; returns the units in one of its own."""
        weights = line.weights * self.units[line.columns]
        scale = _scale(weights)
        objective = self.model.objective
        objective.clear()
        objective.is_maximize = False
        for column, weight in zip(line.columns.tolist(), (weights / scale).tolist(), strict=True):
            objective.set_linear_coefficient(self.columns[column], weight)
        return scale

    def _read(self) -> None:
        """Write down what the programme has that the model has not."""
        lower, upper = self.programme.lower, self.programme.upper
        count = len(self.programme.options)
        units = [1.0 if most <= 1 else self.unit for most in upper]
        for i in range(len(self.columns), len(upper)):
            self.programme.in_time()
            bounds = {"lb": lower[i] / units[i], "ub": upper[i] / units[i]}
            self.columns.append(self.model.add_variable(**bounds, is_integer=i < count))
        self.units = np.array(units)
        for row in self.programme.rows[self._rows :]:
            self._add(row)
        self._rows = len(self.programme.rows)

    def _add(self, row: Row) -> None:
        self.programme.in_time()
        weights = row.weights * self.units[row.columns]
        scale = _scale(weights)
        low = -np.inf if row.low is None else row.low / scale
        high = np.inf if row.high is None else row.high / scale
        written = self.model.add_linear_constraint(lb=low, ub=high)
        for column, weight in zip(row.columns.tolist(), (weights / scale).tolist(), strict=True):
            written.set_coefficient(self.columns[column], weight)


def _scale(weights: Floats) -> float:
    return max(1.0, float(np.abs(weights).max(initial=0.0)) / LARGEST_WEIGHT)


def assign_by(solver: mathopt.SolverType, gap: Gap, limits: Limits) -> Assigned:
    """A generalised assignment instance as one MIP."""
    clock = Clock(limits)
    model, columns = _gap_model(gap)
    if clock.over:
        return NOTHING
    solved = solve(model, columns, solver, clock, hint=None)
    agent = None if solved.values is None else solved.values.reshape(gap.cost.shape).argmax(axis=0)
    answer = checked(gap, agent, bound=solved.bound, proven=False)
    tell(clock, answer.value, answer.bound)
    if answer.value is None or answer.bound is None:
        return answer
    near = answer.value - answer.bound <= SAME * max(1.0, abs(answer.value))
    return Assigned(answer.agent, answer.value, answer.bound, proven=solved.optimal and near)


def _gap_model(gap: Gap) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    model = mathopt.Model()
    pairs = [[model.add_binary_variable() for _ in row] for row in gap.cost]
    for job in zip(*pairs, strict=True):
        model.add_linear_constraint(mathopt.fast_sum(job) == 1.0)
    for row, need, capacity in zip(pairs, gap.need.tolist(), gap.capacity.tolist(), strict=True):
        written = model.add_linear_constraint(ub=float(capacity))
        for column, weight in zip(row, need, strict=True):
            written.set_coefficient(column, float(weight))
    columns = [column for row in pairs for column in row]
    for column, cost in zip(columns, gap.cost.ravel().tolist(), strict=True):
        model.objective.set_linear_coefficient(column, float(cost))
    return model, columns
