"""Nobody moves around a key event: four weeks before and after in the model of these tests."""

from __future__ import annotations

import pytest

from tests.builders import born, caseload, model, person, weeks_ago, worker
from tests.rules.says import says

WORKERS = [worker("W1"), worker("W2")]
MOVED = {"ends": {"P1": "W2"}, "change": {"P1": "room"}}


@pytest.mark.parametrize("days", [-29, 29])
def test_kept_outside_the_window(days: int) -> None:
    """Proves that 29 days from the 18th birthday, before or after, is outside 4 x 7 = 28."""
    cases = caseload([person("P1", "W1", date_of_birth=born(18, days=days))], WORKERS)
    assert says("key_event", cases, **MOVED) == []


@pytest.mark.parametrize(("days", "on"), [(-28, "2 February 2026"), (28, "8 December 2025")])
def test_broken_inside_it(days: int, on: str) -> None:
    """Proves that the 28th day is inside, and that both a room and a chosen move are bound."""
    cases = caseload([person("P1", "W1", date_of_birth=born(18, days=days))], WORKERS)
    line = f"contradiction: P1 is moved to W2 in spite of turning 18 on {on}."
    assert says("key_event", cases, **MOVED) == [line]
    assert says("key_event", cases, {"P1": "W2"}, change={"P1": "chosen"}) == [line]


def test_a_date_in_the_table_counts_with_its_words() -> None:
    """Proves that a release is named, that a date without words counts too, and that a 20th birthday does not."""
    release = {"key_event": "release", "key_event_date": weeks_ago(-1)}
    people = [
        person("P1", "W1", **release),
        person("P2", "W1", key_event_date=weeks_ago(2)),
        person("P3", "W1", date_of_birth=born(20, days=3)),
    ]
    ends, change = dict.fromkeys(["P1", "P2", "P3"], "W2"), dict.fromkeys(["P1", "P2", "P3"], "room")
    assert says("key_event", caseload(people, WORKERS), ends, change=change) == [
        "contradiction: P1 is moved to W2 in spite of a key event (release) on 12 January 2026.",
        "contradiction: P2 is moved to W2 in spite of a key event on 22 December 2025.",
    ]


def test_should_is_a_breach_and_off_is_nothing() -> None:
    """Proves that a wish is reported with its strength, and that an off rule is silent."""
    cases = caseload([person("P1", "W1", date_of_birth=born(21, days=7))], WORKERS)
    line = "made, should: P1 is moved to W2 in spite of turning 21 on 29 December 2025."
    assert says("key_event", cases, **MOVED, model=model(key_event="should")) == [line]
    assert says("key_event", cases, **MOVED, model=model(key_event="off")) == []


def test_a_forced_change_is_not_bound() -> None:
    """Proves that whose worker has left moves even on their birthday."""
    cases = caseload(
        [person("P1", "W1", date_of_birth=born(18, days=0))], [worker("W1", last_day=weeks_ago(1)), worker("W2")]
    )
    assert says("key_event", cases, {"P1": "W2"}) == []
