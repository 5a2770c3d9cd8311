"""allocator.engine.core."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.core import Limit, solve_core
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.engine.state import allowed, value
from tests.builders import caseload, model, person, worker
from tests.engine.small import LEVELS, Laid, clock, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _worth(found: Laid, objective: Objective, taken: Ints) -> int:
    return value(objective, found.setting, taken)


def test_the_best_of_a_small_question() -> None:
    """Proves that one seat goes to the heavier of two people: 3/8 is placed, 1/4 is left."""
    cases = caseload([person("P1"), person("P2", complexity="high")], [worker("W1", fte="0.4")])
    found = laid(problem_of(cases))  # the ceiling is 0.5 of a post
    result = solve_core(found.task("unallocated_duty"), found.active, hint=found.taken(), clock=clock(), seconds=5)
    assert result.proven
    assert result.taken is not None
    assert found.ends(result.taken) == {"P1": None, "P2": "W1"}
    assert found.value("unallocated_duty", result.taken) == 0.25


def test_nothing_better_is_a_proof() -> None:
    """Proves that asking for less than the best gives no allocation, and that this is said to be proven."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1", fte="0")])))
    task = found.task("unallocated_duty")
    worth = _worth(found, task.target, found.taken())
    result = solve_core(task, found.active, hint=found.taken(), clock=clock(), seconds=5, better_than=worth)
    assert (result.taken, result.bound, result.proven) == (None, None, True)


def test_no_time_is_no_claim() -> None:
    """Proves that a clock that has run out gives nothing and proves nothing."""
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1")])))
    result = solve_core(found.task("cost"), found.active, hint=found.taken(), clock=clock(0), seconds=5)
    assert (result.taken, result.bound, result.proven) == (None, None, False)


def test_people_with_one_option_are_folded_away() -> None:
    """Proves that options struck out are never taken, and that the rest still fits beside those settled."""
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1", fte="0.2"), worker("W2")])))
    active = found.active.copy()
    active[[found.option("P1", None), found.option("P1", "W2")]] = False  # P1 has W1 alone: its one seat is taken
    result = solve_core(found.task("unallocated_duty"), active, hint=found.taken(), clock=clock(), seconds=5)
    assert result.taken is not None
    assert found.ends(result.taken) == {"P1": "W1", "P2": "W2"}


def test_moves_are_counted_with_those_settled() -> None:
    """Proves that one move already settled leaves none for the other of two held people who would both gain."""
    people = [person(f"P{i}", "W2") for i in (1, 2)]
    cases = caseload(people, [worker("W1"), worker("W2", base="Louth")], minutes={("Boston", "Louth"): 90})
    found = laid(problem_of(cases), moves=1)
    active = found.active.copy()
    active[found.option("P1", "W2")] = False
    result = solve_core(found.task("travel"), active, hint=found.taken(P1="W1"), clock=clock(), seconds=5)
    assert result.taken is not None
    assert found.ends(result.taken) == {"P1": "W1", "P2": "W2"}


def _limit(found: Laid, key: str, every: list[Ints], chance: Random) -> Limit:
    """A level held at the value of some allocation, so that something is left."""
    objective = found.level(key)
    return objective, _worth(found, objective, chance.choice(every))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_it_finds_the_best_allowed_allocation(case: Case, seed: int) -> None:
    """Proves for random cases, levels, limits and open options that the result equals an enumeration."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    limit = _limit(found, chance.choice(LEVELS), every, chance)
    task = found.task(chance.choice(LEVELS), [limit])
    hint = chance.choice([taken for taken in every if _worth(found, limit[0], taken) <= limit[1]])
    active = found.active & (np.array([chance.random() < 0.8 for _ in range(len(found.options))], dtype=bool))
    active[hint] = True
    inside = [t for t in every if active[t].all() and _worth(found, limit[0], t) <= limit[1]]
    result = solve_core(task, active, hint=hint, clock=clock(), seconds=10)
    assert result.proven
    assert result.taken is not None
    assert active[result.taken].all()
    assert allowed(found.options, found.room, result.taken)
    assert _worth(found, limit[0], result.taken) <= limit[1]
    assert _worth(found, task.target, result.taken) == min(_worth(found, task.target, t) for t in inside)


def test_a_level_of_siblings_is_counted_as_it_is() -> None:
    """Proves the joint terms: two siblings go to one worker outside their band (0 unmet), since W2 has one seat."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    staff = [worker("W1", role="21+"), worker("W2", role="16-20", fte="0.2")]
    found = laid(problem_of(caseload(people, staff), model(together="must")))
    nobody = found.level("unallocated_duty"), 0
    result = solve_core(found.task("needs", [nobody]), found.active, hint=found.taken(), clock=clock(), seconds=5)
    assert result.taken is not None
    assert found.ends(result.taken) == {"P1": "W1", "P2": "W1"}
    assert found.value("needs", result.taken) == 0
