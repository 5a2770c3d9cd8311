"""How much may still be given: room under the ceilings, people a week, moves; who gets it is not decided here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.rule_book import enforces

NO_LIMIT = 2**40


@dataclass(frozen=True)
class Room:
    """By worker: ``ceiling`` in load units (binds once anybody is given) and ``intake``, people still to come; moves.

    ``strict`` marks workers whose ceiling binds whatever happens: everybody who may stay fits under it, or somebody was
    given before. ``most`` is the largest load that may come about.
    """

    ceiling: Ints
    intake: Ints
    moves: int
    strict: Bools
    most: Ints


def room_for(problem: Problem, options: Options, *, moves: int) -> Room:
    """Room for the open people, fixed ones counted."""
    stays = ~options.given & (options.worker != NOBODY)
    staying = options.base_load.copy()
    np.add.at(staying, options.worker[stays], options.load[stays])
    ceiling = ceilings(problem)
    strict = (staying <= ceiling) | (options.base_given > 0)
    return Room(
        ceiling=ceiling,
        intake=intake_left(problem, options),
        moves=moves,
        strict=strict,
        most=np.where(strict, ceiling, np.maximum(ceiling, staying)),
    )


@enforces("ceiling")
def ceilings(problem: Problem) -> Ints:
    """Units of load above which nobody is given to a worker."""
    return problem.units.ceiling


@enforces("intake")
def intake_left(problem: Problem, options: Options) -> Ints:
    """People who may still be given to each worker in this run."""
    rule = problem.model.rules.intake
    if not rule.on:
        return np.full(len(problem.workers.ids), NO_LIMIT, dtype=np.int64)
    return np.maximum(0, rule.per_week - options.base_given)


def possible(options: Options, room: Room) -> Bools:
    """Options that fit on their own: under the ceiling beside the fixed people, and somebody may still be given."""
    may = ~options.given
    given = np.flatnonzero(options.given)
    worker = options.worker[given]
    fits = options.base_load[worker] + options.load[given] <= room.ceiling[worker]
    may[given] = fits & (room.intake[worker] > 0) & ((room.moves > 0) | ~options.mover[given])
    return np.asarray(may, dtype=bool)


def few_moves(options: Options, room: Room) -> bool:
    """Whether held people may move, but only so many."""
    return 0 < room.moves < NO_LIMIT and bool(options.mover.any())
