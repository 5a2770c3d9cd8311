"""Runs a suite from the command line and keeps every row as soon as it is there; it judges nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from benchmarks.cases import Asked, Task
from benchmarks.commands.words import line_of, summary_of
from benchmarks.conflicts import conflicts
from benchmarks.planning import Plan, tasks_of
from benchmarks.results import keep, left_to_do, open_folder, place_for, write_table
from benchmarks.rows import FAILED, Row, read_rows
from benchmarks.running import machine_of, run_all

STOPPED, SOME_FAILED, CONTRADICTED = 4, 3, 1
FOLDER = click.Path(file_okay=False, path_type=Path)
POSITIVE = click.FloatRange(min=0, min_open=True)

OPTIONS = (
    click.option("--backend", "backends", multiple=True, metavar="NAME|all", help="Whom to run; may be repeated."),
    click.option("--case", "patterns", multiple=True, metavar="PATTERN", help="Only cases with such a name: 'd*'."),
    click.option("--repeats", type=click.IntRange(min=1), metavar="N", help="How often each case is run."),
    click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the first repeat."),
    click.option("--time-limit", "seconds", type=POSITIVE, metavar="S", help="Seconds for one run of a backend."),
    click.option("--grace", type=POSITIVE, default=30.0, show_default=True, help="Seconds beyond it before a kill."),
    click.option(
        "--memory-limit", "memory_mib", type=POSITIVE, metavar="MIB", help="Kill a run that holds more (else: 90 %)."
    ),
    click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True, help="Threads of each run."),
    click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Runs at the same time."),
    click.option("--cluster", metavar="ADDRESS", help="Run on a Dask cluster: the address of its scheduler."),
    click.option("--out", type=FOLDER, metavar="DIR", help="The results folder."),
    click.option("--resume/--fresh", default=None, help="Go on with results that are there, or remove them."),
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What commands that run share: ``plan`` (without what is asked), ``cluster``, ``out`` and ``resume``."""

    @wraps(command)
    def gathered(**given: Any) -> Any:
        plan = Plan(**{name: given.pop(name) for name in Plan.__dataclass_fields__ if name in given})
        return command(plan=plan, **given)

    wrapped: Any = gathered
    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    found: Callable[..., Any] = wrapped
    return found


@click.command()
@click.argument("suite")
@click.option("--instance", "instances", multiple=True, metavar="NAME|DIR", help="Which instances instead.")
@click.option("--gap-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Public GAP files.")
@run_options
def run(
    suite: str,
    instances: tuple[str, ...],
    gap_dir: Path | None,
    plan: Plan,
    cluster: str | None,
    out: Path | None,
    resume: bool | None,
) -> int:
    """Run SUITE and write a row for every run.

    \b
    Examples:
      python -m benchmarks run weekly --out runs/benchmarks/today
      python -m benchmarks run gap --gap-dir FOLDER --backend all --case 'd*'
      python -m benchmarks run weekly --out runs/benchmarks/today --resume
    """
    from dataclasses import replace

    plan = replace(plan, asked=Asked(instances, gap_dir.absolute() if gap_dir else None))
    code, _ = run_suite(suite, plan, cluster=cluster, out=out, resume=resume)
    return code


def run_suite(
    suite: str, plan: Plan, *, cluster: str | None, out: Path | None, resume: bool | None
) -> tuple[int, list[Row]]:
    """Run what is left of a suite; the exit code, and all rows of the folder."""
    tasks = tasks_of(suite, plan)
    folder = out or place_for(suite, datetime.now())
    there = open_folder(folder, machine_of(jobs=plan.jobs, cluster=cluster), resume=resume)
    left = left_to_do(tasks, there)
    if there:
        click.echo(f"{len(tasks) - len(left)} of {len(tasks)} runs are there already.", err=True)
    stopped = _run(left, folder, jobs=plan.jobs, cluster=cluster)
    rows = read_rows(folder)[1]
    click.echo(summary_of(rows))
    wrong = conflicts(rows)
    for said in wrong:
        click.echo(f"Contradiction: {said}")
    click.echo(f"\nWritten to {write_table(folder)} and {folder}: see python -m benchmarks report.", err=True)
    if stopped:
        click.echo(f"Stopped. Go on with the same command, --out {folder} and --resume.", err=True)
    return (STOPPED if stopped else CONTRADICTED if wrong else _code(rows)), rows


def _run(tasks: Sequence[Task], folder: Path, *, jobs: int, cluster: str | None) -> bool:
    """Run and keep; whether somebody stopped it on the way."""
    try:
        for number, (task, rows) in enumerate(run_all(tasks, jobs=jobs, cluster=cluster), start=1):
            keep(folder, rows)
            click.echo(f"[{number}/{len(tasks)}] {line_of(task, rows)}", err=True)
    except KeyboardInterrupt:
        return True
    return False


def _code(rows: Sequence[Row]) -> int:
    if any(row.outcome == FAILED and "contradicts what is known" in row.error for row in rows):
        return CONTRADICTED
    return SOME_FAILED if any(row.outcome == FAILED or row.audit == "failed" for row in rows) else 0
