"""Others move to a worker for 21+ at the deadline: 13 weeks after 21, one a week in the model of these tests."""

from __future__ import annotations

from tests.builders import born, caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", role="16-20"), worker("W2", role="21+"), worker("W3", role="16-20"), worker("W4")]
DUE = person("P1", "W1", date_of_birth=born(21, days=91))  # 13 x 7 = 91: due today
LONGER = person("P2", "W1", date_of_birth=born(21, days=100))


def test_kept_where_the_longest_overdue_goes() -> None:
    """Proves that P2, due nine days longer, goes first, and that P1 waits and is named."""
    cases = caseload([DUE, LONGER], WORKERS)
    assert says("step_down", cases, {"P2": "W2"}, cause={"P2": "step_down"}, overdue=("P1",)) == [
        "standing, must: P1 turned 21 on 6 October 2025 and was due to step down by 5 January 2026; they wait with W1."
    ]


def test_a_day_before_the_deadline_nobody_waits() -> None:
    """Proves that 90 days after the 21st birthday nothing is due."""
    cases = caseload([person("P1", "W1", date_of_birth=born(21, days=90))], WORKERS)
    assert says("step_down", cases) == []


def test_broken_where_they_go_to_a_worker_for_younger_people() -> None:
    """Proves that a step-down ends with a worker for 21+ or for all, never with another for 16-20."""
    cases = caseload([LONGER], WORKERS)
    assert says("step_down", cases, {"P2": "W3"}, cause={"P2": "step_down"}) == [
        "contradiction: P2 steps down to W3, who works with 16-20 only."
    ]
    assert says("step_down", cases, {"P2": "W4"}, cause={"P2": "step_down"}) == []


def test_an_overdue_list_that_differs_is_a_contradiction() -> None:
    """Proves that the waiting are named in order, longest overdue first, and that nobody is missing."""
    cases = caseload([DUE, LONGER], WORKERS)
    line = "contradiction: Overdue to step down are P2, P1 by the records, but {} in the answer."
    assert says("step_down", cases, overdue=("P1", "P2"))[0] == line.format("P1, P2")
    assert says("step_down", cases)[0] == line.format("nobody")


def test_an_age_alone_is_due_at_22() -> None:
    """Proves that without a date of birth 22 is due and 21 is not, and that the sentence gives no invented date."""
    ages = [person("P1", "W1", date_of_birth=None, age=21), person("P2", "W1", date_of_birth=None, age=22)]
    assert says("step_down", caseload(ages, WORKERS), overdue=("P2",)) == [
        "standing, must: P2 is 22 and due to step down; they wait with W1."
    ]


def test_a_lock_a_sibling_and_another_role_hold_it_back() -> None:
    """Proves that a lock, a sibling with the same worker and a worker for all hold it back at 22; P5 alone is due."""
    people = [
        person("P1", "W1", age=22, locked=True),
        person("P2", "W1", age=22, keep_together="G"),
        person("P3", "W1", age=18, keep_together="G"),
        person("P4", "W4", age=22),
        person("P5", "W1", age=22, keep_together="H"),
        person("P6", "W3", age=18, keep_together="H"),
    ]
    said = says("step_down", caseload(people, WORKERS), overdue=("P5",))
    assert [line.split()[2] for line in said] == ["P5"]


def test_off_frees_nobody() -> None:
    """Proves that with the rule off nobody is due."""
    assert says("step_down", caseload([DUE, LONGER], WORKERS), model=model(step_down="off")) == []
