"""Prices of people and of moves that bring a level's bound close, found step by step; what they give is a certificate.

Prices come from a linear model over the workers' best choices so far. People who weigh alike have one price at first,
then fewer of them, then everybody their own: a few prices are found quickly and say nearly all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from allocator.engine.core import Task
from allocator.engine.cuts import Cut
from allocator.engine.folding import LARGEST, Folded, Prices, folded
from allocator.engine.knapsacks import MOST_INTAKE, Column, Knapsacks, TooManySets
from allocator.engine.linear import Floats
from allocator.engine.master import Master, Point
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Bound
from allocator.engine.sets import Sets, sets_below

CLASSES: tuple[int | None, ...] = (8, 32, None)
"""How many prices held people have between them, one stage after the other; None: everybody their own."""

NEAR, PATIENCE, COLUMNS_EACH = 1e-4, 60, 6
"""Distance from what is promised at which a stage ends (relative); steps without a gain; columns of a worker a step."""

Priced: TypeAlias = tuple[Prices, Sequence[Cut]]

FIRST_BOX = 0.25
"""How far prices may move at first, as a share of the largest."""


def suits(task: Task) -> bool:
    """Whether sets say more than people in parts: few are given to each worker, and the level counts people."""
    if task.candidates is not None or len(task.target.slopes):
        return False
    return int(task.room.intake.max(initial=0)) <= MOST_INTAKE


def climb(
    task: Task, active: Bools, taken: Ints, priced: Priced, *, worth: int, left: Callable[[], float], seconds: float
) -> Ascent | None:
    """The highest point met before ``worth`` is reached, nothing is gained any more, or time is up.

    ``taken`` is in hand; ``priced`` are prices of the linear relaxation with their cuts; ``left`` says how many
    seconds there are in all. None where there are too many sets of people.
    """
    ascent = Ascent(task, active, priced)
    try:
        ascent.begin(taken, priced[0])
        # From now on, so that compiling the kernels, once on each machine, is not held against it.
        stop_at = max(0.0, left() - seconds)

        def go_on() -> bool:
            return left() > max(0.0, stop_at)

        for count in CLASSES:
            if ascent.best >= worth or not go_on():
                break
            ascent.stage(count, worth, go_on)
        return ascent
    except TooManySets:
        return None


class Ascent:
    """The best point met so far, its bound in units of the target, and the columns that it came from."""

    def __init__(self, task: Task, active: Bools, priced: Priced) -> None:
        self.task, self.active = task, active
        self.knapsacks = Knapsacks(task, active)
        prices, cuts = priced
        # What is counted by worker is in the knapsacks. A least number of moves is worth what the cheapest move costs.
        kept = [i for i, cut in enumerate(cuts) if not cut.counting]
        self.cuts = tuple(cuts[i] for i in kept)
        self.cut_prices = tuple(_price(task, cuts[i], prices.cuts[i]) for i in kept)
        self.master = Master(task, self.knapsacks, self._fold(Point(np.zeros(0), 0.0, (0.0,) * len(task.limits))))
        self.best = float("-inf")
        self.at = Point(np.zeros(len(self.knapsacks.stays)), prices.move, prices.limits)

    def begin(self, taken: Ints, prices: Prices) -> None:
        """Start from the relaxation's prices and from what is in hand."""
        self.master.add(_columns_of(self.knapsacks, taken))
        self.at = replace(self.at, person=self._least(prices))
        self.best, columns = self._look(self.at)
        self.last = self.at
        self.master.add(columns)

    def _least(self, prices: Prices) -> Floats:
        """What everybody's cheapest option costs at prices of load, given and moves, beyond what staying costs."""
        fold, knapsacks, options = self._fold(self.at), self.knapsacks, self.task.setting.options
        cost = fold.cost / fold.fine
        real = knapsacks.worker >= 0
        to = knapsacks.worker[real]
        cost[real] += prices.load[to] * knapsacks.load[real] + prices.given[to] * knapsacks.given[real]
        least = np.full(len(options.open_people), np.inf)
        np.minimum.at(least, knapsacks.row, cost)
        return np.maximum(0.0, least - _staying(knapsacks, fold) / fold.fine)

    def _fold(self, point: Point, active: Bools | None = None) -> Folded:
        nothing = np.zeros(len(self.task.room.ceiling))
        prices = Prices(nothing, nothing, point.move, point.limits, self.cut_prices)
        return folded(self.task, self.active if active is None else active, prices, self.cuts)

    def _person(self, point: Point, fold: Folded, knapsacks: Knapsacks | None = None) -> Ints:
        """Whole prices of people; any will do, so huge ones are cut short."""
        most = LARGEST // (8 * (len(point.person) + 1))
        beyond = np.clip(np.rint(point.person * fold.fine), -most, most).astype(np.int64)
        return _staying(self.knapsacks if knapsacks is None else knapsacks, fold) + beyond

    def _look(self, point: Point) -> tuple[float, list[Column]]:
        """The bound at a point and columns that would be worth it there."""
        fold = self._fold(point)
        chosen = self.knapsacks.choose(fold, self._person(point, fold), columns=COLUMNS_EACH)
        return chosen.total / fold.fine, [column for columns in chosen.columns for column in columns]

    def stage(self, count: int | None, worth: int, go_on: Callable[[], bool]) -> None:
        """Climb while held people have ``count`` prices between them."""
        classes = _classes(self.knapsacks, count)
        center = replace(self.last, person=_shared(self.last.person, classes))
        best, columns = self._look(center)
        self.master.add(columns)
        box = widest = FIRST_BOX * max(1.0, center.move, float(center.person.max(initial=0.0)))
        since, idle = 0, 0
        while since < PATIENCE and self.best < worth and go_on():
            answer = self.master.solve(center, box, classes)
            if answer is None:
                break
            promised, point = answer
            near = NEAR * max(1.0, abs(best))
            if promised - best <= near:
                if box >= 3 * widest:
                    break
                box *= 4
                continue
            here, columns = self._look(point)
            self.master.add(columns)
            self.master.forget(point)
            since = 0 if here > best + near else since + 1
            if here > best:
                idle, box = (0, box * 1.5) if here - best > 0.1 * (promised - best) else (idle + 1, box)
                center, best = point, here
            else:
                idle += 1
            if idle and idle % 5 == 0:
                box *= 0.7
            if best > self.best:
                self.at, self.best = center, best
        # The next stage starts where this one ended, even if another start was better.
        self.last = center

    def bound(self) -> Bound:
        """The bound of the best point."""
        fold = self._fold(self.at)
        return self.knapsacks.bound(fold, self._person(self.at, fold))

    def sets_below(self, limit: int, active: Bools, taken: Ints) -> tuple[Sets, ...]:
        """The sets of ``active`` people that could belong to something better than ``limit``, and those ``taken``.

        Of workers with too many of them, none.
        """
        knapsacks, fold = Knapsacks(self.task, active), self._fold(self.at, active)
        return sets_below(limit, knapsacks, fold, self._person(self.at, fold, knapsacks), taken)


