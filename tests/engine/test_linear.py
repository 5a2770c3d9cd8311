"""allocator.engine.linear."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.linear_solver.python import model_builder_helper as lp

from allocator.engine.core import Task
from allocator.engine.linear import Linear
from allocator.engine.people import Ints
from allocator.engine.state import allowed, value
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _worth_if(found: Laid, task: Task, taken: Ints, *, whole: bool = False) -> float | None:
    """The linear model's own value once every column of an option is fixed; None where it says that cannot be."""
    linear = Linear(task, found.active, cuts_of(task, found.active), whole=whole)
    mine = set(taken.tolist())
    for column, option in enumerate(linear.index.tolist()):
        linear.model.set_var_lower_bound(column, float(option in mine))
        linear.model.set_var_upper_bound(column, float(option in mine))
    solver = lp.ModelSolverHelper("glop")
    solver.solve(linear.model)
    if solver.status() != lp.SolveStatus.OPTIMAL:
        return None
    return float(solver.objective_value() + float(Fraction(linear.settled(task.target)) / task.target.scale))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_it_is_a_relaxation_of_every_level(case: Case, seed: int) -> None:
    """Proves for random cases that no allowed allocation is excluded or made dearer than it is."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    for taken in chance.sample(every, min(3, len(every))):
        above = found.level(chance.choice(LEVELS))
        task = found.task(chance.choice(LEVELS), [(above, value(above, found.setting, taken))])
        worth = _worth_if(found, task, taken)
        exact = float(Fraction(value(task.target, found.setting, taken)) / task.target.scale)
        assert worth is not None
        assert worth <= exact + 1e-6 * max(1.0, exact)


def test_it_is_exact_where_there_are_no_siblings() -> None:
    """Proves that road, prices and pieces come to the level's own value, the unreachable worker's included.

    W3 stands above capacity with five people and nobody may come; W1 is given P1.
    """
    held = [person(f"H{i}", "W3") for i in range(5)]
    people = [*held, person("P1", avoid_workers={"W3"}), person("P2", avoid_workers={"W3"})]
    staff = [worker("W1"), worker("W2", base="Louth"), worker("W3")]
    found = laid(problem_of(caseload(people, staff, minutes={("Boston", "Louth"): 50})))
    taken = found.taken(P1="W1", P2="W2")
    for key in ("cost", "balance", "overload"):
        assert _worth_if(found, found.task(key), taken) == pytest.approx(float(found.value(key, taken)))


def test_limits_and_loads_exclude_what_breaks_them() -> None:
    """Proves that a ceiling, an intake, a limit on moves and a level above are rows of the model."""
    cases = caseload([person(f"P{i}") for i in range(4)], [worker("W1"), worker("W2", fte="0.2")])
    found = laid(problem_of(cases))
    free = found.task("cost")
    assert _worth_if(found, free, found.taken(P0="W1", P1="W1", P2="W1", P3="W2")) is not None
    assert _worth_if(found, free, found.taken(P0="W2", P1="W2")) is None  # one seat
    assert _worth_if(found, free, found.taken(P0="W1", P1="W1", P2="W1", P3="W1")) is None  # three a week
    kept = found.task("cost", [(found.level("unallocated_duty"), 0)])
    assert _worth_if(found, kept, found.taken(P0="W1")) is None
    movers = laid(problem_of(caseload([person("P1", "W1"), person("P2", "W1")], [worker("W1"), worker("W2")])), moves=1)
    assert _worth_if(movers, movers.task("cost"), movers.taken(P1="W2", P2="W2")) is None


def test_columns_are_the_active_options() -> None:
    """Proves that whatever is struck out has no column."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1", fte="0"), worker("W2")])))
    linear = Linear(found.task("cost"), found.active, ())
    assert linear.index.tolist() == np.flatnonzero(found.active).tolist() == [0, 2]
    assert list(linear.rows.load) == [1]


def test_a_ceiling_that_binds_once_somebody_comes_is_in_the_model_for_whole_people() -> None:
    """Proves that W1, who has six and a ceiling of five, may keep them, may be given nobody, and P9 once two are gone.

    The relaxation leaves such a ceiling out, so there the seventh may come.
    """
    held = [person(f"H{i}", "W1") for i in range(6)]
    people = [*held, person("P9", avoid_workers={"W2"})]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])), moves=2)
    assert not found.room.strict[0]
    task = found.task("unallocated_duty")
    stay, seventh = found.taken(), found.taken(P9="W1")
    one_gone, two_gone = found.taken(H0="W2", P9="W1"), found.taken(H0="W2", H4="W2", P9="W1")
    heads = [_worth_if(found, task, taken, whole=True) for taken in (stay, seventh, one_gone, two_gone)]
    assert heads == [pytest.approx(0.25), None, None, pytest.approx(0.0)]
    assert [allowed(found.options, found.room, taken) for taken in (stay, seventh, one_gone, two_gone)] == [
        heads is not None for heads in heads
    ]
    assert _worth_if(found, task, one_gone) is not None


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_the_model_for_whole_people_allows_what_is_allowed(case: Case, seed: int) -> None:
    """Proves for random cases that a choice of one option each is a point of the model just where it is allowed."""
    found, chance = laid_case(case), Random(seed)
    task = found.task("unallocated_duty")
    every = [taken for taken in islice(found.every(), 200) if found.active[taken].all()]
    for taken in chance.sample(every, min(6, len(every))):
        assert (_worth_if(found, task, taken, whole=True) is not None) is allowed(found.options, found.room, taken)
