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
from allocator.engine.relaxation import NO_LIMIT_AT_ALL, Bound, bound_by_prices, hopeful_pairs
from allocator.engine.state import value
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, cuts_of, laid, laid_case, listed_only, problem_of, small_cases
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


def _far_and_near() -> tuple[Laid, Bools]:
    """P1 and P2 of Boston, W1 40 minutes away and listed, W2 10 minutes away and not; which options are listed."""
    staff = [worker("W1", base="Spilsby"), worker("W2", base="Louth")]
    minutes = {("Boston", "Spilsby"): 40, ("Boston", "Louth"): 10}
    found = laid(problem_of(caseload([person("P1"), person("P2")], staff, minutes=minutes)))
    return found, np.asarray(found.options.worker != 1, dtype=bool)


def test_pairs_that_are_not_listed_count_with_what_they_cost() -> None:
    """Proves that a bound holds for pairs that are no options, and says how good those can be.

    Nobody may be left: at a price of 10**9 the option of nobody is dear. Each is listed at 40 minutes, W2 is at 10: the
    bound is 2 x 10. Taking W1 costs 40 + 10; taking somebody who is not listed 10 + 10 at least.
    """
    found, near = _far_and_near()
    task = listed_only(found, near, "travel", ["unallocated_duty"])
    minute = int(found.setting.problem.units.extra[0])
    nothing = np.zeros(2)
    bound = bound_by_prices(task, np.ones(4, dtype=bool), Prices(nothing, nothing, 0.0, (1e9,)))
    assert bound.value == 20 * minute
    assert bound.elsewhere == 20 * minute
    assert bound.with_option[task.setting.options.worker == 0].tolist() == [50 * minute, 50 * minute]
    assert bound.whole(20 * minute)
    assert not bound.whole(20 * minute + 1)


def test_pairs_worth_listing_are_those_that_can_be_better() -> None:
    """Proves that pairs become hopeful where something better may take them, and not otherwise.

    P1 and P2 at 40 minutes each are worth 80; with one at W2 it would be 50. Against 20, the bound, nothing is hopeful.
    """
    found, near = _far_and_near()
    task = listed_only(found, near, "travel", ["unallocated_duty"])
    minute = int(found.setting.problem.units.extra[0])
    prices = Prices(np.zeros(2), np.zeros(2), 0.0, (1e9,))
    person_of, worker_of = hopeful_pairs(task, np.ones(4, dtype=bool), prices, (), worth=80 * minute)
    assert (person_of.tolist(), worker_of.tolist()) == ([0, 1], [1, 1])
    person_of, _ = hopeful_pairs(task, np.ones(4, dtype=bool), prices, (), worth=20 * minute)
    assert person_of.tolist() == []


def test_where_every_pair_is_listed_nothing_is_elsewhere() -> None:
    """Proves that a bound over all pairs is whole whatever it is held against."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1")])))
    bound = bound_by_prices(found.task("cost"), found.active, _no_prices(found))
    assert bound.elsewhere == NO_LIMIT_AT_ALL
    assert bound.whole(10**18)


def test_of_two_bounds_the_higher_holds_everywhere() -> None:
    """Proves that two certificates are joined part by part: value, option by option, and elsewhere."""
    one = Bound(3, np.array([3, 9]), 5)
    other = Bound(4, np.array([7, 8]), 4)
    both = one.and_also(other)
    assert (both.value, both.with_option.tolist(), both.elsewhere) == (4, [7, 9], 5)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_bounds_hold_for_pairs_that_are_not_listed(case: Case, seed: int) -> None:
    """Proves for random cases and prices that nothing allowed lies below the bound, listed or not.

    Whatever takes a pair that is no option is worth ``elsewhere`` at least; whoever is better than what is in hand and
    takes such a pair has one among the hopeful.
    """
    found, chance = laid_case(case), Random(seed)
    if not len(found.options.open_people):
        return
    every = found.every_allowed()
    listed = np.array([chance.random() < 0.4 for _ in range(len(found.options))], dtype=bool) | ~found.options.given
    above = chance.choice(LEVELS)
    task = listed_only(found, listed, chance.choice(LEVELS), [above])
    some = task.setting.options
    known = set(zip(some.person.tolist(), some.worker.tolist(), strict=True))
    prices = _random_prices(found, chance, 1, 0)
    bound = bound_by_prices(task, np.ones(len(some), dtype=bool), prices)
    target, kept = found.level(task.target.key), found.level(above)
    inside = [taken for taken in every if value(kept, found.setting, taken) <= task.limits[0][1]]
    worths = {tuple(taken.tolist()): value(target, found.setting, taken) for taken in inside}
    assert bound.value <= min(worths.values())
    worth = chance.choice(list(worths.values()))
    person_of, worker_of = hopeful_pairs(task, np.ones(len(some), dtype=bool), prices, (), worth=worth)
    hopeful = set(zip(person_of.tolist(), worker_of.tolist(), strict=True))
    for taken, here in worths.items():
        pairs = {(int(found.options.person[i]), int(found.options.worker[i])) for i in taken}
        assert pairs <= known or here >= bound.elsewhere
        assert here >= worth or pairs <= known | hopeful
