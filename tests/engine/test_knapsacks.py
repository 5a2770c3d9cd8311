"""allocator.engine.knapsacks and knapsack_kernels: whatever people cost, the sum over workers is a bound."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine import knapsack_kernels as kernels
from allocator.engine.core import Task
from allocator.engine.folding import Folded, Prices, folded
from allocator.engine.knapsacks import Knapsacks, TooManySets
from allocator.engine.people import Ints
from allocator.engine.state import value
from tests.builders import caseload, model, person, worker
from tests.engine.small import LEVELS, Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case

FEW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ITEMS = st.lists(st.tuples(st.integers(0, 9), st.integers(-9, 5)), max_size=7)


def _arrays(items: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    table = np.array(items, dtype=np.int64).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


def _sets(count: int, most: int) -> list[tuple[int, ...]]:
    return [chosen for size in range(most + 1) for chosen in combinations(range(count), size)]


def _shape(staying: int, ceiling: int, slope: int, most: int) -> kernels.Shape:
    pieces = np.array([slope] if slope else [], dtype=np.int64)
    return kernels.Shape(staying, ceiling, most, pieces, np.full(len(pieces), 6, dtype=np.int64))


@FEW
@given(ITEMS, ITEMS, st.integers(0, 3), st.integers(0, 2), st.integers(4, 24), st.integers(0, 2))
def test_the_best_of_all_sets(
    come: list[tuple[int, int]], go: list[tuple[int, int]], many: int, few: int, ceiling: int, slope: int
) -> None:
    """Proves that fronts of promising items lose nothing: enumerating all sets that come and go finds the same best."""
    (come_load, come_cost), (go_load, go_cost) = _arrays(come), _arrays(go)
    staying, go_cost = int(go_load.sum()), -go_cost
    shape = _shape(staying, ceiling, slope, max(ceiling, staying))
    useful = kernels.promising(come_load, come_cost, many)
    coming = kernels.fronts(useful, come_load, come_cost, many, 99, -1)
    going = kernels.fronts(kernels.promising(-go_load, go_cost, few), -go_load, go_cost, few, 0, -1)
    found = int(kernels.pair_up(shape, coming, going, many, few)[0].min())
    least = kernels.BARRED
    for out in _sets(len(go), few):
        for into in _sets(len(come), many):
            total = staying - int(go_load[list(out)].sum()) + int(come_load[list(into)].sum())
            if total <= (ceiling if into else shape.most):
                cost = int(come_cost[list(into)].sum()) + int(go_cost[list(out)].sum())
                least = min(least, cost + slope * max(0, total - 6))
    assert found == least


@FEW
@given(ITEMS, st.integers(1, 3), st.integers(0, 20), st.data())
def test_with_one_in_and_with_one_out(
    items: list[tuple[int, int]], many: int, ceiling: int, data: st.DataObject
) -> None:
    """Proves what ``beside`` and ``without`` say of one item: the best of all sets that hold it, and that do not."""
    if not items:
        return
    load, cost = _arrays(items)
    one = data.draw(st.integers(0, len(items) - 1))
    shape, everything = _shape(0, ceiling, 0, ceiling), np.arange(len(items))
    nobody = kernels.fronts(everything[:0], load, cost, 0, 0, -1)
    others = kernels.fronts(everything, load, cost, many, 99, one)
    out = int(kernels.pair_up(shape, others, nobody, many, 0)[0].min())
    front = kernels.together(others, nobody, many - 1, 0)
    into = int(kernels.beside(shape, front, load[one : one + 1], cost[one : one + 1])[0])
    fits = [chosen for chosen in _sets(len(items), many) if load[list(chosen)].sum() <= ceiling]
    assert out == min(int(cost[list(chosen)].sum()) for chosen in fits if one not in chosen)
    with_it = [int(cost[list(chosen)].sum()) for chosen in fits if one in chosen]
    assert into == min(with_it, default=kernels.BARRED)


def _fold(found: Laid, task: Task, rng: Random) -> Folded:
    cuts = tuple(cut for cut in cuts_of(task, found.active) if not cut.counting)
    nothing = np.zeros(len(found.room.ceiling))
    scale = rng.choice([0.0, 1.0, float(task.target.scale)])
    prices = [rng.random() * scale for _ in range(len(task.limits) + len(cuts) + 1)]
    limits = tuple(prices[: len(task.limits)])
    return folded(
        task, found.active, Prices(nothing, nothing, prices[-1], limits, tuple(prices[len(limits) : -1])), cuts
    )


@FEW
@given(small_cases(), st.randoms(use_true_random=False), st.sampled_from(LEVELS))
def test_any_prices_give_a_bound(case: Case, rng: Random, key: str) -> None:
    """Proves that no allowed allocation is below the bound, nor one with an option below the bound with that option."""
    found = laid_case(case)
    everything = found.every_allowed()
    above = found.level("unallocated")
    task = found.task(key, [(above, min(value(above, found.setting, taken) for taken in everything))])
    kept = [taken for taken in everything if value(above, found.setting, taken) <= task.limits[0][1]]
    fold = _fold(found, task, rng)
    most = int(np.abs(fold.cost).max(initial=1))
    person_prices = np.array([rng.randint(-most // 4, most) for _ in found.options.open_people], dtype=np.int64)
    bound = Knapsacks(task, found.active).bound(fold, person_prices)
    for taken in kept:
        worth = value(task.target, found.setting, taken)
        assert bound.value <= worth
        assert (bound.with_option[taken] <= worth).all()


def test_a_seat_that_is_made() -> None:
    """Proves the arithmetic of one move: W1 is full with P1, and P2, who may not go to W2, waits and weighs 1.

    P1 costs 3/4, P2 1 and the move 3/4: 7/4, less the move allowed 3/4, less P1 who stays 3/4, less what W1 gains by
    taking P2 for P1, 1/4. W2 gains nothing from P1: 3/4 - 3/4. In all 0, which is what there is: nobody is left.
    """
    people = [person("P1", "W1"), person("P2", avoid_workers=["W2"])]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.2"), worker("W2", fte="0.2")])), moves=1)
    task = found.task("unallocated_duty")
    weight = int(task.target.linear.max())
    fold = folded(task, found.active, Prices(np.zeros(2), np.zeros(2), weight * 0.75, ()))
    knapsacks = Knapsacks(task, found.active)
    chosen = knapsacks.choose(fold, np.array([weight * fold.fine * 3 // 4, weight * fold.fine]), columns=1)
    assert chosen.total == 0
    at_w1 = chosen.columns[0][0]
    assert knapsacks.index[list(at_w1.come)].tolist() == [found.option("P2", "W1")]
    assert knapsacks.index[list(at_w1.go)].tolist() == [found.option("P1", "W1")]


def test_too_many_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a worker with more sets than are looked at is said to have too many, and nothing is bounded."""
    found = laid(problem_of(caseload([person("P1"), person("P2")], [worker("W1")]), model()))
    task = found.task("unallocated_duty")
    none = np.zeros(0, dtype=np.int64)
    monkeypatch.setattr(kernels, "fronts", lambda *_: kernels.Fronts(none, none, none, none, none, none))
    nothing = np.zeros(1)
    fold = folded(task, found.active, Prices(nothing, nothing, 0.0, ()))
    with pytest.raises(TooManySets, match=r"^$"):
        Knapsacks(task, found.active).choose(fold, np.zeros(2, dtype=np.int64), columns=1)
