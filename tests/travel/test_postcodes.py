"""Whole, sector, outward and area postcodes."""

from __future__ import annotations

import pytest

from allocator.travel.bundled import bundled_gazetteer, bundled_towns
from allocator.travel.postcodes import Postcode, Postcodes, read_postcode

FULL_SETS = {  # the outward codes in use for addresses, by area
    "LN": range(1, 14),
    "PE": [*range(1, 17), *range(19, 39)],
    "DN": [*range(1, 13), *range(14, 23), *range(31, 42)],
    "NG": [*range(1, 26), *range(31, 35)],
    "LE": [*range(1, 20), 65, 67],
    "CB": [*range(1, 12), *range(21, 26)],
    "HU": range(1, 21),
    "S": [*range(1, 15), 17, 18, 20, 21, 25, 26, 32, 33, 35, 36, *range(40, 46), 49, *range(60, 67), *range(70, 76)],
}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("LN1 3AA", Postcode("LN1", "LN1 3", "LN13AA")),
        ("pe301aa", Postcode("PE30", "PE30 1", "PE301AA")),
        ("PE30 1", Postcode("PE30", "PE30 1")),
        ("PE30 1A", Postcode("PE30", "PE30 1")),
        ("LN1", Postcode("LN1")),
        ("EC1A 1BB", Postcode("EC1A", "EC1A 1", "EC1A1BB")),
    ],
)
def test_a_postcode_falls_into_its_parts(text: str, parts: Postcode) -> None:
    """With or without blank, whole or only its beginning, in any case."""
    assert read_postcode(text) == parts


@pytest.mark.parametrize("text", ["Lincoln", "", "A1", "LN", "LN1 3AAA", "123", "HMP Lincoln"])
def test_what_is_no_postcode_is_not_read_as_one(text: str) -> None:
    """Only "A1", which might be an outward code, is let through: it is in no list, so it stays unknown."""
    assert read_postcode(text) is None or text == "A1"


def test_the_longest_prefix_wins() -> None:
    """A sector beats its outward code, that beats its area; each level has a different answer here."""
    codes = Postcodes({"PE": "Peterborough", "PE12": "Holbeach", "PE12 9": "Long Sutton"})
    assert [codes.town(text) for text in ("PE12 9AA", "PE12 6AA", "PE99", "LN1")] == [
        "Long Sutton",
        "Holbeach",
        "Peterborough",
        None,
    ]


def test_a_point_falls_back_to_the_sector_and_the_outward_code() -> None:
    """A postcode newer than the user's file still lands near by."""
    codes = Postcodes({}, {"LN13AA": (53.1, -0.1), "LN1 3": (53.2, -0.2), "LN1": (53.3, -0.3)})
    assert codes.point("LN1 3AA") == (53.1, -0.1)
    assert codes.point("LN1 3ZZ") == (53.2, -0.2)
    assert codes.point("LN1 9ZZ") == (53.3, -0.3)
    assert codes.point("NG1 1AA") is None


def test_a_postcode_inside_an_address_is_found() -> None:
    """The last one counts; a house number before a word is none."""
    codes = Postcodes({})
    assert codes.found_in("Flat 2, Grantham NG31 6PZ") == "NG31 6PZ"
    assert codes.found_in("LN1 3AA then PE30 1") == "PE30 1"
    assert codes.found_in("12 High Street") is None


@pytest.mark.parametrize("area", FULL_SETS)
def test_every_outward_code_around_the_county_has_its_own_place(area: str) -> None:
    """None of the full sets falls back to the town of its area."""
    assert {f"{area}{number}" for number in FULL_SETS[area]} <= set(bundled_towns())


def test_every_place_that_stands_for_a_postcode_is_in_the_gazetteer() -> None:
    """No code of postcodes.csv leads nowhere."""
    gazetteer = bundled_gazetteer(Postcodes({}))
    assert [code for code, town in bundled_towns().items() if gazetteer.resolve(town) is None] == []


@pytest.mark.parametrize(
    ("postcode", "place"),
    [
        ("LN1 3AA", "Lincoln"),
        ("PE25 1AA", "Skegness"),
        ("PE12 9AA", "Long Sutton"),
        ("PE30 1", "King's Lynn"),
        ("HU1", "Kingston upon Hull"),
        ("NG24", "Newark on Trent"),
        ("DN31 1AA", "Grimsby"),
        ("CB1", "Cambridge"),
        ("NR18", "Wymondham"),
        ("EH1 1AA", "Edinburgh"),
        ("BT1 1AA", "Belfast"),
        ("SW1A 1AA", "London"),
    ],
)
def test_postcodes_near_and_far_resolve(postcode: str, place: str) -> None:
    """Its own town near the county, the town of the area elsewhere."""
    found = bundled_gazetteer(Postcodes(bundled_towns())).resolve(postcode)
    assert found is not None
    assert (found.place, found.kind) == (place, "postcode")


def test_wymondham_of_the_postcode_is_the_one_in_norfolk() -> None:
    """There is a Wymondham in Leicestershire too, nearer to Lincolnshire; NR18 lies east of 1 degree east."""
    found = bundled_gazetteer(Postcodes(bundled_towns())).resolve("NR18")
    assert found is not None
    assert found.longitude > 1
