"""Which pairs are worth listing where all of them are too many, and what those left out are worth at best.

Nothing here lists more than it returns: people, and workers, who are alike share one row of a table, and compiled
loops go through a person's bases from the nearest on, until no farther one can matter. Costs are whole and exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from allocator.engine.needs import alike_in_needs, needs_of_pairs
from allocator.engine.objective import Objective, Setting, part_of_pairs, road_units
from allocator.engine.options import NOBODY, Options, bare_options, barred_pairs, open_options, with_pairs
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.engine.room import Room, room_for
from allocator.proposal import Cause

if TYPE_CHECKING:
    from allocator.engine.pair_kernels import Pairs

MOST_CLASSES = 4
"""Numbers of unmet needs told apart when the cheapest are chosen; pairs that leave more unmet share the last one."""

DENSE_PAIRS = 200_000
"""Pairs of open people and workers up to which all of them are listed."""

FEWEST_KEPT, MOST_KEPT, PAIRS_IN_ALL = 12, 32, 3_000_000
"""So many of the cheapest are kept for each number of needs unmet: fewer the more people are open."""

ROWS_AT_ONCE = 10_000
LARGEST = 2**62


@dataclass(frozen=True)
class Weights:
    """What a pair that is given costs, in whole units of at least 0, but for ``own``.

    ``needs`` for each must unmet, ``price`` for each cost unit of wishes unmet, ``road`` (open,) for each minute one
    way, ``load`` and ``given`` (workers,) for each unit of load and each person there, ``own`` (open,) whatever the
    worker.
    """

    needs: int
    price: int
    road: Ints
    load: Ints
    given: Ints
    own: Ints


@dataclass(frozen=True)
class LeftOut:
    """Pairs that are not listed, with the row of the person among the open people and the cost of each."""

    row: Ints
    worker: Ints
    cost: Ints


def weights_of(
    setting: Setting, parts: Sequence[tuple[int, Objective]], *, load: Ints, given: Ints, move: int = 0
) -> Weights:
    """The linear parts of levels, each times its weight, and prices of load and of each person given (workers,).

    ``move`` is the price of a move of somebody held.
    """
    needs = price = 0
    road, own = np.zeros((2, len(setting.options.open_people)), dtype=np.int64)
    for weight, objective in parts:
        part = part_of_pairs(objective, setting)
        needs, price = needs + weight * part.needs, price + weight * part.price
        road, own = road + weight * part.road, own + weight * part.own
    held = setting.problem.people.open_for(Cause.HELD)[setting.options.open_people]
    return Weights(needs, price, road, load, given, own + move * held)


def listed_options(
    problem: Problem,
    open_people: Ints,
    *,
    end_with: Ints,
    given_before: Bools,
    moves: int,
    also: tuple[Ints, Ints] | None = None,
) -> tuple[Options, Candidates | None]:
    """Every option where that is not too many, else those worth listing and the pairs ``also`` (person, worker).

    The second is None where nothing is left out, else what knows of the pairs that are.
    """
    if len(open_people) * len(problem.workers.ids) <= DENSE_PAIRS:
        return open_options(problem, open_people, end_with=end_with, given_before=given_before), None
    options = bare_options(problem, open_people, end_with=end_with, given_before=given_before)
    candidates = Candidates(problem, options, room_for(problem, options, moves=moves))
    keep = int(np.clip(PAIRS_IN_ALL // (2 * len(open_people)), FEWEST_KEPT, MOST_KEPT))
    options = with_pairs(problem, options, *candidates.cheapest(options, keep=keep))
    if also is not None:
        options = with_pairs(problem, options, *_not_listed(options, *also))
    return options, candidates


def _not_listed(options: Options, person: Ints, worker: Ints) -> tuple[Ints, Ints]:
    """Those of the pairs that are no options yet, each once."""
    count = len(options.base_load) + 1  # one more, for nobody
    keys = np.setdiff1d(person * count + worker + 1, options.person * count + options.worker + 1)
    return keys // count, keys % count - 1


class Candidates:
    """All pairs of the open people of ``options`` that ``room`` allows for, none of them listed."""

    def __init__(self, problem: Problem, options: Options, room: Room) -> None:
        self.problem, self.open_people, self.room = problem, options.open_people, room
        may_move = (room.moves > 0) | ~problem.people.open_for(Cause.HELD)[self.open_people]
        self.rows = np.flatnonzero(may_move)
        may_take = problem.workers.takes & (room.intake > 0)
        self.free = np.where(may_take, np.maximum(-1, room.ceiling - options.base_load), -1)

    def cheapest(self, options: Options, *, keep: int) -> tuple[Ints, Ints]:
        """The ``keep`` cheapest pairs (person, worker) of everybody for each number of needs unmet; siblings share.

        By road and wishes unmet; whatever has no room by itself is passed over.
        """
        road = road_units(self.problem, self.open_people, np.ones(len(self.open_people), dtype=np.int64))
        nothing = np.zeros(len(self.free), dtype=np.int64)
        weights = Weights(0, 1, road, nothing, nothing, np.zeros_like(road))
        limit = np.full(len(road), LARGEST, dtype=np.int64)
        found = self._scan(options, weights, limit, keep=keep, number=np.minimum(self._needs, MOST_CLASSES - 1))
        row, worker = self._with_siblings(options, found.row, found.worker)
        return self.open_people[row], worker

    def least_left_out(self, options: Options, weights: Weights, *, stop: Ints | None = None) -> Ints:
        """By open person, the least cost of a pair that is not listed, or ``stop`` (open,) where none costs less."""
        stop = np.full(len(self.open_people), LARGEST, dtype=np.int64) if stop is None else stop
        found = self._scan(options, weights, stop - weights.own, keep=1)
        least = stop.copy()
        least[found.row] = found.cost
        return least

    def left_out_below(self, options: Options, weights: Weights, limit: Ints, *, most: int) -> LeftOut:
        """Pairs that are not listed and cost less than ``limit`` (open,): the cheapest ``most`` of everybody.

        Whoever has fewer than ``most`` of them has no others below the limit.
        """
        return self._scan(options, weights, limit - weights.own, keep=most)

    def hopeful(self, options: Options, weights: Weights, limit: Ints, *, most: int) -> tuple[Ints, Ints]:
        """Pairs (person, worker) to be listed because they, or a sibling's like them, cost less than ``limit`` (open,).

        With the weights of a bound by prices, and as limit everybody's cheapest option plus what lies between bound and
        value, no pair that is left out can belong to anything better once there are none.
        """
        found = self.left_out_below(options, weights, limit, most=most)
        if not len(found.row):
            return self.open_people[:0], found.worker
        row, worker = self._with_siblings(options, found.row, found.worker)
        return self.open_people[row], worker

    def dearest(self, objective: Objective, setting: Setting) -> float:
        """No pair adds more to a level, in its units."""
        part = part_of_pairs(objective, setting)
        needs, price = self._tables
        most = part.needs * float(needs.max(initial=0)) + part.price * float(price.max(initial=0))
        return most + float(part.road.max(initial=0)) * self._farthest + float(part.own.max(initial=0))

    @cached_property
    def heaviest(self) -> float:
        """No pair has a larger load."""
        units = self.problem.units
        return float(units.share.max(initial=0)) + float(units.extra.max(initial=0)) * self._farthest

    @cached_property
    def _farthest(self) -> float:
        return float(self.problem.minutes_table.max(initial=0))

    @cached_property
    def _alike(self) -> tuple[Ints, Ints]:
        people, workers = alike_in_needs(self.problem)
        return people[self.open_people], workers

    @cached_property
    def _tables(self) -> tuple[Ints, Ints]:
        """Needs unmet and price of wishes unmet by (kind of person, sort of worker), of pairs made in this run."""
        kind, sort = self._alike
        person, worker = (np.zeros(numbers.max(initial=-1) + 1, dtype=np.int64) for numbers in (kind, sort))
        person[kind], worker[sort] = self.open_people, np.arange(len(sort))
        given = np.ones((len(person), len(worker)), dtype=bool)
        return needs_of_pairs(self.problem, person[:, None], worker[None, :], given=given)

    @property
    def _needs(self) -> Ints:
        return self._tables[0]

    def _scan(
        self, options: Options, weights: Weights, limit: Ints, *, keep: int, number: Ints | None = None
    ) -> LeftOut:
        """The cheapest ``keep`` below ``limit`` of everybody, for each number of ``number`` (kinds, sorts) apart."""
        from allocator.engine.pair_kernels import cheapest  # late: loads numba

        classes = 1 if number is None else int(number.max(initial=0)) + 1
        pairs = self._pairs(weights, np.zeros_like(self._needs) if number is None else number)
        start, skip = self._skip(options)
        found = []
        for first in range(0, len(self.rows), ROWS_AT_ONCE):
            rows = self.rows[first : first + ROWS_AT_ONCE]
            worker, cost = cheapest(pairs, rows, start, skip, limit, classes, keep)
            at = np.nonzero(worker >= 0)
            found.append((rows[at[0]], worker[at], cost[at]))
        row, worker, cost = (
            np.concatenate([part[k] for part in found] or [np.zeros(0, dtype=np.int64)]) for k in range(3)
        )
        return LeftOut(row, worker, cost + weights.own[row])

    def _pairs(self, weights: Weights, number: Ints) -> Pairs:
        from allocator.engine.pair_kernels import Pairs  # late: loads numba

        people, workers, units = self.problem.people, self.problem.workers, self.problem.units
        needs, price = self._tables
        minutes = self.problem.minutes_table
        base = workers.base % minutes.shape[1]  # the unknown base is the last one
        by_base = np.argsort(base, kind="stable")
        pairs = Pairs(
            *self._alike,
            worth=weights.needs * needs + weights.price * price,
            number=number,
            place=people.place[self.open_people] % minutes.shape[0],
            minutes=minutes,
            nearest=np.argsort(minutes, axis=1, kind="stable"),
            by_base=by_base,
            base_start=np.searchsorted(base[by_base], np.arange(minutes.shape[1] + 1)),
            profile=people.profile[self.open_people],
            caps=workers.caps,
            share=units.share,
            extra=units.extra,
            included=self.problem.model.load.included_minutes,
            free=self.free,
            older_only=people.open_for(Cause.STEP_DOWN)[self.open_people],
            serves_older=workers.serves[:, 1].copy(),
            road=weights.road,
            load=weights.load,
            given=weights.given,
        )
        _refuse_overflow(pairs, weights)
        return pairs

    def _skip(self, options: Options) -> tuple[Ints, Ints]:
        """Workers to pass over, by row: those listed already, and those who must not be."""
        real = options.worker != NOBODY
        barred = barred_pairs(self.problem, self.open_people)
        row = np.concatenate([options.row_of[real], barred[0]])
        worker = np.concatenate([options.worker[real], barred[1]])
        order = np.argsort(row, kind="stable")
        return np.searchsorted(row[order], np.arange(len(self.open_people) + 1)), worker[order]

    def _with_siblings(self, options: Options, row: Ints, worker: Ints) -> tuple[Ints, Ints]:
        """The same pairs, and for open siblings each other's workers, listed and fixed ones too, where those may be."""
        group, count = self.problem.people.group, len(self.free)
        real = np.flatnonzero(options.worker != NOBODY)
        of_group = np.concatenate(
            [group[self.open_people[row]], group[options.person[real]], group[options.fixed_people]]
        )
        ends = np.concatenate([worker, options.worker[real], options.fixed_worker])
        wanted = np.unique(of_group[of_group >= 0] * count + ends[of_group >= 0])
        members = self.rows[group[self.open_people[self.rows]] >= 0]
        first, last = (np.searchsorted(wanted, (group[self.open_people[members]] + k) * count) for k in (0, 1))
        more_row = np.repeat(members, last - first)
        more = wanted[
            np.arange(len(more_row)) + np.repeat(first - np.cumsum(last - first) + last - first, last - first)
        ]
        more_row, more = self._that_may_be(options, more_row, more % count)
        keys = np.unique(np.concatenate([row * count + worker, more_row * count + more]))
        return keys // count, keys % count

    def _that_may_be(self, options: Options, row: Ints, worker: Ints) -> tuple[Ints, Ints]:
        """Those of the pairs (row, worker) that have room by themselves, are not barred and are not listed yet."""
        start, skip = self._skip(options)
        skipped = np.repeat(np.arange(len(self.open_people)), np.diff(start)) * len(self.free) + skip
        older_only = self.problem.people.open_for(Cause.STEP_DOWN)[self.open_people[row]]
        may = self.problem.load(self.open_people[row], worker) <= self.free[worker]
        may &= ~older_only | self.problem.workers.serves[worker, 1]
        may &= ~np.isin(row * len(self.free) + worker, skipped)
        return row[may], worker[may]


def _refuse_overflow(pairs: Pairs, weights: Weights) -> None:
    """Raise OverflowError where one pair could cost more than 62 bits hold."""
    minutes = float(pairs.minutes.max(initial=0))
    load = float(pairs.share.max(initial=0)) + float(pairs.extra.max(initial=0)) * minutes
    most = float(pairs.worth.max(initial=0)) + float(pairs.road.max(initial=0)) * minutes
    most += float(pairs.load.max(initial=0)) * load + float(pairs.given.max(initial=0))
    if most + float(np.abs(weights.own).max(initial=0)) >= LARGEST:
        raise OverflowError("Prices are written too finely: a pair that is left out would cost more than 62 bits hold.")
