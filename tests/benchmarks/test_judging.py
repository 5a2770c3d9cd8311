"""Whoever answered is judged the same way: claims that do not hold are found, whatever they are about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from allocator.answer import Answer, Limits, Progress
from allocator.bundled import instances_dir
from allocator.engine import solve
from benchmarks.cases import Assignment, Week
from benchmarks.gap import Assigned, Gap
from benchmarks.judging import judge_assignment, judge_week
from benchmarks.rows import Point
from benchmarks.suites._instances import case_of, week_of
from benchmarks.tracing import Trace


@pytest.fixture(scope="module")
def week() -> Week:
    """Tiny, with what is known of it."""
    return week_of(case_of(instances_dir() / "tiny"))


@pytest.fixture(scope="module")
def answer(week: Week) -> Answer:
    """The engine's answer."""
    return solve(week.caseload, week.travel, week.model, Limits(seconds=20, threads=1))


def _claiming(answer: Answer, key: str, **claims: float) -> Answer:
    """The same answer with other figures at one level."""
    levels = [level.model_copy(update=claims) if level.key == key else level for level in answer.levels]
    return replace(answer, levels=tuple(levels))


def test_an_honest_answer_passes(week: Week, answer: Answer) -> None:
    """Proves that nothing is found where nothing is wrong, and that levels come as the answer says them."""
    verdict, levels = judge_week(week, answer)
    assert (verdict.audit, verdict.error) == ("passed", "")
    assert [(level.key, level.value, level.proven) for level in levels] == [
        (level.key, level.value, level.proven) for level in answer.levels
    ]


@pytest.mark.parametrize("key", ["unallocated_duty", "unallocated", "changes", "needs", "cost", "balance"])
def test_a_figure_that_the_records_do_not_come_to_fails(week: Week, answer: Answer, key: str) -> None:
    """Proves that no level is taken at its word, cost and balance included."""
    verdict, _ = judge_week(week, _claiming(answer, key, value=0.1, bound=0.1, kept=0.1))
    assert verdict.audit == "failed"
    assert f"the audit contradicts: Level {key} is said to be 0.1, but the records come to " in verdict.error


def test_somebody_forgotten_fails(week: Week, answer: Answer) -> None:
    """Proves that the audit looks at people, not at figures alone: P02 has a worker and ends with none."""
    verdict, _ = judge_week(week, replace(answer, worker_of={**answer.worker_of, "P02": None}))
    assert verdict.audit == "failed"
    assert "P02" in verdict.error


def test_a_bound_above_what_is_known_is_impossible(week: Week, answer: Answer) -> None:
    """Proves that a bound is held against the known value: the cost of tiny is 0.6455, so 0.65 bounds nothing."""
    known = replace(week, known=tuple(replace(k, value=0.6, bound=0.6) if k.key == "cost" else k for k in week.known))
    verdict, _ = judge_week(known, answer)
    assert verdict.audit == "passed"
    assert verdict.impossible == (
        "cost has a bound of 0.645512821, above the known value of 0.6",
        "cost is called proven at 0.645512821, but 0.6 is known",
    )


GAP = Gap(
    name="mini",
    cost=np.array([[2, 4, 7], [6, 3, 3]]),
    need=np.array([[3, 2, 4], [4, 2, 3]]),
    capacity=np.array([5, 4]),
)


@pytest.mark.parametrize(
    ("agent", "value", "bound", "fault"),
    [
        ([0, 0, 1], 9, 9.0, ""),  # costs 2 + 4 + 3 = 9, needs 3 + 2 = 5 of 5 and 3 of 4
        ([0, 1, 1], 8, None, "agent 2 needs 5 of 4"),  # needs 2 + 3
        ([0, 0, 1], 8, None, "the value is said to be 8, but it is 9"),
        ([0, 0, 1], 9, 9.5, "the bound 9.5 lies above the value 9"),
        ([0, 0, 2], 9, None, "the answer does not name one of 2 agents for each of 3 jobs"),
        ([0, 0], 6, None, "the answer does not name one of 2 agents for each of 3 jobs"),
    ],
)
def test_assignments_are_added_up_anew(agent: list[int], value: int, bound: float | None, fault: str) -> None:
    """Proves each fault that an answer to a public instance can have, in words."""
    verdict = judge_assignment(Assignment(GAP), Assigned(np.array(agent), value, bound, False))
    assert verdict.faults == ((fault,) if fault else ())


@pytest.mark.parametrize(
    ("value", "bound", "proven", "best", "said"),
    [
        (9, None, False, (10.0, 10.0), "the value 9 lies below the proven optimum of 10"),
        (9, None, False, (11.0, 10.0), "the value 9 lies below the published bound of 10"),
        (9, 9.0, False, (8.0, 7.0), "the bound 9 lies above the known value of 8"),
        (9, None, True, (8.0, 7.0), "9 is called proven, but 8 is known"),
    ],
)
def test_claims_against_published_values_are_impossible(
    value: int, bound: float | None, proven: bool, best: tuple[float, float], said: str
) -> None:
    """Proves each claim that published values and bounds rule out."""
    verdict = judge_assignment(Assignment(GAP, *best), Assigned(np.array([0, 0, 1]), value, bound, proven))
    assert verdict.impossible == (said,)


def test_a_trace_keeps_what_changed() -> None:
    """Proves that a word of the engine's that says nothing new is not kept, and until when a bound was still rising."""
    trace = Trace()
    for level, value, bound in (("needs", 4.0, None), ("needs", 4.0, 1.0), ("needs", 4.0, 1.0), ("cost", 9.0, 9.0)):
        trace(Progress(level, 1, 2, value, bound))
    assert [replace(point, seconds=0.0) for point in trace.points] == [
        Point(0.0, "needs", 4.0, None),
        Point(0.0, "needs", 4.0, 1.0),
        Point(0.0, "cost", 9.0, 9.0),
    ]
    assert trace.bound_stood["needs"] == trace.points[1].seconds - trace.points[0].seconds
    assert trace.bound_stood["cost"] == 0.0
