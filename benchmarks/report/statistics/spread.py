"""Median, least and most of a few repeats; with so few runs it claims no distribution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Spread:
    """``repeats`` figures of one unit: their median, the least and the most."""

    median: float
    least: float
    most: float
    repeats: int


def spread(figures: Iterable[float]) -> Spread | None:
    """The spread of the figures, or None where there are none."""
    found = sorted(figures)
    return Spread(median(found), found[0], found[-1], len(found)) if found else None
