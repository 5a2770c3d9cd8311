"""Every worker's best choice at given prices of people: who comes, who goes, in whole numbers; it finds no prices.

That everybody ends with exactly one worker has a price, and so have moves and what the levels above must keep. Then
workers no longer depend on each other, and each of them settles a knapsack with room and intake as they are. The sum
is a bound that holds at any prices, and a higher one than any in which people can be divided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from allocator.engine.core import Task
from allocator.engine.folding import LARGEST, Folded
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Bound

if TYPE_CHECKING:
    from allocator.engine.knapsack_kernels import Fronts, Shape

MOST_INTAKE = 8
"""People a week up to which sets of them are looked at."""


@dataclass(frozen=True, eq=False)
class Knapsack:
    """A worker: options (by place) of who may come and who may stay, how many may come and go, and the room.

    ``base`` is the load while everybody stays; ``most`` may be carried if nobody comes.
    """

    worker: int
    coming: Ints
    staying: Ints
    many: int
    few: int
    base: int
    ceiling: int
    most: int


@dataclass(frozen=True)
class Column:
    """What one worker might do: options, by place, of who comes and of who does not stay."""

    worker: int
    come: tuple[int, ...]
    go: tuple[int, ...]


@dataclass(frozen=True)
class Chosen:
    """The bound at some prices, ``fine`` times over, and of each worker the best cost and columns, the best first."""

    total: int
    best: tuple[int, ...]
    columns: tuple[tuple[Column, ...], ...]


class TooManySets(Exception):
    """A worker has more sets of people than can be looked at."""


class Knapsacks:
    """The workers of a task over the active options; places are positions among these."""

    def __init__(self, task: Task, active: Bools) -> None:
        options, room = task.setting.options, task.room
        self.count, self.index = len(active), np.flatnonzero(active)
        self.row, self.load = options.row_of[self.index], options.load[self.index]
        self.worker, self.given = options.worker[self.index], options.given[self.index]
        self.nobody = np.flatnonzero(self.worker == NOBODY)
        self.stay = np.flatnonzero(~self.given & (self.worker != NOBODY))
        self.stays = np.zeros(len(options.open_people), dtype=bool)
        self.stays[self.row[self.stay]] = True
        held = np.zeros(len(options.open_people), dtype=bool)
        held[options.row_of[options.mover]] = True
        order = np.argsort(self.worker, kind="stable")
        bounds = np.searchsorted(self.worker[order], np.arange(len(room.ceiling) + 1))
        self.all = []
        for worker in range(len(room.ceiling)):
            here = order[bounds[worker] : bounds[worker + 1]]
            come, stay = here[self.given[here]], here[~self.given[here]]
            # Who is not held may leave without a move.
            few = min(len(stay), room.moves + int((~held[self.row[stay]]).sum()))
            base = int(options.base_load[worker] + self.load[stay].sum())
            many = min(len(come), int(room.intake[worker]))
            limits = int(room.ceiling[worker]), max(base, int(room.most[worker]))
            self.all.append(Knapsack(worker, come, stay, many, few, base, *limits))

    def choose(self, fold: Folded, person: Ints, *, columns: int) -> Chosen:
        """The bound that prices of people (open,) give beside those in ``fold``, and some columns of each worker.

        Raises TooManySets.
        """
        cost = fold.cost - person[self.row]
        solved = [_Solved(self, one, fold, cost) for one in self.all]
        found = tuple(tuple(one.columns(columns)) for one in solved) if columns else ()
        best = tuple(one.best for one in solved)
        return Chosen(self._total(fold, person, cost) + sum(best), best, found)

    def bound(self, fold: Folded, person: Ints) -> Bound:
        """The same as a bound with each option taken, whose row then takes no other."""
        cost = fold.cost - person[self.row]
        taken, left = np.maximum(0, cost), np.maximum(0, -cost)  # right for those with nobody
        total = self._total(fold, person, cost)
        for one in self.all:
            solved = _Solved(self, one, fold, cost)
            total += solved.best
            taken[one.coming], left[one.coming] = solved.with_coming(), solved.without_coming()
            taken[one.staying], left[one.staying] = solved.with_staying(), solved.without_staying()
        # Whatever is worse than this cannot be; capped so that a row's sum stays within 63 bits.
        cap = LARGEST // max(2, int(np.bincount(self.row).max(initial=1)))
        taken, left = np.minimum(taken, cap), np.minimum(left, cap)
        row = np.zeros(len(person), dtype=np.int64)
        np.add.at(row, self.row, left)
        with_option = np.full(self.count, np.iinfo(np.int64).max, dtype=np.int64)
        with_option[self.index] = -(-(total + taken + row[self.row] - left) // fold.fine)
        return Bound(-(-total // fold.fine), with_option)

    def _total(self, fold: Folded, person: Ints, cost: Ints) -> int:
        """What does not depend on any worker's choice, and what staying costs everybody who may stay."""
        total = fold.constant + int(person.sum()) + int(np.minimum(0, cost[self.nobody]).sum())
        return total + int(cost[self.stay].sum())


