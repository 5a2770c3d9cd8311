"""The compiled books of one allocation that changes: loads, cost, overload, and the best met; it decides nothing."""

from __future__ import annotations

from typing import NamedTuple

from allocator.engine.assign.compiled import bare
from allocator.engine.assign.pairs import Ints

COST, OVERLOAD, BEST, CHANGED = 0, 1, 2, 3
NONE = 2**62


class Question(NamedTuple):
    """The arrays of ``Pairs``, pairs sorted within each row."""

    start: Ints
    worker: Ints
    cost: Ints
    load: Ints
    room: Ints
    edges: Ints
    slopes: Ints


class Here(NamedTuple):
    """An allocation that changes: ``taken`` and ``best`` (rows,), ``used`` (workers,), each worker's rows.

    A worker's rows are ``members[first[w]:first[w] + size[w]]``; ``place`` (rows,) says where a row stands there.
    ``journal`` are the rows changed since ``best`` was written. ``state`` holds cost, units of overload, the best cost
    without overload, and how many changes there were.
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
