"""allocator.engine.options."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings

from allocator.engine.options import NOBODY
from allocator.proposal import Cause
from tests.builders import AS_OF, caseload, model, person, weeks_ago, worker
from tests.engine.small import Laid, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.oracle.opening import open_up
from tests.oracle.week import lay_out


def _choices(found: Laid) -> dict[str, list[str | None]]:
    """Whom each open person may end with."""
    people, workers = found.setting.problem.people.ids, found.setting.problem.workers.ids
    choices = defaultdict[str, list[str | None]](list)
    for person_index, worker_index in zip(found.options.person, found.options.worker, strict=True):
        choices[people[int(person_index)]].append(None if worker_index == NOBODY else workers[int(worker_index)])
    return dict(choices)


def _laid(*people: Any, moves: int = 0) -> Laid:
    away: dict[str, Any] = {"absent_from": weeks_ago(1), "absent_to": weeks_ago(-1)}
    staff = [worker("W1"), worker("W2", role="16-20"), worker("W3", **away), worker("W4", last_day=AS_OF)]
    return laid(problem_of(caseload(people, staff)), moves=moves)


def test_the_new_and_the_freed() -> None:
    """Proves that they may go to anybody on duty or to nobody, never back, never to whom they are kept apart from."""
    found = _laid(person("P1"), person("P2", "W4"), person("P3", "W1", avoid_workers={"W1"}), person("P4", "W1"))
    assert _choices(found) == {"P1": [None, "W1", "W2"], "P2": [None, "W1", "W2"], "P3": [None, "W2"]}


def test_a_step_down_may_wait_but_not_go_to_a_worker_for_younger_people() -> None:
    """Proves that whoever steps down may stay, or go to workers who serve 21+."""
    found = _laid(person("P1", "W2", age=23))
    assert _choices(found) == {"P1": ["W1", "W2"]}
    assert found.options.given.tolist() == [True, False]
    assert not found.options.mover.any()


def test_held_people_who_may_move() -> None:
    """Proves that they stay or go, and that going makes them movers; locked ones are not open."""
    found = _laid(person("P1", "W1"), person("P2", "W3"), person("P3", "W1", locked=True), moves=1)
    assert _choices(found) == {"P1": ["W1", "W2"], "P2": ["W1", "W2", "W3"]}
    assert found.options.mover.tolist() == [False, True, True, True, False]
    assert (found.options.given == found.options.mover).all()


def test_fixed_people_are_load_that_is_there_already() -> None:
    """Proves that held people count at their worker: 1/4 twice at W1 and 3/8 at W3, in units of 9360 a post."""
    found = _laid(person("P1", "W1"), person("P2", "W1"), person("P3", "W3", complexity="high"), person("P4"))
    assert found.setting.problem.units.post == 9360
    assert found.options.base_load.tolist() == [4680, 0, 3510, 0]
    assert found.options.base_given.tolist() == [0, 0, 0, 0]
    assert found.options.fixed_people.tolist() == [0, 1, 2]
    assert len(found.options) == 3


def test_nobody_weighs_nothing() -> None:
    """Proves that being left without a worker has no load, road, need or price, and a pair has them."""
    staff = [worker("W1", base="Louth", role="21+")]
    cases = caseload([person("P1", languages={"Arabic"})], staff, minutes={("Boston", "Louth"): 40})
    options = laid(problem_of(cases, model(language="should"))).options
    assert options.worker.tolist() == [NOBODY, 0]
    assert options.load.tolist() == [0, 2350]  # 9360/4 + 10 minutes beyond 30
    assert options.road.tolist() == [0, 40]
    assert options.needs.tolist() == [0, 1]
    assert options.price.tolist() == [0, 325]  # 1.25 hours of 260


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_choices_are_those_of_the_oracle(case: Case) -> None:
    """Proves for random cases that the options are exactly what an independent reading of the rules allows."""
    found = laid_case(case)
    own = open_up(lay_out(case, usual_minutes=travel_of(case).median_minutes))
    problem = found.setting.problem
    for p, choices in _choices(found).items():
        assert set(choices) == set(own.choices[p]), p
    for index in set(range(len(problem.people.ids))) - set(found.options.open_people.tolist()):
        p = problem.people.ids[index]
        assert own.standing[p] == "held"
        assert problem.people.cause[index] is Cause.HELD
        if case.model.rules.continuity.room_moves:
            assert own.choices[p] == (case.caseload.young_people[index].current_worker,)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_rows_are_sorted_and_start_where_they_say(case: Case) -> None:
    """Proves that options of one person lie together, each under its own row, none missing."""
    options = laid_case(case).options
    assert options.start[0] == 0
    assert options.start[-1] == len(options)
    for row, p in enumerate(options.open_people):
        span = slice(options.start[row], options.start[row + 1])
        assert set(options.person[span].tolist()) == {int(p)}
        assert (options.row_of[span] == row).all()
        assert (np.diff(options.worker[span]) > 0).all()
