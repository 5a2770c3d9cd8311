"""Runs a nation from the command line, and adds up what its counties came to; it judges nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from benchmarks.cases import Asked
from benchmarks.commands.run import run_options, run_suite
from benchmarks.planning import Plan
from benchmarks.rows import DONE, Row


@click.command()
@click.option("--preset", default="england-10k", show_default=True, help="Which nation: england-10k or england-100k.")
@run_options
def national(preset: str, plan: Plan, cluster: str | None, out: Path | None, resume: bool | None) -> int:
    """Run a whole nation, one county after the other: one county is one task.

    \b
    Examples:
      python -m benchmarks national --jobs 2 --threads 1
      python -m benchmarks national --preset england-100k --cluster tcp://scheduler:8786
    """
    begin = time.perf_counter()
    plan = replace(plan, asked=Asked(preset=preset))
    code, rows = run_suite("national", plan, cluster=cluster, out=out, resume=resume)
    click.echo(f"\n{total_of(rows)}\n{time.perf_counter() - begin:.1f} s by the clock, starting and judging included.")
    return code


def total_of(rows: Sequence[Row]) -> str:
    """The nation in a few lines: levels added up over the counties of the first repeat, bounds where all have one."""
    first = [row for row in rows if row.outcome == DONE and row.repeat == min(r.repeat for r in rows)]
    people, workers = sum(row.people for row in first), sum(row.workers for row in first)
    proven = sum(row.proven for row in first)
    lines = [f"{len(first)} counties, {people} people, {workers} workers; {proven} counties with every level proven"]
    for position, level in enumerate(first[0].levels if first else ()):
        same = [row.levels[position] for row in first]
        bounds = [each.bound for each in same if each.bound is not None]
        bound = f"{sum(bounds):.6g}" if len(bounds) == len(same) else "none"
        lines.append(f"  {level.key}: {sum(each.value for each in same):.6g}, bound {bound}")
    return "\n".join([*lines, f"{sum(row.seconds for row in first):.1f} s of solving, county by county"])
