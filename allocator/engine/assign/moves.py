"""Compiled moves of one allocation: shift, swap and chain, accepted as in annealing; it knows no clock and no bound.

An allocation may overload workers at a price ``alpha`` for each unit, which the caller adapts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from allocator.engine.assign.compiled import bare
from allocator.engine.assign.pairs import Floats, Ints

COST, OVERLOAD, BEST, CHANGED = 0, 1, 2, 3
NONE = 2**62
COLD = 25.0
"""What is dearer than so many times the temperature is never taken, and no exponential is spent on it."""


class Question(NamedTuple):
    """The arrays of ``Pairs``, and ``table``: the pair of a row with a worker or -1, row by row; empty if too large."""

    start: Ints
    worker: Ints
    cost: Ints
    load: Ints
    room: Ints
    edges: Ints
    slopes: Ints
    table: Ints


class Here(NamedTuple):
    """An allocation that changes: ``taken`` and ``best`` (rows,), ``used`` (workers,), each worker's rows.

    A worker's rows are ``members[first[w]:first[w] + size[w]]``; ``place`` (rows,) says where a row stands there.
    ``journal`` are the rows changed since ``best`` was written. ``state`` holds cost, units of overload, the best cost
    without overload, and how many changes there were. ``rows`` and ``pairs`` (3,) are the chain being tried.
    """

    taken: Ints
    used: Ints
    members: Ints
    place: Ints
    size: Ints
    first: Ints
    best: Ints
    journal: Ints
    state: Ints
    rows: Ints
    pairs: Ints


@bare
def pieces(q: Question, worker: int, used: int) -> int:
    """What a worker's load costs, counted up to their room: beyond it the overload is what counts."""
    total = 0
    at = min(used, q.room[worker])
    for k in range(len(q.slopes)):
        if at > q.edges[worker, k]:
            total += q.slopes[k] * (at - q.edges[worker, k])
    return total


@bare
def dearer(q: Question, alpha: Floats, h: Here, worker: int, more: int) -> float:
    """What so much more load on a worker costs, pieces and overload together."""
    used, room = h.used[worker], q.room[worker]
    price = float(alpha[worker]) * (max(0, used + more - room) - max(0, used - room))
    if len(q.slopes) > 0:
        price += pieces(q, worker, used + more) - pieces(q, worker, used)
    return float(price)


@bare
def pair_with(q: Question, row: int, wanted: int) -> int:
    """The pair of a row with a worker, or -1: looked up where there is a table, else searched."""
    if len(q.table) > 0:
        return int(q.table[row * len(q.room) + wanted])
    for pair in range(q.start[row], q.start[row + 1]):
        if q.worker[pair] == wanted:
            return pair
    return -1


@bare
def propose(q: Question, live: Ints, h: Here, rows: Ints, pairs: Ints) -> int:
    """Write a random chain of rows and their new pairs; how long it is, 0 where none came of it."""
    row = int(np.random.random() * len(live))
    pair = q.start[row] + int(np.random.random() * live[row])
    home, there = q.worker[h.taken[row]], q.worker[pair]
    if pair == h.taken[row]:
        return 0
    rows[0], pairs[0] = row, pair
    kind = np.random.random()
    if kind < 0.4 or there == home or h.size[there] == 0:
        return 1
    other = h.members[h.first[there] + int(np.random.random() * h.size[there])]
    back = pair_with(q, other, home) if kind < 0.8 else q.start[other] + int(np.random.random() * live[other])
    if back < 0 or q.worker[back] == there:
        return 0
    rows[1], pairs[1] = other, back
    beyond = q.worker[back]
    if kind < 0.9 or beyond == home or h.size[beyond] == 0:
        return 2
    third = h.members[h.first[beyond] + int(np.random.random() * h.size[beyond])]
    last = pair_with(q, third, home)
    if last < 0:
        return 2
    rows[2], pairs[2] = third, last
    return 3


@bare
def priced(q: Question, alpha: Floats, h: Here, rows: Ints, pairs: Ints, length: int) -> float:
    """What a chain costs: its pairs, and what becomes dearer or cheaper at the two or three workers."""
    old, new = h.taken[rows[0]], pairs[0]
    home, there, beyond = q.worker[old], q.worker[new], -1
    price = float(q.cost[new] - q.cost[old])
    at_home, at_there, at_beyond = -q.load[old], q.load[new], 0
    if length > 1:
        old, new = h.taken[rows[1]], pairs[1]
        price += q.cost[new] - q.cost[old]
        at_there -= q.load[old]
        beyond, at_beyond = q.worker[new], q.load[new]
    if length > 2:
        old, new = h.taken[rows[2]], pairs[2]
        price += q.cost[new] - q.cost[old]
        at_beyond -= q.load[old]
        at_home += q.load[new]
    if beyond == home:
        at_home, beyond = at_home + at_beyond, -1
    if there == home:
        return price + dearer(q, alpha, h, home, at_home + at_there)
    price += dearer(q, alpha, h, home, at_home) + dearer(q, alpha, h, there, at_there)
    return price if beyond < 0 else price + dearer(q, alpha, h, beyond, at_beyond)


@bare
def charge(q: Question, h: Here, worker: int, more: int) -> None:
    """Put load on a worker, or take it off, and keep cost and overload right."""
    used, room = h.used[worker], q.room[worker]
    h.state[OVERLOAD] += max(0, used + more - room) - max(0, used - room)
    h.state[COST] += pieces(q, worker, used + more) - pieces(q, worker, used)
    h.used[worker] = used + more


@bare
def place_row(q: Question, h: Here, row: int, pair: int) -> None:
    """Give a row another pair."""
    old = h.taken[row]
    left, there = q.worker[old], q.worker[pair]
    charge(q, h, left, -q.load[old])
    charge(q, h, there, q.load[pair])
    h.state[COST] += q.cost[pair] - q.cost[old]
    h.size[left] -= 1
    last = h.members[h.first[left] + h.size[left]]
    h.members[h.first[left] + h.place[row]] = last
    h.place[last] = h.place[row]
    h.place[row] = h.size[there]
    h.members[h.first[there] + h.size[there]] = row
    h.size[there] += 1
    h.taken[row] = pair
    if h.state[CHANGED] < len(h.journal):
        h.journal[h.state[CHANGED]] = row
    h.state[CHANGED] += 1


@bare
def remember(h: Here) -> None:
    """Write down the allocation as the best: only what changed, where that is known."""
    h.state[BEST] = h.state[COST]
    if h.state[CHANGED] <= len(h.journal):
        for k in range(h.state[CHANGED]):
            h.best[h.journal[k]] = h.taken[h.journal[k]]
    else:
        for row in range(len(h.taken)):
            h.best[row] = h.taken[row]
    h.state[CHANGED] = 0


@bare
def anneal(q: Question, live: Ints, alpha: Floats, h: Here, temperature: float, moves: int, seed: int) -> int:
    """Try ``moves`` random chains at one temperature; only the first ``live[row]`` pairs of a row are proposed."""
    np.random.seed(seed)
    rows, pairs, accepted = h.rows, h.pairs, 0
    for _ in range(moves):
        length = propose(q, live, h, rows, pairs)
        if length == 0:
            continue
        price = priced(q, alpha, h, rows, pairs, length)
        if price > COLD * temperature or (price > 0 and np.random.random() >= np.exp(-price / temperature)):
            continue
        accepted += 1
        for k in range(length):
            place_row(q, h, rows[k], pairs[k])
        if h.state[OVERLOAD] == 0 and h.state[COST] < h.state[BEST]:
            remember(h)
    return accepted
