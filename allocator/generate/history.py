"""Years of manual practice in short: people arrive, meet a worker, lose them, step down; it optimises nothing.

Only today's young people are followed, so early years are emptier than they were; today is as full as the preset says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from allocator.generate.background import History
from allocator.generate.quotas import Generator
from allocator.generate.seats import Floats, Seats
from allocator.records import Need, Role

Rows = NDArray[np.int64]
NOBODY = -1
DAYS_PER_YEAR = 365
ARRIVES, LEAVES, STEPS_DOWN = "arrives", "leaves", "steps down"


@dataclass(frozen=True)
class Life:
    """What the past has to know of one person; rows are those of the table of minutes."""

    row: int
    arrived: date
    step_down: date | None
    moved: date | None
    place: int
    place_before: int
    needs: tuple[Need, ...]
    group: str | None
    avoids: int


@dataclass
class Past:
    """Who works with whom, day by day; the one thing here that changes while the years go by."""

    lives: list[Life]
    seats: Seats
    minutes: Rows
    figures: History
    started: Rows
    worker: Rows = field(init=False)
    since: list[date | None] = field(init=False)
    changes: Rows = field(init=False)
    last_change: list[date | None] = field(init=False)
    load: Floats = field(init=False)
    full: Floats = field(init=False)
    counted_on: date | None = None
    together: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = len(self.lives)
        self.worker, self.changes = np.full(people, NOBODY), np.zeros(people, dtype=np.int64)
        self.since, self.last_change = [None] * people, [None] * people
        self.load = np.zeros(len(self.started))
        for life in self.lives:
            if life.group:
                self.together.setdefault(life.group, []).append(life.row)

    def give(self, life: Life, day: date) -> None:
        """Give one person to the nearest worker with room, and where nobody has any to the one who is least above."""
        load = self.seats.load(life.row, self.minutes[life.place])
        after, full = self.load + load, self._ceilings(day)
        willing = self._willing(life, day)
        room = willing & (after <= full)
        if room.any():
            chosen = int(np.where(room, self._reluctance(life, day, full), np.inf).argmin())
        else:
            chosen = int(np.where(willing, after / full, np.inf).argmin())
        self._hand_over(life, chosen, day, float(load[chosen]))

    def leave(self, post: int, day: date, rng: Generator) -> None:
        """A worker leaves and a new one starts; everybody whom they had is given again, in no particular order."""
        self.started[post], self.counted_on = day.toordinal(), None
        left = np.flatnonzero(self.worker == post)
        self.load[post] = 0.0
        self.worker[left] = NOBODY
        for row in rng.permutation(left):
            self.give(self.lives[row], day)

    def step_down(self, life: Life, day: date) -> None:
        """After 21, to a worker for 21+, unless the worker serves both ages."""
        held = int(self.worker[life.row])
        if not self.seats.serves[Role.OLDER][held]:
            self.load[held] -= self.seats.load(life.row, self.minutes[life.place])[held]
            self.give(life, day)

    def _hand_over(self, life: Life, chosen: int, day: date, load: float) -> None:
        if self.since[life.row] is not None:
            self.changes[life.row] += 1
            self.last_change[life.row] = day
        self.worker[life.row], self.since[life.row] = chosen, day
        self.load[chosen] += load

    def _ceilings(self, day: date) -> Floats:
        if self.counted_on != day:
            self.counted_on, self.full = day, self.seats.ceilings(self.started, day.toordinal())
        return self.full

    def _willing(self, life: Life, day: date) -> NDArray[np.bool_]:
        older = life.step_down is not None and day >= life.step_down
        mask = self.seats.serves[Role.OLDER if older else Role.YOUNGER].copy()
        if life.avoids != NOBODY:
            mask[life.avoids] = False
        return mask

    def _reluctance(self, life: Life, day: date, full: Floats) -> Floats:
        """Minutes one way, and what crowding, a missing skill and a sibling elsewhere are worth in minutes."""
        place = life.place_before if life.moved is not None and day < life.moved else life.place
        cost = self.minutes[place] + self.figures.crowding_minutes * self.load / full
        for need in life.needs:
            cost = cost + self.figures.missing_skill_minutes * ~self.seats.skills[need]
        for sibling in self.together.get(life.group or "", []):
            if self.worker[sibling] != NOBODY:
                cost[self.worker[sibling]] -= self.figures.sibling_minutes
        return np.asarray(cost)


def live_through(
    past: Past, rng: Generator, *, as_of: date, fixed: dict[int, date], turning: list[int], without: frozenset[int]
) -> Past:
    """All that happened until ``as_of``; the rows ``without`` have not met anybody yet.

    ``fixed`` are posts whose worker began on a known day, ``turning`` posts with turnover.
    """
    for day, kind, row in sorted(_events(past, rng, as_of=as_of, fixed=fixed, turning=turning)):
        if row in without and kind != LEAVES:
            continue
        if kind == LEAVES:
            past.leave(row, day, rng)
        elif kind == ARRIVES:
            past.give(past.lives[row], day)
        else:
            past.step_down(past.lives[row], day)
    return past


def _events(
    past: Past, rng: Generator, *, as_of: date, fixed: dict[int, date], turning: list[int]
) -> Iterator[tuple[date, str, int]]:
    for life in past.lives:
        yield life.arrived, ARRIVES, life.row
        if life.step_down is not None and life.step_down < as_of:
            yield life.step_down, STEPS_DOWN, life.row
    for post, day in fixed.items():
        yield day, LEAVES, post
    yield from _turnover(past.figures, rng, as_of=as_of, fixed=fixed, turning=turning)


def _turnover(
    figures: History, rng: Generator, *, as_of: date, fixed: dict[int, date], turning: list[int]
) -> Iterator[tuple[date, str, int]]:
    """Posts change hands evenly over the years; the last months belong to those that are ``fixed``."""
    leavers = int(figures.years * figures.leavers_per_year)
    settled = round(figures.settled_months * DAYS_PER_YEAR / 12)
    for number in range(leavers):
        days = int(figures.years * DAYS_PER_YEAR / leavers * (number + rng.uniform(0, 1)))
        post, day = turning[int(rng.integers(len(turning)))], as_of - timedelta(days=days)
        if days > settled and (post not in fixed or day < fixed[post]):
            yield day, LEAVES, post
