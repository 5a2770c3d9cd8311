"""The young people of a caseload as arrays, one row each in the order of the caseload; it decides nothing about them.

People of one *profile* are alike in load and visits, so exact fractions are computed once a profile, not once a person.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from allocator.engine.standing import Standing, moved_lately, near_key_event, stays_after_21
from allocator.load import band_of, base_share, owed_duty, visits_per_year
from allocator.proposal import Cause
from allocator.records import Band, Caseload, Need, YoungPerson
from allocator.rule_book import enforces
from allocator.service_model import ServiceModel

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Profile:
    """What people of one profile take: share of a post by caseload class, without extra travel; visits a year."""

    shares: tuple[Fraction, ...]
    visits: Fraction


@dataclass(frozen=True)
class Codes:
    """Where workers, places and languages stand in the arrays."""

    workers: dict[str, int]
    places: dict[str, int]
    languages: dict[str, int]


@dataclass(frozen=True)
class People:
    """Arrays of shape (people,), unless another shape is named; -1: no worker, no known place, no siblings."""

    ids: tuple[str, ...]
    cause: tuple[Cause, ...]
    movable: Bools
    current: Ints
    profile: Ints
    profiles: tuple[Profile, ...]
    place: Ints
    older: Bools
    stayer: Bools
    duty: Bools
    wants: Bools  # (people, needs)
    languages: NDArray[np.object_]  # a whole number with one bit for each language
    group: Ints
    near_event: Bools
    moved_lately: Bools
    avoids: Ints  # (pairs, 2): person, worker

    def open_for(self, *causes: Cause) -> Bools:
        """Whose cause is one of these."""
        return _bools(cause in causes for cause in self.cause)


def people_arrays(caseload: Caseload, model: ServiceModel, standing: Standing, *, codes: Codes) -> People:
    """Index everybody of the caseload."""
    folk, as_of = caseload.young_people, caseload.as_of
    profile, profiles = _profiles(caseload, model)
    return People(
        ids=tuple(p.person_id for p in folk),
        cause=standing.cause,
        movable=_bools(standing.movable),
        current=_ints(codes.workers.get(p.current_worker or "", -1) for p in folk),
        profile=profile,
        profiles=profiles,
        place=_ints(codes.places.get((p.place or "").strip(), -1) for p in folk),
        older=_bools(band_of(p, as_of) is Band.OLDER for p in folk),
        stayer=_bools(stays_after_21(p, model, as_of) for p in folk),
        duty=_bools(owed_duty(p, as_of) for p in folk),
        wants=np.array([_wants(p.needs, p.former_uasc) for p in folk], dtype=bool).reshape(len(folk), len(Need)),
        languages=np.array([bits(p.languages, codes) for p in folk], dtype=object),
        group=_groups(folk),
        near_event=_bools(near_key_event(p, model, as_of) for p in folk),
        moved_lately=_bools(moved_lately(p, model, as_of) for p in folk),
        avoids=kept_apart(folk, codes),
    )


def bits(words: Iterable[str], codes: Codes) -> int:
    """A whole number with one bit for each language."""
    return sum(1 << codes.languages[word] for word in words)


@enforces("apart")
def kept_apart(folk: Sequence[YoungPerson], codes: Codes) -> Ints:
    """Pairs (person, worker) that must never be, as rows of two indices."""
    rows = [
        (index, codes.workers[worker])
        for index, person in enumerate(folk)
        for worker in sorted(person.avoid_workers)
        if worker in codes.workers
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 2)


@cache
def _wants(needs: frozenset[Need], former_uasc: bool) -> tuple[bool, ...]:
    return tuple(need in needs or (need is Need.UASC and former_uasc) for need in Need)


def _groups(folk: Sequence[YoungPerson]) -> Ints:
    codes: dict[str, int] = {}
    return _ints(codes.setdefault(p.keep_together, len(codes)) if p.keep_together else -1 for p in folk)


def _profiles(caseload: Caseload, model: ServiceModel) -> tuple[Ints, tuple[Profile, ...]]:
    """Profile index of everybody, and the profiles themselves."""
    as_of = caseload.as_of
    codes: dict[Hashable, int] = {}
    profiles: list[Profile] = []
    index = np.empty(len(caseload.young_people), dtype=np.int64)
    for row, person in enumerate(caseload.young_people):
        stays = person.keep_after_21 or person.in_education
        key = (band_of(person, as_of), stays, person.category, person.complexity, person.lead, person.needs)
        code = codes.setdefault(key, len(codes))
        index[row] = code
        if code == len(profiles):
            shares = tuple(base_share(person, caps, model, as_of=as_of) for caps in model.caseloads)
            profiles.append(Profile(shares, visits_per_year(person, model, as_of=as_of)))
    return index, tuple(profiles)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=bool)
