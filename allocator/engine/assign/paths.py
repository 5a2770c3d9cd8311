"""Compiled ways to somewhere else: from scratch, towards another allocation, and a kick; it knows no clock."""

from __future__ import annotations

import numpy as np

from allocator.engine.assign.chains import LOGGED, Guide, Work, dearer, descend, move, wait_all, waste
from allocator.engine.assign.compiled import bare
from allocator.engine.assign.moves import OVERLOAD, Here, Question, place_row
from allocator.engine.assign.pairs import Ints


@bare
def adapt(q: Question, g: Guide, h: Here, w: Work, raised: float, lowered: float) -> int:
    """Make overload dearer where there is some, else cheaper for all; how many workers are overloaded."""
    over = 0
    for worker in range(len(q.room)):
        if h.used[worker] > q.room[worker]:
            over += 1
            g.extra[worker] *= raised
            wait_all(h, w, worker)
    if over == 0:
        for worker in range(len(q.room)):
            g.extra[worker] = max(g.extra[worker] * lowered, g.eps)
    return over


@bare
def weigh(q: Question, g: Guide, h: Here, raised: float, lowered: float) -> None:
    """Make overload dearer for each worker by how much of it there is, or cheaper for all where there is none."""
    most = 0
    for worker in range(len(q.room)):
        most = max(most, h.used[worker] - q.room[worker])
    for worker in range(len(q.room)):
        over = max(0, h.used[worker] - q.room[worker])
        factor = 1.0 + (raised - 1.0) * over / most if most > 0 else lowered
        g.extra[worker] = max(g.extra[worker] * factor, g.eps)


@bare
def relink(q: Question, g: Guide, h: Here, w: Work, goal: Ints, steps: int, sample: int) -> int:
    """Step towards another allocation, each time by the cheapest of a few rows that differ; how many steps."""
    rows, done = len(h.taken), 0
    for _ in range(steps):
        chosen, best, seen = -1, np.inf, 0
        row = int(np.random.random() * rows)
        for _ in range(rows):
            row = row + 1 if row + 1 < rows else 0
            if h.taken[row] == goal[row]:
                continue
            seen += 1
            old, new = h.taken[row], goal[row]
            left, there = q.worker[old], q.worker[new]
            price = g.excess[new] - g.excess[old]
            price += dearer(q, g, h, left, -q.load[old]) + dearer(q, g, h, there, q.load[new])
            if price < best:
                best, chosen = price, row
            if seen >= sample:
                break
        if chosen < 0:
            break
        done += 1
        wait_all(h, w, q.worker[h.taken[chosen]])
        move(q, g, h, w, chosen, goal[chosen])
        wait_all(h, w, q.worker[goal[chosen]])
    return done


@bare
def shake(q: Question, g: Guide, h: Here, w: Work, steps: int, near: int) -> None:
    """Move a few rows that lie close together to random pairs of theirs."""
    rows = len(h.taken)
    row = int(np.random.random() * rows)
    for _ in range(steps):
        pair = q.start[row] + int(np.random.random() * min(near, g.live[row]))
        wait_all(h, w, q.worker[h.taken[row]])
        if pair != h.taken[row]:
            move(q, g, h, w, row, pair)
        there = q.worker[pair]
        wait_all(h, w, there)
        row = h.members[h.first[there] + int(np.random.random() * h.size[there])]


@bare
def sow(seed: int) -> None:
    """Begin this thread's random stream."""
    np.random.seed(seed)


@bare
def fill(q: Question, g: Guide, order: Ints, used: Ints, taken: Ints) -> None:
    """Each row in order takes the pair with room for it that is cheapest at the prices, else overloads least dearly."""
    for row in order:
        chosen, least = q.start[row], np.inf
        for pair in range(q.start[row], q.start[row + 1]):
            worker = q.worker[pair]
            over = max(0, used[worker] + q.load[pair] - q.room[worker])
            price = g.excess[pair] + over * (g.extra[worker] + g.price[worker])
            if price < least:
                chosen, least = pair, price
            if over == 0:
                break
        taken[row] = chosen
        used[q.worker[chosen]] += q.load[chosen]


@bare
def mend(q: Question, g: Guide, h: Here, w: Work) -> int:
    """Move rows off overloaded workers to pairs that have room, the cheapest for its load first; what is left over."""
    for worker in range(len(q.room)):
        while h.used[worker] > q.room[worker]:
            chosen, moved, best = -1, -1, np.inf
            for k in range(h.size[worker]):
                row = h.members[h.first[worker] + k]
                load = q.load[h.taken[row]]
                for pair in range(q.start[row], q.start[row + 1] if load > 0 else q.start[row]):
                    there = q.worker[pair]
                    has_room = there != worker and h.used[there] + q.load[pair] <= q.room[there]
                    if has_room and (g.excess[pair] - g.excess[h.taken[row]]) / load < best:
                        chosen, best = pair, (g.excess[pair] - g.excess[h.taken[row]]) / load
                        moved = row
            if chosen < 0:
                break
            wait_all(h, w, worker)
            move(q, g, h, w, moved, chosen)
            wait_all(h, w, q.worker[chosen])
    return int(h.state[OVERLOAD])


@bare
def worth(q: Question, g: Guide, taken: Ints, used: Ints) -> float:
    """Excess and waste of an allocation; ``used`` becomes its loads."""
    total = 0.0
    used[:] = 0
    for pair in taken:
        total += g.excess[pair]
        used[q.worker[pair]] += q.load[pair]
    for worker in range(len(q.room)):
        total += waste(q, g, worker, used[worker])
    return total


@bare
def turn_to(q: Question, h: Here, taken: Ints) -> None:
    """Make the allocation another one."""
    for row in range(len(taken)):
        if h.taken[row] != taken[row]:
            place_row(q, h, row, taken[row])


@bare
def kick(q: Question, g: Guide, h: Here, w: Work, rounds: int, steps: int, near: int, limit: int) -> int:
    """Kick and descend so many times, taking back what made it worse; how much was tried."""
    tried = 0
    for _ in range(rounds):
        w.counts[LOGGED] = 0
        w.worth[0] = 0.0
        shake(q, g, h, w, 1 + int(np.random.random() * steps), near)
        tried += descend(q, g, h, w, limit)
        if w.worth[0] > g.eps and w.counts[LOGGED] <= len(w.log):
            for k in range(w.counts[LOGGED] - 1, -1, -1):
                place_row(q, h, w.log[k], w.was[k])
    return tried
