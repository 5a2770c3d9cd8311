"""Generalised assignment instances in the text form of the OR-Library, and answers to them; it solves nothing.

An instance is every job to exactly one agent at the least cost, each agent's needs within its capacity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Gap:
    """``cost`` and ``need`` have the shape (agents, jobs), ``capacity`` (agents,); all whole numbers."""

    name: str
    cost: Ints
    need: Ints
    capacity: Ints


@dataclass(frozen=True)
class Assigned:
    """``agent`` (jobs,) the agent of each job, or None where none was found; value and bound in units of cost."""

    agent: Ints | None
    value: int | None
    bound: float | None
    proven: bool
