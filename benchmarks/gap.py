"""Generalised assignment instances in the text form of the OR-Library, and answers to them; it solves nothing.

An instance is every job to exactly one agent at the least cost, each agent's needs within its capacity. The text is
whole numbers between blanks: agents and jobs, then for each agent the costs of all jobs, then for each agent the needs
of all jobs, then the capacities.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


class MalformedGap(ValueError):
    """A text that is not a generalised assignment instance; the message says which, and what is wrong with it."""


def read(path: Path) -> Gap:
    """The one instance in a file, named after it. Raises MalformedGap."""
    return parse(path.name, path.read_text(encoding="utf-8", errors="replace"))


def parse(name: str, text: str) -> Gap:
    """The one instance in a text. Raises MalformedGap."""
    words = text.split()
    bad = next((word for word in words if not word.isascii() or not word.lstrip("-").isdigit()), None)
    if bad is not None:
        raise MalformedGap(f"{name}: '{bad[:20]}' is not a whole number")
    if len(words) < 2:
        raise MalformedGap(
            f"{name}: begins with the number of agents and the number of jobs, but is empty or too short"
        )
    figures = [int(word) for word in words]
    if max(map(abs, figures)) > 10**15:
        raise MalformedGap(f"{name}: {max(figures, key=abs)} is too large; figures go up to 10^15")
    agents, jobs = figures[:2]
    if agents < 1 or jobs < 1:
        raise MalformedGap(f"{name}: {agents} agents and {jobs} jobs; there must be at least one of each")
    wanted = 2 + 2 * agents * jobs + agents
    if len(figures) != wanted:
        raise MalformedGap(
            f"{name}: {agents} agents and {jobs} jobs take {wanted} numbers, but there are {len(figures)}"
        )
    body = np.array(figures[2:], dtype=np.int64)
    cost, need = body[: agents * jobs], body[agents * jobs : 2 * agents * jobs]
    if (body[agents * jobs :] < 0).any():
        raise MalformedGap(f"{name}: a need or a capacity is negative")
    return Gap(name, cost.reshape(agents, jobs), need.reshape(agents, jobs), body[2 * agents * jobs :])


def write(gap: Gap) -> str:
    """The instance as text; ``parse`` reads it back."""
    agents, jobs = gap.cost.shape
    lines = [f"{agents} {jobs}", *map(_line, gap.cost), *map(_line, gap.need), _line(gap.capacity)]
    return "\n".join(lines) + "\n"


def faults(gap: Gap, agent: Ints | None) -> list[str]:
    """What is wrong with an answer, in words, agents numbered from 1; nothing where it is one and keeps to capacity."""
    agents, jobs = gap.cost.shape
    if agent is None or agent.shape != (jobs,) or bool(((agent < 0) | (agent >= agents)).any()):
        return [f"the answer does not name one of {agents} agents for each of {jobs} jobs"]
    used = np.zeros(agents, dtype=np.int64)
    np.add.at(used, agent, gap.need[agent, np.arange(jobs)])
    return [f"agent {a + 1} needs {used[a]} of {gap.capacity[a]}" for a in np.flatnonzero(used > gap.capacity)]


def value(gap: Gap, agent: Ints) -> int:
    """What an answer costs."""
    return int(gap.cost[agent, np.arange(len(agent))].sum())


def _line(figures: Ints) -> str:
    return " ".join(map(str, figures.tolist()))
