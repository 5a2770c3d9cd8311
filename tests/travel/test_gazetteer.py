"""What a place, a prison or a postcode as people write it means."""

from __future__ import annotations

import pytest

from allocator.travel.bundled import bundled_gazetteer, bundled_rows, bundled_towns
from allocator.travel.gazetteer import Gazetteer, Location, prison_key
from allocator.travel.postcodes import Postcodes

COUNTY = (52.6, 53.7, -0.95, 0.4)  # Lincolnshire lies within: latitude from, to, longitude from, to


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The bundled places and post towns."""
    return bundled_gazetteer(Postcodes(bundled_towns()))


def found(gazetteer: Gazetteer, text: str) -> Location:
    """The location of a text that must be known."""
    location = gazetteer.resolve(text)
    assert location is not None, text
    return location


@pytest.mark.parametrize(
    "place",
    [
        *("Long Sutton", "Welton", "Alford", "Waddington", "North Hykeham", "Tattershall", "Sutton on Sea"),
        *("Deeping St James", "Cherry Willingham", "Lincoln", "Boston", "Grantham", "Gainsborough", "Spalding"),
        *("Skegness", "Louth", "Sleaford", "Stamford", "Bourne", "Horncastle", "Market Rasen", "Mablethorpe"),
        *("Holbeach", "Caistor", "Spilsby", "Wragby", "Woodhall Spa", "Market Deeping", "Crowland", "Ruskington"),
        *("Sutton Bridge", "Coningsby", "Heckington", "Donington", "Kirton", "Saxilby", "Branston", "Nettleham"),
    ],
)
def test_places_of_the_county_lie_in_the_county(gazetteer: Gazetteer, place: str) -> None:
    """GeoNames has several of these only in Hampshire, Scotland, Lancashire or East Yorkshire, or not at all."""
    south, north, west, east = COUNTY
    location = found(gazetteer, place)
    assert south < location.latitude < north
    assert west < location.longitude < east
    assert location.county == "Lincolnshire"


@pytest.mark.parametrize(
    ("text", "place", "county"),
    [
        ("Long Sutton, Hampshire", "Long Sutton", "Hampshire"),
        ("Long Sutton, Hants", "Long Sutton", "Hampshire"),
        ("Long Sutton, Lincs", "Long Sutton", "Lincolnshire"),
        ("Alford, Aberdeenshire", "Alford", "Aberdeenshire"),
        ("Waddington (Lancashire)", "Waddington", "Lancashire"),
        ("Welton, East Yorkshire", "Welton", "East Riding of Yorkshire"),
        ("Eye, Suffolk", "Eye", "Suffolk"),
        ("Preston", "Preston", "Lancashire"),
        ("Bottesford, North Lincolnshire", "Bottesford", "North Lincolnshire"),
        ("Cottingham, Hull", "Cottingham", "East Riding of Yorkshire"),
    ],
)
def test_the_second_part_tells_places_of_one_name_apart(
    gazetteer: Gazetteer, text: str, place: str, county: str
) -> None:
    """A county or a town near by decides; a city is meant before a village of its name."""
    location = found(gazetteer, text)
    assert (location.place, location.county) == (place, county)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Newark", "Newark on Trent"),
        ("newark-on-trent", "Newark on Trent"),
        ("HULL", "Kingston upon Hull"),
        ("Kings Lynn", "King's Lynn"),
        ("Deeping Saint James", "Deeping St James"),
        ("Chapel St. Leonards", "Chapel Saint Leonards"),
        ("Sutton-on-Sea", "Sutton on Sea"),
        ("Stoke", "Stoke-on-Trent"),
        ("12 High Street, Grantham NG31 6PZ", "Grantham"),
        ("The Cottage, Lincoln", "Lincoln"),
    ],
)
def test_other_ways_to_write_a_place_are_understood(gazetteer: Gazetteer, text: str, place: str) -> None:
    """Common names, hyphens, apostrophes, "St", and an address that should not be there at all."""
    assert found(gazetteer, text).place == place


@pytest.mark.parametrize(
    ("text", "prison"),
    [
        ("HMP Lincoln", "HMP Lincoln"),
        ("Lincoln Prison", "HMP Lincoln"),
        ("hmp/yoi moorland", "HMP/YOI Moorland"),
        ("HMP & YOI Hatfield", "HMP/YOI Hatfield"),
        ("YOI Wetherby", "HMYOI Wetherby"),
        ("North Sea Camp", "HMP North Sea Camp"),
        ("HMP Peterborough", "HMP/YOI Peterborough"),
    ],
)
def test_prisons_are_known_by_their_usual_names(gazetteer: Gazetteer, text: str, prison: str) -> None:
    """With or without its kind; a town of the same name stays the town when no prison is mentioned."""
    location = found(gazetteer, text)
    assert (location.place, location.kind) == (prison, "prison")
    assert found(gazetteer, "Lincoln").kind == "city"


def test_a_prison_that_is_not_listed_counts_as_its_town(gazetteer: Gazetteer) -> None:
    """Preston's prison is not in the list; the town is, and better than unknown."""
    assert found(gazetteer, "HMP Preston").place == "Preston"


@pytest.mark.parametrize("text", ["Nowhereville", "?", "", "HMP Atlantis", "ZZ9 9ZZ", "Lincolnshire"])
def test_what_is_not_known_is_not_guessed(gazetteer: Gazetteer, text: str) -> None:
    """A county is no place, and an unknown place is nothing near it."""
    assert gazetteer.resolve(text) is None


def test_a_place_of_the_caseload_wins_over_everything() -> None:
    """The caseload may move Lincoln, add a house name and give a postcode its own point."""
    own = [("Lincoln", 50.5, -1.5), ("Rose Cottage", 53.1, -0.1), ("LN1 3AA", 53.2, -0.2)]
    gazetteer = bundled_gazetteer(Postcodes(bundled_towns()), own=own)
    assert found(gazetteer, "LINCOLN")[:4] == ("Lincoln", 50.5, -1.5, "own")
    assert found(gazetteer, "rose cottage").latitude == 53.1
    assert found(gazetteer, "ln1 3aa").kind == "own"
    assert "Rose Cottage" in gazetteer.names.values()


def test_a_point_of_the_postcode_file_wins_over_the_post_town() -> None:
    """With the user's own file a postcode is where it is, not in the middle of its town."""
    gazetteer = bundled_gazetteer(Postcodes(bundled_towns(), {"LN13AA": (53.25, -0.5)}))
    assert found(gazetteer, "LN1 3AA") == Location("LN1 3AA", 53.25, -0.5, "postcode")


def test_every_row_has_its_source() -> None:
    """GeoNames must be named where it is used; what was placed by hand says so."""
    sources = {row["source"].split()[0] for row in bundled_rows("gazetteer.csv")}
    assert sources == {"GeoNames", "placed", "Wikipedia:"}


def test_every_prison_has_its_own_name() -> None:
    """No two prisons share a key, else one of them could never be found."""
    names = [prison_key(row["prison"]) for row in bundled_rows("prisons.csv")]
    assert len(names) == len(set(names)) >= 40


def test_every_correction_is_in_the_gazetteer() -> None:
    """The script was run after the last change of corrections.csv."""
    rows = {(row["place"], float(row["latitude"]), row["county"]) for row in bundled_rows("gazetteer.csv")}
    assert [
        row["place"]
        for row in bundled_rows("corrections.csv")
        if (row["place"], float(row["latitude"]), row["county"]) not in rows
    ] == []
