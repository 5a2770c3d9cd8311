"""allocator.engine.losses: another way to count the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from allocator.engine.losses import by_loss
from allocator.engine.state import value
from tests.builders import caseload, person, worker
from tests.engine.small import laid, problem_of


def test_losses_alone_are_worth_the_same() -> None:
    """Proves that one move of 12 or 17 counts 0 or 5 of 5 beside a constant 12, so that every allocation with one move
    is worth what it was; and that nothing changes where two moves (24) could still be better than 25.
    """
    people = [person("P1", "W1"), person("P2", "W1")]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])), moves=2)
    task = found.task("changes")
    linear = np.zeros(len(found.options), dtype=np.int64)
    linear[found.option("P1", "W2")], linear[found.option("P2", "W2")] = 12, 17
    task = replace(task, target=replace(task.target, linear=linear, scale=Fraction(1)))
    short = by_loss(task, found.active, 1, 18)
    assert (short.target.scale, short.target.constant, short.room.moves) == (5, 12, 1)
    for ends, worth in (({"P1": "W2"}, 12), ({"P2": "W2"}, 17)):
        taken = found.taken(**ends)
        assert value(short.target, found.setting, taken) == value(task.target, found.setting, taken) == worth
    assert by_loss(task, found.active, 1, 25) is task
    assert by_loss(task, found.active, 0, 18) is task
