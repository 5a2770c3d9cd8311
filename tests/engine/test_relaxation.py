"""allocator.engine.relaxation: prices may be anything, the bound has to hold."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.core import Limit, Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import Prices
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.relaxation import Bound, bound_by_prices
from allocator.engine.state import value
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _no_prices(found: Laid, limits: int = 0) -> Prices:
    nothing = np.zeros(len(found.room.ceiling))
    return Prices(nothing, nothing, 0.0, (0.0,) * limits)


def test_without_prices_everybody_has_their_best() -> None:
    """Proves the trivial bound: nobody has to be left if nothing binds; leaving P1 then costs exactly P1's weight."""
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1")])))
    bound = bound_by_prices(found.task("unallocated_duty"), found.active, _no_prices(found))
    assert bound.value == 0
    weight = found.task("unallocated_duty").target.linear.max()
    assert bound.with_option.tolist() == [weight, 0, weight, 0]
    assert bound.at_most(-3) == Bound(-3, bound.with_option)


def test_a_price_on_load_is_what_makes_the_bound() -> None:
    """Proves the arithmetic: one seat for two people alike; at a price of one weight a seat the bound is one weight.

    Each costs a weight either way (left, or the seat's price), 2 in all, less the one seat that is sold: 1.
    """
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1", fte="0.2")])))
    task = found.task("unallocated_duty")
    weight, seat = int(task.target.linear.max()), int(found.options.load.max())
    prices = Prices(np.array([weight / seat]), np.zeros(1), 0.0, ())
    assert bound_by_prices(task, found.active, prices).value == weight


def test_struck_out_options_have_no_bound() -> None:
    """Proves that an option that is not active can never look worth taking."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1", fte="0")])))
    bound = bound_by_prices(found.task("cost"), found.active, _no_prices(found))
    assert found.active.tolist() == [True, False]
    assert bound.with_option[1] == np.iinfo(np.int64).max


def test_nobody_open() -> None:
    """Proves that a week in which nothing is open is bounded by what is fixed."""
    found = laid(problem_of(caseload([person("P1", "W1")], [worker("W1")])))
    bound = bound_by_prices(found.task("balance"), found.active, _no_prices(found))
    assert (bound.value, len(bound.with_option)) == (0, 0)


def test_dear_cuts_with_large_weights_stay_within_whole_numbers() -> None:
    """Proves that the bound holds where a worker is full to the last unit, whose cut counts people in units of load."""
    held = [person(f"P{i}", "W1") for i in range(5)]  # 5/4: the ceiling
    found = laid(problem_of(caseload([*held, person("P9")], [worker("W1"), worker("W2")])), moves=1)
    task = found.task("unallocated_duty")
    cuts = cuts_of(task, found.active)
    assert max(int(cut.weights.max()) for cut in cuts) == 2340
    prices = Prices(np.zeros(2), np.zeros(2), 0.0, (), tuple(1000.0 for _ in cuts))
    assert _below(found, task, found.active, prices, cuts) == []


def test_a_dear_limit_of_nothing_stays_within_whole_numbers() -> None:
    """Proves that the bound holds where a level above is priced that nothing here adds to."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1")])))
    task = found.task("changes", [(found.level("changes"), 0)])
    assert _below(found, task, found.active, Prices(np.zeros(1), np.zeros(1), 0.0, (600_000.0,)), ()) == []


def _inside(found: Laid, active: Bools, limits: list[Limit]) -> list[Ints]:
    every = (taken for taken in found.every_allowed() if active[taken].all())
    return [t for t in every if all(value(o, found.setting, t) <= most for o, most in limits)]


def _below(found: Laid, task: Task, active: Bools, prices: Prices, cuts: tuple[Cut, ...]) -> list[list[int]]:
    """Allowed allocations that lie below the bound, or below the bound of an option in them: there must be none."""
    bound = bound_by_prices(task, active, prices, cuts)
    inside = _inside(found, active, list(task.limits))
    assert inside, "nothing is allowed, so nothing would be proved"
    worths = [value(task.target, found.setting, taken) for taken in inside]
    return [
        taken.tolist()
        for taken, worth in zip(inside, worths, strict=True)
        if bound.value > worth or (bound.with_option[taken] > worth).any()
    ]


def _random_prices(found: Laid, chance: Random, limits: int, cuts: int) -> Prices:
    """Prices of all sizes, many of them nothing."""

    def some(count: int) -> list[float]:
        return [chance.choice((0.0, 0.0, 10 ** chance.uniform(-4, 6))) for _ in range(count)]

    workers = len(found.room.ceiling)
    return Prices(np.array(some(workers)), np.array(some(workers)), some(1)[0], tuple(some(limits)), tuple(some(cuts)))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_any_prices_give_a_bound_that_holds(case: Case, seed: int) -> None:
    """Proves for random cases, levels, limits and prices that no allowed allocation lies below the bound."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    objective = found.level(chance.choice(LEVELS))
    limits = [(objective, value(objective, found.setting, chance.choice(every)))]
    task = found.task(chance.choice(LEVELS), limits)
    cuts = cuts_of(task, found.active)
    for _ in range(3):
        prices = _random_prices(found, chance, 1, len(cuts))
        assert _below(found, task, found.active, prices, cuts) == []


@pytest.mark.parametrize("key", LEVELS)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_prices_of_the_linear_relaxation_give_a_bound_that_holds(key: str, case: Case, seed: int) -> None:
    """Proves the same for the prices that are used, with cuts, over some of the options."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    objective, kept = found.level(chance.choice(LEVELS)), chance.choice(every)
    task = found.task(key, [(objective, value(objective, found.setting, kept))])
    active = found.active & np.array([chance.random() < 0.9 for _ in range(len(found.options))], dtype=bool)
    active[kept] = True
    cuts = cuts_of(task, active)
    answer = relaxed(task, active, cuts, 5.0)
    assert answer is not None
    assert _below(found, task, active, answer.prices, cuts) == []