def _staying(knapsacks: Knapsacks, fold: Folded) -> Ints:
    """(open,): what staying costs, 0 for whoever cannot."""
    stay = np.zeros(len(knapsacks.stays), dtype=np.int64)
    stay[knapsacks.row[knapsacks.stay]] = fold.cost[knapsacks.stay]
    return stay


def _classes(knapsacks: Knapsacks, count: int | None) -> Ints:
    """(open,): a person of the same class for everybody; people who may stay are alike by load, all others alone."""
    classes = np.arange(len(knapsacks.stays))
    if count is None or not len(knapsacks.stay):
        return classes
    row, load = knapsacks.row[knapsacks.stay], knapsacks.load[knapsacks.stay]
    edges = np.unique(np.quantile(load, np.arange(1, count) / count, method="lower"))
    kind = np.searchsorted(edges, load, side="left")
    _, first, at = np.unique(kind, return_index=True, return_inverse=True)
    classes[row] = row[first][at]
    return classes


def _shared(person: Floats, classes: Ints) -> Floats:
    """The highest price of each class for all of it."""
    highest = np.full(len(person), -np.inf)
    np.maximum.at(highest, classes, person)
    return highest[classes]


def _price(task: Task, cut: Cut, dual: float) -> float:
    return dual if cut.group is not None else float(task.target.linear[cut.options].min())


def _columns_of(knapsacks: Knapsacks, taken: Ints) -> list[Column]:
    """What everybody in hand means for each worker."""
    mine = np.isin(knapsacks.index, taken)
    return [
        Column(
            one.worker,
            tuple(sorted(one.coming[mine[one.coming]].tolist())),
            tuple(sorted(one.staying[~mine[one.staying]].tolist())),
        )
        for one in knapsacks.all
    ]
