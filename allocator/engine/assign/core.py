"""What is left after fixing, as a linear model with whole rows for a solver of OR-Tools; its floats are not believed.

An allocation counts only after it is checked in whole numbers, and a bound only less the solver's own tolerance.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, gcd

import numpy as np
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.assign.pairs import Ints, Pairs

TOLERANCE = 1e-6
LEAVE_CTRL_C = "misc/catchctrlc = FALSE"
LISTEN_SECONDS = 0.05
LARGEST_FIGURE = 1_000_000
"""Beyond this a solver's tolerance of 1e-6 is more than a unit: loads are not trusted to it."""
INFINITY = float("inf")


@dataclass(frozen=True, eq=False)
class Solved:
    """``taken`` None where nothing allowed was found; ``bound`` None if nothing is known; ``empty``: none exists."""

    taken: Ints | None
    bound: int | None
    empty: bool = False


def fits(pairs: Pairs) -> bool:
    """Are the figures small enough for a solver that works in floats?"""
    unit = _unit(pairs)
    slack = int(pairs.slopes.max(initial=0)) * unit
    largest = max(int(pairs.room.max(initial=0)) // unit, int(np.abs(pairs.cost).max(initial=0)), slack)
    return largest <= LARGEST_FIGURE


def solve_core(pairs: Pairs, hint: Ints | None, *, solver: str, seconds: float, going: Callable[[], bool]) -> Solved:
    """Branch and bound over these pairs; a solver that does not stop when asked to is left alone."""
    model = _model(pairs)
    for pair in range(len(pairs.worker) if hint is not None else 0):
        model.add_hint(pair, float(hint is not None and hint[pairs.row_of[pair]] == pair))
    helper = lp.ModelSolverHelper(solver)
    helper.set_time_limit_in_seconds(max(0.05, seconds))
    if solver == "scip":
        helper.set_solver_specific_parameters(LEAVE_CTRL_C)
    if solver == "sat":
        helper.set_solver_specific_parameters("num_workers: 1")
    thread = threading.Thread(target=lambda: helper.solve(model), daemon=True)
    thread.start()
    while thread.is_alive() and going():
        thread.join(LISTEN_SECONDS)
    if thread.is_alive():
        helper.interrupt_solve()
        thread.join(1.0)
    if thread.is_alive() or not helper.has_response():
        return Solved(None, None)
    return _answer(pairs, helper)


def _answer(pairs: Pairs, helper: lp.ModelSolverHelper) -> Solved:
    if helper.status() == lp.SolveStatus.INFEASIBLE:
        return Solved(None, None, empty=True)
    if helper.status() not in (lp.SolveStatus.OPTIMAL, lp.SolveStatus.FEASIBLE):
        return Solved(None, None)
    bound = helper.best_objective_bound()
    whole = ceil(bound - TOLERANCE * max(1.0, abs(bound))) if abs(bound) < 1e15 else None
    taken = np.flatnonzero(np.asarray(helper.variable_values())[: len(pairs.worker)] > 0.5)
    return Solved(taken if pairs.feasible(taken) else None, whole)


def _unit(pairs: Pairs) -> int:
    """The largest unit in which every load is whole; room is rounded down to it."""
    return gcd(*pairs.load.tolist(), *pairs.edges.ravel().tolist()) or 1


def _model(pairs: Pairs) -> lp.ModelBuilderHelper:
    model, unit = lp.ModelBuilderHelper(), _unit(pairs)
    for cost in pairs.cost.tolist():
        pair = _variable(model, 1.0, cost)
        model.set_var_integrality(pair, True)
    for begin, end in zip(pairs.start[:-1].tolist(), pairs.start[1:].tolist(), strict=True):
        row = _row(model, 1.0, 1.0)
        for pair in range(begin, end):
            model.add_term_to_constraint(row, pair, 1.0)
    for worker, room in enumerate(pairs.room.tolist()):
        here = np.flatnonzero(pairs.worker == worker)
        loads = list(zip(here.tolist(), (pairs.load[here] // unit).tolist(), strict=True))
        row = _row(model, -INFINITY, float(room // unit))
        for pair, load in loads:
            model.add_term_to_constraint(row, pair, float(load))
        for edge, slope in zip(pairs.edges[worker].tolist(), pairs.slopes.tolist(), strict=True):
            over = _variable(model, INFINITY, slope * unit)
            row = _row(model, -INFINITY, edge / unit)
            model.add_term_to_constraint(row, over, -1.0)
            for pair, load in loads:
                model.add_term_to_constraint(row, pair, float(load))
    return model


def _variable(model: lp.ModelBuilderHelper, high: float, cost: int) -> int:
    variable: int = model.add_var()
    model.set_var_lower_bound(variable, 0.0)
    model.set_var_upper_bound(variable, high)
    model.set_var_objective_coefficient(variable, float(cost))
    return variable


def _row(model: lp.ModelBuilderHelper, low: float, high: float) -> int:
    row: int = model.add_linear_constraint()
    model.set_constraint_lower_bound(row, low)
    model.set_constraint_upper_bound(row, high)
    return row
