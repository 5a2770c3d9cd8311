"""Compiled lists of all ways to place half of a few rows, and the best two halves that fit; it moves nobody.

Rows are open where they may go to more than one of the workers at hand. Each half of the open rows has a list of ways:
what a way costs beyond the cheapest, and what it changes in each worker's load. Two ways fit where no worker gets more
than their room, so that the other half is looked up in cells by the load of two workers, not tried one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from allocator.engine.assign.chains import Guide, waste
from allocator.engine.assign.compiled import bare
from allocator.engine.assign.moves import Question
from allocator.engine.assign.pairs import Floats, Ints

MOST_WORKERS, MOST_OPEN, OPTIONS = 10, 40, 8
WAYS, KEPT = 32_768, 4096
"""How many ways a list may hold, and how many stay where it runs over: the cheapest."""

BINS, CELLS, BITS = 256, 32, 3
FIRST, SECOND = 0, 1
LOW, SIZE, WINDOW = 0, 1, 2


class Table(NamedTuple):
    """Space for one thread's lists.

    ``chosen`` (MOST_WORKERS,) are the workers at hand, ``slot`` (workers,) their place there or -1. ``rows`` and
    ``gap`` (rows,) are what may be open. ``options`` (MOST_OPEN,) say how many pairs an open row has, ``pair`` and
    ``more`` (MOST_OPEN, OPTIONS) which ones, cheapest first, and what they cost beyond that; ``now`` (MOST_OPEN,) which
    of them is taken.

    ``cost``, ``pick`` (2, WAYS) and ``load`` (2, WAYS, MOST_WORKERS) are the ways of both halves: cost, which option of
    each row in BITS each, and load; the first half's begins with what is there already, less the room. Of each half
    ``ways`` (2,) says how many there are, ``now_picked`` (2,) the pick that changes nothing, and ``found`` (2,) which
    way is best, -1 where none is. The rest is for looking up: ``axes`` (2, 3) of two workers LOW, SIZE and WINDOW,
    ``axis`` (2,) which workers, ``cell`` where each cell begins in ``order``.
    """

    slot: Ints
    chosen: Ints
    rows: Ints
    gap: Floats
    options: Ints
    pair: Ints
    more: Floats
    now: Ints
    cost: Floats
    pick: Ints
    load: Ints
    ways: Ints
    now_picked: Ints
    found: Ints
    bins: Ints
    axes: Ints
    axis: Ints
    cell: Ints
    order: Ints
    where: Ints


def table(workers: int, rows: int) -> Table:
    """Space for a question of this size."""
    return Table(
        slot=np.full(workers, -1, dtype=np.int64),
        chosen=np.zeros(MOST_WORKERS, dtype=np.int64),
        rows=np.zeros(rows, dtype=np.int64),
        gap=np.zeros(rows),
        options=np.zeros(MOST_OPEN, dtype=np.int64),
        pair=np.zeros((MOST_OPEN, OPTIONS), dtype=np.int64),
        more=np.zeros((MOST_OPEN, OPTIONS)),
        now=np.zeros(MOST_OPEN, dtype=np.int64),
        cost=np.zeros((2, WAYS)),
        pick=np.zeros((2, WAYS), dtype=np.int64),
        load=np.zeros((2, WAYS, MOST_WORKERS), dtype=np.int64),
        ways=np.zeros(2, dtype=np.int64),
        now_picked=np.zeros(2, dtype=np.int64),
        found=np.zeros(2, dtype=np.int64),
        bins=np.zeros(BINS, dtype=np.int64),
        axes=np.zeros((2, 3), dtype=np.int64),
        axis=np.zeros(2, dtype=np.int64),
        cell=np.zeros(CELLS * CELLS + 1, dtype=np.int64),
        order=np.zeros(WAYS, dtype=np.int64),
        where=np.zeros(WAYS, dtype=np.int64),
    )


@bare
def cheapest(t: Table, half: int, ways: int, limit: float, workers: int) -> int:
    """Strike out ways until at most KEPT are there, the cheapest; how many."""
    t.bins[:] = 0
    for i in range(ways):
        t.bins[min(BINS - 1, int(t.cost[half, i] / limit * BINS))] += 1
    full, kept = 0, 0
    while full < BINS and kept + t.bins[full] <= KEPT:
        kept += t.bins[full]
        full += 1
    kept = 0
    for i in range(ways):
        if min(BINS - 1, int(t.cost[half, i] / limit * BINS)) <= full and kept < KEPT:
            t.cost[half, kept] = t.cost[half, i]
            t.pick[half, kept] = t.pick[half, i]
            for c in range(workers):
                t.load[half, kept, c] = t.load[half, i, c]
            kept += 1
    return kept


@bare
def branch(q: Question, t: Table, half: int, row: int, ways: int, limit: float, workers: int) -> int:
    """Add to the list what becomes of each way if this row takes each dearer pair; how many there are then."""
    base, picked = t.pair[row, 0], BITS * (row // 2)
    left, now = t.slot[q.worker[base]], ways
    for option in range(1, t.options[row]):
        pair, more = t.pair[row, option], t.more[row, option]
        there = t.slot[q.worker[pair]]
        for i in range(ways if more < limit else 0):
            if now >= WAYS:
                return now
            if t.cost[half, i] + more < limit:
                t.cost[half, now] = t.cost[half, i] + more
                t.pick[half, now] = t.pick[half, i] | (option << picked)
                for c in range(workers):
                    t.load[half, now, c] = t.load[half, i, c]
                t.load[half, now, left] -= q.load[base]
                t.load[half, now, there] += q.load[pair]
                now += 1
    return now


@bare
def dearest_first(t: Table, half: int, opened: int) -> int:
    """Put every second open row in order, those that change most cheaply last, into ``where``; how many."""
    count = 0
    for row in range(half, opened, 2):
        k = count
        while k > 0 and t.more[t.where[k - 1], 1] < t.more[row, 1]:
            t.where[k] = t.where[k - 1]
            k -= 1
        t.where[k] = row
        count += 1
    return count


@bare
def spread(q: Question, t: Table, half: int, opened: int, limit: float, workers: int) -> None:
    """List the ways of every second open row that cost less than the limit, the cheapest if too many.

    Rows that seldom change come first, when the list is short: each row goes through all of it.
    """
    t.ways[half], t.cost[half, 0], t.pick[half, 0] = 1, 0.0, 0
    for k in range(dearest_first(t, half, opened)):
        t.ways[half] = branch(q, t, half, t.where[k], t.ways[half], limit, workers)
        if t.ways[half] > KEPT:
            t.ways[half] = cheapest(t, half, t.ways[half], limit, workers)


@bare
def narrow(q: Question, g: Guide, worker: int, limit: float) -> int:
    """How much of a worker's room may be left over before that alone wastes as much as the limit."""
    low, high = 0, q.room[worker]
    while low < high:
        middle = (low + high) // 2
        if waste(q, g, worker, middle) < limit:
            high = middle
        else:
            low = middle + 1
    return int(q.room[worker] - low)


