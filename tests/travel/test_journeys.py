"""The caseload's own table of journeys."""

from __future__ import annotations

import numpy as np

from allocator.travel.journeys import UNKNOWN_MINUTES, Journeys
from allocator.travel.names import place_key
from tests.travel.cases import journey

PLACES, BASES = ("Boston", "boston", "Louth"), ("Lincoln", "Boston")


def put(*rows: tuple[str, str, int, float | None]) -> tuple[list[list[int]], list[list[float]]]:
    """Both tables after the journeys were laid over tables of unknowns (miles 99)."""
    minutes = np.full((3, 2), UNKNOWN_MINUTES, np.int32)
    miles = np.full((3, 2), 99.0)
    journeys = Journeys.of((journey(*row) for row in rows), place_key)
    over = journeys.over(minutes, miles, places=PLACES, bases=BASES)
    assert (minutes == UNKNOWN_MINUTES).all()  # what was put in stays as it was
    return over[0].tolist(), over[1].tolist()


def test_one_direction_counts_both_ways() -> None:
    """Given from Lincoln to Louth, used from Louth to Lincoln; nothing else changes."""
    assert put(("Lincoln", "Louth", 44, 26.5)) == (
        [[-1, -1], [-1, -1], [44, -1]],
        [[99.0, 99.0], [99.0, 99.0], [26.5, 99.0]],
    )


def test_every_spelling_of_the_place_gets_it() -> None:
    """ "BOSTON" in the table stands for "Boston" and "boston" in the caseload."""
    assert put(("BOSTON", "lincoln", 61, None))[0] == [[61, -1], [61, -1], [-1, -1]]


def test_without_miles_the_miles_stay() -> None:
    """A table of minutes alone does not make miles unknown."""
    assert put(("Boston", "Lincoln", 61, None))[1][0] == [99.0, 99.0]


def test_there_and_back_is_halved_and_rounded_up() -> None:
    """There 40, back 45: (40 + 45) / 2 = 42.5, so 43 each way; the only miles given, 30, count both ways."""
    minutes, miles = put(("Louth", "Lincoln", 40, 30.0), ("Lincoln", "Louth", 45, None))
    assert (minutes[2][0], miles[2][0]) == (43, 30.0)


def test_the_last_row_of_a_pair_counts() -> None:
    """A later correction in the table wins."""
    assert put(("Louth", "Lincoln", 40, None), ("Louth", "Lincoln", 50, None))[0][2][0] == 50


def test_within_one_place_the_table_may_say_so_too() -> None:
    """Boston to Boston, 0 minutes: one row, not counted twice."""
    assert put(("Boston", "Boston", 0, 0.0))[0] == [[-1, 0], [-1, 0], [-1, -1]]


def test_journeys_of_places_that_nobody_mentions_change_nothing() -> None:
    """A table may be larger than the caseload."""
    assert put(("Truro", "Lincoln", 300, None))[0] == [[-1, -1], [-1, -1], [-1, -1]]
