"""Prices of people from a linear model over workers' columns, within a box around prices that are good already.

Its floats guide the search for a bound and certify nothing. People may share a price by class, so that a few columns
say enough about many people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.core import Task
from allocator.engine.folding import Folded
from allocator.engine.knapsacks import Column, Knapsacks
from allocator.engine.linear import INFINITY, Floats
from allocator.engine.objective import Objective
from allocator.engine.people import Ints

MOST_COLUMNS, KEPT_COLUMNS = 1500, 1000
"""Columns beyond which the worst are forgotten, and how many are kept then."""


@dataclass(frozen=True)
class Point:
    """Prices in units of the target: of each person (open,) beyond what staying costs them, a move, each limit."""

    person: Floats
    move: float
    limits: tuple[float, ...]


@dataclass(frozen=True)
class _Entry:
    """What a column adds to the target, to the moves and to each limit, and whom it gives (+1) and lets go (-1)."""

    cost: float
    moves: int
    limits: tuple[int, ...]
    rows: tuple[tuple[int, int], ...]


class Master:
    """Columns found so far; ``plain`` is the task at no price for moves and limits."""

    def __init__(self, task: Task, knapsacks: Knapsacks, plain: Folded) -> None:
        self.task, self.knapsacks = task, knapsacks
        self.unit = float(task.target.scale)
        self.cost = plain.cost / plain.fine
        self.mover = task.setting.options.mover[knapsacks.index]
        self.linear = [objective.linear[knapsacks.index] for objective, _ in task.limits]
        self.bases = np.array([one.base for one in knapsacks.all], dtype=np.int64)
        self.constant = plain.constant / plain.fine + float(self.cost[knapsacks.stay].sum()) + self._paid(task.target)
        self.entries: dict[Column, _Entry] = {}

    def add(self, columns: list[Column]) -> int:
        """Keep columns that are new; how many were."""
        before = len(self.entries)
        for column in columns:
            if column not in self.entries:
                self.entries[column] = self._entry(column)
        return len(self.entries) - before

    def forget(self, point: Point) -> None:
        """Drop the columns that are worst at some prices, where there are very many."""
        if len(self.entries) <= MOST_COLUMNS:
            return
        worth = {column: self._reduced(entry, point) for column, entry in self.entries.items()}
        best: dict[int, float] = {}
        for column, cost in worth.items():
            best[column.worker] = min(cost, best.get(column.worker, 0.0))
        kept = sorted(worth, key=lambda column: worth[column] - best[column.worker])[:KEPT_COLUMNS]
        self.entries = {column: self.entries[column] for column in kept}

    def _entry(self, column: Column) -> _Entry:
        come, go = list(column.come), list(column.go)
        one, load = self.knapsacks.all[column.worker], self.knapsacks.load
        total = one.base + int(load[come].sum()) - int(load[go].sum())
        cost = float(self.cost[come].sum() - self.cost[go].sum()) + _change(
            self.task.target, one.worker, one.base, total
        )
        limits = tuple(
            int(linear[come].sum() - linear[go].sum()) + _change(objective, one.worker, one.base, total)
            for linear, (objective, _) in zip(self.linear, self.task.limits, strict=True)
        )
        rows = [(row, 1) for row in self.knapsacks.row[come].tolist()]
        rows += [(row, -1) for row in self.knapsacks.row[go].tolist()]
        return _Entry(cost, int(self.mover[come].sum()), limits, tuple(rows))

    def _reduced(self, entry: _Entry, point: Point) -> float:
        priced = sum(price * asked for price, asked in zip(point.limits, entry.limits, strict=True))
        people = sum(float(point.person[row]) * sign for row, sign in entry.rows)
        return entry.cost + point.move * entry.moves + priced - people

    def _paid(self, objective: Objective) -> int:
        over = np.maximum(0, self.bases[:, None] - objective.breaks)
        return int((over * objective.slopes).sum())

    def solve(self, center: Point, box: float, classes: Ints) -> tuple[float, Point] | None:
        """Best prices within ``box`` of ``center``, people of one class (open,) alike, and what they promise.

        None where GLOP finds none.
        """
        model = _Model(self, center, box, classes)
        helper = lp.ModelSolverHelper("glop")
        helper.solve(model.model)
        if helper.status() != lp.SolveStatus.OPTIMAL:
            return None
        duals = np.asarray(helper.dual_values()) * self.unit
        return float(helper.objective_value()) * self.unit + self.constant, model.point(duals)

    def left(self, which: int) -> float:
        """What a limit leaves while everybody stays, in posts, moves, needs or hours."""
        objective, limit = self.task.limits[which]
        stays = int(self.linear[which][self.knapsacks.stay].sum())
        return (limit - objective.constant - stays - self._paid(objective)) / float(objective.scale)


class _Model:
    """The linear model: a row for each class of people in play, each worker, moves and each limit."""

    def __init__(self, master: Master, center: Point, box: float, classes: Ints) -> None:
        self.master, self.classes, self.box = master, classes, box / master.unit
        self.model = lp.ModelBuilderHelper()
        stays, task = master.knapsacks.stays, master.task
        touched = {int(classes[row]) for entry in master.entries.values() for row, _ in entry.rows}
        size = np.bincount(classes[~stays], minlength=len(classes))
        self.center, self.people = center, {}
        for kind in sorted(touched | set(classes[~stays].tolist())):
            self.people[kind] = self._row(float(size[kind]))
            self._boxed(self.people[kind], float(center.person[kind]))
        self.move = self._row(-float(task.room.moves))
        self._boxed(self.move, center.move)
        self.limits = [self._row(-master.left(which)) for which in range(len(task.limits))]
        self.workers = [self._row(-1.0) for _ in master.knapsacks.all]
        self._nobody()
        for entry, column in zip(master.entries.values(), master.entries, strict=True):
            self._column(column.worker, entry)

    def _row(self, least: float) -> int:
        row: int = self.model.add_linear_constraint()
        self.model.set_constraint_lower_bound(row, least)
        self.model.set_constraint_upper_bound(row, INFINITY)
        return row

    def _variable(self, cost: float, most: float = INFINITY) -> int:
        variable: int = self.model.add_var()
        self.model.set_var_lower_bound(variable, 0.0)
        self.model.set_var_upper_bound(variable, most)
        self.model.set_var_objective_coefficient(variable, cost)
        return variable

    def _boxed(self, row: int, price: float) -> None:
        """Keep the price of a row near ``price``."""
        price /= self.master.unit
        self.model.add_term_to_constraint(row, self._variable(price + self.box), 1.0)
        if price > self.box:
            self.model.add_term_to_constraint(row, self._variable(self.box - price), -1.0)

    def _nobody(self) -> None:
        """Whoever may be left without a worker."""
        master = self.master
        for place in master.knapsacks.nobody.tolist():
            variable = self._variable(float(master.cost[place]) / master.unit, 1.0)
            kind = int(self.classes[master.knapsacks.row[place]])
            self.model.add_term_to_constraint(self.people[kind], variable, 1.0)
            self._limited(variable, [int(linear[place]) for linear in master.linear])

    def _column(self, worker: int, entry: _Entry) -> None:
        variable = self._variable(entry.cost / self.master.unit)
        self.model.add_term_to_constraint(self.workers[worker], variable, -1.0)
        if entry.moves:
            self.model.add_term_to_constraint(self.move, variable, -float(entry.moves))
        self._limited(variable, entry.limits)
        kinds: dict[int, int] = {}
        for row, sign in entry.rows:
            kind = int(self.classes[row])
            kinds[kind] = kinds.get(kind, 0) + sign
        for kind, sign in kinds.items():
            self.model.add_term_to_constraint(self.people[kind], variable, float(sign))

    def _limited(self, variable: int, asked: Sequence[int]) -> None:
        for row, units, (objective, _) in zip(self.limits, asked, self.master.task.limits, strict=True):
            if units:
                self.model.add_term_to_constraint(row, variable, -units / float(objective.scale))

    def point(self, duals: Floats) -> Point:
        """Prices from the duals, in units of the target; people in no column keep theirs."""
        person = self.center.person.copy()
        for kind, row in self.people.items():
            person[self.classes == kind] = duals[row]
        limits = tuple(
            max(0.0, float(duals[row])) / float(objective.scale)
            for row, (objective, _) in zip(self.limits, self.master.task.limits, strict=True)
        )
        return Point(person, max(0.0, float(duals[self.move])), limits)


def _change(objective: Objective, worker: int, base: int, total: int) -> int:
    """What a worker's pieces cost more at ``total`` than at ``base``."""
    if not len(objective.slopes):
        return 0
    over = np.maximum(0, np.array([base, total])[:, None] - objective.breaks[worker])
    before, after = (over * objective.slopes).sum(axis=1).tolist()
    return int(after - before)
