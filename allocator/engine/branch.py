"""The linear model with whole people, by SCIP, where CP-SAT alone does not finish; its floats are not believed blindly.

An allocation is taken only if it is allowed and keeps every limit in whole numbers. A bound is lowered by SCIP's own
tolerance and then raised to the next value that the level can have at all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd

import numpy as np
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.clock import LISTEN_SECONDS, Clock
from allocator.engine.core import Task
from allocator.engine.cuts import Cut, cover_cuts, limit_cover, split_cuts
from allocator.engine.linear import Linear
from allocator.engine.objective import Objective
from allocator.engine.people import Bools, Ints
from allocator.engine.sets import Sets
from allocator.engine.state import allowed, keeps

TOLERANCE, AT_LEAST = 1e-9, 10.0
"""Share of its size that is taken off a bound, sizes below ``AT_LEAST`` counting as that.

SCIP lets duals of its relaxations be wrong by 1e-10 (a thousandth of its setting of 1e-7), and there are at most some
hundreds of them. What it lets rooms be overfilled by (1e-6 of a post) only makes a bound lower.
"""

LEAVE_CTRL_C = "misc/catchctrlc = FALSE"
"""Otherwise SCIP takes Ctrl-C for itself, and the run goes on as if nobody had asked it to stop."""

KEEP_OPTIONS = "presolving/donotmultaggr = TRUE"
"""Where room alone couples very many, putting sums in the place of options takes more time than it saves."""

LATE_SECONDS = 3.0
"""How late SCIP may be: it looks at its clock between steps only, and hardly ever one step does not end."""

ANSWERED = (lp.SolveStatus.OPTIMAL, lp.SolveStatus.FEASIBLE)


@dataclass(frozen=True)
class Branched:
    """``taken`` is None where nothing allowed was found; ``bound`` in units of the target, None where there is none.

    ``covers`` forbid what SCIP found where that overfills a room or breaks a limit by less than its tolerance, or
    splits siblings in a way that is not in the model yet.
    """

    taken: Ints | None
    bound: int | None
    covers: tuple[Cut, ...] = ()


def branch(
    task: Task,
    active: Bools,
    cuts: Sequence[Cut],
    *,
    hint: Ints,
    clock: Clock,
    seconds: float,
    sets: Sequence[Sets] = (),
) -> Branched:
    """Branch and bound over the active options, of some workers over their ``sets``, for at most ``seconds``."""
    return Branching(task, active, cuts, hint=hint, clock=clock, seconds=seconds, sets=sets).answer()


class Branching:
    """Branch and bound over the active options in a thread of its own, for at most ``seconds`` from now."""

    def __init__(
        self,
        task: Task,
        active: Bools,
        cuts: Sequence[Cut],
        *,
        hint: Ints,
        clock: Clock,
        seconds: float,
        keep_options: bool = False,
        sets: Sequence[Sets] = (),
    ) -> None:
        end = clock.left - seconds
        self.task, self.clock, self.linear = task, clock, Linear(task, active, cuts, whole=True, sets=sets)
        mine = set(hint.tolist())
        for column, option in enumerate(self.linear.index.tolist()):
            self.linear.model.set_var_integrality(column, True)
            self.linear.model.add_hint(column, float(option in mine))
        self.solver = lp.ModelSolverHelper("scip")
        self.solver.set_time_limit_in_seconds(max(0.05, min(clock.left - end, clock.left)))
        settings = (LEAVE_CTRL_C, KEEP_OPTIONS) if keep_options else (LEAVE_CTRL_C,)
        self.solver.set_solver_specific_parameters("\n".join(settings))
        self.stop_at = time.monotonic() + seconds + LATE_SECONDS
        self.thread = threading.Thread(target=lambda: self.solver.solve(self.linear.model), daemon=True)
        self.thread.start()

    @property
    def ended(self) -> bool:
        """Whether there is an answer already."""
        return not self.thread.is_alive()

    def answer(self) -> Branched:
        """Wait and keep listening; SCIP cannot be stopped, so it is left alone if it has to be."""
        solver, linear, task = self.solver, self.linear, self.task
        while self.thread.is_alive() and not self.clock.interrupted and time.monotonic() < self.stop_at:
            self.thread.join(LISTEN_SECONDS)
        if not self.ended or not solver.has_response() or solver.status() not in ANSWERED:
            return Branched(None, None)
        values = np.asarray(solver.variable_values())[: len(linear.index)]
        bound = _bound(task.target, solver.best_objective_bound(), linear.settled(task.target))
        taken = linear.index[values > 0.5]
        if not np.array_equal(task.setting.options.row_of[taken], np.arange(len(task.setting.options.open_people))):
            return Branched(None, bound)
        return Branched(_allowed(task, taken), bound, _covers(task, taken))


def _covers(task: Task, taken: Ints) -> tuple[Cut, ...]:
    cuts = cover_cuts(task.setting.options, task.room, taken)
    for objective, limit in task.limits:
        cuts += limit_cover(objective.linear, objective.constant, limit, taken)
    if task.target.split or any(objective.split for objective, _ in task.limits):
        cuts += split_cuts(task.setting.options, task.setting.siblings, taken)
    return cuts


def _allowed(task: Task, taken: Ints) -> Ints | None:
    """The allocation, if it keeps everything in whole numbers."""
    options = task.setting.options
    kept = keeps(task.limits, task.setting, taken) and allowed(options, task.room, taken)
    return taken if kept else None


def _bound(target: Objective, bound: float, settled: int) -> int:
    """SCIP's bound, less its tolerance, with what is settled anyway, raised to the next value the level can have."""
    safe = Fraction(bound - TOLERANCE * max(AT_LEAST, abs(bound))) * target.scale
    return next_value(target, settled + ceil(safe))


def next_value(target: Objective, units: int) -> int:
    """The smallest value of a level that is not below ``units``: values lie on a grid."""
    parts = [*np.unique(target.linear).tolist(), *target.slopes.tolist(), target.split, *target.excuse]
    step = gcd(*(int(part) for part in parts)) or 1
    return target.constant - (target.constant - units) // step * step
