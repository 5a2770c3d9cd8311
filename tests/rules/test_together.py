"""Siblings have one worker."""

from __future__ import annotations

from allocator.records import YoungPerson
from tests.builders import caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1"), worker("W2")]


def _three(*current: str | None) -> list[YoungPerson]:
    return [person(f"P{n}", worker_id, keep_together="G7") for n, worker_id in enumerate(current, start=1)]


def test_kept_by_one_worker() -> None:
    """Proves that a new sibling with the worker of the others is together, and one without a worker splits nobody."""
    assert says("together", caseload(_three("W1", "W1", None), WORKERS), {"P3": "W1"}) == []
    assert says("together", caseload(_three("W1", "W1", None), WORKERS)) == []


def test_broken_once_for_a_group_split_by_this_run() -> None:
    """Proves that one group is one count however many are parted, and that it is named with everybody in it."""
    cases = caseload([*_three("W1", None, None), person("P9", keep_together="H")], WORKERS)
    assert says("together", cases, {"P2": "W2", "P3": "W2", "P9": "W2"}) == [
        "made, must: P1 (W1), P2 (W2), P3 (W2) of group G7 are split by this run."
    ]


def test_two_new_siblings_with_two_workers_are_split() -> None:
    """Proves that a group may be split although nobody of it had a worker before, and one left out is not named."""
    assert says("together", caseload(_three(None, None, None), WORKERS), {"P1": "W2", "P2": "W1"}) == [
        "made, must: P1 (W2), P2 (W1) of group G7 are split by this run."
    ]


def test_a_group_that_was_split_before_is_standing() -> None:
    """Proves that a group of which nobody is given to anybody is only reported."""
    assert says("together", caseload(_three("W1", "W2", "W1"), WORKERS)) == [
        "standing, must: P1 (W1), P2 (W2), P3 (W1) of group G7 stay split."
    ]


def test_should_is_a_breach_and_off_is_nothing() -> None:
    """Proves that the strength is the model's."""
    cases = caseload(_three("W1", None), WORKERS)
    line = "made, should: P1 (W1), P2 (W2) of group G7 are split by this run."
    assert says("together", cases, {"P2": "W2"}, model=model(together="should")) == [line]
    assert says("together", cases, {"P2": "W2"}, model=model(together="off")) == []
