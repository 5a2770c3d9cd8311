"""allocator.engine.fewer_moves: how many moves there are at least, by what would wait with fewer."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.fewer_moves import fewest_moves
from allocator.engine.people import Ints
from allocator.engine.search import Search
from allocator.engine.state import value
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, clock, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case

WAITING = ("unallocated_duty", "unallocated")


def _search(found: Laid, taken: Ints, seconds: float = 20.0) -> Search:
    """The level of moves, nobody waiting more than in ``taken``, which is in hand."""
    limits = [(found.level(key), value(found.level(key), found.setting, taken)) for key in WAITING]
    return Search(found.task("changes", limits), found.active, taken, clock(seconds), 0.0, lambda worth, bound: None)


def _two_full(moves: int = 3) -> Laid:
    """W1 and W2 are full with two each, P5 and P6 may go to nobody else, and W3 has four seats."""
    people = [person(f"P{i}", f"W{1 + i // 3}") for i in (1, 2, 3, 4)]
    people += [person("P5", avoid_workers=["W3", "W2"]), person("P6", avoid_workers=["W3", "W1"])]
    staff = [worker("W1", fte="0.4"), worker("W2", fte="0.4"), worker("W3", fte="0.8")]
    return laid(problem_of(caseload(people, staff), model()), moves=moves)


def test_one_move_too_many_is_taken_back() -> None:
    """Proves that of three moves, two of which make room for two people, one goes, and that two are needed."""
    found = _two_full()
    search = _search(found, found.taken(P1="W3", P2="W3", P3="W3", P5="W1", P6="W2"))
    fewest_moves(search)
    assert int(found.options.mover[search.taken].sum()) == 2
    assert found.ends(search.taken)["P5"] == "W1"
    assert found.ends(search.taken)["P6"] == "W2"
    moves = search.task.target.linear[found.options.mover]
    assert search.bound.value == 2 * int(moves.min())


def test_without_time_or_where_nobody_has_to_move() -> None:
    """Proves that nothing is claimed where there is no time, and where one move or none is in hand."""
    found = _two_full()
    late = _search(found, found.taken(P1="W3", P3="W3", P5="W1", P6="W2"), seconds=0.0)
    known = late.bound.value
    fewest_moves(late)
    assert late.bound.value == known
    quiet = _search(found, found.taken())
    fewest_moves(quiet)
    assert quiet.worth == quiet.bound.value == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_cases(), st.randoms(use_true_random=False))
def test_no_allocation_is_below(case: Case, rng: Random) -> None:
    """Proves that what is taken keeps the levels above and that no allocation which does has fewer moves than said."""
    found = laid_case(case)
    everything = found.every_allowed()
    hand = rng.choice(everything)
    search = _search(found, hand)
    fewest_moves(search)
    kept = [
        taken
        for taken in everything
        if all(value(level, found.setting, taken) <= limit for level, limit in search.task.limits)
    ]
    worths = [value(search.task.target, found.setting, taken) for taken in kept]
    assert search.bound.value <= min(worths)
    assert search.worth in worths
    assert any(np.array_equal(search.taken, taken) for taken in kept)
