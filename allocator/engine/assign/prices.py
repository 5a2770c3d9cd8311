"""Capacity prices: what a unit of each worker's room is worth, and the bound that follows; it allocates nobody.

Each row takes the pair that is cheapest at cost + price x load; each worker buys the load that suits them at that
price. Prices come from a subgradient search in floats. The certificate is counted in whole numbers: costs are
multiplied by ``scale``, and a price is a whole number of 1/scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocator.engine.assign.compiled import compiled
from allocator.engine.assign.pairs import Floats, Ints, Pairs

HIGHEST_TERM = 2**60


@dataclass(frozen=True, eq=False)
class Prices:
    """``price`` (workers,) in 1/``scale`` for a unit of load; ``total`` the bound times scale, exact."""

    price: Ints
    scale: int
    total: int

    @property
    def bound(self) -> int:
        """The certified bound: rounded up, since every value is whole."""
        return -(-self.total // self.scale)


@compiled
def priced_rows(start: Ints, worker: Ints, cost: Floats, load: Floats, price: Floats, bought: Floats) -> float:
    """Sum over the rows of their least priced cost; ``bought`` (workers,) becomes the load that this takes."""
    bought[:] = 0.0
    total = 0.0
    for row in range(len(start) - 1):
        best, least = start[row], np.inf
        for pair in range(start[row], start[row + 1]):
            priced = cost[pair] + price[worker[pair]] * load[pair]
            if priced < least:
                best, least = pair, priced
        total += least
        bought[worker[best]] += load[best]
    return total


@compiled
def sold(room: Floats, breaks: Floats, slopes: Floats, price: Floats, load: Floats) -> float:
    """Sum over the workers of the least of pieces(L) - price x L, 0 <= L <= room; ``load`` becomes where that is."""
    total = 0.0
    for w in range(len(room)):
        least = np.inf
        for corner in range(-2, len(slopes)):
            at = 0.0
            if corner == -2:
                at = room[w]
            elif corner >= 0:
                at = min(max(0.0, breaks[w, corner]), room[w])
            worth = -price[w] * at
            for k in range(len(slopes)):
                worth += slopes[k] * max(0.0, at - breaks[w, k])
            if worth < least:
                least, load[w] = worth, at
        total += least
    return total


@compiled
def climb(
    start: Ints,
    worker: Ints,
    cost: Floats,
    load: Floats,
    room: Floats,
    breaks: Floats,
    slopes: Floats,
    weight: Floats,
    price: Floats,
    rounds: int,
) -> float:
    """Deflected subgradient steps towards a goal above the best bound; ``price`` becomes the best one met."""
    workers = len(room)
    best, here, bought, at = price.copy(), price.copy(), np.zeros(workers), np.zeros(workers)
    way = np.zeros(workers)
    most, goal, reach, since = -np.inf, 0.0, 1.0, 0
    for turn in range(rounds):
        bound = priced_rows(start, worker, cost, load, here, bought) + sold(room, breaks, slopes, here, at)
        since += 1
        if bound > most:
            if bound > most + 1e-6 * abs(most):
                since = 0
            most = bound
            best[:] = here
        if turn == 0 or goal - most < 1e-3 * abs(most):
            goal = most + 0.05 * (1.0 + abs(most))
        if since >= 20:
            reach, since = reach * 0.75, 0
            here[:] = best
            if reach < 1e-7:
                break
        length = 0.0
        for w in range(workers):
            # A price of 0 that would go below stays: that direction is no direction.
            step = bought[w] - at[w]
            way[w] = (step if turn == 0 else 0.7 * way[w] + 0.3 * step) if here[w] > 0 or step > 0 else 0.0
            length += way[w] * way[w] * weight[w]
        if length == 0.0:
            break
        stride = reach * (goal - bound) / length
        for w in range(workers):
            here[w] = max(0.0, here[w] + stride * weight[w] * way[w])
    price[:] = best
    return most


@compiled
def row_minima(start: Ints, worker: Ints, cost: Ints, load: Ints, price: Ints, scale: int, least: Ints) -> None:
    """``least`` (rows,) becomes each row's least scale x cost + price x load, in whole numbers."""
    for row in range(len(start) - 1):
        low = scale * cost[start[row]] + price[worker[start[row]]] * load[start[row]]
        for pair in range(start[row] + 1, start[row + 1]):
            low = min(low, scale * cost[pair] + price[worker[pair]] * load[pair])
        least[row] = low


def certify(pairs: Pairs, price: Floats) -> Prices:
    """The exact bound at prices rounded to a grid as fine as 64 bits allow."""
    most_cost, most_load = int(np.abs(pairs.cost).max(initial=1)), int(pairs.load.max(initial=1))
    highest = float(max(price.max(initial=0.0), 1e-30))
    scale = 2**20
    while scale > 1 and scale * (most_cost + (highest + 1) * most_load) > HIGHEST_TERM:
        scale //= 2
    cap = HIGHEST_TERM // max(1, most_load)
    whole = np.minimum(np.rint(price * scale), float(cap)).astype(np.int64)
    least = np.zeros(pairs.rows, dtype=np.int64)
    row_minima(pairs.start, pairs.worker, pairs.cost, pairs.load, whole, scale, least)
    total = sum(least.tolist())
    slopes = pairs.slopes.tolist()
    for room, one, edges in zip(pairs.room.tolist(), whole.tolist(), pairs.edges.tolist(), strict=True):
        corners = {0, room} | {min(max(0, edge), room) for edge in edges}
        total += min(
            sum(scale * s * max(0, at - e) for s, e in zip(slopes, edges, strict=True)) - one * at for at in corners
        )
    return Prices(whole, scale, total)


def best_prices(pairs: Pairs, rounds: int, warm: Floats | None = None) -> tuple[Floats, float]:
    """Good prices (workers,) and their bound, both in floats, after at most so many rounds."""
    price = np.zeros(len(pairs.room)) if warm is None else warm.astype(np.float64)
    size = np.maximum(1.0, pairs.room.astype(np.float64))
    weight = 1.0 / (size / size.mean()) ** 2
    floats = (pairs.cost.astype(float), pairs.load.astype(float), pairs.room.astype(float))
    pieces = (pairs.edges.astype(float), pairs.slopes.astype(float))
    bound = climb(pairs.start, pairs.worker, *floats, *pieces, weight, price, rounds)
    return price, bound
