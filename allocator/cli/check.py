"""Looks a caseload over from the command line before anything is solved; it proposes nothing and writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from allocator.cli.findings import findings_text
from allocator.cli.options import CASELOAD, RunOptions, debug_option, reading_options
from allocator.errors import InputError


@click.command()
@click.argument("caseload", type=CASELOAD)
@reading_options
@debug_option
def check(caseload: Path, options: RunOptions) -> int:
    """Look for mistakes in a caseload, and whether there is room.

    Every mistake is listed at once: what, where and what to do. Errors stop a run (exit code 1), warnings and notes
    do not.

    \b
    Example:
      allocator check instances/untidy
    """
    from allocator import pipeline  # late: loads the tables and the roads
    from allocator.explain.words import day
    from allocator.room.check import room_report

    try:
        read, model, travel = pipeline.check(caseload, options.for_pipeline())
    except InputError as error:
        click.echo(f"{str(error).splitlines()[0]}\n\n{findings_text(error.findings)}".rstrip())
        return InputError.exit_code
    click.echo(f"{read.title}, {day(read.as_of)}: {len(read.young_people)} young people, {len(read.workers)} workers")
    click.echo("\n" + (findings_text(read.findings) or "No mistakes were found."))
    click.echo("\nIs there room?")
    for sentence in room_report(read, travel, model).sentences:
        click.echo(f"  {sentence}")
    return 0
