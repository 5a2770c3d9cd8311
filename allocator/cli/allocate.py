"""The weekly proposal from the command line: run, write the run folder, print the summary; it decides nothing."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from allocator.cli.options import CASELOAD, Output, RunOptions, debug_option, output_options, run_options
from allocator.cli.progress import shown_progress

DEMO = "leaver-week"


@click.command()
@click.argument("caseload", type=CASELOAD)
@run_options
@output_options
@debug_option
def allocate(caseload: Path, options: RunOptions, output: Output) -> int:
    """Propose who works with whom this week, and say why.

    CASELOAD is a folder of tables (young_people.csv, workers.csv) or a workbook with sheets of the same names. The
    proposal goes to a run folder: runs/CASELOAD-DATE unless --out says otherwise, with -2, -3, ... added where a run of
    the same day is there already. Nothing is ever replaced without --overwrite.

    \b
    Example:
      allocator allocate instances/tiny --out runs/monday
    """
    return propose(caseload, options, output)[0]


@click.command()
@click.option("--no-open", is_flag=True, help="Do not open the report in a browser.")
@run_options
@output_options
@debug_option
def demo(no_open: bool, options: RunOptions, output: Output) -> int:
    """Run the weekly proposal on a bundled county and open its report.

    One worker leaves, five young people arrive, two reach the step-down, and there is just enough room.

    \b
    Example:
      allocator demo --no-open
    """
    from allocator.bundled import instances_dir  # late: nobody else needs it

    code, folder = propose(instances_dir() / DEMO, options, output)
    if not no_open and somebody_looks():
        webbrowser.open((folder / "report.html").absolute().as_uri())
    return code


def somebody_looks() -> bool:
    """Whether a browser can be opened in front of somebody: at a terminal, and on Linux with a display."""
    display = not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return sys.stdout.isatty() and display


def propose(caseload: Path, options: RunOptions, output: Output) -> tuple[int, Path]:
    """Run one caseload, write its run folder and print the result; the exit code and the folder."""
    from allocator import pipeline  # late: loads the solver and the tables
    from allocator.cli.saving import refuse_place, result_text, save_run

    refuse_place(output)
    with shown_progress(quiet=output.quiet) as on_progress:
        run = pipeline.allocate(caseload, options.for_pipeline(on_progress))
    folder = save_run(run, output)
    click.echo(result_text(run, as_json=output.as_json))
    if not output.quiet:
        click.echo(f"\nWritten to {folder}: open {folder / 'report.html'} in a browser.", err=output.as_json)
    return run.proposal.exit_code, folder
