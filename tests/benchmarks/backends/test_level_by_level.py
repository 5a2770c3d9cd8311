"""The loop over the levels believes no solver: what whole numbers do not confirm is not taken and not called proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from allocator.answer import Answer
from allocator.engine.clock import Clock
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.service_model import ServiceModel
from benchmarks.backends.shared.level_by_level import Found, LevelByLevel, Step
from benchmarks.backends.shared.programme import OutOfTime, Programme
from benchmarks.backends.shared.question import Question, question_of
from tests import builders
from tests.engine.small import clock, problem_of

KEYS = ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")


@dataclass
class Parrot:
    """Says the same of every level, or nothing once its words run out; remembers what it was told to keep."""

    says: Sequence[Found]
    kept: list[tuple[str, int]] = field(default_factory=list)
    hints: list[list[int]] = field(default_factory=list)

    def settle(self, level: Objective, *, hint: Ints, step: Step, clock: Clock) -> Found:
        """What it was taught."""
        self.hints.append(hint.tolist())
        return self.says[min(len(self.hints), len(self.says)) - 1]

    def keep(self, level: Objective, limit: int) -> None:
        """Remember."""
        self.kept.append((level.key, limit))


def full(model: ServiceModel | None = None) -> Question:
    """Six new people and one worker in Boston, 40 minutes from Louth; the ceiling is five people, three a week."""
    people = [builders.person(f"P{n}", place="Louth") for n in range(1, 7)]
    cases = builders.caseload(people, [builders.worker("W1")], minutes={("Louth", "Boston"): 40})
    problem = problem_of(cases, model)
    return question_of(problem, problem.people.current < 0, moves=0)


def given(question: Question, count: int) -> Ints:
    """The first so many people with the worker, the others with nobody."""
    options = question.options
    span = [np.flatnonzero(options.row_of == row) for row in range(len(options.open_people))]
    return np.array([here[options.given[here] == (row < count)][0] for row, here in enumerate(span)], dtype=np.int64)


def run(question: Question, parrot: Parrot) -> Answer:
    """The loop with plenty of time."""
    return LevelByLevel(question, lambda: parrot, clock()).run()


def test_time_that_ends_while_the_model_is_written_down_leaves_everybody_as_they_are() -> None:
    """Proves that a model too large to be written down in time ends in an answer that claims nothing."""
    question = full()
    with pytest.raises(OutOfTime, match=r"^$"):
        Programme(question, clock(0.0))
    answer = LevelByLevel(question, lambda: never_ready(question), clock()).run()
    assert set(answer.worker_of.values()) == {None}
    assert all(level.bound is None and not level.proven for level in answer.levels)


def never_ready(question: Question) -> Parrot:
    """Writing down takes longer than there is time."""
    Programme(question, clock(0.0))
    return Parrot([])


@pytest.mark.parametrize("count", [4, 6])
def test_an_allocation_that_is_not_allowed_is_not_taken(count: int) -> None:
    """Proves that four given in a week of three, and six under a ceiling of five, count as nothing found."""
    question = full()
    answer = run(question, Parrot([Found(given(question, count), 0.0, optimal=True)]))
    assert set(answer.worker_of.values()) == {None}
    assert not answer.levels[0].proven


def test_half_an_allocation_is_not_taken() -> None:
    """Proves that rounding which leaves somebody without any option counts as nothing found."""
    question = full()
    answer = run(question, Parrot([Found(given(question, 3)[1:], 0.0, optimal=True)]))
    assert set(answer.worker_of.values()) == {None}


def test_what_is_found_is_kept_and_handed_on() -> None:
    """Proves that an allocation is the hint of the next level, and that one that a level above forbids is not taken."""
    question = full()
    parrot = Parrot([Found(given(question, 3), None, False), Found(given(question, 1), None, False)])
    answer = run(question, parrot)
    assert [w for w in answer.worker_of.values() if w] == ["W1"] * 3
    assert parrot.hints[1] == given(question, 3).tolist()
    assert tuple(key for key, _ in parrot.kept) == KEYS
    assert all(level.bound is None and not level.proven for level in answer.levels)


def test_a_proof_needs_a_bound_at_the_value() -> None:
    """Proves that "optimal" with a bound below the value is no proof, that one nearly at it is, and none lies above.

    Three of six are left; each weighs a quarter of a post (4 to a post), 0.75 in all.
    """
    question = full()
    for bound, proven, reported in ((0.7, False, 0.7), (0.75 - 1e-8, True, 0.75), (0.76, False, 0.75)):
        answer = run(question, Parrot([Found(given(question, 3), bound, optimal=True)]))
        first = answer.levels[0]
        assert (first.value, first.proven, first.bound) == (0.75, proven, reported)


def test_a_tolerance_loosens_what_is_kept() -> None:
    """Proves that a tolerance of a half lets levels below worsen a level by half of its value, rounded down."""
    question = full(builders.model({f"levels.{KEYS.index('cost')}.tolerance_percent": "50"}))
    parrot = Parrot([Found(given(question, 3), None, False)])
    answer = run(question, parrot)
    cost = next(level for level in question.levels if level.key == "cost")
    value = round(next(level.value for level in answer.levels if level.key == "cost") * cost.scale)
    assert value > 1
    assert dict(parrot.kept)["cost"] == value + value // 2
