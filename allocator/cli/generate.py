"""Synthetic counties from the command line, as a caseload or as an extract; no real person is in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from allocator.cli.options import FOLDER, debug_option

if TYPE_CHECKING:
    from allocator.generate.extracts.annex_a_words import Columns
    from allocator.records import Caseload

CASELOAD, SSD = "caseload", "ssd"
FORMATS = (CASELOAD, "annex-a-13", "annex-a-17", SSD)


@click.command()
@click.argument("preset")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--as", "form", type=click.Choice(FORMATS), default=CASELOAD, help="What to write.", show_default=True)
@click.option("--overwrite", is_flag=True, help="Replace tables that are there already.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another seed, another county.")
@debug_option
def generate(preset: str, folder: Path, form: str, overwrite: bool, seed: int) -> None:
    """Make a synthetic county to try things on.

    PRESET is lincolnshire-2023, lincolnshire-2025, lincolnshire-lait, england-10k or england-100k. One seed always
    gives the same county. With --as it is written as an authority's system would export it, to try convert on:
    annex-a-13 and annex-a-17 are a workbook with Lists 8 and 9 of Annex A, List 9 with so many columns; ssd is a
    folder of tables of the Standard Safeguarding Data Set.

    \b
    Example:
      allocator generate lincolnshire-2025 county --seed 7
      allocator generate lincolnshire-2025 extract --as annex-a-17
    """
    from allocator.generate import generate as make_county  # late: loads numpy
    from allocator.reading.writing.folder import write_caseload

    county = make_county(preset, seed=seed)
    size = f"{len(county.young_people)} young people and {len(county.workers)} workers"
    if form == CASELOAD:
        write_caseload(county, folder, overwrite=overwrite)
        click.echo(f"Written to {folder}: {size}. Next: allocator allocate {folder}")
        return
    written = _extract(county, folder, form, overwrite=overwrite, seed=seed)
    way, day = SSD if form == SSD else "annex-a", county.as_of.isoformat()
    click.echo(
        f"Written to {written}: {size}, as of {day}. "
        f"Next: allocator convert {way} {written} --out caseload --as-of {day}"
    )


def _extract(county: Caseload, folder: Path, form: str, *, overwrite: bool, seed: int) -> Path:
    """Write the county as an extract; returns the file or folder to convert."""
    from allocator.generate.extracts import with_returns, write_annex_a, write_ssd

    filled = with_returns(county, seed=seed)
    if form == SSD:
        return write_ssd(filled, folder, overwrite=overwrite)
    columns: Columns = 13 if form == "annex-a-13" else 17
    return write_annex_a(filled, folder / f"{form}.xlsx", columns=columns, overwrite=overwrite)
