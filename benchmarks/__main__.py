"""``python -m benchmarks``: which commands there are and where each lives; it measures nothing itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from allocator.cli.errors import Session, run_guarded
from allocator.cli.group import Entry, LazyGroup

COMMANDS = {
    "list": Entry("benchmarks.commands.listing:listing", "Say which suites, cases, backends and instances there are."),
    "run": Entry("benchmarks.commands.run:run", "Run a suite and write a row for every run."),
    "national": Entry("benchmarks.commands.national:national", "Run a whole nation, one county after the other."),
    "compare": Entry("benchmarks.commands.compare:compare", "Set two results folders side by side."),
    "report": Entry("benchmarks.commands.report:report", "Write the report of one or more results folders."),
    "export": Entry("benchmarks.commands.export:export", "Write the cases of a suite as tables, for others to solve."),
    "check": Entry("benchmarks.commands.check:check", "Judge somebody's answer to an instance."),
}

EXIT_CODES = """benchmarks/README.md holds the protocol: what is measured, and what counts as a regression.

\b
Exit codes:
  0   done
  1   something contradicts what is proven, or an answer does not hold
  2   wrong usage
  3   done, but a run failed or something is worse than before
  4   stopped on the way; what was measured is kept
  70  a fault in the program itself
"""


@click.group(
    cls=LazyGroup, entries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES
)
def commands() -> None:
    """Measure the weekly run and hold it against the solvers that people would pick instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (of this process, or ``arguments``) and return its exit code."""
    words, session = list(sys.argv[1:] if arguments is None else arguments), Session(debug=True)
    name = "python -m benchmarks"
    return run_guarded(lambda: commands.main(words, prog_name=name, obj=session, standalone_mode=False), session)


if __name__ == "__main__":
    sys.exit(main())
