"""Reads one generalised assignment instance in the OR-Library's text form; it judges no answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from allocator.errors import InputError
from benchmarks.gap import Gap


def read_gap(path: Path) -> Gap:
    """The instance in ``path``: agents, jobs, costs by agent, needs by agent, capacities; whitespace does not matter.

    Raises InputError where there are other words than whole numbers, or not as many as the first two ask for.
    """
    words = path.read_text(encoding="utf-8", errors="replace").split()
    if not all(word.lstrip("-").isdecimal() for word in words):
        raise InputError(f"{path} is no assignment instance: it holds more than whole numbers.")
    numbers = np.array(words, dtype=np.int64)
    agents, jobs = numbers[:2].tolist() if len(numbers) >= 2 else (0, 0)
    wanted = 2 + 2 * agents * jobs + agents
    if agents < 1 or jobs < 1 or len(numbers) != wanted:
        raise InputError(
            f"{path} is no assignment instance: {agents} agents and {jobs} jobs would take {wanted} numbers."
        )
    cost, need, capacity = np.split(numbers[2:], [agents * jobs, 2 * agents * jobs])
    return Gap(path.stem, cost.reshape(agents, jobs), need.reshape(agents, jobs), capacity)
