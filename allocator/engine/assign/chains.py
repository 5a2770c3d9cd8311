"""Compiled chains of ejections that make one allocation better, until none does; it knows no clock and no bound.

A row moves to another worker, which ejects a row of theirs, and so on: shifts, swaps and cycles are the short ones.
What an allocation costs is counted from the prices: how much dearer than its row's cheapest each pair is (``excess``),
and what each worker's room, left over or overloaded, wastes at its price. No chain goes on that cannot gain any more.
"""

from __future__ import annotations

from typing import NamedTuple

from allocator.engine.assign.compiled import bare
from allocator.engine.assign.moves import (
    BEST,
    COST,
    OVERLOAD,
    Here,
    Question,
    pieces,
    place_row,
    remember,
)
from allocator.engine.assign.pairs import Floats, Ints

TRIES = 4000
HEAD, WAITING, TRIED, LOGGED = 0, 1, 2, 3


class Guide(NamedTuple):
    """What the search goes by.

    ``excess`` (pairs,) rises within each row, of which the first ``live`` (rows,) are tried. ``price`` and ``extra``
    (workers,) are for a unit of room and what overload costs beyond that; ``least`` and ``full`` (workers,) the least
    that a worker's load can cost at its price, and what a full one wastes.
    """

    excess: Floats
    live: Ints
    price: Floats
    extra: Floats
    least: Floats
    full: Floats
    eps: float


class Work(NamedTuple):
    """Rows that wait to be looked at, in a ring; the chain being tried; and what was changed since somebody asked.

    ``counts`` are HEAD, WAITING, TRIED and LOGGED. ``log`` and ``was`` are rows moved and the pairs they had, and
    ``worth`` (1,) what that cost by excess and waste.
    """

    ring: Ints
    queued: Ints
    counts: Ints
    rows: Ints
    pairs: Ints
    member: Ints
    sofar: Floats
    before: Floats
    log: Ints
    was: Ints
    worth: Floats


@bare
def waste(q: Question, g: Guide, worker: int, used: int) -> float:
    """What a worker's load costs at their price beyond the least that it could."""
    room = q.room[worker]
    if used > room:
        return float(g.full[worker] + g.extra[worker] * (used - room))
    if len(q.slopes) == 0:
        return float(g.price[worker] * (room - used))
    return float(pieces(q, worker, used) - g.price[worker] * used - g.least[worker])


@bare
def dearer(q: Question, g: Guide, h: Here, worker: int, more: int) -> float:
    """How much more a worker wastes with so much more load."""
    return waste(q, g, worker, h.used[worker] + more) - waste(q, g, worker, h.used[worker])


@bare
def move(q: Question, g: Guide, h: Here, w: Work, row: int, pair: int) -> None:
    """Give a row another pair, write down what that costs, and how to take it back."""
    old = h.taken[row]
    place = w.counts[LOGGED] % len(w.log)
    w.log[place], w.was[place] = row, old
    w.counts[LOGGED] += 1
    left, there = q.worker[old], q.worker[pair]
    before = waste(q, g, left, h.used[left]) + g.excess[old]
    before += waste(q, g, there, h.used[there]) if there != left else 0.0
    place_row(q, h, row, pair)
    after = waste(q, g, left, h.used[left]) + g.excess[pair]
    after += waste(q, g, there, h.used[there]) if there != left else 0.0
    w.worth[0] += after - before


@bare
def wait(w: Work, row: int) -> None:
    """Put a row at the end of the queue, unless it stands there."""
    if w.queued[row] == 0:
        w.queued[row] = 1
        w.ring[(w.counts[HEAD] + w.counts[WAITING]) % len(w.ring)] = row
        w.counts[WAITING] += 1


@bare
def wait_all(h: Here, w: Work, worker: int) -> None:
    """Put all rows of a worker at the end of the queue."""
    for k in range(h.size[worker]):
        wait(w, h.members[h.first[worker] + k])


@bare
def set_out(q: Question, g: Guide, h: Here, w: Work, first: int) -> float:
    """Take the first row of a chain out of its worker; what the hole wastes that it leaves."""
    old = h.taken[first]
    home = q.worker[old]
    before = waste(q, g, home, h.used[home])
    h.used[home] -= q.load[old]
    hole = waste(q, g, home, h.used[home])
    w.rows[0], w.pairs[0], w.member[0] = first, q.start[first] - 1, -1
    w.sofar[0] = hole - before - g.excess[old]
    return hole


