"""The row of a run that has only begun: failed until something better is known."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.cases import Task
from benchmarks.rows import FAILED, Row


def begun_row(task: Task) -> Row:
    """What is known of a row before it is run."""
    case = task.case
    return Row(
        suite=task.suite,
        case=case.name,
        backend=task.backend,
        phase=task.phase,
        seed=task.seed,
        repeat=task.repeat,
        outcome=FAILED,
        seconds=0.0,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        limit_seconds=task.seconds,
        threads=task.threads,
        jobs=task.jobs,
    )
