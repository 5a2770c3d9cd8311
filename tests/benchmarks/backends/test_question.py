"""The question as peers are given it: who is open, what is refused, and that leaving everybody alone is an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from allocator.answer import Limits
from allocator.proposal import Cause
from benchmarks.backends.shared import question as laid
from benchmarks.backends.shared.errors import TooLarge
from benchmarks.backends.shared.question import Question, lay_out
from tests import builders
from tests.engine.small import small_cases
from tests.oracle.case import Case
from tests.oracle.compare import travel_of


def asked(case: Case, *, room_moves: bool = True) -> Question:
    """The question of a random case."""
    return lay_out(case.caseload, travel_of(case), case.model, Limits(), room_moves=room_moves)


@settings(max_examples=60, deadline=None)
@given(case=small_cases())
def test_leaving_everybody_alone_is_allowed(case: Case) -> None:
    """Proves that there always is an answer to fall back on, with held people open and without."""
    for room_moves in (True, False):
        question = asked(replace(case, chosen_moves=0), room_moves=room_moves)
        assert question.answered_by(question.as_they_are)
        assert not question.options.given[question.as_they_are].any()


@settings(max_examples=60, deadline=None)
@given(case=small_cases())
def test_everybody_who_may_move_is_open_and_nobody_else(case: Case) -> None:
    """Proves who is open: all who are not held, and of the held those who may move, if the model allows moves."""
    question = asked(case)
    people, moves = question.problem.people, case.model.rules.continuity.room_moves
    is_open = {people.ids[i] for i in question.options.open_people.tolist()}
    every = zip(people.ids, people.cause, people.movable.tolist(), strict=True)
    assert is_open == {who for who, cause, movable in every if cause is not Cause.HELD or (moves > 0 and movable)}
    assert question.room.moves == moves


def test_a_question_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that pairs are counted before they are laid out: three people and two workers make six."""
    cases = builders.caseload(
        [builders.person(f"P{n}") for n in (1, 2, 3)], [builders.worker("W1"), builders.worker("W2")]
    )
    monkeypatch.setattr(laid, "MOST_PAIRS", 5)
    with pytest.raises(TooLarge, match=r"has 6 pairs; more than 5 are not laid out"):
        lay_out(cases, builders.travel(cases), builders.model(), Limits())
    monkeypatch.setattr(laid, "MOST_PAIRS", 6)
    assert len(lay_out(cases, builders.travel(cases), builders.model(), Limits()).options) == 9  # nobody, three times
