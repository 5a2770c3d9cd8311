"""One level over some open options as a CP-SAT model: variables, constraints, objective, solve; it chooses no level.

Whoever has one option left is folded into constants, so a model is as small as what is still to be decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from allocator.engine.candidates import Candidates
from allocator.engine.clock import Clock
from allocator.engine.objective import Objective, Setting
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.room import Room

Limit = tuple[Objective, int]
Term: TypeAlias = cp_model.LinearExpr | int


@dataclass(frozen=True)
class Task:
    """What is asked: make ``target`` small over ``active`` options while each of ``limits`` is kept.

    ``candidates`` knows of the pairs that are not among the options, None where there are none.
    """

    setting: Setting
    room: Room
    target: Objective
    limits: Sequence[Limit]
    candidates: Candidates | None = None


@dataclass(frozen=True)
class CoreResult:
    """``taken`` is None where nothing was found; ``bound`` in units of the target, over the active options only."""

    taken: Ints | None
    bound: int | None
    proven: bool


def solve_core(
    task: Task, active: Bools, *, hint: Ints, clock: Clock, seconds: float, better_than: int | None = None
) -> CoreResult:
    """Settle ``task`` over ``active`` options, which must hold at least one option of each open person."""
    core = _Core(task, active)
    core.constrain()
    total = core.expression(task.target)
    if better_than is not None:
        core.model.add(total <= better_than - 1)
    core.model.minimize(total)
    core.hint(hint)
    solver = clock.solver(seconds)
    status = clock.run(solver, core.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        proven = status == cp_model.OPTIMAL
        bound = int(np.ceil(solver.best_objective_bound - 0.5)) if not proven else None
        return CoreResult(core.taken(solver), bound, proven)
    return CoreResult(None, None, status == cp_model.INFEASIBLE)


class _Core:
    """Builds the model; every method adds one kind of thing."""

    def __init__(self, task: Task, active: Bools) -> None:
        self.model = cp_model.CpModel()
        self.task, self.options = task, task.setting.options
        index = np.flatnonzero(active)
        counts = np.bincount(self.options.row_of[index], minlength=len(self.options.open_people))
        single = counts[self.options.row_of[index]] == 1
        self.settled: Ints = index[single]
        self.settled_set = {int(i) for i in self.settled}
        self.free: Ints = index[~single]
        self.x = {int(i): self.model.new_bool_var("") for i in self.free}
        self.base = self.options.base_load.copy()
        real = self.settled[self.options.worker[self.settled] != NOBODY]
        np.add.at(self.base, self.options.worker[real], self.options.load[real])
        self.by_worker: dict[int, list[int]] = {}
        for i, worker in zip(self.free.tolist(), self.options.worker[self.free].tolist(), strict=True):
            if worker != NOBODY:
                self.by_worker.setdefault(worker, []).append(i)

    def constrain(self) -> None:
        """One option each, ceilings, intake, moves, and what the levels above must keep."""
        options = self.options
        start = 0
        rows = options.row_of[self.free]
        for end in [*np.flatnonzero(np.diff(rows)) + 1, len(rows)]:
            if end > start:
                self.model.add_exactly_one(self.x[int(i)] for i in self.free[start:end])
            start = end
        for worker, choices in self.by_worker.items():
            self._ceiling(worker, choices)
            self._intake(worker, choices)
        movers = [self.x[int(i)] for i in self.free if options.mover[i]]
        left = self.task.room.moves - int(options.mover[self.settled].sum())
        if len(movers) > left:
            self.model.add(sum(movers) <= left)
        for objective, limit in self.task.limits:
            self.model.add(self.expression(objective) <= limit)

    def _ceiling(self, worker: int, choices: list[int]) -> None:
        """Nobody is given to a worker who would stand above the ceiling."""
        load, room = self._load(worker, choices), self.task.room
        ceiling = int(room.ceiling[worker])
        given = [self.x[i] for i in choices if self.options.given[i]]
        settled_given = self._settled_given(worker)
        if room.strict[worker] or settled_given:
            self.model.add(load <= ceiling)
        elif given:
            anybody = self.model.new_bool_var("")
            self.model.add_max_equality(anybody, given)
            self.model.add(load <= ceiling).only_enforce_if(anybody)

    def _settled_given(self, worker: int) -> int:
        at = self.options.worker[self.settled] == worker
        return int(self.options.given[self.settled][at].sum()) + int(self.options.base_given[worker])

    def _intake(self, worker: int, choices: list[int]) -> None:
        given = [self.x[i] for i in choices if self.options.given[i]]
        left = int(self.task.room.intake[worker]) - self._settled_given(worker) + int(self.options.base_given[worker])
        if len(given) > left:
            self.model.add(sum(given) <= left)

    def _load(self, worker: int, choices: list[int]) -> cp_model.LinearExpr:
        coefficients = [int(c) for c in self.options.load[choices]]
        return cp_model.LinearExpr.weighted_sum([self.x[i] for i in choices], coefficients) + int(self.base[worker])

    def expression(self, objective: Objective) -> cp_model.LinearExpr:
        """An objective over the open options."""
        constant = objective.constant + int(objective.linear[self.settled].sum())
        weights = objective.linear[self.free]
        used = self.free[weights != 0]
        terms: list[Term] = [
            cp_model.LinearExpr.weighted_sum([self.x[int(i)] for i in used], [int(c) for c in objective.linear[used]])
        ]
        for piece, slope in enumerate(objective.slopes.tolist()):
            for worker in range(len(self.base)):
                terms.append(self._piece(worker, int(objective.breaks[worker, piece])) * slope)
        if objective.joint:
            terms.extend(self._joint(objective))
        return cp_model.LinearExpr.sum(terms) + constant

    def _piece(self, worker: int, threshold: int) -> Term:
        """max(0, load - threshold), a variable only where the load may lie on either side."""
        choices = self.by_worker.get(worker, [])
        base = int(self.base[worker])
        most = base + int(self.options.load[choices].sum())
        if most <= threshold:
            return 0
        if not choices:
            return base - threshold
        load = self._load(worker, choices)
        if base >= threshold:
            return load - threshold
        over = self.model.new_int_var(0, most - threshold, "")
        self.model.add(over >= load - threshold)
        return over

    def _joint(self, objective: Objective) -> list[Term]:
        """Excuses not given and groups split."""
        terms: list[Term] = []
        for weight, excuse in zip(objective.excuse, self.task.setting.siblings.excuses, strict=True):
            if weight and (excuse.option is None or self._may(excuse.option)):
                unmet = self.model.new_bool_var("")
                mine = 1 if excuse.option is None else self._var(excuse.option)
                self.model.add(unmet >= mine - sum(self._var(i) for i in excuse.siblings if self._may(i)))
                terms.append(unmet * weight)
        if objective.split:
            terms.extend(self._split(rows, fixed, given) * objective.split for rows, fixed, given in self._groups())
        return terms

    def _groups(self) -> list[tuple[list[int], tuple[int, ...], bool]]:
        """Options by group that are still open or settled, beside its fixed members."""
        spans = []
        for group in self.task.setting.siblings.groups:
            rows = set(group.rows)
            chosen = [int(i) for i in (*self.free, *self.settled) if int(self.options.row_of[i]) in rows]
            spans.append((chosen, group.fixed_workers, group.fixed_given))
        return spans

    def _split(self, chosen: list[int], fixed: tuple[int, ...], given: bool) -> cp_model.IntVar:
        """1 where somebody of the group is given in this run and they do not all end with one worker."""
        split = self.model.new_bool_var("")
        apart = self.model.new_bool_var("")
        ends: dict[int, cp_model.IntVar] = {}
        for worker in sorted({int(self.options.worker[i]) for i in chosen} | set(fixed)):
            if worker != NOBODY:
                ends[worker] = self.model.new_bool_var("")
                self.model.add(ends[worker] >= int(worker in fixed))
        for i in chosen:
            if self.options.worker[i] != NOBODY:
                self.model.add(ends[int(self.options.worker[i])] >= self._var(i))
            if self.options.given[i]:
                self.model.add(split >= apart + self._var(i) - 1)
        if given:
            self.model.add(split >= apart)
        self.model.add(sum(ends.values()) <= 1 + len(ends) * apart)
        return split

    def _may(self, option: int) -> bool:
        return option in self.x or option in self.settled_set

    def _var(self, option: int) -> Term:
        return self.x.get(option, 1)

    def hint(self, taken: Ints) -> None:
        """The allocation in hand, complete."""
        mine = {int(i) for i in taken}
        for i, variable in self.x.items():
            self.model.add_hint(variable, int(i in mine))

    def taken(self, solver: cp_model.CpSolver) -> Ints:
        """The option taken for each open person, in their order."""
        picked = np.array([i for i, variable in self.x.items() if solver.boolean_value(variable)], dtype=np.int64)
        return np.sort(np.concatenate([self.settled, picked]))
