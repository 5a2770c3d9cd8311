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


def _full_house(moves: int) -> Laid:
    """P8 may only go to W1, who is full with five people; W2 has seats. Whoever moves has years to lose, H3 fewest."""
    held = [person(f"H{i}", "W1", worker_since=f"20{24 - (i + 1) % 4}-01-05") for i in range(5)]
    people = [*held, person("P8", avoid_workers={"W2"})]
    return laid(problem_of(caseload(people, [worker("W1"), worker("W2")])), moves=moves)


@pytest.mark.parametrize("chance", [0.1, 0.9])
def test_somebody_moves_to_make_room(chance: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that P8 is placed by one move, in either kind of neighbourhood alone, and only as many moves are made."""

    class _Always(np.random.Generator):
        """Draws the same kind of neighbourhood each time."""

        def random(self, *_: object, **__: object) -> float:  # type: ignore[override]
            """Always the same."""
            return chance

    monkeypatch.setattr(np.random, "default_rng", lambda seed: _Always(np.random.PCG64(seed)))
    found = _full_house(1)
    quiet = left_as_they_are(found.options)
    task = found.task("unallocated_duty")
    nearby = Nearby(found.active, np.zeros(len(found.options), dtype=np.int64), 5.0)
    with within(5):
        best = improve(task, quiet, nearby, clock(), goal=0)
    assert value(task.target, found.setting, best) == 0
    assert allowed(found.options, found.room, best)
    assert int(found.options.mover[best].sum()) == 1


def test_of_many_moves_only_some_are_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that with one move tried at a time the cheapest is found all the same: H3's two years.

    Whoever is tried changes from one neighbourhood to the next.
    """
    monkeypatch.setattr(neighbourhood, "MOVES_TRIED", 1)
    found = _full_house(1)
    level = found.level("changes")
    moves = {p: int(level.linear[found.option(p, "W2")]) for p in ("H0", "H1", "H2", "H3", "H4")}
    assert min(moves, key=lambda p: moves[p]) == "H3"
    task = found.task("changes", [(found.level("unallocated_duty"), 0)])
    nearby = Nearby(found.active, np.where(found.active, level.linear, 2**40).astype(np.int64), 5.0)
    with within(6):
        best = improve(task, found.taken(H0="W2", P8="W1"), nearby, clock(), goal=moves["H3"])
    assert found.ends(best)["H3"] == "W2"
    assert value(level, found.setting, best) == moves["H3"]
