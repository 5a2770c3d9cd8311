"""Says what there is to run, to run it with and to run it on; it runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.cases import Asked
from benchmarks.commands.words import as_table
from benchmarks.library.known import library
from benchmarks.peers import known
from benchmarks.suites import suite_named, suites


@click.command("list")
@click.argument("suite", required=False)
@click.option("--instance", "instances", multiple=True, metavar="NAME|DIR", help="Which instances instead.")
@click.option("--gap-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Public GAP files.")
def listing(suite: str | None, instances: tuple[str, ...], gap_dir: Path | None) -> None:
    """Say which suites, backends and instances there are, or the cases of SUITE.

    \b
    Example:
      python -m benchmarks list tight
    """
    if suite is None:
        click.echo("\n".join(everything()))
        return
    for case in suite_named(suite).cases(Asked(instances, gap_dir)):
        click.echo(case.name)


def everything() -> Iterator[str]:
    """Suites with the question that they answer, backends, and the instances of the library."""
    yield "Suites (python -m benchmarks run SUITE):"
    yield as_table([(f"  {name}", suite.QUESTION) for name, suite in suites().items()])
    yield "\nBackends (--backend NAME):"
    yield as_table([(f"  {name}", str(backend.TITLE)) for name, backend in known().items()])
    yield f"\nInstances of the library, version {library()['version']} (--instance NAME):"
    rows = [(f"  {name}", about["model"], about["how"]) for name, about in library()["instances"].items()]
    yield as_table(rows)
