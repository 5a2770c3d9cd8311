"""The young people of one county as columns, before anybody has a worker; every column has one row per person.

EET is kept here although no caseload table has it, because its share is published and decides who is in education.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from allocator.generate.quotas import Mask
from allocator.records import Category, Complexity, Need

Ages = NDArray[np.int64]


@dataclass(frozen=True)
class Cohort:
    """Age in completed years, date of birth, legal status, and the day on which somebody was first given a worker."""

    ages: Ages
    born: list[date]
    former_uasc: Mask
    category: list[Category]
    arrived: list[date]

    def __len__(self) -> int:
        return len(self.ages)


@dataclass(frozen=True)
class Homes:
    """Place as written in the table (None: not known), whether in the county, who moved, and from where."""

    place: list[str | None]
    in_county: Mask
    moved: Mask
    place_before: list[str | None]


@dataclass(frozen=True)
class Background:
    """Needs, education and everything else that decides what work somebody is."""

    needs: dict[Need, Mask]
    eet: Mask
    in_education: Mask
    keep_after_21: Mask
    complexity: list[Complexity]
    social_worker_leads: Mask
    languages: list[str | None]
    group: list[str | None]
    key_event: list[tuple[str, date] | None]

    def needs_of(self, row: int) -> frozenset[Need]:
        """The needs of one person."""
        return frozenset(need for need, mask in self.needs.items() if mask[row])
