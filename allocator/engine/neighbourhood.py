"""Better allocations from near by: free some people, settle them exactly, again and again; it proves nothing.

Freed are the people of a few workers who compete for the same ones; where held people may move to make room, now and
then everybody who is open anyway beside the moves that look cheapest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from allocator.engine.clock import Clock
from allocator.engine.core import Task, solve_core
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.room import few_moves
from allocator.engine.state import value

FEWEST_WORKERS, MOST_WORKERS = 3, 8
SECONDS_EACH, MOST_SECONDS_EACH = 0.5, 1.5
"""Time for each at first, and at most: more where one after the other is neither settled nor better."""

MOST_OPTIONS = 1500
ATTEMPTS = 10
"""How often other workers are drawn while those drawn were tried in vain."""

MOVES_TRIED = 400
"""Options of held people that are tried together where room may be made."""


@dataclass(frozen=True)
class Nearby:
    """What the search may use: options worth looking at, what each costs beside the person's best, and the time.

    ``turn`` is another number each time the same question is asked again, so that others are tried.
    """

    candidates: Bools
    regret: Ints
    seconds: float
    turn: int = 0


def improve(
    task: Task,
    taken: Ints,
    nearby: Nearby,
    clock: Clock,
    *,
    goal: int,
    stop: Callable[[Ints], bool] = lambda taken: False,
) -> Ints:
    """Settle neighbourhood after neighbourhood until the time is up, ``goal`` (a bound) is reached, or to ``stop``."""
    chance = np.random.default_rng((clock.limits.seed, nearby.turn))
    stop_at = max(0.0, clock.left - nearby.seconds)
    best = value(task.target, task.setting, taken)
    width, failures, seconds = FEWEST_WORKERS, 0, SECONDS_EACH
    tried: set[tuple[int, ...]] = set()
    while clock.left > stop_at and best > goal and not stop(taken):
        active, workers = _freed(task, taken, nearby, width, chance, tried)
        result = solve_core(
            task, active, hint=taken, clock=clock, seconds=min(seconds, clock.left - stop_at), better_than=best
        )
        if result.taken is None:
            failures += 1
            if failures % 6 == 0 and result.proven:
                width = min(MOST_WORKERS, width + 1)
            elif failures % 6 == 0:
                seconds = min(MOST_SECONDS_EACH, 1.5 * seconds)
            tried.add(workers)
            continue
        tried = _not_touched(task.setting.options, tried, taken, result.taken)
        taken, failures = result.taken, 0
        best = value(task.target, task.setting, taken)
    return taken


def _not_touched(options: Options, tried: set[tuple[int, ...]], before: Ints, after: Ints) -> set[tuple[int, ...]]:
    """What was tried in vain and is as it was, since nobody comes to or leaves any of those workers."""
    differ = before != after
    touched = {*options.worker[before[differ]].tolist(), *options.worker[after[differ]].tolist()} - {NOBODY}
    return {workers for workers in tried if touched.isdisjoint(workers)}


def _rivals(options: Options, taken: Ints, nearby: Nearby, chance: np.random.Generator, width: int) -> Ints:
    """Workers who compete for the same people, around somebody whose option is dear."""
    regret = nearby.regret[taken].astype(np.float64)
    weights = regret + max(1.0, float(regret.mean()))
    row = int(chance.choice(len(taken), p=weights / weights.sum()))
    near = _near(options, nearby, row)
    first = [w for w in (int(options.worker[taken[row]]), *near.tolist()) if w != NOBODY]
    workers = set(first[: 1 + width // 2])
    while len(workers) < min(width, len(options.base_load)):
        at = np.flatnonzero(np.isin(options.worker[taken], list(workers)))
        more = _near(options, nearby, int(chance.choice(at))).tolist() if len(at) else []
        fresh = [w for w in more if w != NOBODY and w not in workers]
        others = [w for w in range(len(options.base_load)) if w not in workers]
        workers.add(fresh[0] if fresh else int(chance.choice(others)))
    return np.array(sorted(workers), dtype=np.int64)


def _near(options: Options, nearby: Nearby, row: int) -> Ints:
    """Workers of one person's candidates, the cheapest first."""
    span = np.arange(options.start[row], options.start[row + 1])
    span = span[nearby.candidates[span]]
    return options.worker[span[np.argsort(nearby.regret[span], kind="stable")]]


def _freed(
    task: Task, taken: Ints, nearby: Nearby, width: int, chance: np.random.Generator, tried: set[tuple[int, ...]]
) -> tuple[Bools, tuple[int, ...]]:
    """What may change in one neighbourhood, and its workers, if it is made by workers: such as were not tried in vain.

    What is in hand is always part of it.
    """
    if few_moves(task.setting.options, task.room) and chance.random() < 0.5:
        return _with_moves(task, taken, nearby, chance), ()
    for attempt in range(ATTEMPTS):
        more = attempt * 2 // ATTEMPTS  # all near ones seem to have been tried, so take one more
        workers = _rivals(task.setting.options, taken, nearby, chance, width + more)
        if tuple(workers.tolist()) not in tried:
            break
    return _among(task, taken, nearby, workers, chance), tuple(workers.tolist())


def _with_moves(task: Task, taken: Ints, nearby: Nearby, chance: np.random.Generator) -> Bools:
    """Everybody who is open anyway, staying for everybody, and moves drawn by how cheap they look."""
    options = task.setting.options
    held = np.zeros(len(taken), dtype=bool)
    held[options.row_of[options.mover]] = True
    moves = np.flatnonzero(options.mover & nearby.candidates)
    regret = nearby.regret[moves].astype(np.float64)
    drawn = (regret + regret.mean() / 10 if len(regret) else regret) * chance.exponential(size=len(moves))
    active = nearby.candidates & (~held[options.row_of] | ~options.given)
    active[moves[np.argsort(drawn)[:MOVES_TRIED]]] = True
    active[taken] = True
    return np.asarray(active, dtype=bool)


def _among(task: Task, taken: Ints, nearby: Nearby, workers: Ints, chance: np.random.Generator) -> Bools:
    """Candidates of the people of these workers and of those left without one, everybody else as they are."""
    options = task.setting.options
    ends = options.worker[taken]
    rows = np.isin(ends, workers) | (ends == NOBODY)
    inside = np.isin(options.worker, workers) | (options.worker == NOBODY)
    active = nearby.candidates & inside & rows[options.row_of]
    if active.sum() > MOST_OPTIONS:
        keep = chance.random(len(taken)) < MOST_OPTIONS / active.sum()
        active &= keep[options.row_of]
    active[taken] = True
    return np.asarray(active, dtype=bool)
