"""allocator.engine.making_room: the moves that make most room come first."""

from __future__ import annotations

import numpy as np

from allocator.engine.making_room import with_moves_that_help
from tests.builders import caseload, person, worker
from tests.engine.small import Laid, laid, problem_of


def _full() -> Laid:
    """W1 has room for one and a half and is full with P1 and half a seat; W2 and W3 are empty, and W2 has one seat."""
    people = [person("P1", "W1"), person("P2"), person("P3", "W2")]
    workers = [worker("W1", fte="0.2"), worker("W2", fte="1"), worker("W3", fte="0.2")]
    return laid(problem_of(caseload(people, workers)), moves=2)


def test_the_move_that_makes_room_comes_first() -> None:
    """Proves that of four moves the first is P1's to W2, which has room to spare: P2 then fits with W1, too.

    P1 to W3 gains a seat at W1 and costs one at W3; P3 leaves a worker where P2 fits anyway, for one who is full or W3.
    """
    found = _full()
    task, taken = found.task("unallocated_duty"), found.taken()
    narrow = with_moves_that_help(task, found.active, taken, 1)
    assert np.flatnonzero(narrow & found.options.mover).tolist() == [found.option("P1", "W2")]
    assert narrow[taken].all()
    assert (narrow | found.options.mover)[found.active].all()


def test_what_is_in_hand_stays_in_view() -> None:
    """Proves that a move in hand is kept beside those that help more."""
    found = _full()
    taken = found.taken(P3="W3")
    narrow = with_moves_that_help(found.task("changes"), found.active, taken, 0)
    assert np.flatnonzero(narrow & found.options.mover).tolist() == [found.option("P3", "W3")]
