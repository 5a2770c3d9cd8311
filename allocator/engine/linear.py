"""A level over some open options as a linear model: rows and columns for GLOP and SCIP; it solves nothing itself.

Loads are counted in posts and levels in their own units of 1.0, so that figures stay near 1. Ceilings
that bind only once somebody is given are relaxed, unless the model is made for whole people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.room import NO_LIMIT
from allocator.engine.sets import Sets
from allocator.engine.siblings import Excuse

Floats = NDArray[np.float64]
INFINITY = float("inf")


@dataclass(frozen=True)
class Rows:
    """Where each kind of row stands: by worker, single, or in the order in which they were given."""

    load: dict[int, int]
    given: dict[int, int]
    move: int | None
    limits: list[int]
    cuts: list[int]


class Linear:
    """The model, its rows, and ``index``: the active options in the order of the first columns."""

    def __init__(
        self, task: Task, active: Bools, cuts: Sequence[Cut], *, whole: bool = False, sets: Sequence[Sets] = ()
    ) -> None:
        self.task, self.options, self.whole = task, task.setting.options, whole
        self.active, self.index = active, np.flatnonzero(active)
        self.worker: Ints = self.options.worker[self.index]
        self.post = float(task.setting.problem.units.post)
        self.model = lp.ModelBuilderHelper()
        costs = task.target.linear[self.index] / float(task.target.scale)
        for cost in costs.tolist():
            self.model.set_var_objective_coefficient(self._variable(0.0, INFINITY), cost)

        self.split = [self._variable(0.0, 1.0) for _ in task.setting.siblings.groups]
        for variable in self.split:
            self.model.set_var_objective_coefficient(variable, task.target.split / float(task.target.scale))
        self._one_option_each()
        self.excuse = [self._excuse(excuse) for excuse in task.setting.siblings.excuses]
        for variable, weight in zip(self.excuse, task.target.excuse, strict=True):
            self.model.set_var_objective_coefficient(variable, weight / float(task.target.scale))
        self.rows = Rows(
            load=self._load_rows(),
            given=self._given_rows(),
            move=self._row(self.options.mover[self.index], task.room.moves),
            limits=[self._limit_row(objective, limit) for objective, limit in task.limits],
            cuts=[self._cut_row(cut) for cut in cuts],
        )
        for one in sets:
            self._sets(one)

    def _one_option_each(self) -> None:
        rows = self.options.row_of[self.index]
        starts = np.searchsorted(rows, np.arange(len(self.options.open_people) + 1))
        for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
            row = self.model.add_linear_constraint()
            self._bounds(row, 1.0, 1.0)
            self._terms(row, np.arange(begin, end), np.ones(end - begin))

    def _load_rows(self) -> dict[int, int]:
        """load of the open people - total = -load of the fixed ones, with the total's pieces in every objective."""
        rows = {}
        self.total = {}
        base, most = self.options.base_load / self.post, self.task.room.most / self.post
        for worker in np.unique(self.worker[self.worker != NOBODY]).tolist():
            total = self._variable(base[worker], max(base[worker], most[worker]))
            here = np.flatnonzero(self.worker == worker)
            row = self.model.add_linear_constraint()
            self._bounds(row, -base[worker], -base[worker])
            self._terms(row, here, self.options.load[self.index[here]] / self.post)
            self.model.add_term_to_constraint(row, total, -1.0)
            rows[worker], self.total[worker] = row, total
            if self.whole and not self.task.room.strict[worker]:
                self._ceiling(worker, here, most[worker])
        for variable, slope in self._pieces(self.task.target):
            self.model.set_var_objective_coefficient(variable, slope)
        return rows

    def _ceiling(self, worker: int, here: Ints, most: float) -> None:
        """A ceiling that binds only once somebody is given: total + (most - ceiling) x given <= most."""
        over = most - float(self.task.room.ceiling[worker]) / self.post
        given = here[self.options.given[self.index[here]]]
        if over <= 0.0 or not len(given):
            return
        somebody = self._variable(0.0, 1.0)
        for option in given:
            row = self.model.add_linear_constraint()
            self._bounds(row, 0.0, INFINITY)
            self.model.add_term_to_constraint(row, somebody, 1.0)
            self._terms(row, np.array([option]), np.array([-1.0]))
        row = self.model.add_linear_constraint()
        self._bounds(row, -INFINITY, most)
        self.model.add_term_to_constraint(row, self.total[worker], 1.0)
        self.model.add_term_to_constraint(row, somebody, over)

    def _pieces(self, objective: Objective) -> list[tuple[int, float]]:
        """A variable and its slope for every piece on which a load may lie on either side of the break or above it."""
        pieces = []
        scale = float(objective.scale)
        for k, slope in enumerate(objective.slopes.tolist()):
            for worker, total in self.total.items():
                threshold = objective.breaks[worker, k] / self.post
                over = self._variable(0.0, INFINITY)
                row = self.model.add_linear_constraint()
                self._bounds(row, -threshold, INFINITY)
                self.model.add_term_to_constraint(row, over, 1.0)
                self.model.add_term_to_constraint(row, total, -1.0)
                pieces.append((over, slope * self.post / scale))
        return pieces

    def _given_rows(self) -> dict[int, int]:
        rows = {}
        for worker in self.total:
            limit = int(self.task.room.intake[worker])
            here = self.options.given[self.index] & (self.worker == worker)
            row = self._row(here, limit)
            if row is not None:
                rows[worker] = row
        return rows

    def _row(self, member: Bools, limit: int) -> int | None:
        """At most ``limit`` of some options; None where that cannot bind."""
        here = np.flatnonzero(member)
        if limit >= NO_LIMIT or len(here) <= limit:
            return None
        row: int = self.model.add_linear_constraint()
        self._bounds(row, -INFINITY, float(limit))
        self._terms(row, here, np.ones(len(here)))
        return row

    def _limit_row(self, objective: Objective, limit: int) -> int:
        """What a level above must keep, loads outside the open workers counted as they are."""
        row: int = self.model.add_linear_constraint()
        scale = float(objective.scale)
        self._bounds(row, -INFINITY, (limit - self.settled(objective)) / scale)
        linear = objective.linear[self.index]
        used = np.flatnonzero(linear)
        self._terms(row, used, linear[used] / scale)
        for variable, slope in self._pieces(objective):
            self.model.add_term_to_constraint(row, variable, slope)
        for variable in self.split:
            self.model.add_term_to_constraint(row, variable, objective.split / scale)
        for variable, weight in zip(self.excuse, objective.excuse, strict=True):
            self.model.add_term_to_constraint(row, variable, weight / scale)
        return row

    def _excuse(self, excuse: Excuse) -> int:
        """1 where an age band is unmet and no sibling excuses it."""
        unmet = self._variable(0.0, 1.0)
        if excuse.option is not None and not self.active[excuse.option]:
            return unmet
        row = self.model.add_linear_constraint()
        self._bounds(row, 0.0 if excuse.option is not None else 1.0, INFINITY)
        self.model.add_term_to_constraint(row, unmet, 1.0)
        here = np.array([] if excuse.option is None else [excuse.option], dtype=np.int64)
        siblings = np.array([i for i in excuse.siblings if self.active[i]], dtype=np.int64)
        self._terms(row, np.searchsorted(self.index, here), np.full(len(here), -1.0))
        self._terms(row, np.searchsorted(self.index, siblings), np.ones(len(siblings)))
        return unmet

    def _cut_row(self, cut: Cut) -> int:
        row: int = self.model.add_linear_constraint()
        self._bounds(row, -INFINITY, float(cut.limit))
        used = np.flatnonzero((cut.weights != 0) & self.active[cut.options])
        self._terms(row, np.searchsorted(self.index, cut.options[used]), cut.weights[used].astype(np.float64))
        if cut.group is not None:
            self.model.add_term_to_constraint(row, self.split[cut.group], -1.0)
        return row

    def _sets(self, sets: Sets) -> None:
        """The worker takes one of these sets; an option is taken by as much as the sets that hold it are.

        Whoever leaves does not take the option of staying. Options being whole, so are the sets.
        """
        variables = [self._variable(0.0, 1.0) for _ in range(len(sets.come))]
        one = self.model.add_linear_constraint()
        self._bounds(one, 1.0, 1.0)
        for variable in variables:
            self.model.add_term_to_constraint(one, variable, 1.0)
        for options, members, sign, sum_up in ((sets.coming, sets.come, -1.0, 0.0), (sets.leaving, sets.go, 1.0, 1.0)):
            rows = {}
            for option, column in zip(options.tolist(), np.searchsorted(self.index, options).tolist(), strict=True):
                rows[option] = self.model.add_linear_constraint()
                self._bounds(rows[option], sum_up, sum_up)
                self.model.add_term_to_constraint(rows[option], column, sign)
            for variable, chosen in zip(variables, members.tolist(), strict=True):
                for option in chosen:
                    if option >= 0:
                        self.model.add_term_to_constraint(rows[option], variable, 1.0)

    def settled(self, objective: Objective) -> int:
        """What an objective is worth before anybody open counts, in its units; workers nobody may come to included."""
        rest = [w for w in range(len(self.options.base_load)) if w not in self.total]
        over = np.maximum(0, self.options.base_load[rest][:, None] - objective.breaks[rest]) * objective.slopes
        return objective.constant + int(over.sum())

    def _variable(self, low: float, high: float) -> int:
        variable: int = self.model.add_var()
        self.model.set_var_lower_bound(variable, low)
        self.model.set_var_upper_bound(variable, high)
        return variable

    def _terms(self, row: int, options: NDArray[np.int64], coefficients: Floats) -> None:
        """Add active options, by their position, to a row."""
        add = self.model.add_term_to_constraint
        for option, coefficient in zip(options.tolist(), coefficients.tolist(), strict=True):
            add(row, option, coefficient)

    def _bounds(self, row: int, low: float, high: float) -> None:
        self.model.set_constraint_lower_bound(row, low)
        self.model.set_constraint_upper_bound(row, high)
