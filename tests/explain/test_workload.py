"""One row for each worker."""

from __future__ import annotations

from decimal import Decimal

from allocator.explain.workload import workloads
from tests.builders import model, person, worker
from tests.explain.states import end_state

GRADES = [
    {"title": "outstanding", "up_to": "2"},
    {"title": "good", "up_to": "3"},
    {"title": "inadequate"},
]


def test_a_row_adds_up_one_worker() -> None:
    """Load, heads by band, those given and travel are those of the people who end with the worker."""
    people = [
        person("P1", "W1", place="Louth"),
        person("P2", age=22),
        person("P3", "W1", age=16),
        person("P4", "W2", place="Lincoln"),
    ]
    rows = workloads(end_state(people, [worker("W1", fte="0.8", role="16-20"), worker("W2", "Lincoln")], {"P2": "W1"}))
    first = rows[0]
    assert (first.worker_id, first.base, first.role, first.takes_people) == ("W1", "Boston", "16-20", True)
    assert (first.capacity_percent, first.ceiling_percent) == (Decimal("80.0"), Decimal("100.0"))
    # 1/4 + 1/4 + 1/10 and 3 hours a year x 52 of extra travel: 60.16 % of a post, 75.2 % of 0.8.
    assert (first.load_percent, first.utilisation_percent) == (Decimal("60.2"), Decimal("75.2"))
    assert (first.people_16_20, first.people_21_plus, first.given) == (2, 1, 1)
    # Only P1 travels: 6 x 2 x 45 / 52 / 60 = 0.17 hours a week.
    assert first.travel_hours_per_week == Decimal("0.2")
    assert (rows[1].people_16_20, rows[1].given, first.grade) == (1, 0, None)


def test_no_capacity_has_no_utilisation() -> None:
    """A worker without capacity has no utilisation, rather than nought or infinity."""
    (row,) = workloads(end_state([], [worker("W1", fte="0")]))
    assert (row.utilisation_percent, row.load_percent) == (None, Decimal("0.0"))


def test_grades_count_people_per_full_time_post() -> None:
    """The grade is the first whose number of people per full-time post is not exceeded."""
    graded = model({"caseloads.0.grades": GRADES, "caseloads.0.ceiling_percent": "300"})
    people = (
        [person(f"P{n}", "W1") for n in range(4)] + [person(f"Q{n}", "W2") for n in range(3)] + [person("R1", "W3")]
    )
    workers = [worker("W1"), worker("W2"), worker("W3", fte="0.5"), worker("W4", fte="0")]
    # 4, 3 and 1 / 0.5 = 2 people a post; W4 has neither people nor a post.
    rows = workloads(end_state(people, workers, model=graded))
    assert [row.grade for row in rows] == ["inadequate", "good", "outstanding", None]


def test_somebody_with_people_and_no_capacity_has_the_last_grade() -> None:
    """People with a worker who has no capacity left are graded, at the far end."""
    graded = model({"caseloads.0.grades": GRADES[:2]})
    (row,) = workloads(end_state([person("P1", "W1")], [worker("W1", fte="0")], model=graded))
    assert row.grade == "good"
