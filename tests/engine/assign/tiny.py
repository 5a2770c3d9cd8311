"""Tiny random questions, and their answers by trying everything in plain Python; it shares no sums with the solver."""

from __future__ import annotations

from itertools import product

import numpy as np

from allocator.engine.assign import Pairs


def tiny(seed: int, *, pieces: bool = False, rows: int = 5, size: int = 1) -> Pairs:
    """A question of a few rows and workers, often tight, sometimes without any allocation; figures times ``size``."""
    random = np.random.default_rng(seed)
    workers = int(random.integers(1, 4))
    counts = random.integers(1, workers + 1, rows)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    worker = np.concatenate([random.permutation(workers)[:count] for count in counts]).astype(np.int64)
    cost = random.integers(-5, 30, len(worker)) * size
    load = random.integers(0, 12, len(worker)) * size
    room = random.integers(0, 30, workers) * size + random.integers(0, 2)
    if not pieces:
        return Pairs(start, worker, cost, load, room)
    breaks = random.integers(-6, 25, (workers, 2)) * size
    return Pairs(start, worker, cost, load, room, random.integers(0, 4, 2), breaks)


def worth(pairs: Pairs, taken: list[int]) -> int | None:
    """What an allocation costs, counted one by one; None where somebody is given more than they have room for."""
    loads = [0] * len(pairs.room)
    total = 0
    for pair in taken:
        loads[int(pairs.worker[pair])] += int(pairs.load[pair])
        total += int(pairs.cost[pair])
    if any(load > int(room) for load, room in zip(loads, pairs.room, strict=True)):
        return None
    for load, edges in zip(loads, pairs.edges.tolist(), strict=True):
        total += sum(slope * max(0, load - edge) for slope, edge in zip(pairs.slopes.tolist(), edges, strict=True))
    return total


def optimum(pairs: Pairs) -> int | None:
    """The least value of any allocation, by trying them all; None where there is none."""
    start = pairs.start.tolist()
    choices = [range(start[row], start[row + 1]) for row in range(pairs.rows)]
    values = [value for taken in product(*choices) if (value := worth(pairs, list(taken))) is not None]
    return min(values, default=None)
