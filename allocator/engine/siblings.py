"""What siblings add to the levels: groups split by this run, and age bands that being together excuses; no other pairs.

These are the only terms in which one person's worker depends on another's. There are few of them in any caseload.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy as np

from allocator.engine.needs import age_band_unmet
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
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


class ExcuseTable(NamedTuple):
    """The excuses as arrays: ``option`` (excuses,), -1 for fixed people; ``sibling`` options and whose each is."""

    option: Ints
    sibling: Ints
    of_sibling: Ints


class GroupTable(NamedTuple):
    """The groups as arrays: rows of open members and fixed workers, each with its group; ``given`` (groups,)."""

    row: Ints
    of_row: Ints
    fixed_worker: Ints
    of_fixed: Ints
    given: Bools


@dataclass(frozen=True)
class Siblings:
    """Groups that this run may split, what a split counts (needs) or costs (cost units), and the excuses."""

    groups: tuple[Group, ...]
    split_needs: int
    split_price: int
    excuses: tuple[Excuse, ...]

    @cached_property
    def excuse_table(self) -> ExcuseTable:
        """What ``excuses`` say, for many at a time."""
        option = [-1 if excuse.option is None else excuse.option for excuse in self.excuses]
        return ExcuseTable(_whole(option), *_flat([excuse.siblings for excuse in self.excuses]))

    @cached_property
    def group_table(self) -> GroupTable:
        """What ``groups`` say, for many at a time."""
        rows, fixed = _flat([group.rows for group in self.groups]), _flat([g.fixed_workers for g in self.groups])
        return GroupTable(*rows, *fixed, np.array([group.fixed_given for group in self.groups], dtype=bool))


def _flat(parts: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """All parts one after the other, and to which part each entry belongs."""
    return _whole([i for part in parts for i in part]), np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def _whole(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


@dataclass(frozen=True)
class _Band:
    """Where siblings' age bands are unmet, by option and by fixed person, and what each is then."""

    options: Bools
    fixed: Bools
    must: bool
    price: int

    def weight(self, given: bool) -> tuple[int, int]:
        """Count at needs and price at cost of one age band unmet."""
        return (1, 0) if given and self.must else (0, self.price)


@enforces("together")
def siblings_of(problem: Problem, options: Options, given_before: Sequence[bool]) -> Siblings:
    """Find every group that this run may split, and every age band that depends on a sibling."""
    rule, people = problem.model.rules.together, problem.people
    band = _band_of(problem, options)
    open_rows, fixed_rows = _members(people.group[options.open_people]), _members(people.group[options.fixed_people])
    groups, excuses = [], []
    for code in sorted(open_rows.keys() | fixed_rows.keys()):
        rows, fixed = open_rows.get(code, ()), fixed_rows.get(code, ())
        fixed_workers = tuple(options.fixed_worker[list(fixed)].tolist())
        fixed_given = any(given_before[person] for person in options.fixed_people[list(fixed)].tolist())
        if len(rows) + len(fixed) > 1 and (rows or fixed_given):
            groups.append(Group(rows, fixed_workers, fixed_given))
        at = _options_at(options, rows)
        excuses += _of_open(options, band, rows, at, fixed_workers)
        excuses += _of_fixed(options, band, fixed, at, given_before)
    price = up(Fraction(rule.price_hours), problem.units.hour)
    return Siblings(
        tuple(groups if rule.on else ()), int(rule.must), 0 if rule.must or not rule.on else price, tuple(excuses)
    )


def _band_of(problem: Problem, options: Options) -> _Band:
    """The age bands of whoever has siblings, all at once."""
    rule, group = problem.model.rules.age_band, problem.people.group
    unmet, fixed = np.zeros(len(options), dtype=bool), np.zeros(len(options.fixed_people), dtype=bool)
    if rule.on:
        here = np.flatnonzero((group[options.person] >= 0) & (options.worker != NOBODY))
        unmet[here] = age_band_unmet(problem, options.person[here], options.worker[here])
        there = np.flatnonzero(group[options.fixed_people] >= 0)
        fixed[there] = age_band_unmet(problem, options.fixed_people[there], options.fixed_worker[there])
    return _Band(unmet, fixed, rule.must, up(Fraction(rule.price_hours), problem.units.hour))


def _members(group: Ints) -> dict[int, tuple[int, ...]]:
    """Where the members of each group stand, in order."""
    members: dict[int, tuple[int, ...]] = {}
    for row in np.flatnonzero(group >= 0).tolist():
        code = int(group[row])
        members[code] = (*members.get(code, ()), row)
    return members


def _options_at(options: Options, rows: tuple[int, ...]) -> dict[int, list[int]]:
    """The options of open siblings by worker, in order."""
    at: dict[int, list[int]] = {}
    for row in rows:
        for option in range(int(options.start[row]), int(options.start[row + 1])):
            at.setdefault(int(options.worker[option]), []).append(option)
    return at


def _of_open(
    options: Options, band: _Band, rows: tuple[int, ...], at: dict[int, list[int]], fixed_workers: tuple[int, ...]
) -> list[Excuse]:
    """Excuses of open siblings: no fixed sibling is with that worker, but an open one may be."""
    excuses = []
    for row in rows:
        span = np.arange(options.start[row], options.start[row + 1])
        for option in span[band.options[span] & ~np.isin(options.worker[span], fixed_workers)].tolist():
            others = tuple(i for i in at[int(options.worker[option])] if options.row_of[i] != row)
            excuses.append(Excuse(option, others, *band.weight(bool(options.given[option]))))
    return excuses


def _of_fixed(
    options: Options, band: _Band, fixed: tuple[int, ...], at: dict[int, list[int]], given_before: Sequence[bool]
) -> list[Excuse]:
    """Excuses of fixed siblings who are alone with their worker so far."""
    workers = options.fixed_worker[list(fixed)].tolist()
    return [
        Excuse(None, tuple(at.get(worker, ())), *band.weight(given_before[int(options.fixed_people[i])]))
        for i, worker in zip(fixed, workers, strict=True)
        if band.fixed[i] and workers.count(worker) == 1
    ]
