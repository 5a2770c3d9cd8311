"""allocator.engine.branch."""

from __future__ import annotations

import threading
import time
from random import Random
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.branch import branch, next_value
from allocator.engine.objective import Objective
from allocator.engine.state import allowed, value
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, clock, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _grid(*linear: int, constant: int = 0, slopes: tuple[int, ...] = (), split: int = 0) -> Objective:
    breaks = np.zeros((1, len(slopes)), dtype=np.int64)
    numbers = np.array(linear, dtype=np.int64), np.array(slopes, dtype=np.int64)
    return Objective("a level", numbers[0], numbers[0], constant, numbers[1], breaks, split, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("objective", "units", "found"),
    [
        (_grid(4, 6), 5, 6),  # values are multiples of 2
        (_grid(4, 6), 6, 6),
        (_grid(10, 0, constant=3), 4, 13),
        (_grid(10, constant=3), 3, 3),
        (_grid(10, constant=3), -8, -7),
        (_grid(10, slopes=(4,), split=6), 7, 8),
        (_grid(0), 5, 5),  # nothing to step by
    ],
)
def test_a_bound_is_raised_to_the_grid(objective: Objective, units: int, found: int) -> None:
    """Proves that a level takes only its constant and multiples of the greatest common divisor of its parts."""
    assert next_value(objective, units) == found


def _two_for_one_seat() -> Laid:
    people = [person("P1"), person("P2", complexity="high")]
    return laid(problem_of(caseload(people, [worker("W1", fte="0.4")])))


def test_the_best_of_a_small_question() -> None:
    """Proves that one seat goes to the heavier of two people, with a bound that says so."""
    found = _two_for_one_seat()
    task = found.task("unallocated_duty")
    result = branch(task, found.active, cuts_of(task, found.active), hint=found.taken(), clock=clock(), seconds=5)
    assert result.taken is not None
    assert found.ends(result.taken) == {"P1": None, "P2": "W1"}
    assert result.bound == value(task.target, found.setting, result.taken)


def test_limits_that_nothing_keeps_give_nothing() -> None:
    """Proves that a question without an answer claims neither an allocation nor a bound."""
    found = _two_for_one_seat()
    task = found.task("cost", [(found.level("unallocated_duty"), -1)])
    result = branch(task, found.active, (), hint=found.taken(), clock=clock(), seconds=5)
    assert (result.taken, result.bound) == (None, None)


class _HalfAnAnswer:
    """A solver that takes ``patience`` seconds and then has an allocation with holes."""

    patience = 0.0
    told: ClassVar[list[str]] = []

    def __init__(self, _: str) -> None:
        self.told.clear()

    def set_time_limit_in_seconds(self, _: float) -> None:
        """Is in no hurry."""

    def set_solver_specific_parameters(self, words: str) -> None:
        """Keeps what it is told."""
        self.told.append(words)

    def solve(self, _: object) -> None:
        """Waits."""
        time.sleep(self.patience)

    def has_response(self) -> bool:
        """Has one."""
        return True

    def status(self) -> lp.SolveStatus:
        """Claims that it is an allocation."""
        return lp.SolveStatus.FEASIBLE

    def variable_values(self) -> list[float]:
        """Nobody is anywhere."""
        return [0.0] * 9

    def best_objective_bound(self) -> float:
        """A quarter of a post is left at least."""
        return 0.25


def test_half_an_answer_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an allocation with holes is thrown away, its bound kept, and Ctrl-C left to the run."""
    monkeypatch.setattr("allocator.engine.branch.lp.ModelSolverHelper", _HalfAnAnswer)
    found = _two_for_one_seat()
    task = found.task("unallocated_duty")
    result = branch(task, found.active, (), hint=found.taken(), clock=clock(60), seconds=60)
    assert result.taken is None
    assert result.bound == task.target.scale / 4
    assert _HalfAnAnswer.told == ["misc/catchctrlc = FALSE"]


@pytest.mark.parametrize(
    ("told", "eighths"),
    [(0.25, 2), (0.25 + 9e-9, 2), (0.25 + 2e-8, 3), (0.25 - 2e-8, 2), (0.125 + 2e-8, 2), (0.375 + 9e-9, 3)],
)
def test_a_bound_is_believed_but_for_its_tolerance(told: float, eighths: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that 1e-9 of at least 10 is taken off, no less and no more: 1e-8 above a value that can be is that value.

    P1 weighs 2/8 of a post, P2 3/8, so values are multiples of an eighth.
    """
    monkeypatch.setattr("allocator.engine.branch.lp.ModelSolverHelper", _HalfAnAnswer)
    monkeypatch.setattr(_HalfAnAnswer, "best_objective_bound", lambda _: told)
    found = _two_for_one_seat()
    task = found.task("unallocated_duty")
    result = branch(task, found.active, (), hint=found.taken(), clock=clock(60), seconds=60)
    assert result.bound == task.target.scale * eighths / 8


def test_whoever_comes_needs_room_beside_those_who_stay() -> None:
    """Proves that SCIP lets two of six people leave W1 (ceiling: five) for P9, and nobody come where one may leave.

    So 0 is left without a worker with two moves, and P9's quarter of a post with one; both proven.
    """
    people = [*(person(f"H{i}", "W1") for i in range(6)), person("P9", avoid_workers={"W2"})]
    for moves, left in ((2, 0), (1, 1)):
        found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])), moves=moves)
        task = found.task("unallocated_duty")
        result = branch(task, found.active, cuts_of(task, found.active), hint=found.taken(), clock=clock(), seconds=5)
        assert result.taken is not None
        assert result.bound == value(task.target, found.setting, result.taken) == left * task.target.scale / 4


def test_a_wish_to_stop_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a search that cannot be stopped is left alone on demand, and nothing of it is believed."""
    monkeypatch.setattr("allocator.engine.branch.lp.ModelSolverHelper", _HalfAnAnswer)
    monkeypatch.setattr(_HalfAnAnswer, "patience", 20.0)
    found, running = _two_for_one_seat(), clock(60)
    task = found.task("unallocated_duty")
    threading.Timer(0.2, lambda: setattr(running, "interrupted", True)).start()
    begin = time.monotonic()
    result = branch(task, found.active, (), hint=found.taken(), clock=running, seconds=60)
    assert time.monotonic() - begin < 10
    assert (result.taken, result.bound) == (None, None)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_what_it_says_is_held_against_an_enumeration(case: Case, seed: int) -> None:
    """Proves for random cases, levels and limits that the bound holds and whatever is found is allowed."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    objective, hint = found.level(chance.choice(LEVELS)), chance.choice(every)
    limit = value(objective, found.setting, hint)
    task = found.task(chance.choice(LEVELS), [(objective, limit)])
    cuts = cuts_of(task, found.active)
    result = branch(task, found.active, cuts, hint=hint, clock=clock(), seconds=5)
    inside = [t for t in every if value(objective, found.setting, t) <= limit]
    best = min(value(task.target, found.setting, t) for t in inside)
    assert result.bound is None or result.bound <= best
    if result.taken is not None:
        assert allowed(found.options, found.room, result.taken)
        assert value(objective, found.setting, result.taken) <= limit
