"""Settles one level after another, keeps the allocation in hand throughout, and says of each how good it is.

How one level is searched stands in allocator.engine.search.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np

from allocator.answer import Progress
from allocator.engine.candidates import Candidates
from allocator.engine.clock import Clock
from allocator.engine.core import Limit, Task
from allocator.engine.fewer_moves import fewest_moves
from allocator.engine.folding import Prices
from allocator.engine.objective import Objective, Setting, objective_of
from allocator.engine.options import Options, with_pairs
from allocator.engine.people import Bools, Ints
from allocator.engine.relaxation import Bound
from allocator.engine.room import Room, few_moves, possible
from allocator.engine.rounding import are_vast
from allocator.engine.search import Search
from allocator.engine.siblings import siblings_of
from allocator.engine.start import affordable, guide
from allocator.engine.state import value

Report = Callable[[int, int], None]
"""Told value and bound."""

SHARE_OF_TIME = 0.5
"""Share of the time left that one level may use while others wait."""

MOST_LISTINGS, WORTH_LISTING, NEAR_PROOF = 4, 1e-6, 1e-4
"""Rounds in which more pairs become options at one level; fewer where bounds rise less than that, far from proof."""

WORTH_LISTING_MANY = 1e-3
"""The same where very many are open: there each round takes seconds."""

WEIGHED = ("cost", "balance", "travel", "overload")
"""Levels that say of everybody where it would be best to go; the others leave much to those that follow."""

ROUNDS_LEFT = 1.2
"""Where very many are open, no more pairs are listed if less time is left than so many times what prices took."""

SHARES = {"unallocated_duty": 0.2, "unallocated": 0.2, "changes": 0.3}
"""Levels of weights come very near their bound quickly; levels that count heads need the time to be proven."""

SHARE_OF_HEADS = 0.1
"""The same where very many are open, and all levels together have said who goes where before the first."""

SHARE_OF_ROOM = 0.5
"""Least share of a level where held people may make room: who waits and who moves comes before all that follows."""


@dataclass(frozen=True)
class Settled:
    """One level settled: value and bound in units of its objective."""

    objective: Objective
    value: int
    bound: int
    seconds: float


def as_kept(results: Sequence[Settled], kept: Sequence[int]) -> Iterator[Settled]:
    """The levels as they end, each with the value that is ``kept``, where a level below happened to do better at one.

    What follows such a level was settled while more was allowed above it: only what is kept there stands.
    """
    bettered = False
    for settled, last in zip(results, kept, strict=True):
        yield replace(settled, value=last if bettered else min(settled.value, last))
        bettered = bettered or last < settled.value


@dataclass(frozen=True)
class Order:
    """Levels to settle in turn, each with its tolerance (a fraction)."""

    keys: Sequence[str]
    tolerances: dict[str, Fraction]


class Settler:
    """Holds what is in hand while the levels are settled in order."""

    def __init__(
        self,
        setting: Setting,
        room: Room,
        active: Bools,
        taken: Ints,
        clock: Clock,
        candidates: Candidates | None = None,
    ) -> None:
        self.setting, self.room, self.clock, self.candidates = setting, room, clock, candidates
        self.active, self.taken = active, taken
        self.limits: list[Limit] = []
        self.results: list[Settled] = []
        self.following: tuple[str, ...] = ()
        self.prices: dict[str, Prices] = {}
        self.spent = 0.0

    def settle(self, order: Order, *, seconds: float) -> None:
        """Every level of the order anew, each with its share of ``seconds``."""
        self.limits, self.results = [], []
        stop_at = max(0.0, self.clock.left - seconds)
        for position, key in enumerate(order.keys):
            begin = time.monotonic()
            objective = objective_of(key, self.setting)
            share = 1.0 if position == len(order.keys) - 1 else self._share(key)
            report = self._reporter(key, position, len(order.keys), objective)
            self.following = tuple(order.keys[position:]) if key not in WEIGHED else ()
            bound = self._settle(partial(self._level, key), max(0.0, self.clock.left - stop_at) * share, report)
            objective = objective_of(key, self.setting)  # more pairs may be options by now
            worth = value(objective, self.setting, self.taken)
            self._keep(objective, worth + int(worth * order.tolerances.get(key, Fraction(0))), bound)
            self.results.append(Settled(objective, worth, bound.value, time.monotonic() - begin))

    def begin(self, keys: Sequence[str], *, seconds: float) -> None:
        """Place everybody as all levels together would have it, before any is settled; nothing is claimed about that.

        Where very many are open, all hangs on it, and on the pairs that turn out to be worth listing on the way.
        """
        self._settle(partial(self._lead, keys), seconds, lambda worth, bound: None)

    def _level(self, key: str) -> Objective:
        return objective_of(key, self.setting)

    def _lead(self, keys: Sequence[str]) -> Objective:
        return affordable(guide(self.setting, keys), self.taken)

    def _share(self, key: str) -> float:
        """Share of the time left for a level while others wait."""
        share = SHARES.get(key, SHARE_OF_TIME)
        if are_vast(self.taken) and key not in WEIGHED:
            return SHARE_OF_HEADS
        return max(share, SHARE_OF_ROOM) if few_moves(self.setting.options, self.room) else share

    def _reporter(self, key: str, position: int, of: int, objective: Objective) -> _Reporter:
        return _Reporter(self.clock, key, position + 1, of, objective)

    def _keep(self, objective: Objective, limit: int, bound: Bound) -> None:
        """What is settled now binds the levels below, so options that cannot keep it are struck out for good."""
        self.limits.append((objective, limit))
        self.active &= bound.with_option <= limit
        self.active[self.taken] = True

    def _settle(self, target: Callable[[], Objective], seconds: float, report: Report) -> Bound:
        """Improve what is in hand at one level; returns the best bound, by option too."""
        stop_at = max(0.0, self.clock.left - seconds)
        search = self._priced(target(), stop_at, report)
        for _ in range(MOST_LISTINGS):
            if are_vast(self.taken) and (self.following or search.left < ROUNDS_LEFT * self.spent):
                break  # seconds are few; and what counts heads is decided by who has room rather than by who is near
            more = search.hopeful()
            if not len(more[0]):
                break
            self._list(*more)
            known = search.bound.value
            search = self._priced(target(), stop_at, report)
            risen = search.bound.value - known
            search.know(known)
            worth = WORTH_LISTING_MANY if are_vast(self.taken) else WORTH_LISTING
            if search.bound.value and risen <= worth * abs(known) and search.gap > NEAR_PROOF:
                break  # a bound of nothing says that what is not listed is still the cheapest by far
        fewest_moves(search)
        search.run()
        self.taken = search.taken
        return search.bound

    def _priced(self, objective: Objective, stop_at: float, report: Report) -> Search:
        """A search that has its prices, begun from those that a question like this one had; ``spent`` is told."""
        task = Task(self.setting, self.room, objective, tuple(self.limits), self.candidates)
        lead = guide(self.setting, self.following) if self.following else None
        search = Search(task, self.active, self.taken, self.clock, stop_at, report, lead)
        search.known = self.prices.get(_sort(objective))
        begun = search.left
        search.price()
        self.spent = begun - search.left
        if search.known is not None:
            self.prices[_sort(objective)] = search.known
        return search

    def _list(self, person: Ints, worker: Ints) -> None:
        """Make options of more pairs; what is in hand, struck out or to be kept stays what it is."""
        before, old = self.setting, self.setting.options
        options = with_pairs(before.problem, old, person, worker)
        siblings = siblings_of(before.problem, options, before.given_before.tolist())
        self.setting = replace(before, options=options, siblings=siblings)
        at = np.searchsorted(_keys(options), _keys(old))
        active = possible(options, self.room)
        self.limits = [(objective_of(objective.key, self.setting), limit) for objective, limit in self.limits]
        for objective, limit in self.limits:
            if (objective.linear >= 0).all():  # so that nobody else can make up for what an option adds by itself
                active &= objective.constant + objective.linear <= limit
        active[at] = self.active
        self.active, self.taken = active, at[self.taken]


def _sort(objective: Objective) -> str:
    """Levels of one sort have prices alike: the guide is mostly cost, and leads the levels that count heads."""
    return objective.key if objective.key in WEIGHED else "cost"


def _keys(options: Options) -> Ints:
    """A number for each option, rising, the same whatever else is listed."""
    keys: Ints = options.person * (len(options.base_load) + 1) + options.worker + 1
    return keys


class _Reporter:
    """Tells whoever listens how far a level is."""

    def __init__(self, clock: Clock, key: str, position: int, of: int, objective: Objective) -> None:
        self.clock, self.key, self.position, self.of, self.objective = clock, key, position, of, objective

    def __call__(self, worth: int, bound: int) -> None:
        values = self.objective.in_own_units(worth), self.objective.in_own_units(bound)
        self.clock.limits.on_progress(Progress(self.key, self.position, self.of, *values, self.clock.left))
