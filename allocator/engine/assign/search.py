"""Ejection chains from many beginnings, and paths between what they lead to: finds good allocations, proves nothing.

Overload has a price beyond the price of room, adapted so that a part of what is found is allowed. Where one descent
takes long, there are no paths: one allocation is kicked and mended place by place. Annealing then exchanges many rows
of a few workers at once, which finds what fits exactly where chains find nothing any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from allocator.engine.assign.chains import Guide, Work, descend
from allocator.engine.assign.exchange import exchanges
from allocator.engine.assign.halves import MOST_WORKERS, Table, table
from allocator.engine.assign.moves import BEST, COST, NONE, OVERLOAD, Here, Question, remember
from allocator.engine.assign.pairs import Floats, Going, Ints, Pairs
from allocator.engine.assign.paths import adapt, fill, kick, mend, relink, shake, sow, turn_to, weigh, worth
from allocator.engine.assign.pool import Pool

NEAREST, LONGEST, SMALL, LONGEST_OF_SMALL = 12, 4, 150, 5
"""How many of each row's pairs are tried, how many rows a chain may move, and how many rows are few."""

EXTRA = 0.3
"""What overload costs beyond the price of room at first, in prices of room."""

FIRM = 4.0
"""The same where one allocation is mended that is to stay allowed."""

FEWEST = 4
"""Rows in which two allocations differ at least, for a path between them."""

STALE = 40
"""After so many descents for each row without anything better the pool is begun anew."""

DEARER, CHEAPER = 1.03, 0.9
HOT, COLDER, IN_VAIN = 0.3, 0.1, 0.1
"""How hot annealing begins, in what an average worker wastes; by what factor it is colder in the end; and after what
part of the time without anything better it goes on from the best of all."""

FEW_WAYS, MANY_WAYS, FEW_WORKERS = 200, 600, 4
"""More workers exchange at a time where there are few ways to, fewer where there are many."""

TURN = 10_000_000
"""So much is tried between two looks at the clock."""

Tell = Callable[[Ints], object]


