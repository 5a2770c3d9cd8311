"""Tables to start from: the authority's own extract turned into a caseload, or empty ones; it makes up no figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from allocator.cli.options import EXISTING, FOLDER, Day, debug_option


@click.group()
def convert() -> None:
    """Turn the authority's own extract into a caseload.

    \b
    Example:
      allocator convert annex-a list9.xlsx --out caseload
    """


@convert.command("annex-a")
@click.argument("file", type=EXISTING)
@click.option("--out", type=FOLDER, required=True, metavar="DIR", help="The caseload folder to write.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of the extract.")
@debug_option
def annex_a(file: Path, out: Path, as_of: date | None) -> None:
    """Turn List 9 of Annex A (13 columns) into a caseload.

    Names of workers become ids. The key goes to a separate file beside the caseload that only you can read: keep it
    where names may be kept, and do not pass it on with the caseload.

    \b
    Example:
      allocator convert annex-a list9.xlsx --out caseload --as-of 2026-01-05
    """
    from allocator.cli.findings import findings_text  # late: all of these load the tables
    from allocator.reading.annex_a import convert_annex_a

    made = convert_annex_a(file, out, as_of=as_of)
    click.echo(f"Written to {made.folder}: {made.people} young people and {made.workers} workers.")
    click.echo(f"The key to the workers' names is {made.key}: keep it to yourself.")
    click.echo(f"\n{findings_text(made.findings)}")  # there is always one: List 9 does not say how much anybody works
    click.echo(f"\nNext: fill in {made.folder / 'workers.csv'}, then run: allocator check {made.folder}")


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--overwrite", is_flag=True, help="Replace tables that are there already.")
@debug_option
def template(folder: Path, overwrite: bool) -> None:
    """Write empty tables to fill in.

    Each has one row as an example; words.csv says what every cell may hold.

    \b
    Example:
      allocator template caseload
    """
    from allocator.reading.template import write_template  # late: loads the tables

    write_template(folder, overwrite=overwrite)
    click.echo(
        f"Written to {folder}. Next: fill in young_people.csv and workers.csv, then run: allocator check {folder}"
    )
