"""The weekly question laid out whole, as a peer is given it: everybody who may move, every pair; nothing is reduced.

The nouns are the engine's own (options, room, levels), so that everybody answers the same question. None of its bounds,
starts, cuts or reductions is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from allocator.answer import Limits
from allocator.engine.objective import Objective, Setting, objective_of
from allocator.engine.options import NOBODY, Options, open_options
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem, build_problem
from allocator.engine.room import Room, room_for
from allocator.engine.siblings import siblings_of
from allocator.engine.state import allowed
from allocator.proposal import Cause
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.errors import NotApplicable, TooLarge

MOST_PAIRS = 5_000_000
"""Pairs of open people and workers who take people: 15,000 x 330 FTE; a MIP of as many fills some gigabytes."""


@dataclass(frozen=True)
class Question:
    """What is open and how much room there is; ``before`` (people,) is where everybody stands who is not open."""

    problem: Problem
    setting: Setting
    room: Room
    before: Ints

    @property
    def options(self) -> Options:
        """Everything that may happen."""
        return self.setting.options

    @property
    def levels(self) -> tuple[Objective, ...]:
        """The model's levels in their order."""
        return tuple(objective_of(key, self.setting) for key in self.problem.model.level_keys)

    @property
    def tolerances(self) -> Mapping[str, Fraction]:
        """By how much (a fraction) levels below may worsen each level."""
        return self.problem.model.tolerances

    @property
    def as_they_are(self) -> Ints:
        """One option of each open person, in their order: held people stay, the others have nobody; always allowed."""
        quiet = np.flatnonzero(~self.options.given)
        return quiet[np.searchsorted(self.options.row_of[quiet], np.arange(len(self.options.open_people)))]

    def answered_by(self, taken: Ints) -> bool:
        """Whether options are one of each open person, and break no ceiling, no intake and no limit on moves."""
        rows = self.options.row_of[taken]
        whole = np.array_equal(rows, np.arange(len(self.options.open_people)))
        return whole and allowed(self.options, self.room, taken)


def lay_out(
    caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits, *, room_moves: bool = True
) -> Question:
    """The new, the freed and, where the model allows room moves, everybody held who may move; the others are fixed.

    ``room_moves`` False keeps everybody held where they are. Raises NotApplicable where chosen moves are asked for, and
    TooLarge before memory runs out.
    """
    if limits.chosen_moves != 0:
        raise NotApplicable("Peers settle the week without chosen moves: ask for chosen_moves=0.")
    problem = build_problem(caseload, travel, model)
    moves = model.rules.continuity.room_moves if room_moves else 0
    is_open = ~problem.people.open_for(Cause.HELD)
    return question_of(problem, is_open | problem.people.movable if moves else is_open, moves=moves)


def question_of(problem: Problem, is_open: Bools, *, moves: int) -> Question:
    """The question with some people open and at most so many moves of held ones; raises TooLarge."""
    pairs = int(is_open.sum()) * int(problem.workers.takes.sum())
    if pairs > MOST_PAIRS:
        raise TooLarge(pairs, MOST_PAIRS)
    before = np.where(is_open, NOBODY, problem.people.current)
    given = np.zeros(len(is_open), dtype=bool)
    options = open_options(problem, np.flatnonzero(is_open), end_with=before, given_before=given)
    setting = Setting(problem, options, siblings_of(problem, options, given.tolist()), given)
    return Question(problem, setting, room_for(problem, options, moves=moves), before)
