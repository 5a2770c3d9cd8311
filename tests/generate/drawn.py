"""Cohorts and caseloads drawn once for all tests of the generator."""

from __future__ import annotations

from functools import cache

import numpy as np

from allocator.generate.cohort import draw_cohort
from allocator.generate.homes import draw_homes, in_prison
from allocator.generate.needs import draw_background
from allocator.generate.people import Background, Cohort, Homes
from allocator.generate.preset import Preset, load_preset
from allocator.generate.synthetic import generate
from allocator.records import Caseload, Need


@cache
def people(preset: str, seed: int = 5) -> tuple[Preset, Cohort, Homes, Background]:
    """Who lives in a preset's county and where, without any worker."""
    figures, rng = load_preset(preset), np.random.default_rng(seed)
    cohort = draw_cohort(figures.cohort, rng, people=sum(figures.cohort.ages.values()), as_of=figures.as_of)
    homes = draw_homes(figures.homes, rng, former_uasc=cohort.former_uasc)
    background = draw_background(figures.background, rng, cohort=cohort, homes=homes, as_of=figures.as_of)
    homes = in_prison(homes, figures.background.prisons, rng, custody=background.needs[Need.CUSTODY])
    return figures, cohort, homes, background


@cache
def county(preset: str, seed: int | None = None) -> Caseload:
    """A whole caseload."""
    return generate(preset, seed=seed)
