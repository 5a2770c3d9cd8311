"""What is kept of an address is what the travel tables need: a sector, a town or a prison, and never a wrong one."""

from __future__ import annotations

import pytest

from allocator.reading.privacy.places import least_of, printable_place
from allocator.travel.bundled import bundled_gazetteer, bundled_towns
from allocator.travel.postcodes import Postcodes


@pytest.mark.parametrize(
    "place", ["Boston", "Kirton, Boston", "HMP/YOI Moorland", "LN1", "LN1 3", "Little Snoring", "in custody"]
)
def test_no_address(place: str) -> None:
    """Towns, villages, prisons and parts of postcodes stay, and so does a village that nobody knows."""
    assert least_of(place) == place


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("ln13aa", "LN1 3"),
        ("PE21 8AA", "PE21 8"),
        ("Flat 2, 14 High Street, Boston, PE21 8AA", "PE21 8"),
        ("14 High Street Boston", "Boston"),
        ("Rose Cottage, Kirton, Boston", "Kirton, Boston"),
        ("Flat A1 2nd floor, Louth, Lincolnshire", "Louth, Lincolnshire"),
        ("14 High Street, LN5", "LN5"),
        ("HMP Lincoln A1234BC", "HMP Lincoln"),
        ("Long Sutton, Hampshire", "Long Sutton, Hampshire"),
        ("3 Mill Lane, Long Sutton, Hampshire", "Long Sutton, Hampshire"),
        ("c/o", None),
        ("c/o Robin Example, Sleaford", "Sleaford"),
        ("12 Lincoln Road", None),  # which may be in Boston
        ("Rose Cottage", None),
    ],
)
def test_addresses(address: str, least: str | None) -> None:
    """House, street and the end of the postcode go."""
    assert least_of(address) == least


def test_the_roads_need_no_more() -> None:
    """Every post town of the bundled tables is told by a sector or less: a whole postcode says nothing more to them."""
    gazetteer = bundled_gazetteer(Postcodes(bundled_towns()))
    whole, sector = gazetteer.resolve("DN21 3AA"), gazetteer.resolve(least_of("DN21 3AA") or "")
    assert whole == sector
    assert whole is not None
    assert max(len(prefix.replace(" ", "")) for prefix in bundled_towns()) <= len("DN213")


def test_printed() -> None:
    """A sentence about somebody has no address and no number in it."""
    assert printable_place("14 High Street, Boston 07700 900123") == "Boston"
    assert printable_place("12 Lincoln Road") == "where they live"
