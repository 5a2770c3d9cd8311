"""The folded question as rows and pairs for the assignment solver, where very many are open; it proves nothing itself.

Siblings who may all go to one worker are one row, so that they end together; who cannot is left where they are. What
the levels above must keep has a price: an answer that asks for more is not taken, its price is raised, and the question
is asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from allocator.engine.clock import Clock
from allocator.engine.core import Task
from allocator.engine.folding import LARGEST, Floats, Folded, Prices, folded
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.room import NO_LIMIT
from allocator.engine.rounding import are_vast
from allocator.engine.start import STEP
from allocator.engine.state import allowed, value

if TYPE_CHECKING:
    from allocator.engine.assign import Pairs

FINE = 256
"""Units to one unit of the target: enough for a price of one in a hundred."""

PROBE, DEARER, DEARER_FOR_MANY, NARROW = 0.12, 1.1, 1.6, 1.04
"""Share of the time for finding out whether limits are kept at their prices, by how much broken ones get dearer at
first (more where very many are open, so that there are few looks), and how near prices are that are as good as the
same."""

SHARE_AFTER_PRICES, SHARE_AFTER_TRIES = 0.5, 0.85
"""Shares of the time that are left at least when prices are no longer bettered, and when no others are tried."""

FIRST_STEP, NEXT_STEP, MOST_TRIED = 1.0, 0.1, 6
"""First step in the price of what the level above must keep, from one unit of the target for one of the level's own, or
as a share of a price that was right before. So many prices are tried at most.
"""


@dataclass(frozen=True)
class Wide:
    """Pairs for the assignment solver; pair ``i`` stands for the options ``member[first[i] : first[i + 1]]``."""

    start: Ints
    worker: Ints
    cost: Ints
    load: Ints
    first: Ints
    member: Ints

    def options_of(self, pairs: Ints) -> Ints:
        """The options that some pairs stand for, rising."""
        mine = np.zeros(len(self.first) - 1, dtype=bool)
        mine[pairs] = True
        return np.sort(self.member[np.repeat(mine, np.diff(self.first))])

    def pairs_of(self, taken: Ints) -> Ints | None:
        """The pair of each row by which ``taken`` options are reached, None where siblings are not together."""
        mine = np.isin(self.member, taken)
        whole = np.minimum.reduceat(mine, self.first[:-1])
        found = np.flatnonzero(whole)
        return found if len(found) == len(self.start) - 1 else None


def couples_by_room(task: Task) -> bool:
    """Whether room is all that stands between people, apart from siblings and what has a price."""
    no_moves = task.room.moves >= NO_LIMIT or not task.room.moves
    return no_moves and bool((task.room.intake >= NO_LIMIT).all())


def wide_prices(
    task: Task,
    active: Bools,
    *,
    threads: int = 1,
    left: Callable[[], float] = lambda: 1.0,
    known: Prices | None = None,
) -> Prices:
    """Prices of room, and of what the level right above must keep, by the assignment solver's own search.

    A level above that counts heads and is as good as it can be by itself has a price at which nobody may ask for more;
    no cut, and none of the other levels, has one. Where little time is ``left`` (seconds), prices come less near, and
    fewer are tried. ``known`` are those of a question like this one.
    """
    whole = left()
    pricing = _Pricing(threads, lambda: left() > whole * SHARE_AFTER_PRICES)
    firm, warm = firm_prices(task, active), None if known is None else known.load
    if not task.limits or not len(task.limits[-1][0].slopes):
        return _capacity_prices(task, active, pricing, firm, warm)[0]
    unit = float(task.target.scale / task.limits[-1][0].scale)
    begun, step = unit, FIRST_STEP * unit
    if known is not None and len(known.limits) == len(task.limits):  # the guide has no levels above
        begun, step = known.limits[-1], NEXT_STEP * known.limits[-1]
    best, worth = _capacity_prices(task, active, pricing, (*firm[:-1], begun), warm)
    for _ in range(MOST_TRIED):
        price = best.limits[-1] + step
        if left() <= whole * SHARE_AFTER_TRIES:
            break
        tried, value = _capacity_prices(task, active, pricing, (*firm[:-1], max(0.0, price)), best.load)
        if value > worth:
            best, worth, step = tried, value, step * 2.0
        else:
            step *= -0.5
    return best


def firm_prices(task: Task, active: Bools) -> tuple[float, ...]:
    """For each level above, what the dearest option costs if everybody's best at that level is just what is allowed.

    Nothing where the level does not tell one worker from another. Where very many are open and somebody's best is out
    of reach, what the guide counts: room is worth very unlike then, so that no other price would do to begin with.
    """
    options = task.setting.options
    start, dearest = options.start[:-1], float(np.abs(task.target.linear[active]).max(initial=1))
    prices = []
    for level, limit in task.limits:
        best = np.minimum.reduceat(np.where(active, level.linear, LARGEST // 2**20), start)
        is_least = not len(level.slopes) and level.constant + int(best.sum()) >= limit
        tells_apart = bool(level.linear[options.worker != NOBODY].any())
        guided = STEP * float(task.target.scale) if are_vast(options.open_people) and not len(level.slopes) else 0.0
        prices.append((dearest if is_least else guided) if tells_apart else 0.0)
    return tuple(prices)


class _Pricing(NamedTuple):
    """On how many threads prices are found, and whether there is time to better them."""

    threads: int
    going: Callable[[], bool]


def _capacity_prices(
    task: Task, active: Bools, pricing: _Pricing, limits: tuple[float, ...], warm: Floats | None = None
) -> tuple[Prices, float]:
    """Prices of room at given prices of the levels above, and the bound (in floats) that follows.

    ``warm`` (workers,) are prices of room nearby.
    """
    from allocator.engine.assign.prices import best_prices  # late: loads numba
    from allocator.engine.assign.smooth import good_prices

    count = len(task.room.ceiling)
    nothing = Prices(np.zeros(count), np.zeros(count), 0.0, limits)
    fold = folded(task, active, nothing, finest=FINE)
    pairs = _pairs(_joined(fold, _units(task, fold)).wide, fold)
    price = good_prices(
        pairs,
        None if warm is None else np.append(warm * fold.fine, 0.0),
        threads=pricing.threads,
        going=pricing.going,
    )
    _, bound = best_prices(pairs, 1, price)
    prices = replace(nothing, load=np.maximum(0.0, price[:count]) / fold.fine)
    return prices, (bound + fold.constant + float(fold.paid(fold.low).sum())) / fold.fine


def settle_wide(task: Task, active: Bools, taken: Ints, prices: Prices, clock: Clock, seconds: float) -> Ints:
    """The best of ``taken`` and what is found in ``seconds``: a look whether limits hold, then all the time left.

    Where a limit that weighs was not kept, looks go on at prices between those at which it was and was not.
    """
    stop_at, slot = max(0.0, clock.left - seconds), max(0.5, seconds * PROBE) if task.limits else seconds
    prices, best, dearer = replace(prices, cuts=()), value(task.target, task.setting, taken), False
    between = Between.of(task)
    while clock.left - stop_at > 0.0:
        fold = folded(task, active, prices, finest=FINE)
        if dearer and fold.fine == 1:
            break  # no higher price can be written in whole numbers, and none has helped
        warm = np.append(prices.load * fold.fine, 0.0)
        found = _settled(task, fold, taken, warm, clock, min(slot, clock.left - stop_at), stop_at)
        broken = [value(level, task.setting, found) > limit for level, limit in task.limits]
        worth = value(task.target, task.setting, found)
        if not any(broken) and allowed(task.setting.options, task.room, found) and worth < best:
            taken, best = found, worth
        dearer = any(broken)
        between.see(prices.limits, broken)
        if slot >= seconds and not dearer:
            break  # all the time was there to be used, so the question is settled or the time is up
        slot = seconds if between.narrow or not (dearer or between.weighs) else slot
        prices = replace(prices, limits=between.kept_prices if between.narrow else between.next(prices.limits, broken))
    return taken


@dataclass
class Between:
    """Prices of the levels above at which they were ``broken`` and ``kept``; ``heads`` marks levels that count heads.

    ``least`` are prices to begin with where there is none yet: where heads count, no broken one could pay off; ``step``
    is by how much broken ones get dearer.
    """

    heads: tuple[bool, ...]
    least: tuple[float, ...]
    broken: list[float]
    kept: list[float]
    step: float

    @classmethod
    def of(cls, task: Task) -> Between:
        """Nothing is known yet."""
        count = len(task.limits)
        heads = tuple(not len(level.slopes) for level, _ in task.limits)
        dearest = float(np.abs(task.target.linear).max(initial=1))
        least = tuple(
            dearest / max(1.0, float(level.linear[level.linear > 0].min(initial=LARGEST)))
            if counts
            else float(task.target.scale / level.scale) / 10
            for (level, _), counts in zip(task.limits, heads, strict=True)
        )
        step = DEARER_FOR_MANY if are_vast(task.setting.options.open_people) else DEARER
        return cls(heads, least, [0.0] * count, [float("inf")] * count, step)

    def see(self, limits: tuple[float, ...], broken: list[bool]) -> None:
        """Remember whether each level was kept at these prices."""
        for k, (price, asks) in enumerate(zip(limits, broken, strict=True)):
            if asks:
                self.broken[k] = max(self.broken[k], price)
                self.kept[k] = self.kept[k] if price < self.kept[k] else float("inf")
            elif not any(broken):
                self.kept[k] = min(self.kept[k], price)

    @property
    def weighs(self) -> bool:
        """Whether some level that does not count heads was broken."""
        return any(low > 0.0 and not heads for low, heads in zip(self.broken, self.heads, strict=True))

    @property
    def narrow(self) -> bool:
        """Whether prices at which levels were broken and kept are as good as the same."""
        if not self.weighs or float("inf") in self.kept:
            return False
        pairs = zip(self.broken, self.kept, self.heads, strict=True)
        return all(heads or low == 0.0 or high <= NARROW * low for low, high, heads in pairs)

    @property
    def kept_prices(self) -> tuple[float, ...]:
        """The lowest prices at which all were kept."""
        return tuple(self.kept)

    def next(self, limits: tuple[float, ...], broken: list[bool]) -> tuple[float, ...]:
        """Prices to try next: higher, in growing steps, or in the middle; heads in larger steps, and never lower."""
        prices = tuple(self._next(k, price, asks) for k, (price, asks) in enumerate(zip(limits, broken, strict=True)))
        self.step = min(2.0, self.step**2) if any(broken) else self.step
        return prices

    def _next(self, k: int, price: float, asks: bool) -> float:
        if self.heads[k] or self.broken[k] == 0.0:
            return max(price * 2.0, self.least[k]) if asks else price
        if self.kept[k] == float("inf"):
            return max(price * self.step, self.least[k])
        return float(np.sqrt(self.broken[k] * self.kept[k]))


def _settled(task: Task, fold: Folded, taken: Ints, warm: Floats, clock: Clock, seconds: float, stop_at: float) -> Ints:
    from allocator.engine.assign import settle  # late: loads numba

    wide = _together(task, fold, taken)
    answer = settle(
        _pairs(wide, fold),
        seconds=seconds,
        threads=clock.threads,
        seed=clock.limits.seed,
        start=wide.pairs_of(taken),
        warm=warm,
        stop=lambda: clock.left <= stop_at,
    )
    return taken if answer.taken is None else wide.options_of(answer.taken)


def _pairs(wide: Wide, fold: Folded) -> Pairs:
    from allocator.engine.assign import Pairs  # late: loads numba

    edges = np.vstack([fold.breaks - fold.low[:, None], np.zeros((1, len(fold.slopes)), dtype=np.int64)])
    room = np.append(fold.high - fold.low, 0)
    return Pairs(wide.start, wide.worker, wide.cost, wide.load, room, fold.slopes, edges)


def _together(task: Task, fold: Folded, taken: Ints) -> Wide:
    """Siblings as one row where they may all go to one worker, else each as they are; everybody else a row each."""
    unit, group = _units(task, fold), task.setting.problem.people.group[task.setting.options.open_people]
    stuck = ((group >= 0) & (unit < len(unit)))[fold.row] & ~np.isin(fold.index, taken)
    return _joined(fold, unit, but=stuck).wide


def _units(task: Task, fold: Folded) -> Ints:
    """(open,): the same number, beyond all rows, for siblings of whom none is fixed and who may all go to one worker.

    Another one, that of their row, for everybody else.
    """
    group = task.setting.problem.people.group[task.setting.options.open_people]
    row = np.arange(len(group))
    unit = np.where((group >= 0) & ~_tied(task), len(group) + group, row)
    alone = (unit == row)[fold.row]  # left out, for they are nearly all
    return np.where(np.isin(unit, _joined(fold, unit, but=alone).unit), unit, row)


def _tied(task: Task) -> Bools:
    """(open,): who has a sibling that is fixed."""
    people, options = task.setting.problem.people, task.setting.options
    group = people.group[options.open_people]
    return np.isin(group, people.group[options.fixed_people]) & (group >= 0)


@dataclass(frozen=True)
class _Joined:
    """Rows joined to units: which units have a pair at all, and the pairs."""

    unit: Ints
    wide: Wide


def _joined(fold: Folded, unit: Ints, but: Bools | None = None) -> _Joined:
    """Pairs of units: workers whom every member may go to; costs and loads add up. ``but`` options are left out."""
    here = np.arange(len(fold.index)) if but is None else np.flatnonzero(~but)
    workers = len(fold.low)
    ends = np.where(fold.worker[here] == NOBODY, workers, fold.worker[here])
    of = unit[fold.row[here]]
    order = np.lexsort((fold.row[here], ends, of))
    here, ends, of = here[order], ends[order], of[order]
    key = of * (workers + 1) + ends
    first = np.flatnonzero(np.concatenate([[True], np.diff(key) != 0])) if len(key) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(first, len(key)))
    whole = sizes == np.bincount(unit, minlength=int(unit.max(initial=-1)) + 1)[of[first]]
    first, sizes = first[whole], sizes[whole]
    member = here[np.repeat(first, sizes) + np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)]
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    load = np.where(fold.worker[member] == NOBODY, 0, fold.load[member])
    units, start = np.unique(of[first], return_index=True)
    wide = Wide(
        start=np.append(start, len(first)).astype(np.int64),
        worker=ends[first],
        cost=_sums(fold.cost[member], bounds),
        load=_sums(load, bounds),
        first=bounds,
        member=fold.index[member],
    )
    return _Joined(units, wide)


def _sums(values: Ints, bounds: Ints) -> Ints:
    total = np.concatenate([[0], np.cumsum(values)]).astype(np.int64)
    return total[bounds[1:]] - total[bounds[:-1]]
