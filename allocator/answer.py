"""The nouns between engine, audit and explain: an answer in ids alone, and what the audit found; no words yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from allocator.proposal import Breach, Cause, ChangeKind, LevelResult, Status


@dataclass(frozen=True)
class Answer:
    """Who ends with whom. Every young person of the caseload is a key of ``worker_of``, ``change`` and ``cause``.

    ``overdue`` are those whose step-down is due but who stay this week, freed or not, longest overdue first.
    """

    worker_of: Mapping[str, str | None]
    change: Mapping[str, ChangeKind]
    cause: Mapping[str, Cause]
    levels: tuple[LevelResult, ...]
    status: Status
    overdue: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audit:
    """What the audit says of an answer: ``contradictions`` (must be empty), breaches, and its own figures.

    ``levels`` are level key to value in the final allocation (exact); ``loads`` worker id to load at the end of the run
    (share of a post).
    """

    contradictions: tuple[str, ...]
    breaches: tuple[Breach, ...]
    levels: Mapping[str, Fraction]
    loads: Mapping[str, Fraction]
    overdue: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """One step of a run: which level of how many is being settled and how far it is (units as in LevelResult)."""

    level: str
    position: int
    of: int
    value: float | None = None
    bound: float | None = None
    seconds_left: float | None = None


@dataclass(frozen=True)
class Limits:
    """What a run may use: seconds for all levels together, threads, seed, chosen moves (None: all worth it)."""

    seconds: float = 60.0
    threads: int = 2
    seed: int = 1
    chosen_moves: int | None = 0
    on_progress: Callable[[Progress], None] = field(default=lambda _: None, repr=False, compare=False)
