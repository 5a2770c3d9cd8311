"""The top of a concave function of prices that are not negative, by quasi-Newton steps; it knows nothing of pairs.

Limited memory: the last few steps and what they did to the slope stand for the curvature, on top of a curvature by
price. Concave as the function is, its slopes alone say how far to go, so that values are never compared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.pairs import Floats, Going

MEMORY, TRIES = 8, 12
"""Steps that are remembered, and how often a step is shortened at most."""

TOO_FAR = 0.5
"""A step goes too far if the slope against it at its end is more than this share of the slope along it before."""

FLATTEST, SMALLEST = 1e-3, 1e-300
"""No bend counts as less than this share of what takes the longest step along the steepest slope, or than this."""

FIRST = 0.5
"""Share of the step by price that is taken while nothing is remembered."""

Slope = Callable[[Floats], tuple[Floats, Floats]]
"""Prices (n,) to the slope (n,) and, positive, how fast it falls with each price (n,)."""

Steps = deque[tuple[Floats, Floats]]


def ascend(
    slope: Slope, price: Floats, *, size: Floats, near: float, longest: float, rounds: int, going: Going = lambda: True
) -> Floats:
    """Prices (n,) where no slope is more than ``near`` times ``size`` (n,), after at most so many rounds.

    No price changes by more than ``longest`` in a step. It ends at once where ``going`` says no.
    """
    steps: Steps = deque(maxlen=MEMORY)
    here, bend = slope(price)
    for _ in range(rounds):
        if not going() or (np.abs(np.where((price <= 0.0) & (here < 0.0), 0.0, here)) <= near * size).all():
            break
        bend = np.maximum(bend, max(FLATTEST * float(np.abs(here).max()) / longest, SMALLEST))
        way = _within(price, _way(steps, here, bend), longest)
        if here @ way <= 0.0:  # what is remembered no longer fits
            steps.clear()
            way = _within(price, here / bend, longest)
        moved, there, bend = _step(slope, price, way, here, 1.0 if steps else FIRST)
        bent = here - there
        if bent @ moved > 1e-12 * np.sqrt((bent @ bent) * (moved @ moved)):
            steps.append((moved, bent))
        price, here = price + moved, there
    return price


def _within(price: Floats, way: Floats, longest: float) -> Floats:
    """A way that no price of 0 takes downwards, and none takes too far."""
    return np.where((price <= 0.0) & (way < 0.0), 0.0, np.clip(way, -longest, longest))


def _way(steps: Steps, here: Floats, bend: Floats) -> Floats:
    """The slope times the inverse of the curvature that the steps tell of."""
    way, shares = here.copy(), []
    for moved, bent in reversed(steps):
        share = (moved @ way) / (bent @ moved)
        way = way - share * bent
        shares.append(share)
    way = way / bend
    for (moved, bent), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - (bent @ way) / (bent @ moved))
    return way


def _step(slope: Slope, price: Floats, way: Floats, here: Floats, share: float) -> tuple[Floats, Floats, Floats]:
    """How far it was right to go, and slope and bend there."""
    for _ in range(TRIES):
        moved = np.maximum(0.0, price + share * way) - price
        there, bend = slope(price + moved)
        before, after = float(here @ moved), float(there @ moved)
        if after >= -TOO_FAR * before:
            break
        share *= max(0.1, before / (before - after)) if before > 0.0 else 0.1
    return moved, there, bend
