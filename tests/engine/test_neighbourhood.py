"""allocator.engine.neighbourhood."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from allocator.engine import neighbourhood
from allocator.engine.core import Task
from allocator.engine.neighbourhood import Nearby, improve
from allocator.engine.people import Ints
from allocator.engine.start import left_as_they_are
from allocator.engine.state import allowed, value
from tests.builders import caseload, person, worker
from tests.engine.small import Laid, clock, laid, laid_case, problem_of, small_cases, within
from tests.oracle.case import Case

FAR = {("Boston", "Louth"): 50, ("Alford", "Louth"): 10, ("Alford", "Boston"): 40}


def _search(found: Laid, seconds: float) -> Nearby:
    return Nearby(found.active, np.where(found.active, found.level("cost").linear, 2**60).astype(np.int64), seconds)


def _task(found: Laid) -> Task:
    """Little time on the road, nobody left without a worker."""
    return found.task("travel", [(found.level("unallocated_duty"), 0)])


def _rows_of_ten() -> Laid:
    """Ten new people of Boston and Alford in turn, two workers in Boston and two in Louth with room for three each."""
    people = [person(f"P{i}", place="Boston" if i % 2 else "Alford") for i in range(10)]
    staff = [worker(f"W{i}", base="Boston" if i < 2 else "Louth", fte="0.65") for i in range(4)]
    return laid(problem_of(caseload(people, staff, minutes=FAR)))


def _crossed(found: Laid) -> Ints:
    """Everybody with the farther base: allowed, and as bad as can be."""
    ends = {f"P{i}": f"W{(2 if i % 2 else 0) + (i // 2) % 2}" for i in range(10)}
    return found.taken(**ends)


def test_crossed_journeys_are_uncrossed() -> None:
    """Proves that the search finds the best: five Boston people at 0 minutes, five from Alford at 10."""
    found = _rows_of_ten()
    task = _task(found)
    assert allowed(found.options, found.room, _crossed(found))
    goal = 5 * 10 * int(found.setting.problem.units.extra[0])
    best = improve(task, _crossed(found), _search(found, 10.0), clock(), goal=goal)
    assert value(task.target, found.setting, best) == goal
    assert allowed(found.options, found.room, best)


def test_no_time_no_change() -> None:
    """Proves that what is in hand comes back untouched when no time is left or the goal is reached."""
    found = _rows_of_ten()
    task, taken = _task(found), _crossed(found)
    assert improve(task, taken, _search(found, 5.0), clock(0), goal=0) is taken
    worth = value(task.target, found.setting, taken)
    assert improve(task, taken, _search(found, 5.0), clock(), goal=worth) is taken


def test_few_workers_are_no_reason_to_look_for_ever() -> None:
    """Proves that a service of three workers, fewer than a neighbourhood would like, is settled and not looped over."""
    people = [person(f"P{i}") for i in range(4)]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2"), worker("W3")])))
    with within(2):
        improve(_task(found), found.taken(P0="W1", P1="W1", P2="W2", P3="W3"), _search(found, 0.3), clock(), goal=-1)


def test_neighbourhoods_grow_where_nothing_better_is_found() -> None:
    """Proves that the search goes on until its time is up where the goal cannot be reached, and keeps the best."""
    found = _rows_of_ten()
    task = _task(found)
    running = clock(30)
    with within(3):
        best = improve(task, _crossed(found), _search(found, 1.0), running, goal=-1)
    assert value(task.target, found.setting, best) == 5 * 10 * int(found.setting.problem.units.extra[0])
    assert running.left > 25


def test_large_neighbourhoods_are_thinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that beyond so many options only some of the people are freed, and the result is still allowed."""
    found = _rows_of_ten()
    task = _task(found)
    monkeypatch.setattr(neighbourhood, "MOST_OPTIONS", 12)
    with within(3):
        best = improve(task, _crossed(found), _search(found, 1.0), clock(), goal=0)
    assert allowed(found.options, found.room, best)
    assert value(task.target, found.setting, best) < value(task.target, found.setting, _crossed(found))


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_never_worse_and_always_allowed(case: Case) -> None:
    """Proves for random cases that a search starting from everybody as they are only ever improves."""
    found = laid_case(case)
    if not len(found.options.open_people):
        return
    task, quiet = found.task("unallocated_duty"), left_as_they_are(found.options)
    with within(5):
        best = improve(task, quiet, _search(found, 0.15), clock(), goal=0)
    assert allowed(found.options, found.room, best)
    assert value(task.target, found.setting, best) <= value(task.target, found.setting, quiet)
