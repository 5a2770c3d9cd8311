"""Suggestions for what is not known."""

from __future__ import annotations

import pytest

from allocator.travel.bundled import bundled_gazetteer
from allocator.travel.near_misses import near_misses
from allocator.travel.postcodes import Postcodes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Lincolm", "Lincoln"),
        ("Skegnes", "Skegness"),
        ("N Hykeham", "North Hykeham"),
        ("HMP Peterboro", "HMP/YOI Peterborough"),
    ],
)
def test_a_slip_of_the_pen_finds_what_was_meant(written: str, meant: str) -> None:
    """What was meant is among at most three suggestions."""
    found = near_misses([written], bundled_gazetteer(Postcodes({})).names)[written]
    assert any(meant in name for name in found)
    assert len(found) <= 3


def test_nonsense_gets_no_suggestion() -> None:
    """Nothing is suggested that is not alike, and every text has an entry all the same."""
    names = bundled_gazetteer(Postcodes({})).names
    assert near_misses(["xqzzt 12", ""], names) == {"xqzzt 12": (), "": ()}
