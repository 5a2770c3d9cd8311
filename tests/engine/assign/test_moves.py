"""The moves keep their books, compiled or not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from allocator.engine.assign import chains, exchange, halves, moves, paths, prices, search
from allocator.engine.assign.moves import BEST, COST, NONE, OVERLOAD
from allocator.engine.assign.pairs import Pairs
from allocator.engine.assign.pool import Pool
from allocator.engine.assign.search import Search
from tests.engine.assign.tiny import optimum, tiny


@pytest.fixture(params=["compiled", "plain"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Once as machine code, once as the Python that it was made from."""
    if request.param == "plain":
        for module in (moves, chains, paths, halves, exchange, prices, search):
            for name, kernel in [(name, kernel) for name, kernel in vars(module).items() if hasattr(kernel, "py_func")]:
                monkeypatch.setattr(module, name, kernel.py_func)
    return str(request.param)


def times(number: int) -> Iterator[bool]:
    """True so often, then False for ever."""
    for _ in range(number):
        yield True
    while True:
        yield False


def searched(pairs: Pairs, seed: int, turns: int = 12) -> tuple[Search, list[int]]:
    """A search of some turns between allocations, around one, and by exchanges; and what it told of, in order."""
    told: list[int] = []

    def tell(taken: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        assert pairs.feasible(taken)
        told.append(pairs.value(taken))

    made = Search(pairs, np.zeros(len(pairs.worker)), np.zeros(len(pairs.room)), seed, tell)
    linking, kicking, annealing = times(turns), times(turns), times(turns)
    made.descend(lambda: True)
    made.allow(lambda: True)
    made.link(Pool(3), lambda: next(linking))
    made.kick(lambda: next(kicking))
    made.anneal(lambda: next(annealing), lambda: 1.0, lambda: made.here.best)
    return made, told


def test_the_books_are_kept(form: str) -> None:
    """Proves that loads, cost, overload and each worker's rows are right after paths, chains, kicks and exchanges."""
    for seed in range(20):
        pairs = tiny(seed, pieces=seed % 2 == 0, rows=7)
        here = searched(pairs, seed)[0].here
        used = pairs.used(here.taken)
        assert here.used.tolist() == used.tolist()
        assert here.state[OVERLOAD] == np.maximum(0, used - pairs.room).sum()
        capped = np.minimum(used, pairs.room)[:, None]
        extra = (np.maximum(0, capped - pairs.edges) * pairs.slopes).sum()
        assert here.state[COST] == pairs.cost[here.taken].sum() + extra
        for w in range(len(pairs.room)):
            mine = here.members[here.first[w] : here.first[w] + here.size[w]]
            assert sorted(mine.tolist()) == np.flatnonzero(pairs.worker[here.taken] == w).tolist()


def test_the_best_is_allowed_and_worth_what_is_said(form: str) -> None:
    """Proves that what is told is allowed and gets better, and is what is remembered at last."""
    found = 0
    for seed in range(20):
        pairs = tiny(seed)
        made, told = searched(pairs, seed)
        value, best = int(made.here.state[BEST]), optimum(pairs)
        assert told == sorted(told, reverse=True)
        if value == NONE:
            assert not told
            continue
        found += 1
        assert best is not None
        assert pairs.value(made.here.best) == value == told[-1] >= best
    assert found > 6


def priced(seed: int, form: str) -> tuple[Search, Pairs]:
    """A search with true prices over pairs sorted by them, which has begun but not looked at anything."""
    pairs = tiny(seed, pieces=seed % 2 == 0, rows=6)
    price, _ = prices.best_prices(pairs, 200)
    cost = pairs.cost + price[pairs.worker] * pairs.load
    order = np.lexsort((cost, pairs.row_of))
    least = np.repeat(cost[order][pairs.start[:-1]], np.diff(pairs.start))
    sorted_pairs = Pairs(
        pairs.start,
        pairs.worker[order],
        pairs.cost[order],
        pairs.load[order],
        pairs.room,
        pairs.slopes,
        pairs.breaks,
    )
    return Search(sorted_pairs, cost[order] - least, price, seed, lambda taken: None), sorted_pairs


def test_a_chain_gains_what_it_says(form: str) -> None:
    """Proves that what descending saved, step by step, is the difference of excess and waste counted from scratch."""
    saved = 0
    for seed in range(60):
        made, pairs = priced(seed, form)
        loads = np.zeros(len(pairs.room), dtype=np.int64)
        random = np.random.default_rng(seed)
        made.begin(pairs.start[:-1] + random.integers(0, np.diff(pairs.start)))
        before = paths.worth(made.question, made.guide, made.here.taken, loads)
        made.work.worth[0] = 0.0
        made.descend(lambda: True)
        after = paths.worth(made.question, made.guide, made.here.taken, loads)
        assert after - before == pytest.approx(made.work.worth[0], abs=1e-6)
        assert after <= before
        saved += after < before
    assert saved > 30


def test_a_kick_that_does_harm_is_taken_back(form: str) -> None:
    """Proves that an allocation never gets worse by kicks, counted from scratch, and sometimes better."""
    better = 0
    for seed in range(40):
        made, pairs = priced(seed, form)
        loads = np.zeros(len(pairs.room), dtype=np.int64)
        made.begin(pairs.start[1:] - 1)
        made.descend(lambda: True)
        before = paths.worth(made.question, made.guide, made.here.taken, loads)
        paths.kick(made.question, made.guide, made.here, made.work, 20, 2, 4, 10_000)
        after = paths.worth(made.question, made.guide, made.here.taken, loads)
        assert after <= before + 1e-6
        better += after < before - 1e-6
    assert better > 0


def test_a_path_leads_to_its_goal(form: str) -> None:
    """Proves that as many steps as rows differ make the two the same, and that each step changes one row."""
    made, pairs = priced(5, form)
    goal = pairs.start[1:] - 1
    made.begin(pairs.start[:-1])
    apart = int((made.here.taken != goal).sum())
    arrays = (made.question, made.guide, made.here, made.work)
    assert apart > 2
    assert paths.relink(*arrays, goal, 1, 3) == 1
    assert int((made.here.taken != goal).sum()) == apart - 1
    assert paths.relink(*arrays, goal, 99, 3) == apart - 1
    assert made.here.taken.tolist() == goal.tolist()


def test_a_pool_keeps_no_two_alike() -> None:
    """Proves that a pool takes no more than it holds, nothing twice, and replaces only what is there."""
    one, two, three, four = (np.array([k, 2 * k]) for k in (1, 2, 3, 4))
    pool = Pool(2)
    for taken in (one, one.copy(), two, three):
        pool.add(taken)
    assert [kept.tolist() for kept in pool.kept] == [[1, 2], [2, 4]]
    assert pool.full
    assert not pool.replace(pool.kept[0], two)
    assert not pool.replace(four, three)
    assert pool.replace(pool.kept[0], three)
    assert [kept.tolist() for kept in pool.kept] == [[3, 6], [2, 4]]


def test_prices_are_the_same_in_either_form(form: str) -> None:
    """Proves that the subgradient search finds the linear bound: 15, as in the tests of prices."""
    pairs = Pairs(*(np.array(x, dtype=np.int64) for x in ([0, 2, 4, 6], [0, 1] * 3, [0, 10] * 3, [2] * 6, [3, 99])))
    price, bound = prices.best_prices(pairs, 300)
    assert bound == pytest.approx(15.0, abs=0.05)
    assert prices.certify(pairs, price).bound == 15
