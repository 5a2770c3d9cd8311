"""Prepares the years before the day of the run for one synthetic county; how they pass is in ``history``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from allocator.dates import birthday
from allocator.generate.background import History
from allocator.generate.counties import County
from allocator.generate.history import NOBODY, Life, Past, live_through
from allocator.generate.people import Cohort, Homes
from allocator.generate.preset import Preset
from allocator.generate.quotas import Generator, heads, some
from allocator.generate.roads import county_travel, minutes_to_workers
from allocator.generate.seats import seats
from allocator.generate.workforce import LCW, first_starts, workers_of
from allocator.load import FIRST_AGE_OF_OLDER_BAND, is_stayer
from allocator.records import YoungPerson
from allocator.service_model import ServiceModel


def past_of(
    preset: Preset,
    county: County,
    people: Sequence[YoungPerson],
    new: frozenset[int],
    *,
    cohort: Cohort,
    homes: Homes,
    model: ServiceModel,
    rng: Generator,
) -> Past:
    """The allocation of ``preset.as_of`` as years of manual practice leave it; the rows of ``new`` have no worker."""
    workers = workers_of(county.posts, prefix=county.worker_prefix)
    travel = county_travel([*homes.place, *homes.place_before], workers)
    rows, minutes = minutes_to_workers(travel, [*homes.place, *homes.place_before], workers)
    avoids = _avoids(len(people), len(workers), heads(len(people), preset.background.avoids_percent), rng)
    lives = [
        Life(
            row=row,
            arrived=cohort.arrived[row],
            step_down=_step_down(person, preset.history, rng, model=model, as_of=preset.as_of),
            moved=_moved(rng, cohort.arrived[row], preset.as_of) if homes.moved[row] else None,
            place=int(rows[row]),
            place_before=int(rows[len(people) + row]),
            needs=tuple(sorted(person.needs)),
            group=person.keep_together,
            avoids=int(avoids[row]),
        )
        for row, person in enumerate(people)
    ]
    starts = first_starts(county.posts, preset.history, rng, as_of=preset.as_of)
    past = Past(
        lives=lives,
        seats=seats(people, workers, model, as_of=preset.as_of),
        minutes=minutes,
        figures=preset.history,
        started=np.array([day.toordinal() for day in starts]),
    )
    fixed = {row: post.started for row, post in enumerate(county.posts) if post.started is not None}
    turning = [row for row, post in enumerate(county.posts) if post.post == LCW]
    return live_through(past, rng, as_of=preset.as_of, fixed=fixed, turning=turning, without=new)


def _avoids(people: int, workers: int, number: int, rng: Generator) -> np.ndarray:
    """For some people a worker whom they must not have, for the others nobody."""
    avoids = np.full(people, NOBODY)
    mask = some(rng, np.ones(people, dtype=bool), number)
    avoids[mask] = rng.integers(workers, size=int(mask.sum()))
    return avoids


def _step_down(
    person: YoungPerson, figures: History, rng: Generator, *, model: ServiceModel, as_of: date
) -> date | None:
    """Some weeks after the 21st birthday; None for who stays, for who is not there yet, and where nobody steps down."""
    first, last = figures.step_down_weeks
    weeks = int(rng.integers(first, last + 1))
    if person.date_of_birth is None or not model.rules.step_down.on or is_stayer(person, model, as_of):
        return None
    day = birthday(person.date_of_birth, FIRST_AGE_OF_OLDER_BAND) + timedelta(weeks=weeks)
    return day if day < as_of else None


def _moved(rng: Generator, arrived: date, as_of: date) -> date:
    return arrived + timedelta(days=int(rng.integers(max(1, (as_of - arrived).days))))
