"""The ratio of two medians with a bootstrap interval, always from the same seed; it claims none for single runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SEED, RESAMPLES, FEWEST = 20260101, 4000, 3


@dataclass(frozen=True)
class Ratio:
    """New median over old median; ``low`` and ``high`` bound 95 % of the resamples, None with fewer than three runs."""

    ratio: float
    low: float | None
    high: float | None


def median_ratio(old: Sequence[float], new: Sequence[float]) -> Ratio | None:
    """How many times as long the new runs take as the old ones, in seconds above 0; None where a side is empty."""
    if not old or not new or min(*old, *new) <= 0:
        return None
    ratio = float(np.median(new) / np.median(old))
    if min(len(old), len(new)) < FEWEST:
        return Ratio(ratio, None, None)
    draws = np.random.default_rng(SEED)
    medians = [np.median(draws.choice(side, (RESAMPLES, len(side))), axis=1) for side in (np.array(old), np.array(new))]
    low, high = np.quantile(medians[1] / medians[0], (0.025, 0.975))
    return Ratio(ratio, float(low), float(high))
