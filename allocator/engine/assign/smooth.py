"""Capacity prices near the best by smoothing: a start for the exact search, never a certificate.

Each row shares itself between its pairs, the cheaper the more (softmin); each worker offers room along a ramp instead
of a step. The smoothed dual is concave and has slopes, so that its top is soon found; then the smoothing (``heat``, in
units of cost) fades, stage by stage.
"""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from allocator.engine.assign.cheapest import cheapest
from allocator.engine.assign.compiled import bare, compiled
from allocator.engine.assign.pairs import Bools, Floats, Going, Ints, Pairs
from allocator.engine.assign.prices import best_prices
from allocator.engine.assign.quasi_newton import ascend

UNIT, NEXT = 0.3, 4
"""Heats are counted in this share of the typical difference between a row's cheapest pair and the so-many-th after."""

HOTTEST, WARM, LUKEWARM, COLDEST, FADES = 0.4, 0.5, 0.02, 1e-3, 4.0
"""Heat at first, as a share of what lies between the dearest pair and the cheapest, since some rooms may be worth very
much more than others, as in a nation; where prices come from a question like this one, and where from nearly the same;
the least heat; by what it is divided from stage to stage."""

FEWEST = 40
"""Steps in a stage at most, beside one for each worker: prices are passed on from one to the next."""

COLDEST_OF_MANY = 4e-3
"""The least heat where there are very many pairs: a ten-thousandth nearer would take as long again."""


class Stage(NamedTuple):
    """Steps at most; the share of a worker's room by which what is asked for may miss what is offered."""

    steps: int
    near: float


HOT, COLD, TURN, REACH = Stage(400, 1e-2), Stage(80, 1e-3), 1.0, 50.0
"""Stages down to a heat of ``TURN``, each a start for the next, and from there; the longest step, in heats for a
typical load."""

FEW, MORE = 16, 8
"""So many of the cheapest pairs of each row are looked at at first, and more of those after each stage."""

WORTH_SHARING = 100_000
"""Pairs from which on threads share the rows."""

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


@compiled
def shared(q: Asked, price: Floats, heat: float, kept: Floats, demand: Floats, bend: Floats) -> None:
    """Add the load asked for to ``demand`` (workers,), and to ``bend`` how fast it falls with the price."""
    for row in range(len(q.start) - 1):
        begin, count, least = q.start[row], q.start[row + 1] - q.start[row], np.inf
        for k in range(count):
            kept[k] = q.cost[begin + k] + price[q.worker[begin + k]] * q.load[begin + k]
            least = min(least, kept[k])
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
def offers(o: Offer, price: Floats, width: float, missing: Floats, bend: Floats) -> None:
    """Take what is offered from ``missing`` (workers,) and add how fast that grows to ``bend``."""
    for w in range(len(o.room)):
        offer, more = offered(o, w, price[w], width)
        missing[w] -= offer
        bend[w] += more


def shares(part: Asked, price: Floats, heat: float) -> tuple[Floats, Floats]:
    """The load (workers,) that some rows ask for, and how fast it falls with each price."""
    demand, bend = np.zeros(len(price)), np.zeros(len(price))
    shared(part, price, heat, np.zeros(int(np.diff(part.start).max(initial=0))), demand, bend)
    return demand, bend


class Smoothed:
    """The dual of a question at some heat, over the pairs that are looked at."""

    def __init__(self, pairs: Pairs, pool: Executor, threads: int, going: Going) -> None:
        self.pairs, self.pool, self.threads, self.going = pairs, pool, threads, going
        self.offer = Offer(pairs.room.astype(float), pairs.edges.astype(float), pairs.slopes.astype(float))
        self.unit = UNIT * typical_difference(pairs)

    def fade(self, price: Floats, heat: float) -> Floats:
        """Prices (workers,) near the best, stage by stage from ``price`` and this heat."""
        self._look_at(cheapest(self.pairs, np.zeros_like(price), FEW) | cheapest(self.pairs, price, FEW))
        size = np.maximum(1.0, self.offer.room)
        coldest = self.unit * (COLDEST_OF_MANY if are_many(self.pairs) else COLDEST)
        heat = max(heat, coldest)
        while heat >= coldest and self.going():
            stage = HOT if heat > TURN * self.unit else COLD
            longest = REACH * heat / self.typical
            slope_at = partial(self.slope, heat)
            rounds = min(stage.steps, FEWEST + len(size))
            price = ascend(
                slope_at, price, size=size, near=stage.near, longest=longest, rounds=rounds, going=self.going
            )
            self._look_at(self.here | cheapest(self.pairs, price, MORE))
            heat /= FADES
        return price

    def slope(self, heat: float, price: Floats) -> tuple[Floats, Floats]:
        """Load asked for beyond what is offered at these prices (workers,), and how fast that falls with each."""
        asked = list(self.pool.map(lambda part: shares(part, price, heat), self.parts))
        missing, bend = (np.sum(sums, axis=0) for sums in zip(*asked, strict=True))
        offers(self.offer, price, heat / self.typical, missing, bend)
        return missing, bend

    def _look_at(self, here: Bools) -> None:
        few = self.pairs.keep(here)[0]
        self.here, self.typical = here, max(1e-9, float(few.load.mean()))
        cost, load = few.cost.astype(float), few.load.astype(float)
        parts = self.threads if len(cost) > WORTH_SHARING else 1
        bounds = np.linspace(0, few.rows, parts + 1).astype(np.int64)
        self.parts = [Asked(few.start[a : b + 1], few.worker, cost, load) for a, b in pairwise(bounds)]


def smoothed(
    pairs: Pairs,
    warm: Floats | None = None,
    *,
    heat: float = WARM,
    threads: int = 1,
    going: Going = lambda: True,
) -> Floats:
    """Prices (workers,) near the best, from ``warm`` ones (then at this heat at first) or none, while ``going``."""
    with ThreadPoolExecutor(threads) as pool:
        dual = Smoothed(pairs, pool, threads, going)
        if warm is not None:
            return dual.fade(warm.astype(np.float64), heat * dual.unit)
        return dual.fade(np.zeros(len(pairs.room)), HOTTEST * float(np.ptp(pairs.cost)))


def typical_difference(pairs: Pairs) -> float:
    """By how much the fifth cheapest pair of a row costs more than the cheapest (the median; at least 1)."""
    rows = np.unique(np.linspace(0, pairs.rows - 1, SAMPLE).astype(np.int64))
    spans = (np.sort(pairs.cost[pairs.start[row] : pairs.start[row + 1]]) for row in rows)
    return max(1.0, float(np.median([span[min(NEXT, len(span) - 1)] - span[0] for span in spans])))


def are_many(pairs: Pairs) -> bool:
    """Whether pairs are too many for steps, and for a search of them all."""
    return len(pairs.worker) > MANY_PAIRS


def good_prices(
    pairs: Pairs,
    warm: Floats | None = None,
    *,
    threads: int = 1,
    heat: float = WARM,
    rounds: int | None = None,
    going: Going = lambda: True,
) -> Floats:
    """(workers,): capacity prices near the best; from ``warm`` ones where there are very many pairs.

    Steps by subgradients end nearer where room is hard, but not where it has a price: there many prices are alike.
    """
    if are_many(pairs):
        return smoothed(pairs, warm, heat=heat, threads=threads, going=going)
    return smoothed(pairs) if len(pairs.slopes) else best_prices(pairs, rounds or ROUNDS)[0]
