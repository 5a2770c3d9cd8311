"""allocator.engine.ascent and master: the bound they climb to is one, and a close one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.ascent import climb, suits
from allocator.engine.core import Task
from allocator.engine.knapsacks import TooManySets
from allocator.engine.people import Ints
from allocator.engine.prices import relaxed
from allocator.engine.relaxation import Bound, bound_by_prices
from allocator.engine.state import value
from tests.builders import caseload, person, worker
from tests.engine.small import Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _climbed(found: Laid, task: Task, taken: Ints) -> tuple[Bound, Bound]:
    """The bound of the linear relaxation and that of sets."""
    cuts = cuts_of(task, found.active)
    answer = relaxed(task, found.active, cuts, 5.0)
    assert answer is not None
    worth = value(task.target, found.setting, taken)
    climbed = climb(task, found.active, taken, (answer.prices, cuts), worth=worth, left=lambda: 1.0, seconds=1.0)
    assert climbed is not None
    return bound_by_prices(task, found.active, answer.prices, cuts), climbed.bound()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_cases(), st.randoms(use_true_random=False), st.sampled_from(("unallocated_duty", "changes", "needs")))
def test_no_allocation_is_below(case: Case, rng: Random, key: str) -> None:
    """Proves that the bound holds for every allowed allocation, wherever the search for prices began."""
    found = laid_case(case)
    everything = found.every_allowed()
    task = found.task(key)
    _, bound = _climbed(found, task, rng.choice(everything))
    for taken in everything:
        worth = value(task.target, found.setting, taken)
        assert bound.value <= worth
        assert (bound.with_option[taken] <= worth).all()


def _two_in_parts() -> Laid:
    """W1 has room for 1.5 standard people and W2 for 1.5, and three wait: in parts all fit, as whole people two."""
    return laid(
        problem_of(caseload([person(f"P{i}") for i in range(3)], [worker("W1", fte="0.3"), worker("W2", fte="0.3")]))
    )


def test_whole_people_only() -> None:
    """Proves that sets of whole people leave one of three, which the relaxation without cuts does not see."""
    found = _two_in_parts()
    task = found.task("unallocated_duty")
    answer = relaxed(task, found.active, (), 5.0)
    assert answer is not None
    assert bound_by_prices(task, found.active, answer.prices).value == 0
    _, bound = _climbed(found, task, found.taken())
    assert bound.value == int(task.target.linear.max())


def test_it_stops_in_time_and_where_there_are_too_many_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that without time the first prices still give a bound, and that too many sets give none."""
    found = _two_in_parts()
    task = found.task("unallocated_duty")
    answer = relaxed(task, found.active, (), 5.0)
    assert answer is not None
    asked = (task, found.active, found.taken(), (answer.prices, ()))
    quick = climb(*asked, worth=10**9, left=lambda: 0.0, seconds=0.0)
    assert quick is not None
    assert 0 <= quick.bound().value <= int(task.target.linear.max())

    def refuse(*_: object, **__: object) -> None:
        raise TooManySets

    monkeypatch.setattr("allocator.engine.knapsacks.Knapsacks.choose", refuse)
    assert climb(*asked, worth=10**9, left=lambda: 1.0, seconds=1.0) is None


def test_where_sets_are_too_large_or_load_is_what_counts() -> None:
    """Proves when the way is not gone: intake off or above 8, or a level that adds up load."""
    found = _two_in_parts()
    task = found.task("unallocated")
    assert suits(task)
    assert not suits(found.task("balance"))
    assert not suits(replace(task, room=replace(task.room, intake=np.array([3, 9]))))
