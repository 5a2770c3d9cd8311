"""Made-up rows and results folders; nothing was run for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report.results import Folder, Results
from benchmarks.report.statistics.repeats import Repeats
from benchmarks.rows import DONE, FAILED, Level, Machine, Point, Row, append_row, write_machine

HOSTILE = "<script>alert('&\"')</script>"
MACHINE = Machine("3.11.2", "Linux 6.1", "Processor 9", 2, 7950, {"ortools": "9.14", "numpy": "2.1"}, "abc123def456")


def row(**given: Any) -> Row:
    """A finished run of ours on weekly: tiny in 2.5 seconds, unless something else is given."""
    standard: dict[str, Any] = {
        "suite": "weekly",
        "case": "tiny",
        "backend": "ours",
        "phase": "solve",
        "seed": 1,
        "repeat": 1,
        "outcome": DONE,
        "seconds": 2.5,
        "started": "2026-03-02T09:00:00",
        "people": 9,
        "workers": 4,
        "audit": "passed",
    }
    return Row(**{**standard, **given})


def failed(error: str = "out of memory", **given: Any) -> Row:
    """A run that failed."""
    return row(**{"outcome": FAILED, "audit": "", "error": error, **given})


def repeats(*rows: Row) -> Repeats:
    """Rows that belong together."""
    return Repeats(rows)


def timed(*seconds: float, **given: Any) -> Repeats:
    """Repeats that took so many seconds each."""
    return Repeats(tuple(row(seconds=taken, repeat=rank, **given) for rank, taken in enumerate(seconds, start=1)))


def level(key: str, value: float, bound: float | None, proven: bool = False, seconds: float = 0.5) -> Level:
    """One level."""
    return Level(key, value, bound, proven, seconds)


def results(*folders: Iterable[Row], machines: Sequence[Machine] = ()) -> Results:
    """Results of folders called before, after, later."""
    names = ("before", "after", "later")[-len(folders) :] if len(folders) < 3 else ("before", "after", "later")
    ran_on = [*machines, *[MACHINE] * len(folders)]
    return Results(tuple(Folder(n, m, tuple(f)) for n, m, f in zip(names, ran_on, folders, strict=False)))


def write(folder: Path, rows: Iterable[Row], machine: Machine = MACHINE) -> Path:
    """A results folder on disk."""
    folder.mkdir(parents=True)
    write_machine(folder, machine)
    for one in rows:
        append_row(folder, one)
    return folder


def everything(speed: float = 1.0) -> list[Row]:
    """Rows of every suite and kind: four backends, failures, a refusal, traces, growth, phases, hostile words."""
    return [*_weekly(speed), *_gap(), *_growth(), *_phases(), *_trouble()]


def _weekly(speed: float) -> list[Row]:
    factors = {"ours": speed, "scip": 6.0, "highs": 4.0, "by_hand": 0.01}
    return [
        row(
            case=case,
            backend=backend,
            repeat=repeat,
            seconds=(0.3 + 0.05 * repeat) * size * factor,
            people=300 * size,
            workers=11 * size,
            levels=_levels(size, backend),
            trace=_trace(size * factor),
            peak_mib=180.0 + 7 * size,
            limit_seconds=60.0,
            load_before=0.3 * repeat,
        )
        for size, case in enumerate(("tiny", "leaver-week", "storm-week", f"odd-{HOSTILE}"), start=1)
        for backend, factor in factors.items()
        for repeat in (1, 2, 3)
    ]


def _levels(size: int, backend: str) -> tuple[Level, ...]:
    if backend == "by_hand":
        return level("changes", 9.0, None), level("cost", 400.0 + size, None)
    open_at = {"ours": 3, "scip": 2, "highs": 9}[backend]
    proven = size < open_at
    return level("changes", 7.0, 7.0, True), level("cost", 300.0, 300.0 if proven else 297.0, proven, 1.5)


def _trace(seconds: float) -> tuple[Point, ...]:
    return (
        Point(0.1 * seconds, "changes", 7.0, 7.0),
        Point(0.2 * seconds, "cost", None, 250.0),
        Point(0.3 * seconds, "cost", 330.0, 280.0),
        Point(0.8 * seconds, "cost", 300.0, 297.0),
    )


def _gap() -> list[Row]:
    values = {"ours": 1000.0, "scip": 1030.0, "highs": 1004.0}
    return [
        row(
            suite="gap",
            case=f"{name}05100",
            backend=backend,
            seconds=60.0,
            people=100,
            workers=5,
            value=value + extra,
            bound=999.0,
            best_known=1000.0,
            trace=(Point(1.0, "", 1200.0, 900.0), Point(20.0, "", value + extra, 999.0)),
        )
        for extra, name in enumerate("cde")
        for backend, value in values.items()
    ]


def _growth() -> list[Row]:
    return [
        row(
            suite="growth",
            case=f"{name}/{people}",
            people=people,
            seconds=factor * people**1.1,
            peak_mib=150 + people / 9,
        )
        for name, factor in (("weekly", 0.001), ("from-scratch", 0.004))
        for people in (250, 1000, 10000, 100000)
    ]


def _phases() -> list[Row]:
    spent = {"import": 0.6, "read": 0.2, "problem": 0.1, "solve": 1.0, "level cost": 0.7, "bounds": 0.2, "write": 0.3}
    return [row(suite="phases", phase=phase, seconds=seconds) for phase, seconds in spent.items()]


def _trouble() -> list[Row]:
    return [
        failed(f"killed \x1b[31mred\x1b[0m \x00 {HOSTILE}", case=f"odd-{HOSTILE}", backend=f"peer{HOSTILE}"),
        row(case="tiny", backend=f"peer{HOSTILE}", audit="failed", error=f"the audit contradicts: {HOSTILE}"),
    ]
