"""Looks for prices at which as much room is asked for as there is; they are guesses, and certify nothing.

Everybody shares themselves between the workers who are cheapest for them and being left out; prices rise where more is
asked for than there is and fall where less is, and the sharing is made sharper and sharper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.room.left_out.bound import Prices
from allocator.room.left_out.going import going
from allocator.room.left_out.table import Leavers, Table
from allocator.room.left_out.whole import Ints

Floats = NDArray[np.float64]

MOST_ROUNDS, FEWEST_ROUNDS, CELLS = 600, 50, 8_000_000
"""Rounds of raising and lowering; fewer where the table is large, so that all of them look at so many cells."""

BLUNT, SHARP, STEP = 0.3, 0.001, 0.8
"""Sharing at the beginning and at the end, in shares of the mean weight; how far each round goes of the way."""

WINDOWS = 8
"""The best prices of each of so many parts of the rounds are tried."""

MEMORY = 0.1
"""How far who would go at the prices of one round counts at once."""

FLOORS = (0.5, 1.0)
"""Prices are tried as they are, and with no room cheaper than these shares of the mean, so that going pays less."""

HIGHEST = 2**58


@dataclass
class _Market:
    """Who asks for what: weights (kinds,), loads (kinds, columns), what there is (columns,), all in floating point.

    ``barred`` (kinds, columns) is infinite where somebody may not go. ``dearest`` (columns,) is the most that anybody
    would pay for a unit of load.
    """

    weight: Floats
    count: Floats
    load: Floats
    barred: Floats
    room: Floats
    seats: Floats
    leavers: tuple[Leavers, ...]
    dearest: Floats

    def going(self, load: Floats) -> tuple[Floats, Floats]:
        """Room that is made and room that is asked for, by column, by those for whom going pays most at the prices."""
        made, asked = np.zeros_like(self.room), np.zeros_like(self.room)
        for leavers in self.leavers:
            who = going(leavers, load)
            np.add.at(made, leavers.home[who.kind], leavers.freed[who.kind])
            np.add.at(asked, who.to, leavers.load[who.kind, who.to])
        return made, asked

    def costs(self, load: Floats, seat: Floats) -> tuple[Floats, Floats, float]:
        """Cost by pair, the least by kind, and what is left out at least."""
        cost = self.load * load
        cost += seat
        cost += self.barred
        least = np.minimum(cost.min(axis=1, initial=np.inf), self.weight)
        return cost, least, float(least @ self.count - load @ self.room - seat @ self.seats)

    def asked(self, cost: Floats, least: Floats, blunt: float) -> tuple[Floats, Floats]:
        """Room and seats that are asked for, by column; ``cost`` is used up."""
        wish = np.subtract(least[:, None], cost, out=cost)
        wish /= blunt
        np.exp(wish, out=wish)
        people = self.count / (wish.sum(axis=1) + np.exp((least - self.weight) / blunt))
        heads = people @ wish
        wish *= self.load
        return np.asarray(people @ wish), np.asarray(heads)


def prices_to_try(table: Table, weight: Ints) -> Iterator[Prices]:
    """Whole prices, the last ones likely the best; none where nobody who could come weighs anything."""
    nothing = np.zeros(len(table.room), dtype=np.int64)
    yield Prices(nothing, nothing)
    rows = np.flatnonzero((weight > 0) & table.may.any(axis=1))
    if not len(rows):
        return
    market = _Market(
        weight=weight[rows].astype(np.float64),
        count=table.count[rows].astype(np.float64),
        load=np.where(table.may[rows], table.load[rows], 0).astype(np.float64),
        barred=np.where(table.may[rows], 0.0, np.inf),
        room=table.room.astype(np.float64),
        seats=table.heads.astype(np.float64),
        leavers=table.leavers,
        dearest=np.where(table.may[rows], weight[rows, None] / np.maximum(table.load[rows], 1), 0).max(axis=0),
    )
    top = HIGHEST // (int(table.load.max(initial=1)) + max((int(x.freed.max()) for x in table.leavers), default=0) + 1)
    for load, seat in _good(market):
        for floor in (0.0, *FLOORS) if table.leavers else (0.0,):
            level = np.maximum(load, floor * float(load @ market.room) / max(1.0, float(market.room.sum())))
            yield Prices(_whole(level, top), _whole(seat, HIGHEST))


def _whole(prices: Floats, top: int) -> Ints:
    return np.floor(np.minimum(prices, float(top // 2))).astype(np.int64)


def _good(market: _Market) -> Iterator[tuple[Floats, Floats]]:
    """The best prices of each window of rounds."""
    rounds = int(min(MOST_ROUNDS, max(FEWEST_ROUNDS, CELLS // max(1, market.barred.size))))
    load, seat = np.zeros_like(market.room), np.zeros_like(market.room)
    mean = float(market.weight @ market.count / market.count.sum())
    best: tuple[float, Floats, Floats] = (0.0, load, seat)
    made, taken = np.zeros_like(load), np.zeros_like(load)
    for turn in range(rounds):
        blunt = mean * BLUNT * (SHARP / BLUNT) ** (turn / (rounds - 1))
        cost, least, value = market.costs(load, seat)
        if value > best[0]:
            best = value, load, seat
        room, heads = market.asked(cost, least, blunt)
        if market.leavers:
            more = market.going(load)
            made, taken = made + MEMORY * (more[0] - made), taken + MEMORY * (more[1] - taken)
        if turn % 2:
            seat = np.maximum(0, seat + STEP * blunt * _excess(heads, market.seats))
        else:
            mean_load = np.maximum(room, 1e-9) / np.maximum(heads, 1e-12)
            up = STEP * blunt * _excess(room + taken, market.room + made) / np.maximum(mean_load, 1e-9)
            load = np.clip(load + up, 0, market.dearest)
        if (turn + 1) % max(1, rounds // WINDOWS) == 0 and best[0] > 0:
            yield best[1], best[2]
            best = (0.0, load, seat)


def _excess(asked: Floats, there: Floats) -> Floats:
    """How many times more is asked for than there is, as a logarithm; no more than a few rounds can mend."""
    ratio = np.maximum(asked, 1e-9) / np.maximum(there, 1e-9)
    return np.asarray(np.clip(np.log(ratio), -10, 10))
