"""The top of concave functions is found where slopes are all that is known, and prices never fall below 0."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.engine.assign.pairs import Floats
from allocator.engine.assign.quasi_newton import Slope, ascend


def hill(top: Floats, bends: Floats) -> Slope:
    """The slope of -(x - top)' A (x - top) / 2, where A couples neighbours and bends by ``bends``."""
    coupled = np.diag(bends) + np.diag(np.full(len(top) - 1, 0.4), 1) + np.diag(np.full(len(top) - 1, 0.4), -1)

    def slope(price: Floats) -> tuple[Floats, Floats]:
        return coupled @ (top - price), bends.copy()

    return slope


def test_the_top_of_a_hill_is_found() -> None:
    """Proves that prices end where no slope is left, whichever side they come from, though each depends on the next."""
    top, bends = np.array([3.0, 8.0, 1.5, 40.0]), np.array([2.0, 1.0, 5.0, 1.5])
    for begin in (np.zeros(4), np.full(4, 90.0)):
        found = ascend(hill(top, bends), begin, size=np.ones(4), near=1e-9, longest=25.0, rounds=200)
        assert found == pytest.approx(top, abs=1e-6)


def test_no_price_falls_below_nothing() -> None:
    """Proves that a price that would be best at -5 stays at 0, and the one beside it is best for that.

    With 2 x (-5 - 0) + 0.4 x (y - y') = 0 out of reach, the second solves 0.4 x (-5 - 0) + 1 x (8 - y) = 0: y = 6.
    """
    slope = hill(np.array([-5.0, 8.0]), np.array([2.0, 1.0]))
    found = ascend(slope, np.array([7.0, 7.0]), size=np.ones(2), near=1e-9, longest=25.0, rounds=200)
    assert found == pytest.approx([0.0, 6.0], abs=1e-6)


def test_no_step_is_longer_than_allowed() -> None:
    """Proves that three rounds of at most 2 each, the first one halved, come 5 far; the top is 1,000 away."""
    slope = hill(np.array([1000.0, 1000.0]), np.array([1.0, 1.0]))
    found = ascend(slope, np.zeros(2), size=np.ones(2), near=1e-9, longest=2.0, rounds=3)
    assert found.tolist() == [5.0, 5.0]


def test_flat_ground_is_left_alone() -> None:
    """Proves that where nothing slopes or bends, nobody moves, and nothing is divided by nothing."""

    def flat(price: Floats) -> tuple[Floats, Floats]:
        return np.zeros(2), np.zeros(2)

    begin = np.array([1.0, 2.0])
    assert ascend(flat, begin, size=np.ones(2), near=0.0, longest=1.0, rounds=5).tolist() == [1.0, 2.0]


def test_a_cliff_is_found_however_flat_the_way_to_it() -> None:
    """Proves that slopes without any bend, which change sign at 5, lead to 5: steps there are cut short."""

    def cliff(price: Floats) -> tuple[Floats, Floats]:
        return np.where(price < 5.0, 1.0, -1.0), np.zeros(1)

    found = ascend(cliff, np.zeros(1), size=np.ones(1), near=0.0, longest=3.0, rounds=60)
    assert abs(found[0] - 5.0) <= 3.0
