"""What the manager fixed stays fixed."""

from __future__ import annotations

from tests.builders import caseload, person, weeks_ago, worker
from tests.rules.says import says


def test_kept_where_they_stay() -> None:
    """Proves that a locked pair that stays is no matter."""
    cases = caseload([person("P1", "W1", locked=True)], [worker("W1"), worker("W2")])
    assert says("locked", cases) == []


def test_broken_where_they_move() -> None:
    """Proves that a locked person who is moved, or left out, is a contradiction; an unlocked one is not."""
    people = [person("P1", "W1", locked=True), person("P2", "W1", locked=True), person("P3", "W1")]
    cases = caseload(people, [worker("W1"), worker("W2")])
    assert says("locked", cases, {"P1": "W2", "P2": None, "P3": "W2"}, change={"P1": "room", "P3": "room"}) == [
        "contradiction: P1 is fixed with W1, but does not stay there.",
        "contradiction: P2 is fixed with W1, but does not stay there.",
    ]


def test_a_lock_is_void_where_it_cannot_hold() -> None:
    """Proves that a lock binds nobody to a worker who leaves, who is unknown, or from whom they are kept apart."""
    people = [
        person("P1", "W1", locked=True),
        person("P2", "W9", locked=True),
        person("P3", "W2", locked=True, avoid_workers={"W2"}),
    ]
    cases = caseload(people, [worker("W1", last_day=weeks_ago(-2)), worker("W2"), worker("W3")])
    assert says("locked", cases, {"P1": "W2", "P2": "W3", "P3": "W3"}) == []
