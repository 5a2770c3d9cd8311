"""Compiled loops over all pairs of people and workers, none of which is ever listed; they know numbers, and no rules.

Imported only where it is used, since numba takes a moment to load.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from allocator.engine.people import Bools, Ints


class Pairs(NamedTuple):
    """What every pair is made of, by row of the open people and by worker.

    ``worth`` (kinds, sorts) are units for what a pair leaves unmet, ``number`` (kinds, sorts) the class it is ranked
    in; ``minutes`` and ``nearest`` (places, bases) the way and the bases by nearness; workers of base b stand in
    ``by_base[base_start[b] : base_start[b + 1]]``. ``share`` (profiles, caps) and ``extra`` (profiles,) make the load,
    ``free`` (workers,) is the largest load that fits (-1: none). ``road`` (rows,) are units for each minute, ``load``
    and ``given`` (workers,) units for each unit of load and for each person.
    """

    kind: Ints
    sort: Ints
    worth: Ints
    number: Ints
    place: Ints
    minutes: Ints
    nearest: Ints
    by_base: Ints
    base_start: Ints
    profile: Ints
    caps: Ints
    share: Ints
    extra: Ints
    included: int
    free: Ints
    older_only: Bools
    serves_older: Bools
    road: Ints
    load: Ints
    given: Ints


@numba.njit(cache=True, nogil=True)
def cheapest(
    pairs: Pairs, rows: Ints, skip_start: Ints, skip: Ints, limit: Ints, classes: int, most: int
) -> tuple[Ints, Ints]:
    """The ``most`` cheapest workers of each class below ``limit`` for each of ``rows``: workers (-1: none) and costs.

    Both of shape (rows, classes, most), cheapest first, ties by room and then in the order of the table. Workers in
    ``skip[skip_start[row] : skip_start[row + 1]]`` are passed over. All weights must be at least 0.
    """
    worker = np.full((len(rows), classes, most), -1, dtype=np.int64)
    cost = np.empty((len(rows), classes, most), dtype=np.int64)
    skipped = np.full(len(pairs.sort), -1, dtype=np.int64)
    least_load, least_given = np.int64(2**62), np.int64(2**62)
    for w in range(len(pairs.sort)):
        if pairs.free[w] >= 0:
            least_load, least_given = min(least_load, pairs.load[w]), min(least_given, pairs.given[w])
    for i in range(len(rows)):
        row = rows[i]
        cost[i] = limit[row]
        for k in range(skip_start[row], skip_start[row + 1]):
            skipped[skip[k]] = row
        kind, profile = pairs.kind[row], pairs.profile[row]
        least = pairs.worth[kind].min() + least_given
        share = pairs.share[profile].min()
        there = np.zeros(classes, dtype=np.bool_)
        for s in range(pairs.number.shape[1]):
            there[pairs.number[kind, s]] = True
        for base in pairs.nearest[pairs.place[row]]:
            minutes = pairs.minutes[pairs.place[row], base]
            way = pairs.road[row] * minutes
            extra = pairs.extra[profile] * max(0, minutes - pairs.included)
            if _all_dearer(cost[i], there, way + least + least_load * (share + extra)):
                break
            for k in range(pairs.base_start[base], pairs.base_start[base + 1]):
                w = pairs.by_base[k]
                load = pairs.share[profile, pairs.caps[w]] + extra
                if skipped[w] == row or load > pairs.free[w] or (pairs.older_only[row] and not pairs.serves_older[w]):
                    continue
                here = way + pairs.worth[kind, pairs.sort[w]] + pairs.load[w] * load + pairs.given[w]
                number = pairs.number[kind, pairs.sort[w]]
                _insert(worker[i, number], cost[i, number], pairs.free, w, here)
    return worker, cost


@numba.njit(cache=True, nogil=True)
def _all_dearer(cost: Ints, there: Bools, least: int) -> bool:
    """Whether nothing that costs at least ``least`` can still be among the cheapest of any class that is there."""
    over = True
    for number in range(len(there)):
        over = over and not (there[number] and least < cost[number, -1])
    return over


@numba.njit(cache=True, nogil=True)
def _insert(worker: Ints, cost: Ints, free: Ints, w: int, here: int) -> None:
    """Put ``w`` into its place among the cheapest so far, if it has one."""
    last = len(worker) - 1
    if here > cost[last] or (here == cost[last] and not _before(worker[last], free, w)):
        return
    k = last
    while k > 0 and (here < cost[k - 1] or (here == cost[k - 1] and _before(worker[k - 1], free, w))):
        worker[k], cost[k] = worker[k - 1], cost[k - 1]
        k -= 1
    worker[k], cost[k] = w, here


@numba.njit(cache=True, nogil=True)
def _before(other: int, free: Ints, w: int) -> bool:
    """Whether ``w`` comes before ``other`` at the same cost: more room, or else earlier; -1 is the limit itself."""
    if other < 0:
        return False
    return bool(free[w] > free[other] or (free[w] == free[other] and w < other))
