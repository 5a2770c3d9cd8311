"""allocator.engine.sets and set_kernels: what is listed is all that could be better than a limit."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine import set_kernels as kernels
from allocator.engine.branch import branch
from allocator.engine.core import Task
from allocator.engine.folding import Folded, Prices, folded
from allocator.engine.knapsack_kernels import Shape
from allocator.engine.knapsacks import Knapsacks
from allocator.engine.people import Ints
from allocator.engine.sets import Sets, sets_below
from allocator.engine.state import value
from tests.builders import caseload, person, worker
from tests.engine.small import Laid, clock, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ITEMS = st.lists(st.tuples(st.integers(0, 9), st.integers(-9, 5)), max_size=6)
PLENTY = 1000


def _rising(items: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    table = np.array(sorted(items, key=lambda item: item[1]), dtype=np.int64).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


@FEW
@given(ITEMS, st.integers(0, 3), st.integers(-12, 6))
def test_every_set_below_a_limit(items: list[tuple[int, int]], most: int, limit: int) -> None:
    """Proves that the sets are those, and only those, that an enumeration of all of them finds, with load and cost."""
    load, cost = _rising(items)
    loads, costs, chosen = kernels.subsets(load, cost, most, limit, PLENTY)
    found = [tuple(one[one >= 0].tolist()) for one in chosen]
    every = [one for size in range(most + 1) for one in combinations(range(len(items)), size)]
    assert sorted(found) == sorted(one for one in every if sum(cost[list(one)]) < limit)
    assert loads.tolist() == [sum(load[list(one)]) for one in found]
    assert costs.tolist() == [sum(cost[list(one)]) for one in found]


def test_the_list_ends_where_there_are_more_than_enough() -> None:
    """Proves that one set too many says that there are too many: of 2^5 sets five are enough, so six are listed."""
    load, cost = _rising([(1, -1)] * 5)
    assert len(kernels.subsets(load, cost, 5, 0, 5)[0]) == 6


@FEW
@given(ITEMS, ITEMS, st.integers(0, 12), st.integers(-9, 9), st.integers(0, 2))
def test_pairs_fit_and_cost_less(
    come: list[tuple[int, int]], go: list[tuple[int, int]], ceiling: int, limit: int, slope: int
) -> None:
    """Proves which sets that come and go are paired: such as fit (20 stand there, 22 may if nobody comes) and pay."""
    (come_load, come_cost), (go_load, go_cost) = _rising(come), _rising(go)
    anybody = np.arange(len(come)) % 3 > 0
    shape = Shape(20, ceiling + 8, 22, np.array([slope]), np.array([15]))
    found = kernels.pairs(shape, (come_load, come_cost, anybody), (-go_load, go_cost), limit, PLENTY)
    wanted = []
    for g in range(len(go)):
        for c in range(len(come)):
            total = 20 + come_load[c] - go_load[g]
            cost = come_cost[c] + go_cost[g] + slope * max(0, total - 15)
            if total <= (ceiling + 8 if anybody[c] else 22) and cost < limit:
                wanted.append((c, g))
    assert sorted(zip(*(places.tolist() for places in found), strict=True)) == sorted(wanted)


def _at_some_prices(found: Laid, task: Task, rng: Random) -> tuple[Knapsacks, Folded, Ints]:
    nothing, scale = np.zeros(len(found.room.ceiling)), rng.choice([0.0, 1.0, float(task.target.scale)])
    fold = folded(task, found.active, Prices(nothing, nothing, rng.random() * scale, ()))
    most = int(np.abs(fold.cost).max(initial=1))
    person_prices = np.array([rng.randint(-most // 4, most) for _ in found.options.open_people], dtype=np.int64)
    return Knapsacks(task, found.active), fold, person_prices


def _among(one: Sets, taken: Ints) -> bool:
    """Whether what an allocation means for a worker is listed."""
    come, leave = set(one.coming) & set(taken), set(one.leaving) - set(taken)
    listed = zip(one.come.tolist(), one.go.tolist(), strict=True)
    return any(set(c) - {-1} == come and set(g) - {-1} == leave for c, g in listed)


@FEW
@given(small_cases(), st.randoms(use_true_random=False), st.sampled_from(("unallocated_duty", "changes", "needs")))
def test_whatever_is_better_is_listed(case: Case, rng: Random, key: str) -> None:
    """Proves that at any prices every allocation below a limit, and the one in hand, is listed for every worker."""
    found = laid_case(case)
    everything, task = found.every_allowed(), found.task(key)
    hand = rng.choice(everything)
    limit = value(task.target, found.setting, rng.choice(everything))
    listed = sets_below(limit, *_at_some_prices(found, task, rng), hand)
    for taken in everything:
        if value(task.target, found.setting, taken) < limit or taken is hand:
            assert all(_among(one, taken) for one in listed)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_cases(), st.randoms(use_true_random=False), st.sampled_from(("unallocated_duty", "changes")))
def test_scip_finds_the_best_over_sets(case: Case, rng: Random, key: str) -> None:
    """Proves that with the sets below one more than what is in hand SCIP ends with what enumeration finds best."""
    found = laid_case(case)
    everything, task = found.every_allowed(), found.task(key)
    hand = rng.choice(everything)
    limit = value(task.target, found.setting, hand) + 1
    listed = sets_below(limit, *_at_some_prices(found, task, rng), hand)
    result = branch(
        task,
        found.active,
        cuts_of(task, found.active),
        hint=hand,
        clock=clock(),
        seconds=5,
        sets=listed,
    )
    best = min(value(task.target, found.setting, taken) for taken in everything)
    assert result.bound is not None
    assert result.bound <= best
    if not result.covers:
        assert result.taken is not None
        assert value(task.target, found.setting, result.taken) == best


def test_one_move_for_one_seat() -> None:
    """Proves what is listed on paper: W1 (room for one) has P1, P2 waits and may not go to W2, which has room for one.

    P1 and a move cost 3/4 of what P2 weighs, P2 as much as that, so the bound is 0 (see test_knapsacks). W1 gains 1/4
    at best, by P2 for P1. P1 going alone costs 3/4: 1 from the best, and so no better than P2 waiting. P1 costs W2
    nothing.
    """
    people = [person("P1", "W1"), person("P2", avoid_workers=["W2"])]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.2"), worker("W2", fte="0.2")])), moves=1)
    task = found.task("unallocated_duty")
    weight = int(task.target.linear.max())
    fold = folded(task, found.active, Prices(np.zeros(2), np.zeros(2), weight * 0.75, ()))
    prices = np.array([weight * fold.fine * 3 // 4, weight * fold.fine])
    w1, w2 = sets_below(weight, Knapsacks(task, found.active), fold, prices, found.taken())
    into, out = found.option("P2", "W1"), found.option("P1", "W1")
    assert sorted(zip(w1.come.tolist(), w1.go.tolist(), strict=True)) == [([-1], [-1]), ([into], [out])]
    assert sorted(w2.come.tolist()) == [[-1], [found.option("P1", "W2")]]


def test_too_many_together_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a worker with more sets than are listed is left out."""
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1")])))
    task = found.task("unallocated_duty")
    fold = folded(task, found.active, Prices(np.zeros(1), np.zeros(1), 0.0, ()))
    asked = 10**9, Knapsacks(task, found.active), fold, np.zeros(2, dtype=np.int64), found.taken()
    assert [len(one.come) for one in sets_below(*asked)] == [4]  # nobody, either, both
    with monkeypatch.context() as patch:
        patch.setattr("allocator.engine.sets.MOST_SETS", 3)
        assert sets_below(*asked) == ()
        patch.undo()
        patch.setattr("allocator.engine.sets.MOST_IN_ALL", 3)
        assert sets_below(*asked) == ()