class Search:
    """One thread's search over pairs sorted within each row by ``excess``: priced cost above the row's cheapest.

    ``tell`` is called with each allowed allocation that is the thread's best, and not asked again.
    """

    def __init__(self, pairs: Pairs, excess: Floats, price: Floats, seed: int, tell: Tell) -> None:
        self.pairs, self.excess, self.tell = pairs, excess, tell
        self.question = Question(
            pairs.start, pairs.worker, pairs.cost, pairs.load, pairs.room, pairs.edges, pairs.slopes
        )
        sizes = np.bincount(pairs.worker, minlength=len(pairs.room))
        self.first = (np.cumsum(sizes) - sizes).astype(np.int64)
        self.second = excess[np.minimum(pairs.start[:-1] + 1, pairs.start[1:] - 1)]
        self.guide = _guide(pairs, excess, price, self.second)
        self.extra = self.guide.extra.copy()
        self.work = _work(pairs.rows)
        self.random = np.random.default_rng(seed)
        self.told, self.single, self.tried, self.when = NONE, False, 0, time.monotonic()
        self.table: Table | None = None
        self.most, self.heat, self.span = FEW_WORKERS, 0.0, 0.0
        sow(seed)
        self.begin(self.filled())

    def filled(self) -> Ints:
        """Rows in order of how much dearer their second pair is, each to its cheapest pair with room."""
        taken = np.zeros(self.pairs.rows, dtype=np.int64)
        order = np.argsort(-self.second, kind="stable").astype(np.int64)
        fill(self.question, self.guide, order, np.zeros(len(self.pairs.room), dtype=np.int64), taken)
        return taken

    def begin(self, taken: Ints) -> None:
        """Go on from this allocation, allowed or not; all rows are looked at, and the best is forgotten."""
        self.here = _here(self.pairs, taken, self.first)
        self.work.ring[:] = self.random.permutation(self.pairs.rows)
        self.work.queued[:] = 1
        self.work.counts[:2] = 0, self.pairs.rows

    def descend(self, going: Going) -> None:
        """Carry out chains until none gains; tell of an allowed allocation if it is the best."""
        while self.work.counts[1] > 0:
            self.tried += descend(self.question, self.guide, self.here, self.work, TURN)
            if not going():
                break
        self._tell()

    def allow(self, going: Going, most: int = 80) -> None:
        """Make overload dearer where it is, and descend among all pairs, until there is none."""
        live = self.guide.live.copy()
        self.guide.live[:] = np.diff(self.pairs.start)
        for _ in range(most):
            if self.here.state[OVERLOAD] == 0 or not going():
                break
            adapt(self.question, self.guide, self.here, self.work, 1.5, 1.0)
            self.descend(going)
        if self.here.state[OVERLOAD] > 0 and mend(*self._arrays) == 0:
            self.work.worth[0] = 0.0
            self._remember()
        self.guide.live[:] = live

    def firm(self) -> None:
        """Make overload so dear that there is little, now and hereafter."""
        self.guide.extra[:] = np.maximum(self.guide.extra, FIRM / EXTRA * self.extra)

    def kick(self, going: Going, slice_seconds: float = 0.05) -> None:
        """Kick and mend one allocation until it is time to stop."""
        rounds = 1
        self.firm()
        while going():
            begun = time.monotonic()
            kick(self.question, self.guide, self.here, self.work, rounds, 2, 4, TURN)
            self._tell()
            if self.here.state[OVERLOAD] > 0:
                self.allow(going)
            spent = time.monotonic() - begun
            rounds = max(1, int(rounds * min(4.0, slice_seconds / max(spent, 1e-6))))

    def link(self, pool: Pool, going: Going) -> None:
        """Fill the pool, then search from within paths between two of it until it is time to stop."""
        self.guide.extra[:] = self.extra
        stale = renewed = 0
        while going():
            if stale > STALE * self.pairs.rows and pool.full:
                stale, renewed = 0, renewed + 1
                pool.renew([self.here.best] if renewed % 2 == 1 and self.told != NONE else [])
            two, told = pool.two(self.random), self.told
            between = two is not None and self._step_between(*two)
            if not between:
                shake(*self._arrays, max(FEWEST, self.pairs.rows // 4), 6)
            self.descend(going)
            stale = stale + 1 if told == self.told else 0
            weigh(self.question, self.guide, self.here, DEARER, CHEAPER)
            self.extra[:] = self.guide.extra
            if between:
                self._keep(pool)
            elif two is None:
                pool.add(self.here.taken)
            else:
                pool.replace(two[0], self.here.taken)

    def anneal(
        self, going: Going, left: Callable[[], float], best: Callable[[], Ints], slice_seconds: float = 0.02
    ) -> None:
        """Exchange between a few workers, from its own best if there is one, until it is time to stop.

        The fewer seconds are ``left``, the colder. After a part of them without anything better, on to the ``best`` of
        all threads.
        """
        if self.told == NONE:
            return
        self.begin(self.here.best)
        if self.table is None:
            self.table = table(len(self.pairs.room), self.pairs.rows)
            self.heat, self.span = HOT * self._wasted(), max(1e-9, left())
        rounds, back = 1, time.monotonic()
        while going():
            begun = time.monotonic()
            if begun - max(back, self.when) > IN_VAIN * self.span:
                turn_to(self.question, self.here, best())
                back = begun
            heat = self.heat * COLDER ** (1.0 - max(0.0, left() / self.span))
            ways = exchanges(*self._arrays, self.table, rounds, self.most, heat)
            self.most += int(ways < FEW_WAYS * rounds) - int(ways > MANY_WAYS * rounds)
            self.most = min(max(FEW_WORKERS, self.most), MOST_WORKERS)
            self._tell()
            spent = time.monotonic() - begun
            rounds = max(1, int(rounds * min(2.0, slice_seconds / max(spent, 1e-6))))

    def _wasted(self) -> float:
        """What an average worker wastes, and their rows' excess."""
        loads = np.zeros(len(self.pairs.room), dtype=np.int64)
        return worth(self.question, self.guide, self.here.taken, loads) / len(loads)

    def _step_between(self, one: Ints, goal: Ints) -> bool:
        """Go up to half of the way from one to the other, unless they are nearly the same: then stay at one."""
        turn_to(self.question, self.here, one)
        self.work.counts[:] = 0
        self.work.queued[:] = 0
        apart = int((one != goal).sum())
        if apart >= FEWEST:
            relink(*self._arrays, goal, int(self.random.integers(1, apart // 2 + 1)), 20)
        return apart >= FEWEST

    @property
    def _arrays(self) -> tuple[Question, Guide, Here, Work]:
        return self.question, self.guide, self.here, self.work

    def _keep(self, pool: Pool) -> None:
        """Keep the allocation instead of the worst one, by today's prices, if it is better."""
        kept, loads = list(pool.kept), np.zeros(len(self.pairs.room), dtype=np.int64)
        values = [worth(self.question, self.guide, taken, loads) for taken in kept]
        if not kept or worth(self.question, self.guide, self.here.taken, loads) > max(values) - self.guide.eps:
            return
        pool.replace(kept[int(np.argmax(values))], self.here.taken)

    def _remember(self) -> None:
        if self.here.state[COST] < self.here.state[BEST]:
            remember(self.here)
        self._tell()

    def _tell(self) -> None:
        if self.here.state[BEST] < self.told:
            self.told, self.when = int(self.here.state[BEST]), time.monotonic()
            self.tell(self.here.best)


def _guide(pairs: Pairs, excess: Floats, price: Floats, second: Floats) -> Guide:
    room, price = pairs.room.astype(np.float64), price.astype(np.float64)
    corners = np.concatenate([np.zeros((len(room), 1)), room[:, None], np.clip(pairs.edges, 0, room[:, None])], axis=1)
    pieces = (np.maximum(0.0, corners[:, :, None] - pairs.edges[:, None, :]) * pairs.slopes).sum(axis=2)
    waste = pieces - price[:, None] * corners
    least = waste.min(axis=1)
    load = max(1.0, float(pairs.load.mean()))
    unit = max(float(price.mean()), 0.05 * float(second.mean()) / load, 1e-3 * float(np.abs(pairs.cost).mean()) / load)
    unit = max(unit, 1e-6)
    live = np.minimum(np.diff(pairs.start), NEAREST)
    return Guide(excess, live, price, EXTRA * (unit + 0.3 * price), least, waste[:, 1] - least, 1e-6 * unit)


def _work(rows: int) -> Work:
    longest = LONGEST_OF_SMALL if rows <= SMALL else LONGEST
    whole, ints, floats = np.zeros(rows, dtype=np.int64), np.zeros(longest, dtype=np.int64), np.zeros(longest)
    log = np.zeros(max(10_000, 4 * rows), dtype=np.int64)
    return Work(
        whole,
        whole.copy(),
        np.zeros(4, dtype=np.int64),
        ints,
        ints.copy(),
        ints.copy(),
        floats,
        floats.copy(),
        log,
        log.copy(),
        np.zeros(1),
    )


def _here(pairs: Pairs, taken: Ints, first: Ints) -> Here:
    at, used = pairs.worker[taken], pairs.used(taken)
    order = np.argsort(at, kind="stable")
    count = np.bincount(at, minlength=len(pairs.room)).astype(np.int64)
    within = np.arange(pairs.rows) - np.repeat(np.cumsum(count) - count, count)
    members, place = np.zeros(len(pairs.worker), dtype=np.int64), np.zeros(pairs.rows, dtype=np.int64)
    place[order] = within
    members[first[at[order]] + within] = order
    over = int(np.maximum(0, used - pairs.room).sum())
    capped = np.minimum(used, pairs.room)[:, None]
    extra = int((np.maximum(0, capped - pairs.edges) * pairs.slopes).sum())
    state = np.array([int(pairs.cost[taken].sum()) + extra, over, NONE, pairs.rows + 1], dtype=np.int64)
    if over == 0:
        state[BEST:] = state[0], 0
    journal = np.zeros(pairs.rows, dtype=np.int64)
    return Here(taken.copy(), used, members, place, count, first, taken.copy(), journal, state)
