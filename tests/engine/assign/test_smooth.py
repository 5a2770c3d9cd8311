"""Smoothed prices come near the best ones, and only pairs that are worth a look are marked."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.engine.assign import Pairs, settle, smooth
from allocator.engine.assign.cheapest import cheapest
from allocator.engine.assign.prices import best_prices, certify
from allocator.engine.assign.smooth import good_prices, smoothed, typical_difference
from tests.engine.assign.tiny import optimum, tiny


def county(seed: int, *, rows: int = 400, workers: int = 16, full: float = 0.96) -> Pairs:
    """People and workers in a square, all pairs of them, rooms that are just enough; the road is the cost."""
    random = np.random.default_rng(seed)
    there, home = random.random((rows, 2)), random.random((workers, 2))
    road = np.rint(1000 * np.linalg.norm(there[:, None] - home[None], axis=2)).astype(np.int64)
    load = random.integers(50, 150, rows)
    room = np.full(workers, int(load.sum() / workers / full), dtype=np.int64)
    start = np.arange(0, rows * workers + 1, workers)
    return Pairs(start, np.tile(np.arange(workers), rows), road.ravel(), np.repeat(load, workers), room)


@pytest.mark.parametrize("seed", [1, 2])
def test_smoothing_comes_nearer_than_as_many_steps(seed: int) -> None:
    """Proves that smoothed prices give a bound within a thousandth of what a long search for prices gives."""
    pairs = county(seed)
    long = certify(pairs, best_prices(pairs, 20_000)[0]).bound
    assert long * 0.999 <= certify(pairs, smoothed(pairs)).bound
    assert certify(pairs, best_prices(pairs, 340)[0]).bound < certify(pairs, smoothed(pairs)).bound


def test_warm_prices_stay_good() -> None:
    """Proves that a few rounds from good prices of a question like this one are enough."""
    pairs = county(3)
    near = Pairs(pairs.start, pairs.worker, pairs.cost + pairs.cost % 7, pairs.load, pairs.room)
    best = certify(near, smoothed(near)).bound
    assert certify(near, smoothed(near, smoothed(pairs))).bound >= best * 0.998


def test_bounds_by_smoothed_prices_hold() -> None:
    """Proves on tiny questions, with pieces and without, that no bound by smoothed prices is above the optimum."""
    met = 0
    for seed in range(120):
        pairs = tiny(seed, pieces=seed % 2 == 1)
        best = optimum(pairs)
        bound = certify(pairs, smoothed(pairs)).bound
        assert best is None or bound <= best
        met += best is not None and best - bound <= 3
    assert met > 30


def test_the_cheapest_of_each_row_are_marked() -> None:
    """Proves which pairs are kept: the two cheapest at the prices, the first of equal ones, and any without load."""
    pairs = Pairs(
        start=np.array([0, 4, 7]),
        worker=np.array([0, 1, 2, 0, 2, 1, 0]),
        cost=np.array([9, 2, 3, 50, 5, 5, 5]),
        load=np.array([1, 4, 1, 0, 2, 1, 3]),
        room=np.array([4, 4, 4]),
    )
    # Priced at 0, 1 and 0 a unit: 9, 2 + 4, 3, 50 (no load: kept whatever it costs) and 5, 5 + 1, 5.
    here = cheapest(pairs, np.array([0.0, 1.0, 0.0]), 2)
    assert here.tolist() == [False, True, True, True, True, False, True]


def test_a_typical_difference_is_the_median_of_the_rows() -> None:
    """Proves the unit of heat: 6 - 1 and 2 - 2 are 5 and 0, half of that is 2.5; all alike count as 1."""
    start, worker = np.array([0, 5, 7]), np.array([0, 1, 2, 3, 4, 0, 1])
    room = np.full(5, 9)
    unlike = Pairs(start, worker, np.array([1, 6, 3, 4, 5, 2, 2]), np.ones(7, dtype=np.int64), room)
    assert typical_difference(unlike) == 2.5
    assert typical_difference(Pairs(start, worker, np.full(7, 8), np.ones(7, dtype=np.int64), room)) == 1.0


def test_where_pairs_are_very_many_nothing_is_proven_by_searching_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an answer found among each row's two cheapest pairs is allowed and claims no more than its bound."""
    monkeypatch.setattr(smooth, "MANY_PAIRS", 0)
    monkeypatch.setattr("allocator.engine.assign.cheapest.SEARCHED", 2)
    for seed in range(40):
        pairs = tiny(seed)
        best, found = optimum(pairs), settle(pairs, seconds=0.05, threads=1)
        assert found.bound is None or best is None or found.bound <= best
        assert found.taken is None or (pairs.feasible(found.taken) and best is not None and found.value is not None)
        assert not found.proven or (found.value == best)


def test_an_overfull_start_is_mended_by_leaving_rows_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where each row has a pair without load there is always an answer, however short the time.

    Sixty rows of 5 to 9 units are too many for three workers with room for 100 each.
    """
    random = np.random.default_rng(5)
    load = np.insert(np.repeat(random.integers(5, 10, 60), 3), np.arange(3, 181, 3), 0)
    cost = np.insert(random.integers(1, 99, 180), np.arange(3, 181, 3), 10_000)
    room = np.array([100, 100, 100, 0])
    pairs = Pairs(np.arange(0, 241, 4), np.tile(np.arange(4), 60), cost, load, room)
    monkeypatch.setattr("allocator.engine.assign.search.EXTRA", 1e-9)
    found = settle(pairs, seconds=0.0, threads=1)
    assert found.taken is not None
    assert pairs.feasible(found.taken)


def test_few_pairs_are_priced_by_steps() -> None:
    """Proves that small questions keep the exact steps, which end nearer there."""
    pairs = county(4, rows=60, workers=5)
    assert np.array_equal(good_prices(pairs, rounds=300), best_prices(pairs, 300)[0])
