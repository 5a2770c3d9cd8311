"""Prices from the linear relaxation, by GLOP; they guide the search, but certify nothing by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import Prices
from allocator.engine.linear import Floats, Linear
from allocator.engine.people import Bools


@dataclass(frozen=True)
class Relaxed:
    """The fractional answer: share of each active option (0 elsewhere), and the prices of what binds."""

    shares: Floats
    prices: Prices


def relaxed(task: Task, active: Bools, cuts: Sequence[Cut], seconds: float) -> Relaxed | None:
    """Solve the linear relaxation over the active options; None where GLOP does not finish in time."""
    linear = Linear(task, active, cuts)
    solver = lp.ModelSolverHelper("glop")
    solver.set_time_limit_in_seconds(max(0.05, seconds))
    solver.solve(linear.model)
    if solver.status() != lp.SolveStatus.OPTIMAL:
        return None
    shares = np.zeros(len(active))
    shares[linear.index] = np.asarray(solver.variable_values())[: len(linear.index)]
    return Relaxed(shares, _prices(task, linear, -np.asarray(solver.dual_values())))


def _prices(task: Task, linear: Linear, duals: Floats) -> Prices:
    """Duals as prices in units of the target."""
    rows, unit = linear.rows, float(task.target.scale)
    count = len(task.room.ceiling)
    load, given = np.zeros(count), np.zeros(count)
    load[list(rows.load)] = duals[list(rows.load.values())] * unit / linear.post
    given[list(rows.given)] = duals[list(rows.given.values())] * unit
    limits = [duals[row] * unit / float(o.scale) for row, (o, _) in zip(rows.limits, task.limits, strict=True)]
    move = 0.0 if rows.move is None else max(0.0, duals[rows.move] * unit)
    cuts = tuple(max(0.0, duals[row] * unit) for row in rows.cuts)
    return Prices(np.maximum(0, load), np.maximum(0, given), move, tuple(limits), cuts)
