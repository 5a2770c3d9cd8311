"""allocator.engine.state."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from allocator.engine.state import allowed, broken_workers, loads
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.oracle.opening import open_up
from tests.oracle.search import allowed_allocations
from tests.oracle.week import lay_out


def _laid(*people: Any, moves: int = 0, per_week: int = 3) -> Laid:
    by = model({"rules.intake.per_week": per_week})
    return laid(problem_of(caseload(people, [worker("W1"), worker("W2", fte="0.4")]), by), moves=moves)


def test_loads_of_the_fixed_and_the_given() -> None:
    """Proves that fixed people and those who end with a worker add up: 1/4 + 3/8 of a post."""
    found = _laid(person("P1", "W1"), person("P2", complexity="high"), person("P3"))
    post = found.setting.problem.units.post
    assert loads(found.options, found.taken(P2="W1")).tolist() == [post * 5 // 8, 0]


def test_a_ceiling_binds_once_somebody_is_given() -> None:
    """Proves that W2 (0.5 of a post with the ceiling) may keep three people but, above it, be given nobody."""
    found = _laid(*(person(f"P{i}", "W2") for i in range(3)), person("P8", age=22))
    assert allowed(found.options, found.room, found.taken())
    above = found.taken(P8="W2")
    assert broken_workers(found.options, found.room, above).tolist() == [False, True]
    assert not allowed(found.options, found.room, above)


def test_intake_and_moves_are_limits() -> None:
    """Proves that a second person given to one worker in a week of one is too many, and a second mover too."""
    found = _laid(person("P1"), person("P2"), per_week=1)
    assert allowed(found.options, found.room, found.taken(P1="W1", P2="W2"))
    assert not allowed(found.options, found.room, found.taken(P1="W1", P2="W1"))
    movers = _laid(person("P1", "W2"), person("P2", "W2"), moves=1)
    assert allowed(movers.options, movers.room, movers.taken(P1="W1"))
    assert not allowed(movers.options, movers.room, movers.taken(P1="W1", P2="W1"))


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_allowed_allocations_are_those_of_the_oracle(case: Case) -> None:
    """Proves for random cases that engine and oracle allow exactly the same allocations."""
    found, week = laid_case(case), lay_out(case, usual_minutes=travel_of(case).median_minutes)
    moves = case.model.rules.continuity.room_moves
    opening = open_up(week)
    theirs = {tuple(sorted(e.items())) for e in allowed_allocations(week, opening, opening.choices, moves=moves)}
    mine = {tuple(sorted(found.ends(taken).items())) for taken in found.every_allowed()}
    assert mine == theirs
