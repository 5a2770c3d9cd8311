"""The bar that shows one worker's load against capacity and ceiling; it draws figures that others made.

A bar is 150 units wide, one for each percent of the worker's own capacity; what lies beyond is cut off, but for its
figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from allocator.proposal import Workload

WIDTH = 150


@dataclass(frozen=True)
class LoadBar:
    """Lengths in units of the drawing, and the same in words, because colour alone says nothing to many people."""

    filled: int
    ceiling: int | None
    state: str
    words: str

    @property
    def over(self) -> bool:
        """Whether the worker stands above their capacity."""
        return self.state != "within"


def load_bar(workload: Workload) -> LoadBar:
    """The bar of one worker. ``state`` is within, above or beyond (the ceiling)."""
    used, capacity = workload.utilisation_percent, workload.capacity_percent
    if used is None:
        return LoadBar(WIDTH if workload.load_percent else 0, None, *_without_capacity(workload))
    ceiling = min(WIDTH, int(workload.ceiling_percent / capacity * 100)) if capacity else None
    return LoadBar(min(WIDTH, int(used)), ceiling, *_state(workload))


def _state(workload: Workload) -> tuple[str, str]:
    if workload.load_percent > workload.ceiling_percent:
        return "beyond", "above the ceiling"
    if workload.load_percent > workload.capacity_percent:
        return "above", "above capacity, below the ceiling"
    return "within", "within capacity"


def _without_capacity(workload: Workload) -> tuple[str, str]:
    if workload.load_percent > Decimal(0):
        return "beyond", "has people but no capacity"
    return "within", "no capacity, no people"
