"""CP-SAT as its users run it: a programme written down plainly, solved with the run's time, threads and seed."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from allocator.engine.clock import LISTEN_SECONDS, Clock
from allocator.engine.people import Ints
from benchmarks.backends.shared.programme import Line, Programme, Row

LARGEST = 2**62
ANSWERED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class CpSat:
    """A programme as a CP-SAT model; objective and hint may change, rows are only added."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.model = programme, cp_model.CpModel()
        self.columns: list[cp_model.IntVar] = []
        self._rows = 0
        self._solution: list[int] = []
        self.read()

    def read(self) -> None:
        """Write down what the programme has that the model has not."""
        lower, upper = self.programme.lower, self.programme.upper
        for column in range(len(self.columns), len(upper)):
            self.programme.in_time()
            self.columns.append(self.model.new_int_var(lower[column], upper[column], ""))
        for row in self.programme.rows[self._rows :]:
            self._add(row)
        self._rows = len(self.programme.rows)

    def _add(self, row: Row) -> None:
        self.programme.in_time()
        if row.one_of:
            self.model.add_exactly_one(self.columns[i] for i in row.columns.tolist())
            return
        low = -LARGEST if row.low is None else row.low
        high = LARGEST if row.high is None else row.high
        self.model.add_linear_constraint(self.expression(row.columns, row.weights), low, high)

    def expression(self, columns: Ints, weights: Ints) -> cp_model.LinearExpr:
        """weights x columns."""
        return cp_model.LinearExpr.weighted_sum([self.columns[i] for i in columns.tolist()], weights.tolist())

    def at_most(self, line: Line, limit: int) -> None:
        """A line may not exceed a limit."""
        self.model.add(self.expression(line.columns, line.weights) <= limit - line.constant)

    def minimise(self, line: Line, *, hint: Ints) -> None:
        """The objective, and the options to start from; whole, where they are those of the last solution."""
        self.read()
        self.model.minimize(self.expression(line.columns, line.weights) + line.constant)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        options = np.zeros(len(self.programme.options), dtype=np.int64)
        options[hint] = 1
        start = options.tolist()
        if start == self._solution[: len(start)]:
            start = self._solution
        for column, value in zip(self.columns, start, strict=False):
            self.model.add_hint(column, value)

    def chosen(self, solver: cp_model.CpSolver) -> Ints:
        """The options that a solution takes."""
        self._solution = [solver.value(column) for column in self.columns]
        return self.programme.taken(np.array(self._solution, dtype=bool))


def run(
    model: cp_model.CpModel, clock: Clock, step: Callable[[float | None, float | None], None]
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """Solve for what is left of the time; ``step`` hears of every better solution, and Ctrl-C is heard.

    Raises OverflowError where the figures are too large for CP-SAT.
    """
    solver = clock.solver(clock.left)
    found: list[cp_model.CpSolverStatus] = []
    watcher = _Watcher(step)
    thread = threading.Thread(target=lambda: found.append(solver.solve(model, watcher)), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(LISTEN_SECONDS)
        if clock.interrupted:
            solver.stop_search()
    status = found[0] if found else cp_model.UNKNOWN
    if status == cp_model.MODEL_INVALID:
        raise OverflowError(f"CP-SAT does not take the model: {model.validate()}")
    return solver, status


class _Watcher(cp_model.CpSolverSolutionCallback):
    def __init__(self, step: Callable[[float | None, float | None], None]) -> None:
        super().__init__()
        self.step = step

    def on_solution_callback(self) -> None:
        self.step(self.objective_value, self.best_objective_bound)
