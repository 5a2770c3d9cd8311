"""Capacity prices near the best in a few dozen rounds, by smoothing: a start for the exact search, never a certificate.

Each row shares itself between its pairs, the cheaper the more (softmin); each worker offers room along a ramp instead
of a step. The smoothed dual has a curvature by worker, so that every price takes its own Newton step, with momentum;
the smoothing (``heat``, in units of cost) fades.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from allocator.engine.assign.cheapest import cheapest
from allocator.engine.assign.compiled import bare, compiled
from allocator.engine.assign.pairs import Floats, Ints, Pairs
from allocator.engine.assign.prices import best_prices, sold

DAMPING, MOMENTUM, REACH = 0.5, 0.9, 50.0
"""The share of Newton's step that is taken, of the last step that is taken again, and the longest step, in heats."""

HOT, NEXT = 0.3, 4
"""Heat at first, in typical differences between a row's cheapest pair and the so-many-th after it."""

Stages = tuple[tuple[float, float, int, int], ...]

COOL: Stages = ((1.0, 1.0, 40, 0), (1.0, 0.98, 200, 24), (0.02, 0.97, 100, 16))
"""Heat in heats at first, what is left of it after a round, rounds, and how many of each row's pairs (0: all)."""

HOTTER: Stages = ((50.0, 0.95, 100, 0), (4.0, 0.98, 250, 24), (0.02, 0.97, 100, 16))
"""The same where some rooms are worth very much more than others, as in a nation: nobody knows beforehand."""

WARM: Stages = ((0.1, 0.96, 100, 16),)
"""The same where the prices are near the best already."""

FAR = 12.0
"""A pair dearer than the row's cheapest by so many heats has no share."""

MANY_PAIRS, ROUNDS = 100_000, 2000
"""Pairs beyond which steps take too long, so that prices are smoothed, and rounds of steps below that."""

SAMPLE = 1000
"""Rows from which the typical difference is taken."""


class Offer(NamedTuple):
    """What the workers offer: ``room`` (workers,), ``edges`` (workers, pieces), ``slopes`` (pieces,)."""

    room: Floats
    edges: Floats
    slopes: Floats


class Asked(NamedTuple):
    """What the rows ask for, (pairs,) by ``start`` (rows + 1,)."""

    start: Ints
    worker: Ints
    cost: Floats
    load: Floats


@bare
def shared(q: Asked, price: Floats, heat: float, kept: Floats, demand: Floats, bend: Floats) -> float:
    """Sum of the rows' least priced costs; ``demand`` (workers,) becomes the load asked for, ``bend`` its slope."""
    demand[:] = 0.0
    bend[:] = 0.0
    total = 0.0
    for row in range(len(q.start) - 1):
        begin, count, least = q.start[row], q.start[row + 1] - q.start[row], np.inf
        for k in range(count):
            kept[k] = q.cost[begin + k] + price[q.worker[begin + k]] * q.load[begin + k]
            least = min(least, kept[k])
        total += least
        whole = 0.0
        for k in range(count):
            far = (kept[k] - least) / heat
            kept[k] = np.exp(-far) if far < FAR else 0.0
            whole += kept[k]
        for k in range(count):
            if kept[k] > 0.0:
                share, worker, load = kept[k] / whole, q.worker[begin + k], q.load[begin + k]
                demand[worker] += share * load
                bend[worker] += share * (1.0 - share) * load * load / heat
    return total


@bare
def offered(o: Offer, worker: int, price: float, width: float) -> tuple[float, float]:
    """The load that a worker offers at a price, and by how much more for a unit of price, along ramps of a width."""
    low, margin, total, bend = 0.0, 0.0, 0.0, 0.0
    while low < o.room[worker]:
        high, margin = o.room[worker], 0.0
        for k in range(len(o.slopes)):
            if o.edges[worker, k] <= low:
                margin += o.slopes[k]
            else:
                high = min(high, o.edges[worker, k])
        # No price lies below 0, so the ramp there begins at 0.
        share = price / (2.0 * width) if margin == 0.0 else (price - margin + width) / (2.0 * width)
        if share >= 1.0:
            total += high - low
        elif share > 0.0:
            total += (high - low) * share
            bend += (high - low) / (2.0 * width)
        low = high
    return total, bend


