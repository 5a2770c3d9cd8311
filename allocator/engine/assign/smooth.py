"""Capacity prices near the best by smoothing: a start for the exact search, never a certificate.

Each row shares itself between its pairs, the cheaper the more (softmin); each worker offers room along a ramp instead
of a step. The smoothed dual is concave and has slopes, so that its top is soon found; then the smoothing (``heat``, in
units of cost) fades, stage by stage.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from allocator.engine.assign.cheapest import cheapest
from allocator.engine.assign.compiled import bare, compiled
from allocator.engine.assign.pairs import Bools, Floats, Ints, Pairs
from allocator.engine.assign.prices import best_prices
from allocator.engine.assign.quasi_newton import ascend

UNIT, NEXT = 0.3, 4
"""Heats are counted in this share of the typical difference between a row's cheapest pair and the so-many-th after."""

HOTTEST, WARM, LUKEWARM, COLDEST, FADES = 500.0, 0.5, 0.02, 1e-3, 4.0
"""Heat at first, where prices come from a question like this one, and where from nearly the same; the least heat; by
what it is divided from stage to stage.

Hot at first, since some rooms may be worth very much more than others, as in a nation.
"""

STEPS, NEAR, REACH = 80, 1e-3, 50.0
"""Steps in a stage at most; the share of a worker's room by which what is asked for may miss what is offered; the
longest step, in heats for a typical load."""

FEW, MORE = 16, 8
"""So many of the cheapest pairs of each row are looked at at first, and more of those after each stage."""

FAR = 12.0
"""A pair dearer than the row's cheapest by so many heats has no share."""

MANY_PAIRS, ROUNDS = 100_000, 2000
"""Pairs beyond which steps by subgradients take too long, and rounds of those below."""

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
def slope(q: Asked, o: Offer, heat: float, price: Floats, kept: Floats, missing: Floats, bend: Floats) -> None:
    """``missing`` (workers,) becomes the load asked for beyond what is offered, ``bend`` how fast that falls."""
    width = heat / q.load.mean()
    shared(q, price, heat, kept, missing, bend)
    for w in range(len(o.room)):
        offer, more = offered(o, w, price[w], width)
        missing[w] -= offer
        bend[w] += more


class Smoothed:
    """The dual of a question at some heat, over the pairs that are looked at."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.offer = Offer(pairs.room.astype(float), pairs.edges.astype(float), pairs.slopes.astype(float))
        self.unit = UNIT * typical_difference(pairs)

    def fade(self, price: Floats, hottest: float) -> Floats:
        """Prices (workers,) near the best, stage by stage from ``price``."""
        self._look_at(cheapest(self.pairs, np.zeros_like(price), FEW) | cheapest(self.pairs, price, FEW))
        size, heat = np.maximum(1.0, self.offer.room), hottest * self.unit
        while heat >= COLDEST * self.unit:
            longest = REACH * heat / max(1e-9, float(self.asked.load.mean()))
            slope_at = partial(self.slope, heat)
            price = ascend(slope_at, price, size=size, near=NEAR, longest=longest, rounds=STEPS)
            self._look_at(self.here | cheapest(self.pairs, price, MORE))
            heat /= FADES
        return price

    def slope(self, heat: float, price: Floats) -> tuple[Floats, Floats]:
        """Load asked for beyond what is offered at these prices (workers,), and how fast that falls with each."""
        missing, bend = np.zeros(len(price)), np.zeros(len(price))
        slope(self.asked, self.offer, heat, price, self.kept, missing, bend)
        return missing, bend

    def _look_at(self, here: Bools) -> None:
        few = self.pairs.keep(here)[0]
        self.here, self.kept = here, np.zeros(int(np.diff(few.start).max(initial=0)))
        self.asked = Asked(few.start, few.worker, few.cost.astype(float), few.load.astype(float))


def smoothed(pairs: Pairs, warm: Floats | None = None, heat: float = WARM) -> Floats:
    """Prices (workers,) near the best, from ``warm`` ones (then at this heat at first) or none."""
    if warm is not None:
        return Smoothed(pairs).fade(warm.astype(np.float64), heat)
    return Smoothed(pairs).fade(np.zeros(len(pairs.room)), HOTTEST)


def typical_difference(pairs: Pairs) -> float:
    """By how much the fifth cheapest pair of a row costs more than the cheapest (the median; at least 1)."""
    rows = np.unique(np.linspace(0, pairs.rows - 1, SAMPLE).astype(np.int64))
    spans = (np.sort(pairs.cost[pairs.start[row] : pairs.start[row + 1]]) for row in rows)
    return max(1.0, float(np.median([span[min(NEXT, len(span) - 1)] - span[0] for span in spans])))


def are_many(pairs: Pairs) -> bool:
    """Whether pairs are too many for steps, and for a search of them all."""
    return len(pairs.worker) > MANY_PAIRS


def good_prices(pairs: Pairs, warm: Floats | None = None, *, heat: float = WARM, rounds: int | None = None) -> Floats:
    """(workers,): capacity prices near the best; from ``warm`` ones where there are very many pairs.

    Steps by subgradients end nearer where room is hard, but not where it has a price: there many prices are alike.
    """
    if are_many(pairs):
        return smoothed(pairs, warm, heat)
    return smoothed(pairs) if len(pairs.slopes) else best_prices(pairs, rounds or ROUNDS)[0]
