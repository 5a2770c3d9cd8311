"""What every worker of a synthetic county would take on with every person: loads, room and skills as arrays of floats.

Floats are enough to make up a past; whatever judges a caseload counts in exact fractions (allocator.load).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from allocator.load import band_of, base_share, class_of, extra_travel_share, is_stayer, visits_per_year
from allocator.records import Need, Role, Worker, YoungPerson
from allocator.service_model import ServiceModel

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Seats:
    """Columns by worker; ``share`` is base load by (person, class of caseload), ``minute_share`` that of a minute."""

    workers: tuple[Worker, ...]
    class_of: NDArray[np.int64]
    ratio: Floats
    fte: Floats
    serves: dict[Role, Mask]
    skills: dict[Need, Mask]
    share: Floats
    minute_share: Floats
    induction: Floats
    included_minutes: int

    def load(self, row: int, minutes: NDArray[np.int64]) -> Floats:
        """Load of one person with every worker, given the minutes to each."""
        beyond = np.maximum(0, minutes - self.included_minutes)
        return np.asarray(self.share[row, self.class_of] + self.minute_share[row] * beyond)

    def ceilings(self, started: NDArray[np.int64], day: int) -> Floats:
        """Ceiling of every worker on a day; days are ordinals, months here are twelfths of a year."""
        months = ((day - started) / DAYS_PER_MONTH).astype(np.int64)
        return self.fte * self.ratio * self.induction[np.clip(months, 0, len(self.induction) - 1)]


def seats(people: Sequence[YoungPerson], workers: Sequence[Worker], model: ServiceModel, *, as_of: date) -> Seats:
    """The arrays for people as they are on ``as_of``."""
    classes = [class_of(worker, model, as_of) for worker in workers]
    share, minute_share = _shares(people, model, as_of=as_of)
    return Seats(
        workers=tuple(workers),
        class_of=np.array([model.caseloads.index(entry) for entry in classes], dtype=np.int64),
        ratio=np.array([float(entry.ceiling_ratio) for entry in classes]),
        fte=np.array([float(worker.fte) for worker in workers]),
        serves={role: np.array([w.role in (role, Role.ALL) for w in workers]) for role in Role},
        skills={need: np.array([need in w.skills for w in workers]) for need in Need},
        share=share,
        minute_share=minute_share,
        induction=np.array([*(float(s) for s in model.rules.induction.shares if model.rules.induction.on), 1.0]),
        included_minutes=model.load.included_minutes,
    )


def _shares(people: Sequence[YoungPerson], model: ServiceModel, *, as_of: date) -> tuple[Floats, Floats]:
    one_minute = model.load.included_minutes + 1
    known: dict[Hashable, tuple[list[float], float]] = {}
    kinds = [_kind(person, model, as_of) for person in people]
    for person, kind in zip(people, kinds, strict=True):
        if kind not in known:
            shares = [float(base_share(person, entry, model, as_of=as_of)) for entry in model.caseloads]
            visits = visits_per_year(person, model, as_of=as_of)
            known[kind] = shares, float(extra_travel_share(visits, one_minute, model))
    return np.array([known[kind][0] for kind in kinds]), np.array([known[kind][1] for kind in kinds])


def _kind(person: YoungPerson, model: ServiceModel, as_of: date) -> Hashable:
    band, stays = band_of(person, as_of), is_stayer(person, model, as_of)
    return band, stays, person.category, person.complexity, person.lead, person.needs
