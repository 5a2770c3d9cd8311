"""Puts the runs of one backend on one case together; it leaves out no failure and prefers no lucky run."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from benchmarks.report.statistics.gap import is_proven, row_gap
from benchmarks.report.statistics.spread import Spread, spread
from benchmarks.rows import DONE, Row

OURS = "ours"
SOLVE, WHOLE = "solve", "whole"
Name = TypeVar("Name", bound=Hashable)
Place = tuple[str, str, str, str]  # suite, case, backend, phase


@dataclass(frozen=True)
class Repeats:
    """The runs (at least one) of one backend on one case in one phase, seeds and repeats together."""

    rows: tuple[Row, ...]

    @property
    def place(self) -> Place:
        """Suite, case, backend and phase."""
        return self.suite, self.case, self.backend, self.phase

    @property
    def suite(self) -> str:
        """The suite."""
        return self.rows[0].suite

    @property
    def case(self) -> str:
        """The case."""
        return self.rows[0].case

    @property
    def backend(self) -> str:
        """The backend."""
        return self.rows[0].backend

    @property
    def phase(self) -> str:
        """The phase: "solve" for a whole run of a backend."""
        return self.rows[0].phase

    @property
    def done(self) -> tuple[Row, ...]:
        """The runs that ended as they should."""
        return tuple(row for row in self.rows if row.outcome == DONE)

    @property
    def failed(self) -> tuple[Row, ...]:
        """The runs that did not."""
        return tuple(row for row in self.rows if row.outcome != DONE)

    @property
    def refused(self) -> tuple[Row, ...]:
        """The runs that ended, and whose answer the audit did not accept."""
        return tuple(row for row in self.done if row.audit == "failed")

    @property
    def accepted(self) -> bool:
        """Whether every run ended and no audit refused one."""
        return not self.failed and not self.refused

    @cached_property
    def seconds(self) -> Spread | None:
        """Wall seconds of the runs that ended."""
        return spread(row.seconds for row in self.done)

    @cached_property
    def peak_mib(self) -> float | None:
        """The most memory that any run held, in MiB."""
        return max((row.peak_mib for row in self.rows if row.peak_mib is not None), default=None)

    @cached_property
    def worst(self) -> Row | None:
        """The run with the least proof, then the largest gap, then the longest: what a cautious reader wants."""
        return max(self.done, key=_badness, default=None)

    @cached_property
    def gap(self) -> float | None:
        """The gap of the worst run."""
        return row_gap(self.worst) if self.worst else None

    @property
    def proven(self) -> bool:
        """Whether every run ended, was accepted and proved everything."""
        return self.accepted and all(is_proven(row) for row in self.rows)

    @property
    def proves(self) -> bool:
        """Whether the backend states bounds at all on this case."""
        return any(row.bound is not None or any(level.bound is not None for level in row.levels) for row in self.done)


def together(rows: Iterable[Row]) -> tuple[Repeats, ...]:
    """The rows by place: suites and backends in the order of their first row (ours first), cases in natural order."""
    places: dict[Place, list[Row]] = {}
    for row in rows:
        places.setdefault((row.suite, row.case, row.backend, row.phase), []).append(row)
    suites = _ranks(place[0] for place in places)
    backends = _ranks(in_order(place[2] for place in places))
    phases = _ranks((place[0], place[3]) for place in places)

    def position(place: Place) -> tuple[object, ...]:
        suite, case, backend, phase = place
        return suites[suite], natural(case), case, backends[backend], phases[suite, phase]

    return tuple(Repeats(tuple(places[place])) for place in sorted(places, key=position))


def in_order(backends: Iterable[str]) -> list[str]:
    """Each backend once, ours first, the others as they came."""
    return sorted(dict.fromkeys(backends), key=lambda backend: backend != OURS)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts 900 before 1,000: numbers in a name count as numbers."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.lower()) for part in parts)


def _ranks(names: Iterable[Name]) -> dict[Name, int]:
    return {name: rank for rank, name in enumerate(dict.fromkeys(names))}


def _badness(row: Row) -> tuple[bool, bool, float, float]:
    gap = row_gap(row)
    return row.audit == "failed", gap is None, gap or 0.0, row.seconds
