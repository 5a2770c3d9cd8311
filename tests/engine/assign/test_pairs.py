"""Questions of assignment are checked when they are made, and valued as they should be."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.engine.assign import Pairs
from tests.engine.assign.tiny import tiny, worth


def ints(*figures: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """An array of whole numbers."""
    return np.array(figures, dtype=np.int64)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ((ints(0, 2), ints(0), ints(1), ints(1), ints(5)), "start must begin with 0"),
        ((ints(0, 0, 1), ints(0), ints(1), ints(1), ints(5)), "every row needs at least one pair"),
        ((ints(0, 1), ints(0), ints(1, 2), ints(1), ints(5)), "equally long"),
        ((ints(0, 1), ints(1), ints(1), ints(1), ints(5)), "does not exist"),
        ((ints(0, 1), ints(0), ints(1), ints(-1), ints(5)), "must not be negative"),
        ((ints(0, 1), ints(0), ints(2**62), ints(1), ints(5)), "too large"),
        ((ints(0, 1), ints(0), ints(1), ints(1), ints(5), ints(3)), "one column for each slope"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(arrays: tuple[object, ...], words: str) -> None:
    """Proves that arrays that do not fit, and figures that could overflow, are refused in words."""
    with pytest.raises(ValueError, match=words):
        Pairs(*arrays)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_an_allocation_is_worth_what_one_by_one_counting_says(seed: int) -> None:
    """Proves that value and feasibility agree with plain sums, pieces included."""
    pairs = tiny(seed, pieces=True)
    random = np.random.default_rng(seed)
    taken = pairs.start[:-1] + random.integers(0, np.diff(pairs.start))
    expected = worth(pairs, taken.tolist())
    assert pairs.feasible(taken) == (expected is not None)
    assert expected is None or pairs.value(taken) == expected


def test_a_pair_of_another_row_is_no_allocation() -> None:
    """Proves that a row can take only a pair of its own, and that none can be missing."""
    pairs = Pairs(ints(0, 2, 3), ints(0, 1, 0), ints(4, 7, 1), ints(1, 1, 1), ints(9, 9))
    assert pairs.feasible(ints(1, 2))
    assert not pairs.feasible(ints(2, 2))
    assert not pairs.feasible(ints(1))


def test_values_lie_on_a_grid() -> None:
    """Proves the step: costs 3, 9, 15 are 6 apart, a slope of 4 makes it 2."""
    arrays = (ints(0, 2, 3), ints(0, 1, 0), ints(3, 9, 15), ints(1, 1, 1), ints(9, 9))
    assert Pairs(*arrays).step == 6
    assert Pairs(*arrays, ints(4), ints(1, 2).reshape(2, 1)).step == 2
