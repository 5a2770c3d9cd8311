"""What a suite asks: cases, the questions they stand for, and the tasks that a run is made of; it runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.gap import Gap
from benchmarks.library.known import KnownLevel

ALLOCATE, ASSIGN, PIPELINE = "allocate", "assign", "pipeline"


@dataclass(frozen=True)
class Asked:
    """What is left to the suites: instances by name or folder, the folder of public GAP files, a nation's preset."""

    instances: tuple[str, ...] = ()
    gap_dir: Path | None = None
    preset: str = "england-10k"


@dataclass(frozen=True)
class Case:
    """One question of a suite. ``facts`` are plain values from which the suite builds it again, on any machine.

    ``asks`` is what a backend must be able to do: ALLOCATE a caseload, or ASSIGN the jobs of a public instance; or else
    PIPELINE: the weekly run is timed stage by stage, of ours alone. ``seconds`` is a time limit of the case's own.
    """

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    asks: str = ALLOCATE
    seconds: float | None = None


@dataclass(frozen=True)
class Week:
    """A caseload to be allocated, and what is known of the levels (nothing: an empty tuple)."""

    caseload: Caseload
    travel: Travel
    model: ServiceModel
    known: tuple[KnownLevel, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """A generalised assignment instance, with the best known value and bound where they are published."""

    gap: Gap
    best_value: float | None = None
    best_bound: float | None = None


Question = Week | Assignment


class Suite(Protocol):
    """A file in ``benchmarks/suites``: what it answers, its defaults, its cases, and how one of them is built.

    A suite with pipeline cases also has ``tables(case, folder) -> Path``, which writes or names the caseload to read.
    """

    QUESTION: str
    SECONDS: float
    REPEATS: int
    BACKENDS: tuple[str, ...]

    def cases(self, asked: Asked) -> Iterator[Case]:
        """The cases, in the order in which they are run; UsageError where something that they need was not given."""

    def question(self, case: Case) -> Question:
        """The question of a case."""


@dataclass(frozen=True)
class Task:
    """One run of one backend on one case; ``grace`` are seconds beyond the limit after which it is killed."""

    suite: str
    case: Case
    backend: str
    seed: int
    repeat: int
    seconds: float
    threads: int
    grace: float = 30.0
    memory_mib: float | None = None
    jobs: int = 1

    @property
    def phase(self) -> str:
        """The phase whose row says that the task has been run."""
        return "whole" if self.case.asks == PIPELINE else "solve"

    @property
    def key(self) -> tuple[str, str, str, str, int, int]:
        """The key of that row."""
        return self.suite, self.case.name, self.backend, self.phase, self.seed, self.repeat
