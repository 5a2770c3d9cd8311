"""Synthetic counties from the command line, as a caseload or as an extract; no real person is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from allocator.cli.options import FOLDER, debug_option

FORMATS = ("caseload", "annex-a-13", "annex-a-17")


@click.command()
@click.argument("preset")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--as", "form", type=click.Choice(FORMATS), default="caseload", help="An extract of it instead.")
@click.option("--overwrite", is_flag=True, help="Replace tables that are there already.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another seed, another county.")
@debug_option
def generate(preset: str, folder: Path, form: str, overwrite: bool, seed: int) -> None:
    """Make a synthetic county to try things on.

    PRESET is lincolnshire-2023, lincolnshire-2025, lincolnshire-lait, england-10k or england-100k. One seed always
    gives the same county. With --as it is written as an authority's system would export it, to try convert on:
    annex-a-13 and annex-a-17 are workbooks with Lists 8 and 9 of Annex A, the latter in its form of so many columns.

    \b
    Example:
      allocator generate lincolnshire-2025 county --seed 7
      allocator generate lincolnshire-2025 extract --as annex-a-17
    """
    from allocator.generate import generate as make_county  # late: loads numpy
    from allocator.reading.caseload import write_caseload

    county = make_county(preset, seed=seed)
    size = f"{len(county.young_people)} young people and {len(county.workers)} workers"
    if form == "caseload":
        write_caseload(county, folder, overwrite=overwrite)
        click.echo(f"Written to {folder}: {size}. Next: allocator allocate {folder}")
        return
    from allocator.generate.extracts import with_returns, write_annex_a

    columns: Literal[13, 17] = 13 if form == "annex-a-13" else 17
    file = write_annex_a(with_returns(county, seed=seed), folder / f"{form}.xlsx", columns=columns, overwrite=overwrite)
    click.echo(
        f"Written to {file}: {size}, as of {county.as_of.isoformat()}. "
        f"Next: allocator convert annex-a {file} --out caseload --as-of {county.as_of.isoformat()}"
    )
