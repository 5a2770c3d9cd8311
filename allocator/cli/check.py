"""Looks a caseload over from the command line before anything is solved; it proposes nothing and writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from allocator.cli.findings import csv_option, previous_option, write_findings
from allocator.cli.options import CASELOAD, RunOptions, debug_option, reading_options
from allocator.errors import InputError


@click.command()
@click.argument("caseload", type=CASELOAD)
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Print findings and room as JSON.")
@csv_option
@previous_option
@debug_option
def check(caseload: Path, options: RunOptions, as_json: bool, as_csv: Path | None, previous: Path | None) -> int:
    """Look for mistakes in a caseload, and whether there is room.

    Every mistake is listed at once: what, where and what to do. Errors stop a run (exit code 1), warnings and notes
    do not.

    Room is counted, nothing is solved: there is a place for everybody this week, or at least so many people must be
    left without a worker, whatever is done. Then come the groups that are shortest of workers.

    \b
    Example:
      allocator check instances/untidy
      allocator check caseload --previous last-week --csv findings.csv
    """
    from allocator import pipeline  # late: all of these load the tables and the roads
    from allocator.cli.checked import checked_json, checked_text, faulty_json, faulty_text
    from allocator.reading.changes_since import with_changes_since
    from allocator.room.check import room_report

    try:
        read, model, travel = pipeline.check(caseload, options.for_pipeline())
        read = with_changes_since(read, previous, model)
    except InputError as error:
        write_findings(error.findings, as_csv)
        click.echo(faulty_json(error) if as_json else faulty_text(error))
        return InputError.exit_code
    write_findings(read.findings, as_csv)
    room = room_report(read, travel, model)
    click.echo(checked_json(read, room) if as_json else checked_text(read, room))
    return 0
