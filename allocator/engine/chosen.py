"""Chosen moves: what a few more changes of worker would be worth, once the week is settled; it frees nobody."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from allocator.engine.clock import Clock
from allocator.engine.levels import Order
from allocator.engine.options import NOBODY
from allocator.engine.problem import Problem
from allocator.engine.room import NO_LIMIT
from allocator.engine.weekly import Outcome, outcome_of, settler_for

CHOSEN_LEVELS = ("needs", "cost", "balance")


def run_chosen(problem: Problem, week: Outcome, clock: Clock, *, moves: int | None) -> Outcome:
    """At most ``moves`` held people (None: any number) move where that is worth it; who changed already is frozen."""
    may = problem.people.movable & ~week.given
    before = np.where(may, NOBODY, week.end_with)
    limit = NO_LIMIT if moves is None else moves
    gain = Fraction(problem.model.rules.continuity.minimum_gain_hours)
    settler = settler_for(problem, clock, before, week.given & ~may, np.flatnonzero(may), moves=limit, extra=gain)
    keys = [key for key in problem.model.level_keys if key in CHOSEN_LEVELS]
    settler.settle(Order(keys, {}), seconds=clock.left)
    return outcome_of(settler, before, week.given & ~may)
