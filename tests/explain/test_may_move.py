"""Who may be asked to move, and what they would lose."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from allocator.explain.may_move import loss, may_move
from tests.builders import AS_OF, born, model, person, weeks_ago


@pytest.mark.parametrize(
    ("fields", "free"),
    [
        ({}, True),
        ({"locked": True}, False),
        ({"last_change": weeks_ago(25)}, False),
        ({"last_change": weeks_ago(26)}, True),
        ({"key_event": "exam", "key_event_date": weeks_ago(-4)}, False),
        ({"key_event": "exam", "key_event_date": weeks_ago(-5)}, True),
        ({"date_of_birth": born(18, days=20)}, False),
        ({"date_of_birth": born(19, days=20)}, True),
        ({"date_of_birth": None, "age": 18}, True),
    ],
)
def test_who_may_be_asked_to_move(fields: dict[str, Any], free: bool) -> None:
    """A lock, a key event within four weeks and a change within 26 weeks forbid a move, at their very edges."""
    assert may_move(person("P1", "W1", **fields), model(), AS_OF) is free


def test_a_should_forbids_no_move() -> None:
    """Key events and recent changes forbid nothing unless they are a must."""
    moved = person("P1", "W1", last_change=weeks_ago(1), key_event_date=AS_OF)
    assert may_move(moved, model(key_event="should", settled="off"), AS_OF)


def test_what_losing_a_worker_weighs() -> None:
    """Years together, earlier changes and a key event near by add up at the prices of the model."""
    known_long = person("P1", "W1", worker_since=weeks_ago(100), changes_so_far=3, key_event_date=AS_OF)
    # 700 days are 700 x 4/1461 years at 1, three changes at 0.5, an event at 2.
    assert loss(known_long, model(), AS_OF) == Fraction(2800, 1461) + Fraction(3, 2) + 2
    assert loss(person("P2", "W1", worker_since=weeks_ago(-3)), model(), AS_OF) == 0
