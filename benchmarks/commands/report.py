"""Writes the report of results folders from the command line; what is in it is decided elsewhere."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER..."
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html")
def report(folders: tuple[Path, ...], out: Path) -> None:
    """Write one page about one or more results folders, the earlier before the later.

    \b
    Example:
      python -m benchmarks report runs/benchmarks/before runs/benchmarks/after --out report.html
    """
    from benchmarks.report import write_report  # late: loads the templates

    write_report(folders, out)
    click.echo(f"Written to {out}: open it in a browser.", err=True)