@bare
def eject(q: Question, g: Guide, h: Here, w: Work, depth: int, hole: float) -> int:
    """Take the worker's next row out that may gain, and how deep the chain is then; all were tried: undo the pair."""
    pair = w.pairs[depth]
    there = q.worker[pair]
    while w.member[depth] > 0:
        w.member[depth] -= 1
        w.counts[TRIED] += 1
        other = h.members[h.first[there] + w.member[depth]]
        out = h.taken[other]
        now = w.sofar[depth] + g.excess[pair] - g.excess[out]
        now += waste(q, g, there, h.used[there] - q.load[out]) - w.before[depth]
        again = now - hole >= -g.eps
        for k in range(depth + 1):
            again = again or w.rows[k] == other
        if not again:
            h.used[there] -= q.load[out]
            depth += 1
            w.rows[depth], w.pairs[depth], w.member[depth], w.sofar[depth] = other, q.start[other] - 1, -1, now
            return depth
    w.member[depth] = -1
    h.used[there] -= q.load[pair]
    return depth


@bare
def chain(q: Question, g: Guide, h: Here, w: Work, first: int) -> int:
    """How long the first chain from this row is that gains, written to ``rows`` and ``pairs``; 0 where none does.

    ``used`` is as if the rows of the chain were out of their workers while it is built, and as it was at the end.
    """
    home, depth, found, hole = q.worker[h.taken[first]], 0, 0, set_out(q, g, h, w, first)
    while depth >= 0:
        if w.member[depth] >= 0:
            depth = eject(q, g, h, w, depth, hole)
            continue
        row, pair, sofar = w.rows[depth], w.pairs[depth] + 1, w.sofar[depth]
        w.pairs[depth] = pair
        w.counts[TRIED] += 1
        if pair >= q.start[row] + g.live[row] or sofar + g.excess[pair] - hole >= -g.eps:
            depth -= 1
            if depth >= 0:
                h.used[q.worker[w.pairs[depth]]] += q.load[h.taken[row]]
            continue
        there = q.worker[pair]
        if there == q.worker[h.taken[row]]:
            continue
        w.before[depth] = waste(q, g, there, h.used[there])
        here = sofar + g.excess[pair] - w.before[depth]
        if here + waste(q, g, there, h.used[there] + q.load[pair]) < -g.eps:
            found = depth + 1
            break
        if depth + 1 < len(w.rows) and w.counts[TRIED] <= TRIES and there != home and here - hole < -g.eps:
            h.used[there] += q.load[pair]
            w.member[depth] = h.size[there]
    h.used[home] += q.load[h.taken[first]]
    for k in range(found - 1):
        h.used[q.worker[w.pairs[k]]] += q.load[h.taken[w.rows[k + 1]]] - q.load[w.pairs[k]]
    return found


@bare
def improve(q: Question, g: Guide, h: Here, w: Work, row: int) -> int:
    """Carry out the first chain from this row that gains; how long it was."""
    w.counts[TRIED] = 0
    home = q.worker[h.taken[row]]
    length = chain(q, g, h, w, row)
    for k in range(length):
        move(q, g, h, w, w.rows[k], w.pairs[k])
    if length > 0:
        wait_all(h, w, home)
        for k in range(length):
            wait_all(h, w, q.worker[w.pairs[k]])
    return length


@bare
def descend(q: Question, g: Guide, h: Here, w: Work, limit: int) -> int:
    """Look at the rows that wait until none does, or so much was tried; how much was."""
    tried = 0
    if h.state[OVERLOAD] == 0 and h.state[COST] < h.state[BEST]:
        remember(h)
    while w.counts[WAITING] > 0 and tried < limit:
        row = w.ring[w.counts[HEAD]]
        w.counts[HEAD] = (w.counts[HEAD] + 1) % len(w.ring)
        w.counts[WAITING] -= 1
        w.queued[row] = 0
        if improve(q, g, h, w, row) > 0 and h.state[OVERLOAD] == 0 and h.state[COST] < h.state[BEST]:
            remember(h)
        tried += w.counts[TRIED] + 1
    return tried
