"""Minutes between the places and the bases of one synthetic county, as the product itself prices them; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from allocator.records import Caseload, Category, Worker, YoungPerson
from allocator.travel.times import Travel, build_travel


def county_travel(places: Iterable[str | None], workers: Sequence[Worker]) -> Travel:
    """Travel between all of these places and the bases of these workers."""
    rows = enumerate(place for place in places if place)
    people = tuple(
        YoungPerson(person_id=str(row), age=0, category=Category.ELIGIBLE, place=place) for row, place in rows
    )
    return build_travel(Caseload(title="", as_of=date.min, young_people=people, workers=tuple(workers)))


def minutes_to_workers(
    travel: Travel, places: Sequence[str | None], workers: Sequence[Worker]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A row number for every place, and whole minutes one way by (row, worker); unknown places count as the median."""
    known = {place: row for row, place in enumerate(dict.fromkeys(places))}
    minutes = [[travel.minutes_one_way(place, worker.base) for worker in workers] for place in known]
    return np.array([known[place] for place in places], dtype=np.int64), np.array(minutes, dtype=np.int64)
