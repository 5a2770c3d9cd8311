"""The moves keep their books, compiled or not."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.engine.assign import moves, prices
from allocator.engine.assign.moves import BEST, COST, NONE, OVERLOAD
from allocator.engine.assign.pairs import Pairs
from allocator.engine.assign.search import Search
from tests.engine.assign.tiny import optimum, tiny

PARTS = ("pieces", "dearer", "pair_with", "propose", "priced", "charge", "place_row", "remember", "anneal")


@pytest.fixture(params=["compiled", "plain"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Once as machine code, once as the Python that it was made from."""
    if request.param == "plain":
        for name in PARTS:
            monkeypatch.setattr(moves, name, getattr(moves, name).py_func)
        for name in ("priced_rows", "sold", "climb", "row_minima"):
            monkeypatch.setattr(prices, name, getattr(prices, name).py_func)
    return str(request.param)


def run(pairs: Pairs, seed: int, table: bool = True) -> Search:
    """A search after some hundred moves at a fixed heat, straight through the kernel."""
    search = Search(pairs, np.zeros(len(pairs.worker)), np.zeros(len(pairs.room)), seed)
    question = search.question if table else search.question._replace(table=np.zeros(0, dtype=np.int64))
    moves.anneal(question, np.diff(pairs.start), np.full(len(pairs.room), 3.0), search.here, 4.0, 300, seed)
    return search


@pytest.mark.parametrize("table", [True, False])
def test_the_books_are_kept(form: str, table: bool) -> None:
    """Proves that loads, cost, overload and each worker's rows are right after hundreds of moves."""
    for seed in range(20):
        pairs = tiny(seed, pieces=seed % 2 == 0, rows=7)
        search = run(pairs, seed, table)
        here, used = search.here, pairs.used(search.taken)
        assert here.used.tolist() == used.tolist()
        assert here.state[OVERLOAD] == np.maximum(0, used - pairs.room).sum()
        capped = np.minimum(used, pairs.room)[:, None]
        extra = (np.maximum(0, capped - pairs.edges) * pairs.slopes).sum()
        assert here.state[COST] == pairs.cost[search.taken].sum() + extra
        for w in range(len(pairs.room)):
            mine = here.members[here.first[w] : here.first[w] + here.size[w]]
            assert sorted(mine.tolist()) == np.flatnonzero(pairs.worker[search.taken] == w).tolist()


def test_the_best_is_allowed_and_worth_what_is_said(form: str) -> None:
    """Proves that what is remembered is an allocation of that value, and that tiny questions are mostly solved."""
    solved = 0
    for seed in range(40):
        pairs = tiny(seed)
        search = run(pairs, seed)
        value, best = int(search.state[BEST]), optimum(pairs)
        if value == NONE:
            continue
        assert pairs.feasible(search.best)
        assert best is not None
        assert pairs.value(search.best) == value >= best
        solved += value == best
    assert solved > 15


def test_prices_are_the_same_in_either_form(form: str) -> None:
    """Proves that the subgradient search finds the linear bound: 15, as in the tests of prices."""
    pairs = Pairs(*(np.array(x, dtype=np.int64) for x in ([0, 2, 4, 6], [0, 1] * 3, [0, 10] * 3, [2] * 6, [3, 99])))
    price, bound = prices.best_prices(pairs, 300)
    assert bound == pytest.approx(15.0, abs=0.05)
    assert prices.certify(pairs, price).bound == 15
