"""What one timed run leaves behind: a row of a results file; it runs nothing and judges nothing.

A results folder holds ``rows.jsonl``, one JSON object to a line, appended as soon as a run ends, so that an
interrupted suite goes on where it stopped, and ``machine.json``: what it all ran on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DONE, FAILED = "done", "failed"


@dataclass(frozen=True)
class Level:
    """One level as a backend settled it, in the level's own units; ``bound`` None where the backend proves nothing."""

    key: str
    value: float
    bound: float | None
    proven: bool
    seconds: float


@dataclass(frozen=True)
class Point:
    """How far a run was after so many seconds: the level being settled ('' for a plain assignment), value and bound."""

    seconds: float
    level: str
    value: float | None
    bound: float | None


@dataclass(frozen=True)
class Row:
    """One run of one backend on one case, or one phase of it.

    ``phase`` is "solve" for a whole run of a backend, else a stage of the pipeline ("read", "travel", ..., "whole").
    ``seconds`` are wall seconds, ``peak_mib`` the largest resident set of the process. ``value``, ``bound`` are those of
    the case's one figure where it has one (public assignment instances), else None and ``levels`` say it. ``audit`` is
    "passed", "failed" or "" where nothing was audited. ``best_known`` is the published or recorded value.
    """

    suite: str
    case: str
    backend: str
    phase: str
    seed: int
    repeat: int
    outcome: str
    seconds: float
    started: str
    people: int = 0
    workers: int = 0
    error: str = ""
    audit: str = ""
    peak_mib: float | None = None
    value: float | None = None
    bound: float | None = None
    proven: bool = False
    best_known: float | None = None
    levels: tuple[Level, ...] = ()
    trace: tuple[Point, ...] = ()
    limit_seconds: float | None = None
    threads: int = 2
    load_before: float | None = None
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, str, int, int]:
        """What makes a run the same run again: suite, case, backend, phase, seed, repeat."""
        return self.suite, self.case, self.backend, self.phase, self.seed, self.repeat


@dataclass(frozen=True)
class Machine:
    """What the rows of one folder ran on: versions by package, processor, cores, memory in MiB."""

    python: str
    system: str
    processor: str
    cores: int
    memory_mib: int
    versions: dict[str, str]
    allocator_commit: str = ""
