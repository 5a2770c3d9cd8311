"""Settling is right on everything that can be tried out, and says so only where it is."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from allocator.engine.assign import Pairs, settle
from allocator.engine.assign.search import Search
from tests.engine.assign.tiny import optimum, tiny, worth


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("threads", [1, 2])
def test_tiny_questions_are_settled_as_by_trying_everything(pieces: bool, threads: int) -> None:
    """Proves that values are attained, bounds hold, and every tiny question is proven: solved, or without an answer."""
    for seed in range(30):
        pairs = tiny(seed + 1000 * threads, pieces=pieces)
        found, best = settle(pairs, seconds=5, threads=threads, seed=seed), optimum(pairs)
        assert found.proven
        assert found.value == best == found.bound
        assert (found.taken is None) == (best is None)
        assert found.taken is None or worth(pairs, found.taken.tolist()) == best


def test_a_start_is_never_lost() -> None:
    """Proves that without time the answer is the start, with a bound that holds; a start that overloads is ignored."""
    pairs = Pairs(*(np.array(x, dtype=np.int64) for x in ([0, 2, 4], [0, 1] * 2, [1, 5, 2, 9], [3, 3, 3, 3], [4, 4])))
    best = settle(pairs, seconds=0, start=np.array([1, 2]))
    assert best.value == 7
    assert best.bound is not None
    assert best.bound <= 7
    overloading = settle(pairs, seconds=0, start=np.array([0, 2])).taken
    assert overloading is None or overloading.tolist() == [1, 2]


def test_who_asks_to_stop_is_heard() -> None:
    """Proves that a run ends when it is told to, and that progress is told with values that never get worse."""
    seen: list[tuple[int | None, int]] = []
    pairs = tiny(3, rows=40)
    found = settle(
        pairs, seconds=60, stop=lambda: len(seen) > 2, on_progress=lambda value, bound: seen.append((value, bound))
    )
    bounds = [bound for _, bound in seen]
    assert bounds == sorted(bounds)
    assert found.value is None or found.value == min(value for value, _ in seen if value is not None)


def test_long_runs_end_with_exchanges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a run that is long enough anneals in each thread, and that its answer is allowed and above its bound.

    Loads of 1 to 100 that save about what they cost, at 80 %: too hard to be proven in 2 s.
    """
    annealed: list[Search] = []
    anneal = Search.anneal

    def told(search: Search, *rest: Any) -> None:
        annealed.append(search)
        anneal(search, *rest)

    monkeypatch.setattr(Search, "anneal", told)
    monkeypatch.setattr(sys.modules["allocator.engine.assign.settle"], "WORTH_SECONDS", 0.0)
    random = np.random.default_rng(3)
    load = random.integers(1, 101, 10 * 120)
    room = (load.reshape(120, 10).sum(axis=0) * 0.8 / 10).astype(np.int64)
    start, worker = np.arange(0, 1201, 10), np.tile(np.arange(10), 120)
    pairs = Pairs(start, worker, 111 - load + random.integers(-10, 11, 1200), load, room)
    found = settle(pairs, seconds=2)
    assert len(set(map(id, annealed))) == 2
    assert found.taken is not None
    assert worth(pairs, found.taken.tolist()) == found.value
    assert found.bound is not None
    assert found.value is not None
    assert found.bound <= found.value < found.bound * 1.01


def test_nobody_to_place_is_no_question() -> None:
    """Proves the empty question: nothing taken; a load of 0 above a break at -2 costs 2 x 3."""
    none = np.zeros(0, dtype=np.int64)
    pieces = (np.array([3]), np.array([[-2]]))
    found = settle(Pairs(np.array([0]), none, none, none, np.array([5]), *pieces), seconds=1)
    assert (found.value, found.bound, found.proven) == (6, 6, True)


def test_the_engine_does_not_pay_for_compiled_code() -> None:
    """Proves that importing the engine does not import numba."""
    code = "import sys, allocator.engine; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
