"""Results folders together: later ones stand for earlier ones where they ran the same; it keeps all for comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.report.statistics.change import Change, changes
from benchmarks.report.statistics.repeats import SOLVE, Place, Repeats, together
from benchmarks.rows import Machine, Row, read_rows


@dataclass(frozen=True)
class Folder:
    """One results folder: its name, what it ran on, its rows."""

    name: str
    machine: Machine
    rows: tuple[Row, ...]

    @cached_property
    def places(self) -> Mapping[Place, Repeats]:
        """Its rows put together."""
        return {repeats.place: repeats for repeats in together(self.rows)}


@dataclass(frozen=True)
class Results:
    """Everything that a report is about, in the order in which the folders were named."""

    folders: tuple[Folder, ...]

    @cached_property
    def cases(self) -> tuple[Repeats, ...]:
        """The latest rows of every place, in the order of the report."""
        latest = {place: repeats for folder in self.folders for place, repeats in folder.places.items()}
        return together(row for repeats in latest.values() for row in repeats.rows)

    @cached_property
    def solves(self) -> tuple[Repeats, ...]:
        """Those of them that are whole runs of a backend."""
        return tuple(repeats for repeats in self.cases if repeats.phase == SOLVE)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is in two folders or more, before against after."""
        return changes([folder.places for folder in self.folders])


def read_results(folders: Sequence[Path]) -> Results:
    """The folders as they are on disk. UsageError, as ``read_rows`` says it, where one holds no results."""
    return Results(tuple(Folder(folder.resolve().name, *_read(folder)) for folder in folders))


def _read(folder: Path) -> tuple[Machine, tuple[Row, ...]]:
    machine, rows = read_rows(folder)
    return machine, tuple(rows)
