"""Writes the cases of a suite as folders of tables from the command line, for others to solve; it runs none."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("suite")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--case", "patterns", multiple=True, metavar="PATTERN", help="Only cases with such a name: '9*-held'.")
@click.option("--instance", "instances", multiple=True, metavar="NAME|DIR", help="Which instances instead.")
def export(suite: str, folder: Path, patterns: tuple[str, ...], instances: tuple[str, ...]) -> None:
    """Write the cases of SUITE into FOLDER, each as a folder of tables.

    \b
    Example:
      python -m benchmarks export tight tables --case '96-*'
    """
    from allocator.errors import UsageError  # late: all of these load the tables
    from allocator.reading.writing.folder import write_caseload
    from benchmarks.cases import Asked, Week
    from benchmarks.library.version import instance_sha256
    from benchmarks.planning import cases_of
    from benchmarks.suites import suite_named

    for case in cases_of(suite, Asked(instances), patterns):
        week = suite_named(suite).question(case)
        if not isinstance(week, Week):
            raise UsageError(f"{suite} has public instances, which are files already.")
        place = write_caseload(week.caseload, folder / case.name.replace("/", "-"))
        click.echo(f"{instance_sha256(place)}  {place}")
