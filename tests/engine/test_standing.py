"""allocator.engine.standing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from allocator.engine.standing import Standing, who_is_open
from allocator.proposal import Cause
from tests.builders import AS_OF, born, caseload, model, person, weeks_ago, worker

YOUNG = worker("W1", role="16-20")
OTHER = worker("W2", role="21+")


def _standing(*people: Any, workers: Any = (YOUNG, OTHER), **strengths: str) -> Standing:
    return who_is_open(caseload(people, workers), model(**strengths))


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({}, Cause.HELD),
        ({"last_day": AS_OF - timedelta(days=1)}, Cause.WORKER_LEFT),
        ({"last_day": AS_OF}, Cause.WORKER_LEAVES),
        ({"last_day": weeks_ago(-4)}, Cause.WORKER_LEAVES),  # the last day of the four handover weeks
        ({"last_day": weeks_ago(-4) + timedelta(days=1)}, Cause.HELD),
        ({"absent_from": weeks_ago(1)}, Cause.WORKER_AWAY),
        ({"absent_from": weeks_ago(1), "absent_to": weeks_ago(-5) - timedelta(days=1)}, Cause.WORKER_AWAY),  # 42 days
        ({"absent_from": weeks_ago(1), "absent_to": weeks_ago(-5) - timedelta(days=2)}, Cause.HELD),  # 41 days
        ({"absent_from": weeks_ago(-4)}, Cause.WORKER_AWAY),
        ({"absent_from": weeks_ago(-4) + timedelta(days=1)}, Cause.HELD),
        ({"absent_from": weeks_ago(9), "absent_to": AS_OF - timedelta(days=1)}, Cause.HELD),  # over already
        ({"absent_from": weeks_ago(9), "absent_to": AS_OF}, Cause.WORKER_AWAY),
    ],
)
def test_a_pair_stands_or_falls_with_the_worker(fields: dict[str, Any], cause: Cause) -> None:
    """Proves on which day somebody is freed because the worker has left, leaves or is long away, to the day."""
    assert _standing(person("P1", "W1"), workers=[worker("W1", **fields)]).cause == (cause,)


def test_new_unknown_and_apart() -> None:
    """Proves that nobody, a worker of no table, and a worker to be kept apart from are causes of their own."""
    people = [person("P1"), person("P2", "W9"), person("P3", "W1", avoid_workers={"W1"}), person("P4", "W1")]
    assert _standing(*people).cause == (Cause.NEW, Cause.WORKER_UNKNOWN, Cause.APART, Cause.HELD)


def test_step_downs_the_longest_overdue_first() -> None:
    """Proves that of three who are due the one born first is freed, one a week, and the others are overdue in order."""
    people = [
        person("P1", "W1", date_of_birth=born(21, days=91)),  # 13 weeks to the day
        person("P2", "W1", date_of_birth=born(21, days=90)),  # a day short of it
        person("P3", "W1", date_of_birth=born(23, days=5)),
        person("P4", "W1", age=22, date_of_birth=None),  # counts as born 22 years before the day
    ]
    found = _standing(*people)
    assert found.freed == ("P3",)
    assert found.overdue == ("P4", "P1")
    assert found.cause == (Cause.HELD, Cause.HELD, Cause.STEP_DOWN, Cause.HELD)


def test_equally_old_people_step_down_by_id() -> None:
    """Proves that twins with one date of birth are taken in the order of their ids, not of the table."""
    twins = [person(key, "W1", date_of_birth=born(23)) for key in ("P9", "P10")]
    assert _standing(*twins).freed == ("P10",)


@pytest.mark.parametrize(
    "fields",
    [
        {"locked": True},
        {"keep_after_21": True},
        {"in_education": True},
        {"age": 20},
        {"current_worker": "W2"},
        {"age": 21, "date_of_birth": None},
        {"keep_together": "G"},
    ],
)
def test_who_does_not_step_down(fields: dict[str, Any]) -> None:
    """Proves that a lock, a reason to stay, the age, a 21+ worker or a sibling with one worker stop a step-down."""
    sibling = person("P2", "W1", keep_together="G")
    assert _standing(person("P1", **{"current_worker": "W1", "age": 23, **fields}), sibling).freed == ()


def test_no_step_down_where_the_rule_is_off_or_the_sibling_elsewhere() -> None:
    """Proves that the model may do without, and that a sibling with another worker stops nothing."""
    due = person("P1", "W1", age=23, keep_together="G")
    sibling = person("P2", "W2", keep_together="G")
    assert _standing(due, sibling, step_down="off").freed == ()
    assert _standing(due, sibling).freed == ("P1",)


def test_who_may_move() -> None:
    """Proves that a lock, a key event and a late change hold somebody where they are must, and else do not."""
    people = [
        person("P1", "W1"),
        person("P2", "W1", locked=True),
        person("P3", "W1", key_event_date=weeks_ago(4)),
        person("P4", "W1", last_change=weeks_ago(25)),
        person("P5", "W1", date_of_birth=born(18, days=-28)),  # turns 18 in four weeks to the day
        person("P6", "W1", key_event_date=weeks_ago(4) - timedelta(days=1), last_change=weeks_ago(26)),
        person("P7"),
    ]
    assert _standing(*people).movable == (True, False, False, False, False, True, False)
    soft = _standing(*people, key_event="should", settled="off")
    assert soft.movable == (True, False, True, True, True, True, False)


def test_a_lock_without_a_worker_is_void() -> None:
    """Proves that a lock holds nobody with a worker who leaves, or from whom they are to be kept apart."""
    people = [person("P1", "W1", locked=True), person("P2", "W2", locked=True, avoid_workers={"W2"})]
    workers = [worker("W1", last_day=AS_OF), OTHER]
    assert _standing(*people, workers=workers).cause == (Cause.WORKER_LEAVES, Cause.APART)
