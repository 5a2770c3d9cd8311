"""Compiled exchanges between a few workers who compete: of many ways to place their rows anew, the best one that fits.

Chains gain or waste step by step; here any number of rows change at once, and only the end must fit. It knows no clock.
"""

from __future__ import annotations

import numpy as np

from allocator.engine.assign.chains import LOGGED, Guide, Work, move, waste
from allocator.engine.assign.compiled import bare
from allocator.engine.assign.halves import (
    BITS,
    FIRST,
    MOST_OPEN,
    OPTIONS,
    Table,
    match,
    sort,
    spread,
)
from allocator.engine.assign.moves import BEST, COST, OVERLOAD, Here, Question, remember

SHARE = 0.5
"""No half costs more than this part of what both may: dearer halves seldom fit, and are many."""

NEAR = 6
"""Workers compete for a row if their pairs are among so many of its cheapest."""


@bare
def choose(q: Question, h: Here, t: Table, workers: int) -> int:
    """Choose one worker, and others that rows of those chosen could go to; how many."""
    t.chosen[0], chosen = int(np.random.random() * len(q.room)), 1
    t.slot[t.chosen[0]] = 0
    for _ in range(20 * workers):
        home = t.chosen[int(np.random.random() * chosen)]
        if chosen < workers and h.size[home] > 0:
            row = h.members[h.first[home] + int(np.random.random() * h.size[home])]
            near = min(NEAR, q.start[row + 1] - q.start[row])
            there = q.worker[q.start[row] + int(np.random.random() * near)]
            if t.slot[there] < 0:
                t.chosen[chosen], t.slot[there] = there, chosen
                chosen += 1
    return chosen


@bare
def forget(t: Table, chosen: int) -> None:
    """Nobody is chosen any more."""
    for c in range(chosen):
        t.slot[t.chosen[c]] = -1


@bare
def other_pair(q: Question, g: Guide, h: Here, t: Table, row: int) -> float:
    """How much dearer than what a row has its cheapest other pair among the chosen is."""
    for pair in range(q.start[row], q.start[row + 1]):
        if pair != h.taken[row] and t.slot[q.worker[pair]] >= 0:
            return float(g.excess[pair] - g.excess[h.taken[row]])
    return np.inf


@bare
def swap(t: Table, one: int, other: int) -> None:
    """Let two rows that may be open change places."""
    row, gap = t.rows[one], t.gap[one]
    t.rows[one], t.gap[one] = t.rows[other], t.gap[other]
    t.rows[other], t.gap[other] = row, gap


@bare
def gather(q: Question, g: Guide, h: Here, t: Table, workers: int) -> int:
    """Write down the rows that could change, and how dear that is, up to three times as dear by chance; how many."""
    count = 0
    for c in range(workers):
        home = t.chosen[c]
        for k in range(h.size[home]):
            row = h.members[h.first[home] + k]
            gap = other_pair(q, g, h, t, row)
            if gap < np.inf:
                t.rows[count], t.gap[count] = row, gap * (1.0 + 2.0 * np.random.random() if gap > 0.0 else 1.0)
                count += 1
    return count


@bare
def pick_open(t: Table, count: int) -> int:
    """Bring the MOST_OPEN rows that change most cheaply to the front, in random order; how many."""
    low, high, last = 0, count - 1, MOST_OPEN - 1
    while low < high and count > MOST_OPEN:
        pivot, i, k = t.gap[(low + high) // 2], low, high
        while i <= k:
            while t.gap[i] < pivot:
                i += 1
            while t.gap[k] > pivot:
                k -= 1
            if i <= k:
                swap(t, i, k)
                i, k = i + 1, k - 1
        if k < last < i:
            break
        low, high = (low, k) if last <= k else (i, high)
    opened = min(count, MOST_OPEN)
    for k in range(opened - 1, 0, -1):
        swap(t, k, int(np.random.random() * (k + 1)))
    return opened


@bare
def list_options(q: Question, g: Guide, h: Here, t: Table, opened: int) -> float:
    """List the pairs of each open row, what it has among them; how much dearer than the cheapest what they have is."""
    dearer = 0.0
    for k in range(opened):
        row, count, seen = t.rows[k], 0, False
        for pair in range(q.start[row], q.start[row + 1]):
            mine = pair == h.taken[row]
            if t.slot[q.worker[pair]] >= 0 and (mine or count < (OPTIONS if seen else OPTIONS - 1)):
                t.pair[k, count] = pair
                t.more[k, count] = g.excess[pair] - g.excess[t.pair[k, 0]]
                t.now[k] = count if mine else t.now[k]
                seen, count = seen or mine, count + 1
        t.options[k] = count
        dearer += t.more[k, t.now[k]]
    return dearer


@bare
def lay_out(q: Question, g: Guide, h: Here, t: Table, workers: int, opened: int) -> float:
    """Begin both lists, as if each open row took its cheapest pair; what the workers waste now."""
    wasted = 0.0
    t.load[:, 0] = 0
    for c in range(workers):
        worker = t.chosen[c]
        wasted += waste(q, g, worker, h.used[worker])
        t.load[FIRST, 0, c] = h.used[worker] - q.room[worker]
    for k in range(opened):
        mine, cheapest = h.taken[t.rows[k]], t.pair[k, 0]
        t.load[FIRST, 0, t.slot[q.worker[mine]]] -= q.load[mine]
        t.load[FIRST, 0, t.slot[q.worker[cheapest]]] += q.load[cheapest]
    return wasted


@bare
def as_now(t: Table, half: int, opened: int) -> int:
    """The picks that stand for what is."""
    picks = 0
    for k in range(half, opened, 2):
        picks |= t.now[k] << (BITS * (k // 2))
    return picks


@bare
def exchange(q: Question, g: Guide, h: Here, w: Work, t: Table, workers: int, dearer: float) -> int:
    """Carry out the best exchange found between a few workers that makes all at most so much dearer; ways looked at.

    Nobody may be overloaded before, and nobody is after.
    """
    chosen = choose(q, h, t, workers)
    opened = pick_open(t, gather(q, g, h, t, chosen) if chosen > 1 else 0)
    if opened == 0:
        forget(t, chosen)
        return 0
    now = list_options(q, g, h, t, opened)
    limit = now + lay_out(q, g, h, t, chosen, opened) + dearer + g.eps
    for half in range(2):
        spread(q, t, half, opened, SHARE * limit, chosen)
        t.now_picked[half] = as_now(t, half, opened)
    sort(q, g, t, chosen, limit)
    match(q, g, t, chosen, limit)
    for k in range(opened if t.found[FIRST] >= 0 else 0):
        pair = t.pair[k, (t.pick[k % 2, t.found[k % 2]] >> (BITS * (k // 2))) & (OPTIONS - 1)]
        if pair != h.taken[t.rows[k]]:
            move(q, g, h, w, t.rows[k], pair)
    forget(t, chosen)
    if h.state[OVERLOAD] == 0 and h.state[COST] < h.state[BEST]:
        remember(h)
    return int(t.ways[0] + t.ways[1])


@bare
def exchanges(q: Question, g: Guide, h: Here, w: Work, t: Table, rounds: int, most: int, heat: float) -> int:
    """Try so many exchanges between at most ``most`` workers, dearer ones the seldomer the colder; ways looked at.

    As in annealing, an exchange may cost x more with probability exp(-x / heat).
    """
    ways = 0
    for _ in range(rounds):
        w.counts[LOGGED] = 0
        workers = min(most - int(np.random.random() * 3), len(q.room))
        ways += exchange(q, g, h, w, t, workers, -heat * np.log(1.0 - np.random.random()))
    return ways
