"""The counties that a preset stands for: one, or many of equal size with towns of their own; no people."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from allocator.generate.background import Homes
from allocator.generate.preset import FOLDER, Preset
from allocator.generate.staffing import Post
from allocator.generate.workforce import posts_of


@dataclass(frozen=True)
class County:
    """One county: how many people, where they live, its posts, and what its ids begin with."""

    people: int
    homes: Homes
    posts: tuple[Post, ...]
    person_prefix: str
    worker_prefix: str


def counties_of(preset: Preset) -> Iterator[County]:
    """The one county of the preset, or as many as it asks for, its people split evenly among them."""
    people = sum(preset.cohort.ages.values())
    if preset.counties is None:
        posts = posts_of(preset.workforce, people=people, towns=preset.homes.in_county)
        yield County(people, preset.homes, posts, "P", preset.workforce.prefix)
        return
    number = preset.counties.number
    for row, homes in enumerate(_homes(preset)):
        share = people * (row + 1) // number - people * row // number
        posts = posts_of(preset.workforce, people=share, towns=homes.in_county)
        yield County(share, homes, posts, f"C{row + 1:02d}-P", f"C{row + 1:02d}-{preset.workforce.prefix}")


def _homes(preset: Preset) -> Iterator[Homes]:
    """The towns of each county in turn; out of it people live in the largest towns of its neighbours in the table."""
    if preset.counties is None:
        return
    towns = _towns(preset.counties.towns)
    names = list(towns)
    for row in range(preset.counties.number):
        around = {
            town: w for name in (names[row - 1], names[(row + 1) % len(names)]) for town, w in towns[name].items()
        }
        largest = sorted(around, key=lambda town: (-around[town], town))[: preset.counties.out_of_county_towns]
        homes = preset.homes.model_copy(update={"former_uasc_in": None})
        inside = towns[names[row]]
        outside = {town: around[town] for town in largest if town not in inside}
        yield homes.model_copy(update={"in_county": inside, "out_of_county": outside})


def _towns(table: str) -> dict[str, dict[str, Decimal]]:
    towns: dict[str, dict[str, Decimal]] = {}
    with (FOLDER / table).open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            towns.setdefault(line["county"], {})[line["town"]] = Decimal(line["weight"])
    return towns