class _Solved:
    """One worker at some prices; costs count from everybody staying."""

    def __init__(self, whole: Knapsacks, one: Knapsack, fold: Folded, cost: Ints) -> None:
        from allocator.engine import knapsack_kernels as kernels  # late: loads numba

        self.kernels, self.one = kernels, one
        self.shape = kernels.Shape(one.base, one.ceiling, one.most, fold.slopes, fold.breaks[one.worker])
        self.come_load, self.come_cost = whole.load[one.coming], cost[one.coming]
        self.go_load, self.go_cost = -whole.load[one.staying], -cost[one.staying]
        useful = np.flatnonzero(self.come_cost < 0)
        # One more than may come, so that any one of them may be left out.
        self.comers = useful[kernels.promising(self.come_load[useful], self.come_cost[useful], one.many + 1)]
        self.goers = kernels.promising(self.go_load, self.go_cost, one.few + 1)
        self.room = max(0, one.ceiling - one.base - int(np.sort(self.go_load)[: one.few].sum()))
        self.come, self.go = self._come(NOBODY), self._go(NOBODY)
        self.costs, self.coming = kernels.pair_up(self.shape, self.come, self.go, one.many, one.few)
        self.best = int(self.costs.min())

    def _come(self, without: int) -> Fronts:
        come = self.kernels.fronts(self.comers, self.come_load, self.come_cost, self.one.many, self.room, without)
        return _unless_too_many(come)

    def _go(self, without: int) -> Fronts:
        return _unless_too_many(self.kernels.fronts(self.goers, self.go_load, self.go_cost, self.one.few, 0, without))

    def columns(self, count: int) -> Iterator[Column]:
        """The best columns, each with others who go."""
        begin = int(self.go.begin[self.one.few])
        for at in np.argsort(self.costs, kind="stable")[:count].tolist():
            if self.costs[at] < self.kernels.BARRED:
                come = self.one.coming[_items(self.come, int(self.come.node[self.coming[at]]))]
                go = self.one.staying[_items(self.go, int(self.go.node[begin + at]))]
                yield Column(self.one.worker, tuple(sorted(come.tolist())), tuple(sorted(go.tolist())))

    def with_coming(self) -> Ints:
        """(coming,): what it costs more if this one comes."""
        if not self.one.many:
            return np.full(len(self.come_cost), self.kernels.BARRED, dtype=np.int64)
        cost = self._beside(self.come, slice(None))
        for i in self.comers.tolist():
            cost[i] = self._beside(self._come(i), slice(i, i + 1))[0]
        return cost - self.best

    def _beside(self, come: Fronts, which: slice) -> Ints:
        front = self.kernels.together(come, self.go, self.one.many - 1, self.one.few)
        cost: Ints = self.kernels.beside(self.shape, front, self.come_load[which], self.come_cost[which])
        return cost

    def without_coming(self) -> Ints:
        """(coming,): what it costs more if this one does not come."""
        cost = np.zeros(len(self.come_cost), dtype=np.int64)
        for i in self.comers.tolist():
            cost[i] = self._least(self.shape, self._come(i), self.go, self.one.few) - self.best
        return cost

    def with_staying(self) -> Ints:
        """(staying,): what it costs more if this one stays."""
        cost = np.zeros(len(self.go_cost), dtype=np.int64)
        for i in self.goers.tolist():
            cost[i] = self._least(self.shape, self.come, self._go(i), self.one.few) - self.best
        return cost

    def without_staying(self) -> Ints:
        """(staying,): what it costs more if this one goes."""
        cost = np.full(len(self.go_cost), self.kernels.BARRED, dtype=np.int64)
        among = set(self.goers.tolist())
        for i in range(len(cost)) if self.one.few else ():
            others = self._go(i) if i in among else self.go
            gone = self.shape._replace(staying=self.one.base + int(self.go_load[i]))
            least = self._least(gone, self.come, others, self.one.few - 1)
            cost[i] = min(least, self.kernels.BARRED - abs(int(self.go_cost[i]))) + int(self.go_cost[i]) - self.best
        return cost

    def _least(self, shape: Shape, come: Fronts, go: Fronts, few: int) -> int:
        return int(self.kernels.pair_up(shape, come, go, self.one.many, few)[0].min())


def _items(fronts: Fronts, node: int) -> list[int]:
    """The items of a set."""
    found = []
    while node > 0:
        found.append(int(fronts.item[node]))
        node = int(fronts.parent[node])
    return found


def _unless_too_many(fronts: Fronts) -> Fronts:
    if not len(fronts.begin):
        raise TooManySets
    return fronts