@bare
def sort(q: Question, g: Guide, t: Table, workers: int, limit: float) -> None:
    """Put the second half's ways into cells by the loads of the two workers that tell most apart."""
    best = second = np.inf
    ways = t.ways[SECOND]
    for c in range(workers):
        least = most = t.load[SECOND, 0, c]
        for i in range(ways):
            least, most = min(least, t.load[SECOND, i, c]), max(most, t.load[SECOND, i, c])
        window = narrow(q, g, t.chosen[c], limit)
        part = (window + 1.0) / (most - least + 1.0)
        place = 0 if part < best else 1
        if part < best:
            second, best = best, part
            t.axis[1] = t.axis[0]
            for k in range(3):
                t.axes[1, k] = t.axes[0, k]
        elif part < second:
            second = part
        else:
            continue
        t.axis[place] = c
        t.axes[place, LOW], t.axes[place, WINDOW] = least, window
        t.axes[place, SIZE] = max(window // 2 + 1, (most - least) // CELLS + 1)
    t.cell[:] = 0
    for i in range(ways):
        across = (t.load[SECOND, i, t.axis[0]] - t.axes[0, LOW]) // t.axes[0, SIZE]
        down = (t.load[SECOND, i, t.axis[1]] - t.axes[1, LOW]) // t.axes[1, SIZE]
        t.where[i] = across * CELLS + down
        t.cell[t.where[i]] += 1
    for k in range(CELLS * CELLS):
        t.cell[k + 1] += t.cell[k]
    for i in range(ways):
        t.cell[t.where[i]] -= 1
        t.order[t.cell[t.where[i]]] = i


@bare
def left_over(q: Question, g: Guide, t: Table, workers: int, i: int, k: int) -> float:
    """What is wasted by the room that two ways leave over."""
    wasted = 0.0
    for c in range(workers):
        room = q.room[t.chosen[c]]
        wasted += waste(q, g, t.chosen[c], room + t.load[FIRST, i, c] + t.load[SECOND, k, c])
    return wasted


@bare
def match(q: Question, g: Guide, t: Table, workers: int, limit: float) -> float:
    """Find the cheapest two ways that fit and change something; what they cost, ``limit`` where none does."""
    t.found[:] = -1
    for i in range(t.ways[FIRST]):
        across = -t.load[FIRST, i, t.axis[0]] - t.axes[0, LOW]
        down = -t.load[FIRST, i, t.axis[1]] - t.axes[1, LOW]
        if across < 0 or down < 0 or t.cost[FIRST, i] >= limit:
            continue
        left = max(0, across - t.axes[0, WINDOW]) // t.axes[0, SIZE]
        top = max(0, down - t.axes[1, WINDOW]) // t.axes[1, SIZE]
        right, bottom = min(CELLS - 1, across // t.axes[0, SIZE]), min(CELLS - 1, down // t.axes[1, SIZE])
        for column in range(left, right + 1 if top <= bottom else left):
            for at in range(t.cell[column * CELLS + top], t.cell[column * CELLS + bottom + 1]):
                k = t.order[at]
                cost = t.cost[FIRST, i] + t.cost[SECOND, k]
                if cost >= limit:
                    continue
                for c in range(workers):
                    if t.load[FIRST, i, c] + t.load[SECOND, k, c] > 0:
                        cost = limit
                        break
                if cost < limit:
                    cost += left_over(q, g, t, workers, i, k)
                if cost < limit and (
                    t.pick[FIRST, i] != t.now_picked[FIRST] or t.pick[SECOND, k] != t.now_picked[SECOND]
                ):
                    limit = cost
                    t.found[FIRST], t.found[SECOND] = i, k
    return limit
