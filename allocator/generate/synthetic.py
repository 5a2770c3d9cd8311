"""Draws a synthetic caseload from a preset, county by county; one seed gives one caseload, and nobody is real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from allocator.generate.cohort import draw_cohort
from allocator.generate.counties import County, counties_of
from allocator.generate.homes import draw_homes, in_prison
from allocator.generate.needs import draw_background
from allocator.generate.past import past_of
from allocator.generate.preset import Preset, load_preset
from allocator.generate.quotas import heads
from allocator.generate.tables import people_with_workers, person_rows, workers_with_starts
from allocator.generate.week import Marks, marked, referred
from allocator.reading.models import load_model
from allocator.records import Caseload, Need, Worker, YoungPerson
from allocator.service_model import ServiceModel


def generate(preset: str, *, seed: int | None = None) -> Caseload:
    """The caseload of a preset; ``seed`` None is the preset's own. Raises UsageError for an unknown preset."""
    return draw(load_preset(preset), seed=seed)


def draw(preset: Preset, *, seed: int | None = None) -> Caseload:
    """The caseload of a preset that is already read."""
    people: list[YoungPerson] = []
    workers: list[Worker] = []
    for county in draw_counties(preset, seed=seed):
        people += county.young_people
        workers += county.workers
    return _caseload(preset, people, workers)


def draw_counties(preset: Preset, *, seed: int | None = None, only: int | None = None) -> Iterator[Caseload]:
    """Each county of the preset as a caseload of its own, or ``only`` the one of that number (the first is 0)."""
    model = load_model(preset.model, preset.overrides)
    for number, county in enumerate(counties_of(preset)):
        if only is None or number == only:
            rng = np.random.default_rng([preset.seed if seed is None else seed, number])
            yield _caseload(preset, *_county(preset, county, model, rng))


def _caseload(preset: Preset, people: Sequence[YoungPerson], workers: Sequence[Worker]) -> Caseload:
    return Caseload(
        title=preset.title,
        as_of=preset.as_of,
        model=preset.model,
        overrides=preset.overrides,
        young_people=tuple(people),
        workers=tuple(workers),
    )


def _county(
    preset: Preset, county: County, model: ServiceModel, rng: np.random.Generator
) -> tuple[list[YoungPerson], list[Worker]]:
    cohort_rng, home_rng, need_rng, past_rng = rng.spawn(4)
    cohort = draw_cohort(preset.cohort, cohort_rng, people=county.people, as_of=preset.as_of)
    homes = draw_homes(county.homes, home_rng, former_uasc=cohort.former_uasc)
    background = draw_background(preset.background, need_rng, cohort=cohort, homes=homes, as_of=preset.as_of)
    homes = in_prison(homes, preset.background.prisons, home_rng, custody=background.needs[Need.CUSTODY])
    people = person_rows(cohort, homes, background, prefix=county.person_prefix, group_prefix=county.prefix)
    people, new = referred(people, preset.week.new, as_of=preset.as_of)
    past = past_of(preset, county, people, new, cohort=cohort, homes=homes, model=model, rng=past_rng)
    marks = Marks(heads(county.people, preset.background.locked_percent), preset.week.apart)
    return marked(people_with_workers(people, past), marks, as_of=preset.as_of), workers_with_starts(past)
