"""The counties that a preset stands for: one, or many of equal size with towns of their own; no people."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from allocator.generate.background import Homes
from allocator.generate.preset import FOLDER, Counties, Preset
from allocator.generate.staffing import Post
from allocator.generate.workforce import posts_of


@dataclass(frozen=True)
class County:
    """One county: how many people, where they live, its posts, and what its ids begin with.

    ``prefix`` stands before whatever else must not be taken for that of another county.
    """

    people: int
    homes: Homes
    posts: tuple[Post, ...]
    person_prefix: str
    worker_prefix: str
    prefix: str = ""


def counties_of(preset: Preset) -> Iterator[County]:
    """The one county of the preset, or as many as it asks for, its people split evenly among them."""
    people = sum(preset.cohort.ages.values())
    if preset.counties is None:
        posts = posts_of(preset.workforce, people=people, towns=preset.homes.in_county)
        yield County(people, preset.homes, posts, "P", preset.workforce.prefix)
        return
    number = preset.counties.number
    for row, homes in enumerate(_homes(preset.homes, preset.counties)):
        share = people * (row + 1) // number - people * row // number
        posts = posts_of(preset.workforce, people=share, towns=homes.in_county)
        prefix = f"C{row + 1:02d}-"
        yield County(share, homes, posts, f"{prefix}P", f"{prefix}{preset.workforce.prefix}", prefix)


def _homes(figures: Homes, counties: Counties) -> Iterator[Homes]:
    """The towns of each county in turn; out of it people live in the largest towns of its neighbours in the table."""
    towns = _towns(counties.towns)
    names = list(towns)
    for row, name in enumerate(names[: counties.number]):
        around = towns[names[row - 1]] | towns[names[(row + 1) % len(names)]]
        largest = sorted(around, key=lambda town: (-around[town], town))[: counties.out_of_county_towns]
        outside = {town: around[town] for town in largest if town not in towns[name]}
        changes = {"former_uasc_in": None, "in_county": towns[name], "out_of_county": outside}
        yield figures.model_copy(update=changes)


def _towns(table: str) -> dict[str, dict[str, Decimal]]:
    towns: dict[str, dict[str, Decimal]] = {}
    with (FOLDER / table).open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            towns.setdefault(line["county"], {})[line["town"]] = Decimal(line["weight"])
    return towns
