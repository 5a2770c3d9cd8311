"""Who the young people of a county are: ages, legal status, former UASC, first day with a worker; no places."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import numpy as np

from allocator.dates import birthday
from allocator.generate.background import Cohort as Figures
from allocator.generate.background import at_age
from allocator.generate.people import Cohort
from allocator.generate.quotas import Generator, Mask, deal, heads, shares
from allocator.records import Category

FIRST_AGE = 16
DAYS_PER_MONTH = 365.25 / 12


def draw_cohort(figures: Figures, rng: Generator, *, people: int, as_of: date) -> Cohort:
    """``people`` heads with the ages and shares of the preset, to the nearest head, in order of arrival."""
    by_age = shares(people, figures.ages)
    ages = np.repeat(list(by_age), list(by_age.values()))
    uasc = _former_uasc(figures, rng, ages)
    category = _categories(figures, rng, ages)
    born = [_born(rng, int(age), as_of) for age in ages]
    arrived = [_arrived(figures, rng, day, bool(u), as_of) for day, u in zip(born, uasc, strict=True)]
    order = sorted(range(people), key=lambda row: (arrived[row], row))
    return Cohort(
        ages=ages[order],
        born=[born[row] for row in order],
        former_uasc=uasc[order],
        category=[category[row] for row in order],
        arrived=[arrived[row] for row in order],
    )


def _former_uasc(figures: Figures, rng: Generator, ages: np.ndarray) -> Mask:
    """The published share of each age; ages without one of their own share that of the age below."""
    mask = np.zeros(len(ages), dtype=bool)
    published = sorted(figures.former_uasc_percent)
    for first, after in zip(published, [*published[1:], None], strict=True):
        rows = np.flatnonzero((ages >= first) & (ages < after if after else ages >= first))
        number = heads(len(rows), figures.former_uasc_percent[first])
        mask[rng.permutation(rows)[:number]] = True
    return mask


def _categories(figures: Figures, rng: Generator, ages: np.ndarray) -> list[Category]:
    dealt: list[Category] = []
    for _, group in groupby(ages, key=lambda age: max(first for first in figures.categories if first <= age)):
        members = list(group)
        dealt += deal(rng, len(members), at_age(figures.categories, int(members[0])))
    return dealt


def _born(rng: Generator, age: int, as_of: date) -> date:
    """A day so that ``age`` years are completed on ``as_of``, any day of that year alike."""
    last_birthday = as_of - timedelta(days=int(rng.integers(0, 365)))
    return birthday(last_birthday, -age)


def _arrived(figures: Figures, rng: Generator, born: date, former_uasc: bool, as_of: date) -> date:
    """The day of the first worker: in the months after the 16th birthday, and not in the future."""
    first, last = figures.arrival_months.former_uasc if former_uasc else figures.arrival_months.all
    sixteen = birthday(born, FIRST_AGE)
    day = sixteen + timedelta(days=int(rng.uniform(first, last) * DAYS_PER_MONTH))
    if day < as_of:
        return day
    return sixteen + (as_of - sixteen) * float(rng.uniform(0, 1))
