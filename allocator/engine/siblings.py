"""What siblings add to the levels: groups split by this run, and age bands that being together excuses; no other pairs.

These are the only terms in which one person's worker depends on another's. There are few of them in any caseload.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from allocator.engine.needs import age_band_unmet
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Ints
from allocator.engine.problem import Problem
from allocator.engine.scale import up
from allocator.rule_book import enforces


@dataclass(frozen=True)
class Group:
    """Siblings: rows of open members, workers of fixed ones, whether one of those was given."""

    rows: tuple[int, ...]
    fixed_workers: tuple[int, ...]
    fixed_given: bool


@dataclass(frozen=True)
class Excuse:
    """An age band unmet unless one of ``siblings`` (options) is taken; ``option`` None: a fixed person's pair."""

    option: int | None
    siblings: tuple[int, ...]
    needs: int
    price: int


@dataclass(frozen=True)
class Siblings:
    """Groups that this run may split, what a split counts (needs) or costs (cost units), and the excuses."""

    groups: tuple[Group, ...]
    split_needs: int
    split_price: int
    excuses: tuple[Excuse, ...]


@enforces("together")
def siblings_of(problem: Problem, options: Options, given_before: Sequence[bool]) -> Siblings:
    """Find every group; one without an open member adds a constant."""
    rule, people = problem.model.rules.together, problem.people
    there = np.concatenate([people.group[options.open_people], people.group[options.fixed_people]])
    groups, excuses = [], []
    for code in sorted({int(group) for group in there if group >= 0}):
        rows = tuple(int(i) for i in np.flatnonzero(people.group[options.open_people] == code))
        fixed = np.flatnonzero(people.group[options.fixed_people] == code)
        fixed_people = [int(i) for i in options.fixed_people[fixed]]
        fixed_workers = tuple(int(i) for i in options.fixed_worker[fixed])
        if len(rows) + len(fixed_workers) > 1:
            groups.append(Group(rows, fixed_workers, any(given_before[i] for i in fixed_people)))
        excuses += _excuses(problem, options, rows, dict(zip(fixed_people, fixed_workers, strict=True)), given_before)
    price = up(Fraction(rule.price_hours), problem.units.hour)
    return Siblings(
        tuple(groups if rule.on else ()), int(rule.must), 0 if rule.must or not rule.on else price, tuple(excuses)
    )


def _excuses(
    problem: Problem,
    options: Options,
    rows: tuple[int, ...],
    fixed: dict[int, int],
    given_before: Sequence[bool],
) -> list[Excuse]:
    """The age bands of one group that are unmet unless a sibling is with the same worker."""
    rule = problem.model.rules.age_band
    if not rule.on:
        return []
    price = up(Fraction(rule.price_hours), problem.units.hour)
    by_row = {row: range(int(options.start[row]), int(options.start[row + 1])) for row in rows}
    excuses = []
    for row in rows:
        for option in by_row[row]:
            worker = int(options.worker[option])
            if worker == NOBODY or worker in fixed.values() or not _unmet(problem, int(options.person[option]), worker):
                continue
            needs, cost = _weight(bool(options.given[option]), must=rule.must, price=price)
            excuses.append(Excuse(option, _at(options, by_row, worker, but=row), needs, cost))
    for person, worker in fixed.items():
        if list(fixed.values()).count(worker) == 1 and _unmet(problem, person, worker):
            needs, cost = _weight(given_before[person], must=rule.must, price=price)
            excuses.append(Excuse(None, _at(options, by_row, worker, but=-1), needs, cost))
    return excuses


def _at(options: Options, by_row: dict[int, range], worker: int, *, but: int) -> tuple[int, ...]:
    """Options of the other open siblings that end with ``worker``."""
    return tuple(i for row, span in by_row.items() if row != but for i in span if options.worker[i] == worker)


def _weight(given: bool, *, must: bool, price: int) -> tuple[int, int]:
    """Count at needs and price at cost of one age band unmet."""
    return (1, 0) if given and must else (0, price)


def _unmet(problem: Problem, person: int, worker: int) -> bool:
    return bool(age_band_unmet(problem, _one(person), _one(worker))[0])


def _one(index: int) -> Ints:
    return np.array([index], dtype=np.int64)
