"""Who needs consistency, or is in education, stays with their worker after 21."""

from __future__ import annotations

import pytest

from tests.builders import caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", role="16-20"), worker("W2", role="21+")]


@pytest.mark.parametrize("why", ["keep_after_21", "in_education"])
def test_kept_where_they_stay(why: str) -> None:
    """Proves that at 22 they stay with a worker for 16-20s, and neither band nor step-down is held against it."""
    cases = caseload([person("P1", "W1", age=22, **{why: True})], WORKERS)
    assert says("stay_after_21", cases) == says("age_band", cases) == says("step_down", cases) == []


def test_broken_where_they_are_stepped_down() -> None:
    """Proves that freeing them for a step-down, or calling them overdue, is a contradiction; for others it is not."""
    people = [person("P1", "W1", age=22, in_education=True), person("P2", "W1", age=22)]
    cases = caseload([*people, person("P3", "W1", age=23, keep_after_21=True)], WORKERS)
    ends, cause = {"P1": "W2", "P2": "W2"}, {"P1": "step_down", "P2": "step_down"}
    assert says("stay_after_21", cases, ends, cause=cause, overdue=("P3",)) == [
        "contradiction: P1 stays with their worker after 21, but is said to be due to step down.",
        "contradiction: P3 stays with their worker after 21, but is said to be due to step down.",
    ]


def test_education_before_21_and_a_rule_that_is_off_exempt_nobody() -> None:
    """Proves that at 20 the rule is silent, and that with the rule off a student of 22 steps down like others."""
    young = caseload([person("P1", "W1", age=20, in_education=True)], WORKERS)
    assert says("stay_after_21", young, overdue=("P1",)) == []
    old = caseload([person("P1", "W1", age=22, in_education=True)], WORKERS)
    off = model(stay_after_21="off")
    assert says("stay_after_21", old, {"P1": "W2"}, cause={"P1": "step_down"}, model=off) == []
    assert len(says("age_band", old, model=off)) == 1
