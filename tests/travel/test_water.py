"""Lines that no short cut may cross."""

from __future__ import annotations

import numpy as np
import pytest

from allocator.travel.bundled import bundled_gazetteer
from allocator.travel.postcodes import Postcodes
from allocator.travel.water import crosses_water

ACROSS = [
    ("Skegness", "Hunstanton"),
    ("Goxhill", "Paull"),
    ("Cleethorpes", "Withernsea"),
    ("Owston Ferry", "Scotter"),
    ("Freiston", "Holbeach St Marks"),
    ("Whitton", "Broomfleet"),
]
BESIDE = [
    ("Skegness", "Boston"),
    ("King's Lynn", "Hunstanton"),
    ("Hessle", "Kingston upon Hull"),
    ("Grimsby", "Immingham"),
    ("Gainsborough", "Scotter"),
    ("Holbeach St Marks", "Long Sutton"),
]


def crosses(start: str, end: str) -> bool:
    """Whether the straight line between two known places crosses any water."""
    gazetteer = bundled_gazetteer(Postcodes({}))
    one, other = gazetteer.resolve(start), gazetteer.resolve(end)
    assert one is not None
    assert other is not None
    return bool(crosses_water(one.latitude, one.longitude, np.array([other.latitude]), np.array([other.longitude]))[0])


@pytest.mark.parametrize(("start", "end"), ACROSS)
def test_straight_lines_across_an_estuary_are_noticed(start: str, end: str) -> None:
    """In both directions."""
    assert crosses(start, end)
    assert crosses(end, start)


@pytest.mark.parametrize(("start", "end"), BESIDE)
def test_straight_lines_beside_the_water_are_dry(start: str, end: str) -> None:
    """In both directions."""
    assert not crosses(start, end)
    assert not crosses(end, start)
