"""England at any size: as many counties like Lincolnshire as its people fill, figures in proportion; no figure is new.

For measuring how the program grows: whatever the size, as many people share a post and as many in a hundred are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice
from typing import TypeVar

from allocator.errors import UsageError
from allocator.generate.background import University
from allocator.generate.preset import Preset, load_preset
from allocator.generate.quotas import shares
from allocator.generate.synthetic import draw
from allocator.records import Caseload, Worker

Entry = TypeVar("Entry")

FEWEST_PEOPLE, PEOPLE_PER_COUNTY, MOST_COUNTIES = 200, 1000, 50
"""Fewer people have not everybody whom a week asks for; the table of towns has 50 counties."""

NEW_PER_THOUSAND, APART_PER_THOUSAND = 8, 2
LEAVES_IN = timedelta(weeks=2)


def england_of(people: int, *, seed: int = 1, leavers: int = 0) -> Caseload:
    """``people`` young people in up to 50 counties, 33 full-time posts per thousand, one in a hundred open this week.

    Eight in a thousand are new and two must not stay with their worker; ``leavers`` workers, evenly over the table,
    have their last day in two weeks. One seed gives one caseload. Raises UsageError for fewer than 200 people.
    """
    if people < FEWEST_PEOPLE:
        raise UsageError(f"A synthetic England has at least {FEWEST_PEOPLE} young people, not {people}.")
    cases = draw(preset_of(people), seed=seed)
    return cases.model_copy(update={"workers": _with_leavers(cases, leavers)})


def preset_of(people: int) -> Preset:
    """The preset england-10k with everything that depends on size in proportion to ``people``."""
    like = load_preset("england-10k")
    counties = max(1, min(MOST_COUNTIES, round(people / PEOPLE_PER_COUNTY)))
    size = people / counties
    ages = shares(people, like.cohort.ages)
    share = size / PEOPLE_PER_COUNTY
    figures, many = like.background, like.counties
    background = {
        "custody_over_18": round(figures.custody_over_18 * share),
        "custody_in_county": round(figures.custody_in_county * share),
        "university": University(**{name: round(n * share) for name, n in figures.university}),
    }
    week = {
        "new": _so_many(like.week.new, max(1, round(size * NEW_PER_THOUSAND / 1000))),
        "apart": _so_many(like.week.apart, round(size * APART_PER_THOUSAND / 1000)),
    }
    changes = {
        "title": f"England, {people} young people",
        "about": f"{people} young people in {counties} counties with towns of their own, workers in proportion.",
        "cohort": like.cohort.model_copy(update={"ages": ages}),
        "background": figures.model_copy(update=background),
        "history": like.history.model_copy(
            update={"leavers_per_year": like.history.leavers_per_year * round(share) or 1}
        ),
        "week": like.week.model_copy(update=week),
        "counties": many and many.model_copy(update={"number": counties}),
    }
    return like.model_copy(update=changes)


def _so_many(entries: Sequence[Entry], number: int) -> tuple[Entry, ...]:
    """The entries in turn, again and again, until there are so many."""
    return tuple(islice(cycle(entries), number))


def _with_leavers(cases: Caseload, leavers: int) -> tuple[Worker, ...]:
    staff = list(cases.workers)
    for number in range(leavers):
        row = (2 * number + 1) * len(staff) // (2 * leavers)
        staff[row] = staff[row].model_copy(update={"last_day": cases.as_of + LEAVES_IN})
    return tuple(staff)