@compiled
def fade(q: Asked, o: Offer, price: Floats, heat: float, cooling: float, rounds: int) -> float:
    """Rounds while the heat fades by ``cooling`` each; ``price`` becomes the best met, and its bound is returned."""
    workers, typical = len(o.room), q.load.mean()
    longest = 0
    for row in range(len(q.start) - 1):
        longest = max(longest, q.start[row + 1] - q.start[row])
    kept, demand, bend, suits = np.zeros(longest), np.zeros(workers), np.zeros(workers), np.zeros(workers)
    here, look, most = price.copy(), price.copy(), -np.inf
    for _ in range(rounds):
        bound = shared(q, look, heat, kept, demand, bend)
        bound += sold(o.room, o.edges, o.slopes, look, suits)
        if bound > most:
            most = bound
            price[:] = look
        width = heat / typical
        for w in range(workers):
            offer, more = offered(o, w, look[w], width)
            step = DAMPING * (demand[w] - offer) / (bend[w] + more + 1e-9 * typical * typical / heat)
            step = min(max(step, -REACH * width), REACH * width)
            old, here[w] = here[w], max(0.0, look[w] + step)
            look[w] = max(0.0, here[w] + MOMENTUM * (here[w] - old))
        heat *= cooling
    return float(most)


def smoothed(pairs: Pairs, warm: Floats | None = None) -> Floats:
    """Prices (workers,) near the best, from ``warm`` ones or none."""
    if warm is not None:
        return _faded(pairs, warm.astype(np.float64), WARM)[0]
    begun = [(_faded(pairs, np.zeros(len(pairs.room)), stages[:1]), stages[1:]) for stages in (COOL, HOTTER)]
    (price, _), stages = max(begun, key=lambda one: one[0][1])
    return _faded(pairs, price, stages)[0]


def _faded(pairs: Pairs, price: Floats, stages: Stages) -> tuple[Floats, float]:
    """``price`` after these stages, and the bound over the pairs that the last one looked at."""
    offer = Offer(pairs.room.astype(float), pairs.edges.astype(float), pairs.slopes.astype(float))
    heat, bound = HOT * typical_difference(pairs), -np.inf
    for hot, cooling, rounds, count in stages:
        few = pairs if not count else pairs.keep(cheapest(pairs, price, count))[0]
        bound = fade(_asked(few), offer, price, hot * heat, cooling, rounds)
    return price, bound


def typical_difference(pairs: Pairs) -> float:
    """By how much the fifth cheapest pair of a row costs more than the cheapest (the median; at least 1)."""
    rows = np.unique(np.linspace(0, pairs.rows - 1, SAMPLE).astype(np.int64))
    spans = (np.sort(pairs.cost[pairs.start[row] : pairs.start[row + 1]]) for row in rows)
    return max(1.0, float(np.median([span[min(NEXT, len(span) - 1)] - span[0] for span in spans])))


def _asked(pairs: Pairs) -> Asked:
    return Asked(pairs.start, pairs.worker, pairs.cost.astype(float), pairs.load.astype(float))


def are_many(pairs: Pairs) -> bool:
    """Whether pairs are too many for steps, and for a search of them all."""
    return len(pairs.worker) > MANY_PAIRS


def good_prices(pairs: Pairs, warm: Floats | None = None, *, rounds: int | None = None) -> Floats:
    """(workers,): capacity prices near the best, from ``warm`` ones where there are very many pairs."""
    return smoothed(pairs, warm) if are_many(pairs) else best_prices(pairs, rounds or ROUNDS)[0]
