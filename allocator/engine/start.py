"""The first allocation in hand: quick, allowed, and good enough to be worth proving; it claims nothing about how good.

Everybody starts without a worker or with the one they have. Then, hardest to place first, each takes the option that
looks best by the levels in their order; room that is left decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from allocator.engine.objective import GUIDE, Objective, Setting, objective_of
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.room import Room
from allocator.engine.rounding import are_vast

STEP = 100
"""How many hours one unit of a level is worth beside a unit of the level below, in the guide alone."""

LARGEST = 2**50

MOST_HOURS, LARGEST_IN_ALL = 1000, 2**58
"""What one of very many may cost, in hours: more would drown the hours on the road. What all may cost together."""


def guide(setting: Setting, keys: Sequence[str]) -> Objective:
    """One objective that leans the way of all levels: it leads the search and is never reported."""
    cost = objective_of("cost", setting)
    linear, split, excuse = cost.linear.astype(np.float64), cost.split, np.array(cost.excuse, dtype=np.float64)
    worth, musts = float(cost.scale), 0
    for key in reversed([key for key in keys if key not in ("cost", "balance", "travel", "overload")]):
        level = objective_of(key, setting)
        worth *= STEP
        each = worth / float(level.scale)
        linear = linear + level.linear * each
        musts += round(each) if key == "needs" else 0
        split += round(level.split * each)
        excuse += np.array(level.excuse, dtype=np.float64) * each
    whole = np.minimum(np.rint(linear), LARGEST).astype(np.int64)
    excuses = tuple(int(e) for e in np.minimum(np.rint(excuse), LARGEST))
    return replace(cost, key=GUIDE, linear=whole, split=min(split, LARGEST), excuse=excuses, musts=musts)


def affordable(lead: Objective, taken: Ints) -> Objective:
    """The guide for as many rows as there are ``taken``, with an end to what one of them may cost."""
    most = LARGEST_IN_ALL // max(1, len(taken))
    if are_vast(taken):
        most = min(most, MOST_HOURS * int(lead.scale))
    return replace(lead, linear=np.minimum(lead.linear, most))


def left_as_they_are(options: Options) -> Ints:
    """Nobody is given to anybody: without a worker, or with the one they have."""
    quiet = np.flatnonzero(~options.given)
    return quiet[np.searchsorted(options.row_of[quiet], np.arange(len(options.open_people)))]


def greedy(setting: Setting, room: Room, lead: Objective, active: Bools) -> Ints:
    """Give everybody in turn the cheapest option with room, those with the least choice and the most load first."""
    options = setting.options
    taken = left_as_they_are(options)
    load, given = options.base_load.copy(), np.zeros(len(room.ceiling), dtype=np.int64)
    at = options.worker[taken]
    np.add.at(load, at[at != NOBODY], options.load[taken[at != NOBODY]])
    moves = 0
    for row in _order(options, lead, active):
        span = np.arange(options.start[row], options.start[row + 1])
        span = span[active[span] & (options.given[span] | (span == taken[row]))]
        if len(span) < 2:
            continue
        best = _best(options, room, lead, span, int(taken[row]), load=load, given=given, may_move=moves < room.moves)
        if best != taken[row]:
            _leave(options, int(taken[row]), load)
            worker = int(options.worker[best])
            load[worker] += options.load[best]
            given[worker] += 1
            moves += int(options.mover[best])
            taken[row] = best
    return taken


def _order(options: Options, lead: Objective, active: Bools) -> Ints:
    """Rows to place: what is lost most if they are left where they are, then the largest load."""
    quiet = left_as_they_are(options)
    choices = np.bincount(options.row_of[active], minlength=len(options.open_people))
    most = np.zeros(len(options.open_people), dtype=np.int64)
    np.maximum.at(most, options.row_of, options.load)
    rows = np.flatnonzero(~options.mover[options.start[1:] - 1] | (lead.linear[quiet] > 0))
    return rows[np.lexsort((-most[rows], choices[rows], -lead.linear[quiet[rows]]))]


def _best(
    options: Options,
    room: Room,
    lead: Objective,
    span: Ints,
    now: int,
    *,
    load: Ints,
    given: Ints,
    may_move: bool,
) -> int:
    """The cheapest option of one person at the loads so far; staying put where nothing fits."""
    worker = np.maximum(options.worker[span], 0)
    own = (options.worker[now] == worker) * options.load[now]
    after = load[worker] - own + options.load[span]
    fits = (after <= room.ceiling[worker]) & (given[worker] < room.intake[worker])
    fits &= may_move | ~options.mover[span]
    price = lead.linear[span].copy()
    for k, slope in enumerate(lead.slopes.tolist()):
        breaks = lead.breaks[worker, k]
        extra = np.maximum(0, after - breaks) - np.maximum(0, after - options.load[span] - breaks)
        price += slope * extra * (options.worker[span] != NOBODY)
    allowed = np.flatnonzero(fits | (span == now))
    return int(span[allowed[np.argmin(price[allowed])]])


def _leave(options: Options, option: int, load: Ints) -> None:
    if options.worker[option] != NOBODY:
        load[options.worker[option]] -= options.load[option]
