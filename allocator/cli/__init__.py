"""The command line: which commands there are and where each lives; it computes nothing and loads one only when called.

Whatever takes long to import (the solver, the tables, the pages) is imported by a command when it runs, so that help is
there at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from allocator.cli.errors import Session, run_guarded
from allocator.cli.group import Entry, LazyGroup

COMMANDS = {
    "demo": Entry("allocator.cli.allocate:demo", "Run the weekly proposal on a bundled county and open its report."),
    "allocate": Entry("allocator.cli.allocate:allocate", "Propose who works with whom this week, and say why."),
    "check": Entry("allocator.cli.check:check", "Look for mistakes in a caseload, and whether there is room."),
    "what-if": Entry("allocator.cli.what_if:what_if", "Set a week with changes beside the same week without."),
    "template": Entry("allocator.cli.convert:template", "Write what there is to fill in: the team workbook."),
    "convert": Entry("allocator.cli.convert:convert", "Turn the authority's own extract into a caseload."),
    "models": Entry("allocator.cli.models:models", "List the service models, or show one in plain words."),
    "generate": Entry("allocator.cli.generate:generate", "Make a synthetic county to try things on."),
}

EXIT_CODES = """Each command shows a worked example: allocator COMMAND --help.

\b
Exit codes:
  0   done
  1   the input has errors, all of them listed
  2   wrong usage
  3   done, but somebody is without a worker, or a new pair breaks a must
  4   stopped before there was any answer
  70  a fault in the program itself
"""


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from allocator.versions import version_of  # late: asks the installation

        click.echo(f"allocator {version_of('allocator')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def commands() -> None:
    """Decide, week by week, which leaving care worker should work with which care leaver, and say why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (of this process, or ``arguments``) and return its exit code."""
    session = Session()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows a question mark, no error
    words = list(sys.argv[1:] if arguments is None else arguments)
    return run_guarded(lambda: commands.main(words, prog_name="allocator", obj=session, standalone_mode=False), session)
