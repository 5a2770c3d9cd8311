"""What the young people of a county need and do: needs, education, languages, siblings, events; no workers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from allocator.generate.background import Background as Figures
from allocator.generate.background import ByAge
from allocator.generate.people import Background, Cohort, Homes
from allocator.generate.quotas import Generator, Mask, deal, heads, some
from allocator.records import Need

ADULT, OLDER = 18, 21
OLDEST = 100


def draw_background(figures: Figures, rng: Generator, *, cohort: Cohort, homes: Homes, as_of: date) -> Background:
    """Quotas of the preset to the nearest head, drawn among those whom each may concern."""
    ages, uasc = cohort.ages, cohort.former_uasc
    custody = _custody(figures, rng, cohort=cohort, homes=homes)
    university = _university(figures, rng, cohort=cohort, free=~custody)
    eet = _eet(figures, rng, cohort=cohort, certain=university, free=~custody)
    studies = university | (eet & _by_age(rng, ages, eet & ~university, figures.education_percent_of_eet))
    parents = _by_age(rng, ages, ~uasc, figures.parent_percent)
    return Background(
        needs={
            Need.CUSTODY: custody,
            Need.DISABILITY: some(rng, np.ones_like(uasc), heads(len(ages), figures.disability_percent)),
            Need.MENTAL_HEALTH: _by_age(rng, ages, np.ones_like(uasc), figures.mental_health_percent),
            Need.PARENT: parents,
        },
        eet=eet,
        in_education=studies,
        keep_after_21=_by_age(rng, ages, ~studies & ~custody, figures.keep_after_21_percent),
        complexity=deal(rng, len(ages), figures.complexity),
        social_worker_leads=_by_age(rng, ages, np.ones_like(uasc), figures.social_worker_leads_percent),
        languages=_languages(figures, rng, _by_age(rng, ages, uasc, figures.language_percent_of_uasc)),
        group=_siblings(figures, rng, cohort=cohort, homes=homes),
        key_event=_key_events(figures, rng, len(ages), as_of=as_of),
    )


def _by_age(rng: Generator, ages: np.ndarray, pool: Mask, percent: ByAge) -> Mask:
    """In every age group the stated share of those in ``pool``, to the nearest head."""
    mask = np.zeros_like(pool)
    steps = sorted(percent)
    for first, after in zip(steps, [*steps[1:], OLDEST], strict=True):
        group = pool & (ages >= first) & (ages < after)
        mask |= some(rng, group, heads(int(group.sum()), percent[first]))
    return mask


def _custody(figures: Figures, rng: Generator, *, cohort: Cohort, homes: Homes) -> Mask:
    pool = (cohort.ages >= ADULT) & ~cohort.former_uasc & np.array([place is not None for place in homes.place])
    here = some(rng, pool & homes.in_county, figures.custody_in_county)
    return here | some(rng, pool & ~homes.in_county, figures.custody_over_18 - figures.custody_in_county)


def _university(figures: Figures, rng: Generator, *, cohort: Cohort, free: Mask) -> Mask:
    """So many in all, so many of them former UASC and so many of them 21 or older (spread over both alike)."""
    whole, older = figures.university, cohort.ages >= OLDER
    adult = free & (cohort.ages >= ADULT)
    uasc_older = heads(whole.former_uasc, Decimal(whole.aged_21_plus * 100) / whole.people)
    mask = some(rng, adult & cohort.former_uasc & older, uasc_older)
    mask |= some(rng, adult & cohort.former_uasc & ~older, whole.former_uasc - uasc_older)
    mask |= some(rng, adult & ~cohort.former_uasc & older, whole.aged_21_plus - uasc_older)
    return mask | some(rng, adult & ~cohort.former_uasc & ~older, whole.people - int(mask.sum()))


def _eet(figures: Figures, rng: Generator, *, cohort: Cohort, certain: Mask, free: Mask) -> Mask:
    """Former UASC at their own shares, the others so that the whole has the published one."""
    eet, steps = certain.copy(), sorted(figures.eet_uasc_percent)
    for first, after in zip(steps, [*steps[1:], OLDEST], strict=True):
        group = cohort.former_uasc & (cohort.ages >= first) & (cohort.ages < after)
        wanted = heads(int(group.sum()), figures.eet_uasc_percent[first]) - int((eet & group).sum())
        eet |= some(rng, group & ~eet, wanted)
    missing = heads(len(cohort), figures.eet_percent) - int(eet.sum())
    return eet | some(rng, ~cohort.former_uasc & ~eet & free, missing)


def _languages(figures: Figures, rng: Generator, asks: Mask) -> list[str | None]:
    spoken: list[str | None] = [None] * len(asks)
    rows = np.flatnonzero(asks)
    for row, language in zip(rows, deal(rng, len(rows), figures.languages), strict=True):
        spoken[row] = language
    return spoken


def _siblings(figures: Figures, rng: Generator, *, cohort: Cohort, homes: Homes) -> list[str | None]:
    """Pairs of one place and near in age, named G001 and so on."""
    group: list[str | None] = [None] * len(cohort)
    wanted, found = heads(len(cohort), figures.sibling_pairs_percent), 0
    waiting: dict[str, int] = {}
    for row in rng.permutation(np.flatnonzero(~cohort.former_uasc)):
        place = homes.place[row]
        if found == wanted or place is None:
            continue
        other = waiting.pop(place, None)
        if other is None or abs(cohort.ages[row] - cohort.ages[other]) > figures.sibling_years_apart:
            waiting[place] = row
            continue
        found += 1
        group[row] = group[other] = f"G{found:03d}"
    return group


def _key_events(figures: Figures, rng: Generator, people: int, *, as_of: date) -> list[tuple[str, date] | None]:
    """Events of the last and the next weeks."""
    events: list[tuple[str, date] | None] = [None] * people
    before, after = figures.key_event_weeks
    for row in np.flatnonzero(some(rng, np.ones(people, dtype=bool), heads(people, figures.key_events_percent))):
        day = as_of + timedelta(days=int(rng.integers(-before * 7, after * 7)))
        events[row] = figures.key_events[int(rng.integers(len(figures.key_events)))], day
    return events
