"""allocator.engine.room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from allocator.engine.room import NO_LIMIT, few_moves, intake_left, possible
from tests.builders import caseload, model, person, worker
from tests.engine.small import laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def test_whose_ceiling_binds_whatever_happens() -> None:
    """Proves that W1 (5 people, just at 125 %) is bound, and W2 (6 people, above it) only once somebody is given.

    ``most`` is the ceiling for the one and the six people for the other: 9360 x 1.25 and x 1.5.
    """
    people = [person(f"P{i}", "W1" if i < 5 else "W2") for i in range(11)]
    room = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])), moves=2).room
    assert room.strict.tolist() == [True, False]
    assert room.ceiling.tolist() == [11700, 11700]
    assert room.most.tolist() == [11700, 14040]


def test_intake_counts_those_given_before() -> None:
    """Proves that three a week less one given are two, never less than none, and no limit where the rule is off."""
    problem = problem_of(caseload([person("P1")], [worker("W1"), worker("W2")]))
    found = laid(problem)
    some = found.options.__class__(**{**found.options.__dict__, "base_given": np.array([1, 7])})
    assert intake_left(problem, some).tolist() == [2, 0]
    free = problem_of(caseload([person("P1")], [worker("W1")]), model(intake="off"))
    assert laid(free).room.intake.tolist() == [NO_LIMIT]


def test_what_cannot_be_is_struck_out() -> None:
    """Proves that W1, with four of five seats taken, has room for standard (1/4) but not for high (3/8)."""
    held = [person(f"P{i}", "W1") for i in range(4)]
    cases = caseload([*held, person("P8"), person("P9", complexity="high")], [worker("W1"), worker("W2")])
    found = laid(problem_of(cases))
    assert found.active[found.option("P8", "W1")]
    assert not found.active[found.option("P9", "W1")]
    assert found.active[found.option("P9", "W2")]
    assert found.active[found.option("P9", None)]


def test_nobody_moves_where_no_moves_are_allowed() -> None:
    """Proves that held people stay when the limit is none, and that staying is never struck out."""
    found = laid(problem_of(caseload([person("P1", "W1")], [worker("W1"), worker("W2")])), moves=1)
    still = found.room.__class__(**{**found.room.__dict__, "moves": 0})
    assert found.active.tolist() == [True, True]
    assert possible(found.options, still).tolist() == [True, False]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_nothing_that_may_be_is_struck_out(case: Case) -> None:
    """Proves for random cases that every option of an allowed allocation is possible, and no load exceeds ``most``."""
    found = laid_case(case)
    for taken in found.every_allowed():
        assert found.active[taken].all()
        load = found.options.base_load.copy()
        at = found.options.worker[taken]
        np.add.at(load, at[at >= 0], found.options.load[taken][at >= 0])
        assert (load <= np.maximum(found.room.most, found.options.base_load)).all()


@pytest.mark.parametrize(("moves", "expected"), [(0, False), (1, True), (3, True), (NO_LIMIT, False)])
def test_moves_are_few_where_they_are_counted(moves: int, expected: bool) -> None:
    """Proves that none and any number are not few, and that moves of nobody are none."""
    staff = [worker("W1"), worker("W2")]
    held = laid(problem_of(caseload([person("P1", "W1"), person("P2")], staff)), moves=1)
    assert few_moves(held.options, replace(held.room, moves=moves)) is expected
    new = laid(problem_of(caseload([person("P1")], staff)), moves=1)
    assert not few_moves(new.options, replace(new.room, moves=moves))
