"""Where the young people of a county live: in it, out of it, unknown; no journeys and no workers."""

from __future__ import annotations

import numpy as np

from allocator.generate.background import Homes as Figures
from allocator.generate.background import Prisons, Weights
from allocator.generate.people import Homes
from allocator.generate.quotas import Generator, Mask, deal, heads, some


def draw_homes(figures: Figures, rng: Generator, *, former_uasc: Mask) -> Homes:
    """Places in the preset's proportions, to the nearest head; every place counts where it is."""
    people = len(former_uasc)
    inside, unknown = heads(people, figures.in_county_percent), heads(people, figures.unknown_percent)
    fixed = np.zeros(people, dtype=bool)
    if figures.former_uasc_in is not None:
        fixed = some(rng, former_uasc, heads(int(former_uasc.sum()), figures.former_uasc_in.percent))
        inside -= int(fixed.sum()) if figures.former_uasc_in.place in figures.in_county else 0
    in_county = some(rng, ~fixed, inside)
    nowhere = some(rng, ~fixed & ~in_county, unknown)
    place: list[str | None] = [None] * people
    _fill(rng, place, in_county, figures.in_county)
    _fill(rng, place, ~in_county & ~fixed & ~nowhere, figures.out_of_county)
    for row in np.flatnonzero(fixed):
        place[row] = figures.former_uasc_in.place if figures.former_uasc_in else None
    at_home = np.array([town in figures.in_county for town in place])
    moved = some(rng, ~nowhere, heads(people, figures.moved_percent))
    before = [place[row] for row in rng.permutation(people)]
    return Homes(place=place, in_county=at_home, moved=moved, place_before=before)


def in_prison(homes: Homes, prisons: Prisons, rng: Generator, *, custody: Mask) -> Homes:
    """The same homes, with everybody in custody in a prison on their side of the county's border."""
    place = list(homes.place)
    for row in np.flatnonzero(custody):
        names = prisons.inside if homes.in_county[row] else prisons.out
        place[row] = names[int(rng.integers(len(names)))]
    return Homes(place=place, in_county=homes.in_county, moved=homes.moved & ~custody, place_before=homes.place_before)


def _fill(rng: Generator, place: list[str | None], mask: Mask, weights: Weights) -> None:
    rows = np.flatnonzero(mask)
    for row, town in zip(rows, deal(rng, len(rows), weights), strict=True):
        place[row] = town
