"""A generalised assignment instance as CP-SAT and as a MIP, one yes-or-no for each pair; nothing is struck out."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from allocator.answer import Limits, Progress
from allocator.engine.clock import Clock, listening
from benchmarks.backends.shared.cp_sat import ANSWERED, run
from benchmarks.gap import Assigned, Gap, Ints

NOTHING = Assigned(agent=None, value=None, bound=None, proven=False)


def checked(gap: Gap, agent: Ints | None, *, bound: float | None, proven: bool) -> Assigned:
    """An assignment as whole numbers confirm it; one that does not keep the capacities counts as none."""
    if agent is None or not keeps(gap, agent):
        return Assigned(None, None, bound, False)
    value = int(gap.cost[agent, np.arange(len(agent))].sum())
    return Assigned(agent, value, bound if bound is None else min(bound, float(value)), proven)


def keeps(gap: Gap, agent: Ints) -> bool:
    """Whether every agent's needs are within its capacity."""
    needs = np.zeros(len(gap.capacity), dtype=np.int64)
    np.add.at(needs, agent, gap.need[agent, np.arange(len(agent))])
    return bool((needs <= gap.capacity).all())


def tell(clock: Clock, value: float | None, bound: float | None) -> None:
    """Whoever listens hears how far a plain assignment is."""
    clock.limits.on_progress(Progress("", 1, 1, value, bound, clock.left))


def assign_by_cp_sat(gap: Gap, limits: Limits) -> Assigned:
    """The plain model for CP-SAT."""
    clock = Clock(limits)
    model, columns = _cp_sat_model(gap)
    with listening(clock):
        solver, status = run(model, clock, lambda value, bound: tell(clock, value, bound))
    if status not in ANSWERED:
        return NOTHING
    chosen = np.array([[solver.value(x) for x in row] for row in columns])
    bound = float(round(solver.best_objective_bound))
    return checked(gap, chosen.argmax(axis=0), bound=bound, proven=status == cp_model.OPTIMAL)


def _cp_sat_model(gap: Gap) -> tuple[cp_model.CpModel, list[list[cp_model.IntVar]]]:
    model = cp_model.CpModel()
    columns = [[model.new_bool_var("") for _ in row] for row in gap.cost]
    for pairs in zip(*columns, strict=True):
        model.add_exactly_one(pairs)
    for row, need, capacity in zip(columns, gap.need.tolist(), gap.capacity.tolist(), strict=True):
        model.add(cp_model.LinearExpr.weighted_sum(row, need) <= capacity)
    every = [x for row in columns for x in row]
    model.minimize(cp_model.LinearExpr.weighted_sum(every, gap.cost.ravel().tolist()))
    return model, columns
