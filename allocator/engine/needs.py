"""What each rule about needs says of a pair, over whole arrays of pairs; prices and counts, but no choice.

A pair made in this run that leaves a *must* unmet is counted, a *should* is priced; a pair that stands is only
priced. Siblings are left out here for ``age_band``, since being together wins over it: see allocator.engine.siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.engine.scale import up
from allocator.records import Need
from allocator.rule_book import Strength, enforces
from allocator.rule_settings import PricedRule


def needs_of_pairs(problem: Problem, person: Ints, worker: Ints, *, given: Bools) -> tuple[Ints, Ints]:
    """Unmet must rules of pairs made now (a count) and the price of what else is unmet (cost units), by pair."""
    count = np.zeros(np.broadcast(person, worker).shape, dtype=np.int64)
    price = np.zeros_like(count)
    for setting, unmet in _rules(problem, person, worker):
        units = up(Fraction(setting.price_hours), problem.units.hour)
        count += unmet & given & setting.must
        price += units * (unmet & (~given | (not setting.must)))
    return count, price


def alike_in_needs(problem: Problem) -> tuple[Ints, Ints]:
    """A number for everybody (people,) and every worker (workers,): equal numbers are alike in all that rules ask."""
    people, workers = problem.people, problem.workers
    of_people = _alike(
        people.older,
        people.stayer,
        people.group < 0,
        *people.wants.T,
        people.languages,
        *problem.near_bases.T,
        in_group(problem, problem.model.rules.home_base.group),
    )
    return of_people, _alike(*workers.serves.T, *workers.has.T, workers.languages, *problem.at_base.T)


def _alike(*columns: NDArray[np.generic] | NDArray[np.object_]) -> Ints:
    """One number for each row of the columns, the same where all of them are the same."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        numbers = np.unique(numbers * len(values) + place, return_inverse=True)[1].astype(np.int64)
    return numbers


def musts_in_play(problem: Problem) -> int:
    """How many needs rules of strength must there are; each need with a skill of its own counts."""
    rules = problem.model.rules
    single = (rules.age_band, rules.home_base, rules.language, rules.together)
    skills = sum(rules.specialist.strength_of(need) is Strength.MUST for need in rules.specialist.needs)
    return sum(rule.must for rule in single) + skills


def _rules(problem: Problem, person: Ints, worker: Ints) -> Iterator[tuple[PricedRule, Bools]]:
    """Each rule that is on, with whether it is unmet in each pair."""
    rules = problem.model.rules
    if rules.age_band.on:
        alone = problem.people.group[person] < 0
        yield rules.age_band, age_band_unmet(problem, person, worker) & alone
    if rules.home_base.on:
        yield rules.home_base, home_base_unmet(problem, person, worker)
    if rules.language.on:
        yield rules.language, language_unmet(problem, person, worker)
    for index, need in enumerate(Need):
        if rules.specialist.strength_of(need) is not Strength.OFF:
            yield rules.specialist.needs[need], skill_missing(problem, person, worker, index)


@enforces("age_band")
def age_band_unmet(problem: Problem, person: Ints, worker: Ints) -> Bools:
    """Where the worker's role does not serve the person's age band, and the person is no stayer."""
    people, workers = problem.people, problem.workers
    older = people.older[person].astype(np.int64)
    serves: Bools = workers.serves[worker, older]
    return ~serves & ~people.stayer[person]


@enforces("home_base")
def home_base_unmet(problem: Problem, person: Ints, worker: Ints) -> Bools:
    """Where somebody of the group lives near a home base and the worker is based at none of those."""
    group = problem.model.rules.home_base.group
    near = problem.near_bases[person]
    lives = np.asarray(near.any(axis=-1)) & in_group(problem, group)[person]
    met = np.asarray((near & problem.at_base[worker]).any(axis=-1))
    return np.asarray(lives & ~met, dtype=bool)


def in_group(problem: Problem, group: str) -> Bools:
    """Who belongs to a group: everyone, former_uasc, or those with a need."""
    people = problem.people
    if group == "everyone":
        return np.ones(len(people.ids), dtype=bool)
    if group == "former_uasc":
        return np.array([p.former_uasc for p in problem.caseload.young_people], dtype=bool)
    return np.array([Need(group) in p.needs for p in problem.caseload.young_people], dtype=bool)


@enforces("specialist")
def skill_missing(problem: Problem, person: Ints, worker: Ints, need: int) -> Bools:
    """Where a wanted skill is one that the worker lacks."""
    wants: Bools = problem.people.wants[person, need]
    return np.asarray(wants & ~problem.workers.has[worker, need], dtype=bool)


@enforces("language")
def language_unmet(problem: Problem, person: Ints, worker: Ints) -> Bools:
    """Where a language is asked for and none is shared."""
    asked = problem.people.languages[person]
    shared = (asked & problem.workers.languages[worker]).astype(bool)
    return np.asarray(asked.astype(bool) & ~shared, dtype=bool)
