"""allocator.engine.rounding."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from allocator.engine import rounding
from allocator.engine.core import CoreResult, Task
from allocator.engine.rounding import rounded
from allocator.engine.start import guide, left_as_they_are
from allocator.engine.state import allowed, value
from tests.builders import caseload, person, worker
from tests.engine.small import Laid, clock, laid, laid_case, problem_of, small_cases, within
from tests.oracle.case import Case

KEYS = ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")


def _task(found: Laid) -> Task:
    return Task(found.setting, found.room, guide(found.setting, KEYS), ())


def test_the_relaxation_names_the_nearest_and_the_torn_are_settled() -> None:
    """Proves that of six people before 3.75 near seats three stay near and three go to Louth, none is left."""
    people = [person(f"P{i}") for i in range(6)]
    staff = [worker("W1", fte="0.75"), worker("W2", base="Louth")]
    found = laid(problem_of(caseload(people, staff, minutes={("Boston", "Louth"): 30})))
    task = _task(found)
    taken = rounded(task, found.active, left_as_they_are(found.options), clock(), seconds=3.0)
    ends = list(found.ends(taken).values())
    assert (ends.count("W1"), ends.count("W2"), ends.count(None)) == (3, 3, 0)


def test_the_torn_may_stay_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where those who were torn are not settled in time, what was in hand is kept and improved."""
    monkeypatch.setattr(rounding, "solve_core", lambda *_, **__: CoreResult(None, None, False))
    staff = [worker(f"W{i}") for i in range(9)]
    found = laid(problem_of(caseload([person("P1"), person("P2")], staff)))
    task, quiet = _task(found), left_as_they_are(found.options)
    taken = rounded(task, found.active, quiet, clock(), seconds=0.5)
    assert value(task.target, found.setting, taken) <= value(task.target, found.setting, quiet)


def test_nothing_is_lost_where_there_is_no_time() -> None:
    """Proves that what is in hand comes back where the relaxation cannot be solved in time."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1")])))
    taken = left_as_they_are(found.options)
    nothing = found.task("unallocated_duty", [(found.level("unallocated_duty"), -1)])  # no allocation keeps that
    assert rounded(nothing, found.active, taken, clock(), seconds=1.0) is taken


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_rounding_is_allowed_and_never_worse(case: Case) -> None:
    """Proves for random cases that the result breaks no limit and is no worse than what it was given."""
    found = laid_case(case)
    if not len(found.options.open_people):
        return
    task, quiet = _task(found), left_as_they_are(found.options)
    with within(5):
        taken = rounded(task, found.active, quiet, clock(), seconds=0.2)
    assert allowed(found.options, found.room, taken)
    assert np.array_equal(found.options.row_of[taken], np.arange(len(found.options.open_people)))
    assert value(task.target, found.setting, taken) <= value(task.target, found.setting, quiet)
