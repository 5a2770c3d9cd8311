"""From figures to shares of an axis, linear or logarithmic, and where its ticks stand; it draws nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

OVERHANG = 0.02  # of a step: so little beyond the last tick needs no further one
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """An axis from ``low`` to ``high`` (above it), and its ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the low end and 1 at the high end; what is beyond an end is put on it."""
        if self.logarithmic:
            value, low, high = math.log(max(value, self.low)), math.log(self.low), math.log(self.high)
        else:
            low, high = self.low, self.high
        return min(1.0, max(0.0, (value - low) / (high - low)))


def linear(values: Iterable[float], *, wanted: int = 5) -> Scale:
    """An axis that holds 0 and every value, with about so many round ticks."""
    found = [0.0, *values]
    low, high = min(found), max(found)
    step = _round_step((high - low) / wanted if high > low else 1.0 / wanted)
    first, last = math.floor(low / step + OVERHANG), max(math.ceil(high / step - OVERHANG), 1)
    return Scale(first * step, last * step, tuple(step * tick for tick in range(first, last + 1)))


def counts(most: int) -> Scale:
    """An axis of whole numbers from 0."""
    step = max(1, round(_round_step(most / 5)))
    last = max(1, math.ceil(most / step))
    return Scale(0, last * step, tuple(float(step * tick) for tick in range(last + 1)))


def logarithmic(values: Iterable[float], *, most: int = 7) -> Scale:
    """An axis that holds every value (those above 0): ticks at 1, 2, 5 of each decade, or fewer where it is long."""
    found = [value for value in values if value > 0] or [1.0]
    low, high = min(found), max(found)
    for heads in ((1, 2, 5), (1, 3), (1,)):
        ticks = _between(low, high, heads)
        if len(ticks) <= most:
            break
    every = math.ceil((len(ticks) - 1) / (most - 1)) if len(ticks) > most else 1
    return Scale(ticks[0], ticks[-1], ticks[::every], logarithmic=True)


def _between(low: float, high: float, heads: tuple[int, ...]) -> tuple[float, ...]:
    """The ticks from the last one at or below ``low`` to the first one at or above ``high``; two at least."""
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    every = [float(f"{head}e{decade}") for decade in decades for head in heads]
    first = max(rank for rank, tick in enumerate(every) if tick <= low * (1 + 1e-9))
    last = min(rank for rank, tick in enumerate(every) if tick >= high * (1 - 1e-9))
    return tuple(every[first : max(last, first + 1) + 1])


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))
