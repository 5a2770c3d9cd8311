"""What one timed run leaves behind: a row of a results file, written and read here; it runs nothing and judges nothing.

A results folder holds ``rows.jsonl``, one JSON object to a line, appended as soon as a run ends, so that an
interrupted suite goes on where it stopped, and ``machine.json``: what it all ran on.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from allocator.errors import UsageError

DONE, FAILED = "done", "failed"
ROWS, MACHINE = "rows.jsonl", "machine.json"
NESTED = ("levels", "trace", "figures")


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
    ``seconds`` are wall seconds, ``peak_mib`` the largest resident set meanwhile. ``value``, ``bound`` are those of
    the case's one figure where it has one (public assignment instances), else None and ``levels`` say it. ``audit`` is
    "passed", "failed" or "" where nothing was audited. ``best_known`` is the published or recorded value. Both
    SHA-256 say which tables and rules a week was run on, as ``benchmarks.library.version`` counts them.
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
    jobs: int = 1
    tables_sha256: str = ""
    model_sha256: str = ""
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
    cluster_workers: int = 0


def append_row(folder: Path, row: Row) -> None:
    """Add one row to the folder's file; the rest of a line whose writing was cut short is removed first."""
    with (folder / ROWS).open("a+b") as file:
        file.seek(0)
        whole = file.read()
        if not whole.endswith(b"\n"):
            file.truncate(whole.rfind(b"\n") + 1)
        file.write(json.dumps(_finite(asdict(row)), ensure_ascii=False, allow_nan=False).encode() + b"\n")


def write_machine(folder: Path, machine: Machine) -> None:
    """Say what the rows of this folder run on."""
    (folder / MACHINE).write_text(json.dumps(asdict(machine), indent=2) + "\n", encoding="utf-8")


def read_rows(folder: Path) -> tuple[Machine, list[Row]]:
    """Machine and rows of a results folder, in the order of their ends; a line cut short at the end is passed over.

    Raises UsageError where the folder holds no results, or rows of a form that is not known here.
    """
    try:
        machine = Machine(**json.loads((folder / MACHINE).read_text(encoding="utf-8")))
        lines = (folder / ROWS).read_text(encoding="utf-8") if (folder / ROWS).exists() else ""
        whole = lines.split("\n")[:-1]  # not by splitlines, which knows more ends of lines than JSON does
        return machine, [_row(json.loads(line)) for line in whole]
    except FileNotFoundError as error:
        raise UsageError(f"{folder} holds no results: name a folder that python -m benchmarks run wrote.") from error
    except (TypeError, ValueError) as error:
        raise UsageError(f"{folder} holds results in a form not known here ({error}). Run the suite again.") from error


def as_csv(rows: Iterable[Row]) -> str:
    """The rows as a table: one line each, without levels and trace (those are in the JSON lines)."""
    text = io.StringIO()
    plain = [column.name for column in fields(Row) if column.name not in NESTED]
    writer = csv.DictWriter(text, plain, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return text.getvalue()


def _finite(value: Any) -> Any:
    """The same with None for every infinite or undefined figure, which JSON has no word for: it says nothing anyhow."""
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _row(data: Mapping[str, Any]) -> Row:
    levels = tuple(Level(**level) for level in data["levels"])
    return Row(**{**data, "levels": levels, "trace": tuple(Point(**point) for point in data["trace"])})
