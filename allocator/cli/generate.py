"""Synthetic counties from the command line; no real person is in them, and it proposes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from allocator.cli.options import FOLDER, debug_option


@click.command()
@click.argument("preset")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--overwrite", is_flag=True, help="Replace tables that are there already.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another seed, another county.")
@debug_option
def generate(preset: str, folder: Path, overwrite: bool, seed: int) -> None:
    """Make a synthetic county to try things on.

    PRESET is lincolnshire-2023, lincolnshire-2025, lincolnshire-lait, england-10k or england-100k. One seed always
    gives the same county.

    \b
    Example:
      allocator generate lincolnshire-2025 county --seed 7
    """
    from allocator.generate import generate as make_county  # late: loads numpy
    from allocator.reading.caseload import write_caseload

    county = make_county(preset, seed=seed)
    write_caseload(county, folder, overwrite=overwrite)
    click.echo(
        f"Written to {folder}: {len(county.young_people)} young people and {len(county.workers)} workers. "
        f"Next: allocator allocate {folder}"
    )
