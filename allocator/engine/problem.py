"""A caseload, its travel and its model, indexed and scaled to whole numbers, ready to solve; it searches nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from allocator.engine.people import Codes, Ints, People, people_arrays
from allocator.engine.scale import common_scale, down, up
from allocator.engine.standing import Standing, who_is_open
from allocator.engine.workers import Workers, worker_arrays
from allocator.load import MINUTES_PER_HOUR, WEEKS_PER_YEAR
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


@dataclass(frozen=True)
class Units:
    """Whole numbers: ``post`` units of load in 1.0 FTE, ``hour`` units of cost in an hour a week.

    Tables by profile: ``share`` (profiles, classes) load without extra travel, ``extra`` (profiles,) load for each
    minute beyond those included, ``road`` (profiles,) cost units for each minute one way.
    """

    post: int
    hour: int
    share: Ints
    extra: Ints
    road: Ints
    capacity: Ints
    ceiling: Ints


@dataclass(frozen=True)
class Problem:
    """All that the levels need. Pairs are named by two index arrays (person, worker) of shapes that broadcast."""

    caseload: Caseload
    model: ServiceModel
    travel: Travel
    standing: Standing
    people: People
    workers: Workers
    units: Units
    minutes_table: NDArray[np.int64]  # (places + 1, bases + 1); the last row and column are the unknown ones
    near_bases: NDArray[np.bool_]  # (people, home bases): lives in or near a home base
    at_base: NDArray[np.bool_]  # (workers, home bases): is based there
    weights: dict[int, Fraction] = field(default_factory=dict, compare=False, repr=False)  # once asked for, by person

    def minutes(self, person: Ints, worker: Ints) -> Ints:
        """Whole minutes one way; the caseload's median where either end is unknown."""
        table: Ints = self.minutes_table
        return table[self.people.place[person], self.workers.base[worker]]

    def load(self, person: Ints, worker: Ints) -> Ints:
        """Units of load of each pair, extra travel counted."""
        units, profile = self.units, self.people.profile[person]
        beyond = np.maximum(0, self.minutes(person, worker) - self.model.load.included_minutes)
        load: Ints = units.share[profile, self.workers.caps[worker]] + units.extra[profile] * beyond
        return load


def build_problem(caseload: Caseload, travel: Travel, model: ServiceModel) -> Problem:
    """Index and scale; nothing is decided but who is open."""
    standing = who_is_open(caseload, model)
    codes = _codes(caseload, travel)
    people = people_arrays(caseload, model, standing, codes=codes)
    bases = {base.strip(): i for i, base in enumerate(travel.bases)}
    workers = worker_arrays(caseload, model, codes=codes, bases=bases)
    near, at = _home_bases(caseload, travel, model, people.place)
    return Problem(
        caseload=caseload,
        model=model,
        travel=travel,
        standing=standing,
        people=people,
        workers=workers,
        units=_units(model, people, workers),
        minutes_table=_minutes(travel),
        near_bases=near,
        at_base=at,
    )


def _codes(caseload: Caseload, travel: Travel) -> Codes:
    spoken = [*(p.languages for p in caseload.young_people), *(w.languages for w in caseload.workers)]
    words = sorted(frozenset[str]().union(*spoken))
    return Codes(
        workers={w.worker_id: i for i, w in enumerate(caseload.workers)},
        places={place: i for i, place in enumerate(travel.places)},
        languages={word: i for i, word in enumerate(words)},
    )


def _minutes(travel: Travel) -> Ints:
    """The travel table, the median where an end is unknown; last a row and a column for ends that are not in it."""
    known = np.where(travel.minutes < 0, travel.median_minutes, travel.minutes).astype(np.int64)
    return np.pad(known, ((0, 1), (0, 1)), constant_values=travel.median_minutes)


def _home_bases(
    caseload: Caseload, travel: Travel, model: ServiceModel, place: Ints
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who lives near which home base, and who is based there; whose ``place`` (people,) is -1, near none."""
    rule = model.rules.home_base
    near = [[travel.near(town, base, rule.minutes) for base in rule.bases] for town in travel.places]
    at = [[w.base.strip().casefold() == b.strip().casefold() for b in rule.bases] for w in caseload.workers]
    width = len(rule.bases)
    near_table = np.zeros((len(travel.places) + 1, width), dtype=bool)
    near_table[:-1] = np.array(near, dtype=bool).reshape(len(travel.places), width)
    return near_table[place], np.array(at, dtype=bool).reshape(len(caseload.workers), width)


def _units(model: ServiceModel, people: People, workers: Workers) -> Units:
    """Scale every share to whole units; loads round up and room down where the exact scale would be too large."""
    hours = Fraction(model.load.full_time_hours)
    roads = [profile.visits * 2 / WEEKS_PER_YEAR / MINUTES_PER_HOUR for profile in people.profiles]
    extras = [road / hours for road in roads]
    shares = [share for profile in people.profiles for share in profile.shares]
    thresholds = [Fraction(t) / 100 for t in model.rules.balance.thresholds_percent]
    steps = {share * t for share in workers.capacity for t in thresholds}
    post = common_scale([*shares, *extras, *workers.capacity, *workers.ceiling, *steps])
    prices = _prices(model)
    hour = common_scale([*(road * prices[0] for road in roads), *(p * hours / post for p in prices[1:3]), *prices[3:]])
    return Units(
        post=post,
        hour=hour,
        share=np.array([[up(s, post) for s in p.shares] for p in people.profiles], dtype=np.int64).reshape(
            len(people.profiles), len(model.caseloads)
        ),
        extra=np.array([up(extra, post) for extra in extras], dtype=np.int64),
        road=np.array([up(road * prices[0], hour) for road in roads], dtype=np.int64),
        capacity=np.array([down(share, post) for share in workers.capacity], dtype=np.int64),
        ceiling=np.array([down(share, post) for share in workers.ceiling], dtype=np.int64),
    )


def _prices(model: ServiceModel) -> list[Fraction]:
    """Every price in hours: of the road, up to the ceiling, above it, then those of single rules."""
    rules = model.rules
    single = [rules.age_band, rules.home_base, rules.language, rules.together, rules.key_event, rules.settled]
    prices = [rules.travel.price_per_hour if rules.travel.on else 0]
    prices += [rules.ceiling.price_to_ceiling, rules.ceiling.price_above]
    prices += [rule.price_hours for rule in (*single, *rules.specialist.needs.values())]
    return [Fraction(price) for price in (*prices, rules.continuity.minimum_gain_hours)]
