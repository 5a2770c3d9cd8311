"""The bar of one worker's load."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from allocator.report.load_bar import load_bar
from tests.report.proposals import workload


@pytest.mark.parametrize(
    ("load", "filled", "state", "words"),
    [
        ("99.9", 99, "within", "within capacity"),
        ("100.0", 100, "within", "within capacity"),
        ("108.2", 108, "above", "above capacity, below the ceiling"),
        ("110.1", 110, "beyond", "above the ceiling"),
        ("400.0", 150, "beyond", "above the ceiling"),
    ],
)
def test_length_and_words(load: str, filled: int, state: str, words: str) -> None:
    """The bar is as long as the utilisation, cut at its end, and says in words what its colour says."""
    bar = load_bar(workload(load=load))
    assert (bar.filled, bar.state, bar.words, bar.ceiling) == (filled, state, words, 110)
    assert bar.over is (state != "within")


@pytest.mark.parametrize(
    ("load", "filled", "words"), [("0.0", 0, "no capacity, no people"), ("5.0", 150, "has people but no capacity")]
)
def test_no_capacity(load: str, filled: int, words: str) -> None:
    """Without capacity there is no ceiling to draw, and people all the same are beyond it."""
    none: dict[str, Any] = {"capacity_percent": Decimal(0), "ceiling_percent": Decimal(0), "utilisation_percent": None}
    bar = load_bar(workload(load=load, **none))
    assert (bar.filled, bar.ceiling, bar.words, bar.over) == (filled, None, words, load != "0.0")


def test_the_ceiling_of_a_part_time_post_is_drawn_in_percent_of_its_capacity() -> None:
    """A ceiling of 55 % on a capacity of 50 % of a post stands at 110 of the bar."""
    half: dict[str, Any] = {
        "capacity_percent": Decimal(50),
        "ceiling_percent": Decimal(55),
        "utilisation_percent": Decimal("80.0"),
    }
    assert (load_bar(workload(load="40.0", **half)).ceiling, load_bar(workload(load="40.0", **half)).filled) == (
        110,
        80,
    )
