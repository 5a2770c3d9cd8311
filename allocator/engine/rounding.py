"""A first allocation for large questions: round the guide's linear relaxation, settle who was torn; it proves nothing.

The relaxation leaves about one person a full worker torn between two. Everybody else takes the option it names.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from allocator.engine.clock import Clock
from allocator.engine.core import Task, solve_core
from allocator.engine.cuts import sibling_cuts
from allocator.engine.linear import Floats
from allocator.engine.neighbourhood import Nearby, improve
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.prices import relaxed
from allocator.engine.relaxation import bound_by_prices
from allocator.engine.state import allowed, value

MOST_ROUNDED = 2000
"""People up to whom this comes nearer than a search of all at once, where there is hardly any room."""


def are_vast(rows: Ints) -> bool:
    """Whether as many people as there are ``rows`` are too many to be rounded."""
    return len(rows) > MOST_ROUNDED


WHOLE = 1 - 1e-6
CORE_SHARE = 0.3
"""Share of the time for those who were torn; neighbourhoods have the rest."""

CLOSE_HOURS, CLOSE_SHARE = 5, 0.05
"""Options whose price lies within so many hours a week of the best, or so much of the gap, are tried near by."""


def rounded(
    task: Task,
    active: Bools,
    taken: Ints,
    clock: Clock,
    *,
    seconds: float,
    stop: Callable[[Ints], bool] = lambda taken: False,
) -> Ints:
    """The better of ``taken`` and what the relaxation leads to, improved until ``seconds`` are over or to ``stop``."""
    stop_at = max(0.0, clock.left - seconds)
    cuts = sibling_cuts(task.setting.options, task.setting.siblings, active)
    answer = relaxed(task, active, cuts, seconds)
    if answer is None:
        return taken
    bound = bound_by_prices(task, active, answer.prices, cuts)
    core = _core(task, active, answer.shares)
    hint = _nearest(task, core, answer.shares)
    result = solve_core(task, core, hint=hint, clock=clock, seconds=(clock.left - stop_at) * CORE_SHARE)
    found = result.taken
    begun = taken if found is None or not allowed(task.setting.options, task.room, found) else found
    regret = np.where(active, np.minimum(bound.with_option, 2**60) - bound.value, 2**60)
    gap = min(value(task.target, task.setting, one) for one in (taken, begun)) - bound.value
    close = active & (regret < max(CLOSE_HOURS * float(task.target.scale), CLOSE_SHARE * gap))
    close |= active & (task.setting.options.worker == NOBODY)
    close[begun] = True
    better = improve(task, begun, Nearby(close, regret, clock.left - stop_at), clock, goal=bound.value, stop=stop)
    return min(taken, better, key=lambda options: value(task.target, task.setting, options))


def _core(task: Task, active: Bools, shares: Floats) -> Bools:
    """What the relaxation names, every option of those it tears, and being left without a worker for them."""
    options = task.setting.options
    torn = np.zeros(len(options.open_people), dtype=bool)
    torn[options.row_of[(shares > 1 - WHOLE) & (shares < WHOLE)]] = True
    return np.asarray(active & ((shares >= WHOLE) | torn[options.row_of]), dtype=bool)


def _nearest(task: Task, core: Bools, shares: Floats) -> Ints:
    """Everybody's largest share, as a hint."""
    options = task.setting.options
    index = np.flatnonzero(core)
    order = index[np.lexsort((-shares[index], options.row_of[index]))]
    return order[np.searchsorted(options.row_of[order], np.arange(len(options.open_people)))]
