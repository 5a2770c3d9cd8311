"""Exchanges between a few workers find the best of all ways there are, and keep the books, compiled or not."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.engine.assign import chains, exchange, halves, moves, paths, prices
from allocator.engine.assign.moves import BEST, COST, OVERLOAD
from allocator.engine.assign.pairs import Ints, Pairs
from allocator.engine.assign.search import Search
from tests.engine.assign.tiny import optimum, tiny


@pytest.fixture(params=["compiled", "plain"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Once as machine code, once as the Python that it was made from."""
    if request.param == "plain":
        for module in (moves, chains, paths, prices, halves, exchange):
            for name, kernel in [(name, kernel) for name, kernel in vars(module).items() if hasattr(kernel, "py_func")]:
                monkeypatch.setattr(module, name, kernel.py_func)
    return str(request.param)


def allowed(pairs: Pairs, seed: int) -> Ints | None:
    """A random allocation that is allowed, if twenty tries find one."""
    random = np.random.default_rng(seed)
    tries = (pairs.start[:-1] + random.integers(0, np.diff(pairs.start)) for _ in range(20))
    return next((taken for taken in tries if pairs.feasible(taken)), None)


def begun(seed: int, rows: int = 6) -> Search | None:
    """A search at a random allowed allocation, over pairs sorted by true prices; every other one with pieces."""
    pairs = tiny(seed, pieces=seed % 2 == 0, rows=rows)
    price, _ = prices.best_prices(pairs, 200)
    cost = pairs.cost + price[pairs.worker] * pairs.load
    order = np.lexsort((cost, pairs.row_of))
    least = np.repeat(cost[order][pairs.start[:-1]], np.diff(pairs.start))
    arrays = (pairs.worker[order], pairs.cost[order], pairs.load[order])
    pairs = Pairs(pairs.start, *arrays, pairs.room, pairs.slopes, pairs.breaks)
    taken = allowed(pairs, seed)
    if taken is None:
        return None
    made = Search(pairs, cost[order] - least, price, seed, lambda taken: None)
    made.begin(taken)
    return made


def best_of_all(made: Search) -> tuple[float, float]:
    """What the allocation costs by excess and waste, and the cheapest one that its halves have."""
    q, g, h, _ = made._arrays
    table, workers = halves.table(len(q.room), len(h.taken)), len(q.room)
    table.chosen[:workers] = table.slot[:] = np.arange(workers)
    opened = exchange.pick_open(table, exchange.gather(q, g, h, table, workers))
    now = exchange.list_options(q, g, h, table, opened) + exchange.lay_out(q, g, h, table, workers, opened)
    for half in range(2):
        halves.spread(q, table, half, opened, 1e6, workers)
    table.now_picked[:] = -1
    halves.sort(q, g, table, workers, 1e6)
    found = halves.match(q, g, table, workers, 1e6)
    assert table.found.min() >= 0
    return now, found


def test_two_halves_hold_the_best_of_all(form: str) -> None:
    """Proves that the cheapest two halves are dearer than what is by what the optimum costs more, tried one by one."""
    better, tried = 0, 0
    for seed in range(90):
        made = begun(seed)
        if made is None or len(made.pairs.room) < 2:
            continue
        now, found = best_of_all(made)
        best = optimum(made.pairs)
        assert best is not None
        assert found - now == pytest.approx(best - made.pairs.value(made.here.taken), abs=1e-6)
        better, tried = better + (found < now - 1e-6), tried + 1
    assert tried > better > 15


def test_exchanges_keep_the_books_and_the_rooms(form: str) -> None:
    """Proves that nobody is ever overloaded, that cost is what it is from scratch, and that the best is remembered."""
    better = 0
    for seed in range(90):
        made = begun(seed, rows=7)
        if made is None:
            continue
        before, table = made.pairs.value(made.here.taken), halves.table(len(made.pairs.room), 7)
        exchange.exchanges(*made._arrays, table, 15, 5, 2.0)
        here = made.here
        assert made.pairs.feasible(here.taken)
        assert made.pairs.feasible(here.best)
        assert here.state[OVERLOAD] == 0
        assert here.used.tolist() == made.pairs.used(here.taken).tolist()
        assert here.state[COST] == made.pairs.value(here.taken)
        assert here.state[BEST] == made.pairs.value(here.best) <= before
        assert table.slot.tolist() == [-1] * len(made.pairs.room)
        better += here.state[BEST] < before
    assert better > 10


def test_without_heat_nothing_gets_dearer(form: str) -> None:
    """Proves that exchanges that may make nothing dearer never do, and end in equally good ones or better."""
    better = 0
    for seed in range(90):
        made = begun(seed, rows=7)
        if made is None:
            continue
        values, table = [made.pairs.value(made.here.taken)], halves.table(len(made.pairs.room), 7)
        for _ in range(6):
            exchange.exchanges(*made._arrays, table, 1, 3, 0.0)
            values.append(made.pairs.value(made.here.taken))
        assert values == sorted(values, reverse=True)
        better += values[-1] < values[0]
    assert better > 10


def test_a_list_that_runs_over_keeps_the_cheapest(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that of 6,000 ways at most as many stay as are kept, and none that is much dearer than one struck out."""
    table = halves.table(2, 5)
    costs = np.random.default_rng(1).permutation(6000) / 100.0
    table.cost[0, :6000], table.pick[0, :6000] = costs, np.arange(6000)
    table.load[0, :6000, 0] = np.arange(6000) * 3
    kept = halves.cheapest(table, 0, 6000, 60.0, 2)
    assert halves.KEPT - 30 < kept <= halves.KEPT
    assert table.cost[0, :kept].tolist() == costs[table.pick[0, :kept]].tolist()
    assert table.load[0, :kept, 0].tolist() == (table.pick[0, :kept] * 3).tolist()
    # 60.0 in 256 bins of 0.234: what stays lies below 40.96 and at most one bin more
    assert table.cost[0, :kept].max() < 40.96 + 60.0 / halves.BINS
