"""Mending a few workers at a time never makes an allocation worse, and makes poor ones better."""

from __future__ import annotations

import numpy as np

from allocator.engine.assign import Pairs
from allocator.engine.assign.polish import Polish
from tests.engine.assign.tiny import worth


def wide(seed: int) -> tuple[Pairs, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """30 rows, 6 workers, every pair; and an allocation in turn, which nobody minimised, that fills every worker."""
    random = np.random.default_rng(seed)
    rows, workers = 30, 6
    worker, start = np.tile(np.arange(workers), rows), np.arange(0, rows * workers + 1, workers)
    load = random.integers(3, 20, rows * workers)
    taken = start[:-1] + np.arange(rows) % workers
    room = np.array([load[taken[worker[taken] == w]].sum() for w in range(workers)])
    return Pairs(start, worker, random.integers(10, 60, rows * workers), load, room), taken


def test_mending_makes_better() -> None:
    """Proves that each mended allocation is allowed and not dearer, and that ten of them save something."""
    for seed in range(3):
        pairs, taken = wide(seed)
        first = value = worth(pairs, taken.tolist())
        polish = Polish(pairs, np.zeros(len(pairs.worker)), 1.0, seed)
        for _ in range(10):
            mended = polish.mend(taken, seconds=2, going=lambda: True)
            assert mended is not None
            now = worth(pairs, mended.tolist())
            assert now is not None
            assert value is not None
            assert now <= value
            taken, value = mended, now
        assert value is not None
        assert first is not None
        assert value < first


def test_far_pairs_are_left_out() -> None:
    """Proves that with no pair near enough an allocation comes back as it was."""
    pairs, taken = wide(7)
    mended = Polish(pairs, np.ones(len(pairs.worker)), 0.5, 1).mend(taken, seconds=2, going=lambda: True)
    assert mended is not None
    assert mended.tolist() == taken.tolist()
