"""How seconds grow with people: a power law by least squares on logarithms; it extrapolates nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FEWEST = 3  # two points lie on every line
NORMAL = 1.959964  # the 0.975 quantile of the normal distribution
STUDENT = {
    1: 12.7062,
    2: 4.3027,
    3: 3.1824,
    4: 2.7764,
    5: 2.5706,
}  # of Student's, where its expansion is not yet good enough


@dataclass(frozen=True)
class PowerLaw:
    """seconds = factor * people ** exponent; ``low`` and ``high`` bound the exponent with 95 % confidence."""

    factor: float
    exponent: float
    low: float
    high: float
    points: int

    def at(self, people: float) -> float:
        """The fitted seconds for so many people."""
        return float(self.factor * people**self.exponent)


def fit(points: Sequence[tuple[float, float]]) -> PowerLaw | None:
    """The power law through (people, seconds), all above 0; None below three sizes, where no error can be stated."""
    if len({people for people, _ in points}) < FEWEST:
        return None
    x, y = np.log(np.array(points, dtype=float)).T
    spread = float(((x - x.mean()) ** 2).sum())
    exponent = float(((x - x.mean()) * (y - y.mean())).sum()) / spread
    level = float(y.mean() - exponent * x.mean())
    left = float(((y - level - exponent * x) ** 2).sum())
    error = math.sqrt(left / (len(points) - 2) / spread) * student(len(points) - 2)
    return PowerLaw(math.exp(level), exponent, exponent - error, exponent + error, len(points))


def student(freedom: int) -> float:
    """The 0.975 quantile of Student's distribution, to 0.002: a table, then the Cornish-Fisher expansion."""
    if freedom in STUDENT:
        return STUDENT[freedom]
    z, n = NORMAL, float(freedom)
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / n + second / n**2 + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384 / n**3
