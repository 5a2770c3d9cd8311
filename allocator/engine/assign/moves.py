"""Compiled moves of one allocation: shift, swap and chain, accepted as in annealing; it knows no clock and no bound.

An allocation may overload workers at a price ``alpha`` for each unit, which the caller adapts. ``state`` holds:
cost of the pairs and pieces, units of overload, the best cost without overload, changed rows in ``journal``.
"""

from __future__ import annotations

import numpy as np

from allocator.engine.assign.compiled import compiled
from allocator.engine.assign.pairs import Floats, Ints

COST, OVERLOAD, BEST, CHANGED = 0, 1, 2, 3
NONE = 2**62


@compiled
def pieces(worker: int, used: int, room: Ints, edges: Ints, slopes: Ints) -> int:
    """What a worker's load costs, counted up to their room: beyond it the overload is what counts."""
    total = 0
    at = min(used, room[worker])
    for k in range(len(slopes)):
        if at > edges[worker, k]:
            total += slopes[k] * (at - edges[worker, k])
    return total


@compiled
def enter(members: Ints, place: Ints, count: Ints, first: Ints, row: int, worker: int) -> None:
    """Write a row into the list of a worker's rows."""
    place[row] = count[worker]
    members[first[worker] + count[worker]] = row
    count[worker] += 1


@compiled
def leave(members: Ints, place: Ints, count: Ints, first: Ints, row: int, worker: int) -> None:
    """Strike a row from the list of a worker's rows."""
    count[worker] -= 1
    last = members[first[worker] + count[worker]]
    members[first[worker] + place[row]] = last
    place[last] = place[row]


@compiled
def pair_with(start: Ints, worker: Ints, table: Ints, workers: int, row: int, wanted: int) -> int:
    """The pair of a row with a worker, or -1: looked up where there is a table, else searched."""
    if len(table) > 0:
        return table[row * workers + wanted]
    for pair in range(start[row], start[row + 1]):
        if worker[pair] == wanted:
            return pair
    return -1


@compiled
def anneal(
    start: Ints,
    worker: Ints,
    cost: Ints,
    load: Ints,
    room: Ints,
    edges: Ints,
    slopes: Ints,
    table: Ints,
    live: Ints,
    alpha: Floats,
    taken: Ints,
    used: Ints,
    members: Ints,
    place: Ints,
    count: Ints,
    first: Ints,
    best: Ints,
    journal: Ints,
    state: Ints,
    temperature: float,
    moves: int,
    seed: int,
) -> int:
    """Try ``moves`` random moves at one temperature; only the first ``live[row]`` pairs of a row are proposed."""
    np.random.seed(seed)
    rows, workers, accepted = len(start) - 1, len(room), 0
    chain_row, chain_pair = np.zeros(3, np.int64), np.zeros(3, np.int64)
    touched, before = np.zeros(4, np.int64), np.zeros(4, np.int64)
    for _ in range(moves):
        kind = np.random.random()
        row = int(np.random.random() * rows)
        pair = start[row] + int(np.random.random() * live[row])
        if pair == taken[row]:
            continue
        home, there = worker[taken[row]], worker[pair]
        length = 1
        chain_row[0], chain_pair[0] = row, pair
        if kind > 0.4 and count[there] > 0 and there != home:
            other = members[first[there] + int(np.random.random() * count[there])]
            if kind < 0.8:
                back = pair_with(start, worker, table, workers, other, home)
            else:
                back = start[other] + int(np.random.random() * live[other])
            if back < 0 or back == taken[other]:
                continue
            chain_row[1], chain_pair[1] = other, back
            length = 2
            beyond = worker[back]
            if kind > 0.9 and beyond != home and beyond != there and count[beyond] > 0:
                third = members[first[beyond] + int(np.random.random() * count[beyond])]
                last = pair_with(start, worker, table, workers, third, home)
                if last >= 0 and third != row:
                    chain_row[2], chain_pair[2] = third, last
                    length = 3
        # Make the moves on the loads, price them, and take them back if they are turned down.
        seen, change = 0, 0
        for step in range(length):
            change += cost[chain_pair[step]] - cost[taken[chain_row[step]]]
            for side in range(2):
                w = worker[taken[chain_row[step]]] if side == 0 else worker[chain_pair[step]]
                known = False
                for s in range(seen):
                    known = known or touched[s] == w
                if not known:
                    touched[seen], before[seen] = w, used[w]
                    seen += 1
        for step in range(length):
            used[worker[taken[chain_row[step]]]] -= load[taken[chain_row[step]]]
            used[worker[chain_pair[step]]] += load[chain_pair[step]]
        over, fine = 0, 0.0
        for s in range(seen):
            w = touched[s]
            more = max(0, used[w] - room[w]) - max(0, before[s] - room[w])
            over += more
            fine += alpha[w] * more
            if len(slopes) > 0:
                change += pieces(w, used[w], room, edges, slopes) - pieces(w, before[s], room, edges, slopes)
        delta = change + fine
        if delta > 0 and (temperature <= 0 or np.random.random() >= np.exp(-delta / temperature)):
            for s in range(seen):
                used[touched[s]] = before[s]
            continue
        accepted += 1
        state[COST] += change
        state[OVERLOAD] += over
        for step in range(length):
            r = chain_row[step]
            leave(members, place, count, first, r, worker[taken[r]])
            taken[r] = chain_pair[step]
            enter(members, place, count, first, r, worker[taken[r]])
            if state[CHANGED] < rows:
                journal[state[CHANGED]] = r
            state[CHANGED] += 1
        if state[OVERLOAD] == 0 and state[COST] < state[BEST]:
            state[BEST] = state[COST]
            if state[CHANGED] <= rows:
                for k in range(state[CHANGED]):
                    best[journal[k]] = taken[journal[k]]
            else:
                best[:] = taken
            state[CHANGED] = 0
    return accepted
