"""Compiled knapsacks of one worker: whom to take in and whom to let go, at most so many, exactly; no rules, no people.

Imported only where it is used, since numba takes a moment to load. A *front* lists sets of items by rising load and
falling cost; none of them is beaten by another in both.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from allocator.engine.people import Ints

MOST_SETS = 200_000
"""Sets of one worker that are looked at; where there are more, there is no answer."""

BARRED = 2**62
"""Cost of what cannot be."""


class Fronts(NamedTuple):
    """Fronts of sets of at most k items stand in ``begin[k]`` to ``begin[k + 1]``; ``node`` leads to a set's items.

    ``item`` and ``parent`` (nodes,): the last item of a set and the set without it; node 0 is the empty set. Where
    there are too many sets, ``begin`` is empty.
    """

    begin: Ints
    load: Ints
    cost: Ints
    node: Ints
    item: Ints
    parent: Ints


class Shape(NamedTuple):
    """One worker: the load while everybody stays, the most once anybody comes and if nobody does, pieces of load."""

    staying: int
    ceiling: int
    most: int
    slopes: Ints
    breaks: Ints


@numba.njit(cache=True, nogil=True)
def promising(load: Ints, cost: Ints, most: int) -> Ints:
    """Items that may belong to a best set of at most ``most``: fewer others beat them in both load and cost."""
    order = np.argsort(load, kind="mergesort")
    kept = np.empty(len(load), dtype=np.int64)
    count = 0
    best = np.full(most + 1, BARRED, dtype=np.int64)  # the lowest costs so far, rising
    for i in order:
        if most == 0 or cost[i] >= best[most - 1]:
            continue
        kept[count] = i
        count += 1
        at = most - 1
        while at > 0 and best[at - 1] > cost[i]:
            best[at] = best[at - 1]
            at -= 1
        best[at] = cost[i]
    return kept[:count]


@numba.njit(cache=True, nogil=True)
def _merged(load: Ints, cost: Ints, node: Ints, size: int, more: tuple[Ints, Ints, Ints], room: int, new: Ints) -> int:
    """The front of ``size`` sets and those in ``more`` (loads, costs, nodes), both in order, into ``new`` (3, sets)."""
    a, b, n, least = 0, 0, 0, BARRED
    more_load, more_cost, more_node = more
    while a < size or b < len(more_load):
        second = b < len(more_load) and more_load[b] <= room
        if second and a < size:
            second = more_load[b] < load[a] or (more_load[b] == load[a] and more_cost[b] < cost[a])
        elif a == size and not second:
            break
        if second:
            at_load, at_cost, at_node = more_load[b], more_cost[b], more_node[b]
            b += 1
        else:
            at_load, at_cost, at_node = load[a], cost[a], node[a]
            a += 1
        if at_cost < least:
            new[0, n], new[1, n], new[2, n] = at_load, at_cost, at_node
            n, least = n + 1, at_cost
    return n


@numba.njit(cache=True, nogil=True)
def fronts(items: Ints, load: Ints, cost: Ints, most: int, room: int, without: int) -> Fronts:
    """Fronts of sets of up to ``most`` of ``items`` whose loads add up to at most ``room``; ``without`` is left out."""
    sets = np.zeros((most + 1, 3, 256), np.int64)  # load, cost and node
    counts = np.ones(most + 1, dtype=np.int64)
    item, parent, used = np.full(1024, -1, np.int64), np.full(1024, -1, np.int64), 1
    new = np.empty((3, 512), np.int64)
    for one in items:
        if one == without:
            continue
        widest = 2 * counts.max()
        if widest > sets.shape[2]:
            sets = np.concatenate((sets, np.zeros((most + 1, 3, widest), np.int64)), axis=2)
            new = np.empty((3, 2 * sets.shape[2]), np.int64)
        for k in range(most, 0, -1):
            size, shorter = counts[k], counts[k - 1]
            if used + shorter > len(item):
                longer = np.full(used + shorter, -1, np.int64)
                item, parent = np.concatenate((item, longer)), np.concatenate((parent, longer))
            item[used : used + shorter] = one
            parent[used : used + shorter] = sets[k - 1, 2, :shorter]
            more = (
                sets[k - 1, 0, :shorter] + load[one],
                sets[k - 1, 1, :shorter] + cost[one],
                np.arange(used, used + shorter),
            )
            counts[k] = _merged(sets[k, 0], sets[k, 1], sets[k, 2], size, more, room, new)
            sets[k, :, : counts[k]] = new[:, : counts[k]]
            used += shorter
        if used > MOST_SETS:
            none = np.zeros(0, np.int64)
            return Fronts(none, none, none, none, none, none)
    begin = np.zeros(most + 2, dtype=np.int64)
    begin[1:] = np.cumsum(counts)
    flat = np.empty((3, begin[-1]), np.int64)
    for k in range(most + 1):
        flat[:, begin[k] : begin[k + 1]] = sets[k, :, : counts[k]]
    return Fronts(begin, flat[0], flat[1], flat[2], item[:used], parent[:used])


@numba.njit(cache=True, nogil=True)
def paid(shape: Shape, total: int) -> int:
    """What a total load costs in the pieces of all levels in play."""
    cost = 0
    for k in range(len(shape.slopes)):
        cost += shape.slopes[k] * max(0, total - shape.breaks[k])
    return cost


@numba.njit(cache=True, nogil=True)
def pair_up(shape: Shape, come: Fronts, go: Fronts, many: int, few: int) -> tuple[Ints, Ints]:
    """For each set that goes, of up to ``few``: the cost with the best that come, of up to ``many``, and its place.

    BARRED where nothing fits. The load of a set that goes is negative.
    """
    first, last = go.begin[few], go.begin[few + 1]
    cost = np.full(last - first, BARRED, dtype=np.int64)
    coming = np.zeros(last - first, dtype=np.int64)
    low, high = come.begin[many], come.begin[many + 1]
    for at in range(last - first):
        rest = shape.staying + go.load[first + at]
        if rest <= shape.most:  # nobody comes: the empty set stands first of all
            cost[at] = go.cost[first + at] + paid(shape, rest)
        fit = low + np.searchsorted(come.load[low:high], shape.ceiling - rest, side="right")
        for one in range(fit - 1, low - 1, -1):
            worth = go.cost[first + at] + come.cost[one] + paid(shape, rest + come.load[one])
            if worth < cost[at]:
                cost[at], coming[at] = worth, one
            if len(shape.slopes) == 0:  # the heaviest that fits is the cheapest
                break
    return cost, coming


@numba.njit(cache=True, nogil=True)
def together(come: Fronts, go: Fronts, many: int, few: int) -> tuple[Ints, Ints]:
    """One front, loads and costs, of all sets that come beside all sets that go."""
    c_low, c_high, g_low, g_high = come.begin[many], come.begin[many + 1], go.begin[few], go.begin[few + 1]
    size = (c_high - c_low) * (g_high - g_low)
    load, cost, n = np.empty(size, np.int64), np.empty(size, np.int64), 0
    for g in range(g_low, g_high):
        for c in range(c_low, c_high):
            load[n], cost[n] = come.load[c] + go.load[g], come.cost[c] + go.cost[g]
            n += 1
    front_load, front_cost, n, least = np.empty(size, np.int64), np.empty(size, np.int64), 0, BARRED
    for one in np.argsort(load, kind="mergesort"):
        if cost[one] < least:
            front_load[n], front_cost[n] = load[one], cost[one]
            n, least = n + 1, cost[one]
    return front_load[:n].copy(), front_cost[:n].copy()


@numba.njit(cache=True, nogil=True)
def beside(shape: Shape, front: tuple[Ints, Ints], load: Ints, cost: Ints) -> Ints:
    """(items,): the least cost with each item in, beside the best of a front (loads, costs); BARRED where none fits."""
    front_load, front_cost = front
    least = np.full(len(load), BARRED, dtype=np.int64)
    for i in range(len(load)):
        fit = np.searchsorted(front_load, shape.ceiling - shape.staying - load[i], side="right")
        for one in range(fit - 1, -1, -1):
            worth = front_cost[one] + cost[i] + paid(shape, shape.staying + front_load[one] + load[i])
            least[i] = min(least[i], worth)
            if len(shape.slopes) == 0:
                break
    return least
