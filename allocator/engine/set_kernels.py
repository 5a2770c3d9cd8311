"""Compiled lists of a worker's sets of people that cost less than a limit; they know numbers, and no rules.

Imported only where it is used, since numba takes a moment to load.
"""

from __future__ import annotations

import numba
import numpy as np

from allocator.engine.knapsack_kernels import Shape, paid
from allocator.engine.people import Bools, Ints


@numba.njit(cache=True, nogil=True)
def subsets(load: Ints, cost: Ints, most: int, limit: int, enough: int) -> tuple[Ints, Ints, Ints]:
    """Loads, costs and items (sets, most; -1: none) of all sets of up to ``most`` that cost less than ``limit``.

    ``cost`` must rise. Once there are more than ``enough``, the lists end there.
    """
    sums, items, count = np.empty((2, 256), np.int64), np.full((256, most), -1, np.int64), 0
    at = np.zeros((3, most + 1), np.int64)  # by depth: load and cost so far, the next item to try
    depth, fresh = 0, True
    while count <= enough:
        if fresh and at[1, depth] < limit:
            if count == sums.shape[1]:
                sums = np.concatenate((sums, np.empty((2, count), np.int64)), axis=1)
                items = np.concatenate((items, np.full((count, most), -1, np.int64)))
            sums[0, count], sums[1, count] = at[0, depth], at[1, depth]
            for k in range(depth):
                items[count, k] = at[2, k] - 1
            count += 1
        one = at[2, depth]
        fresh = depth < most and one < len(cost) and at[1, depth] + _least(cost, one, most - depth) < limit
        if fresh:
            at[2, depth] += 1
            depth += 1
            at[0, depth], at[1, depth] = at[0, depth - 1] + load[one], at[1, depth - 1] + cost[one]
            at[2, depth] = one + 1
        elif depth == 0:
            break
        else:
            depth -= 1
    return sums[0, :count], sums[1, :count], items[:count]


@numba.njit(cache=True, nogil=True)
def _least(cost: Ints, one: int, most: int) -> int:
    """What ``one`` and those after it that are worth it add at least."""
    total = int(cost[one])
    for k in range(one + 1, min(len(cost), one + most)):
        total += min(0, cost[k])
    return total


@numba.njit(cache=True, nogil=True)
def pairs(
    shape: Shape, come: tuple[Ints, Ints, Bools], go: tuple[Ints, Ints], limit: int, enough: int
) -> tuple[Ints, Ints]:
    """Which sets that come go together with which that go at less than ``limit``, by their places.

    ``come`` are loads, rising costs, and whether it is anybody; ``go`` loads, which are negative, and costs. Once there
    are more than ``enough``, the lists end there.
    """
    (come_load, come_cost, anybody), (go_load, go_cost) = come, go
    first, second, count = np.empty(256, np.int64), np.empty(256, np.int64), 0
    for g in range(len(go_cost)):
        rest = shape.staying + go_load[g]
        for c in range(len(come_cost)):
            if count > enough or come_cost[c] + go_cost[g] >= limit:
                break
            total = rest + come_load[c]
            if total > (shape.ceiling if anybody[c] else shape.most):
                continue
            if come_cost[c] + go_cost[g] + paid(shape, total) >= limit:
                continue
            if count == len(first):
                first = np.concatenate((first, np.empty(count, np.int64)))
                second = np.concatenate((second, np.empty(count, np.int64)))
            first[count], second[count] = c, g
            count += 1
    return first[:count], second[:count]
