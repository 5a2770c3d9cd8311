"""Minutes and miles against published ones, round the water, and beyond the roads of the data."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.travel.bundled import bundled_gazetteer, bundled_rows, bundled_towns
from allocator.travel.gazetteer import Location
from allocator.travel.postcodes import Postcodes
from allocator.travel.roads import build_roads
from allocator.travel.routes import routes
from allocator.travel.settings import travel_settings
from allocator.travel.sphere import great_circle_miles

MILES_MAY_DIFFER = 0.06
MINUTES_MAY_DIFFER = 0.25  # other people's minutes are without parking and on other days
GAZETTEER = bundled_gazetteer(Postcodes(bundled_towns()))
SETTINGS = travel_settings()
PUBLISHED = bundled_rows("routes.csv")


def place(text: str) -> Location:
    """The location of a text that must be known."""
    location = GAZETTEER.resolve(text)
    assert location is not None, text
    return location


def way(*stops: str) -> tuple[int, float]:
    """Whole minutes and miles from stop to stop."""
    minutes, miles = 0, 0.0
    for start, end in pairwise(stops):
        found = routes([place(start)], [place(end)], roads=build_roads(), settings=SETTINGS)
        minutes, miles = minutes + int(found[0][0, 0]), miles + float(found[1][0, 0])
    return minutes, miles


def with_figure(column: str) -> list[dict[str, str]]:
    """The published routes that have this figure."""
    return [row for row in PUBLISHED if row[column]]


@pytest.mark.parametrize("row", with_figure("miles"), ids=lambda row: row["route"])
def test_published_miles_are_met(row: dict[str, str]) -> None:
    """Every named route is within 6 % of the miles that its source gives."""
    assert way(*row["via"].split(";"))[1] == pytest.approx(float(row["miles"]), rel=MILES_MAY_DIFFER)


@pytest.mark.parametrize("row", with_figure("minutes"), ids=lambda row: row["route"])
def test_published_minutes_are_met_roughly(row: dict[str, str]) -> None:
    """Every published driving time is met within a quarter."""
    assert way(*row["via"].split(";"))[0] == pytest.approx(float(row["minutes"]), rel=MINUTES_MAY_DIFFER)


def test_the_table_of_routes_is_complete() -> None:
    """At least twenty routes with miles, each with its source, the Wash and the Humber among them."""
    names = " ".join(row["route"] for row in with_figure("miles"))
    assert len(with_figure("miles")) >= 20
    assert all(row["source"] for row in PUBLISHED)
    assert "Wash" in names
    assert "Humber" in names


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        ("Lincoln", "Skegness", 41, 41),
        ("Lincoln", "Horncastle", 22, 22),
        ("Lincoln", "Gainsborough", 18, 18),
        ("Lincoln", "Nottingham", 38, 40),
        ("Newark", "King's Lynn", 59.5, 62),
        ("Grimsby", "Peterborough", 78, 78),
    ],
)
def test_the_distances_that_the_project_was_given(start: str, end: str, low: float, high: float) -> None:
    """Within 6 % of a published figure or range, whichever way the fastest road goes between the two towns."""
    miles = way(start, end)[1]
    assert low * (1 - MILES_MAY_DIFFER) <= miles <= high * (1 + MILES_MAY_DIFFER)


def test_skegness_to_kings_lynn_goes_round_the_wash() -> None:
    """Straight 27.2 miles x 1.25 would be 34; round by Boston it is 22 + at least 25 miles straight to Lynn."""
    assert way("Skegness", "King's Lynn")[1] > 47


@pytest.mark.parametrize(
    ("start", "end", "at_least"),
    [
        ("Hunstanton", "Wrangle", 45),  # straight 18
        ("Goxhill", "Kingston upon Hull", 13),  # straight 5
        ("New Holland", "Kingston upon Hull", 13),  # straight 3
        ("East Halton", "Paull", 20),  # straight 4
        ("Cleethorpes", "Withernsea", 45),  # straight 12
        ("Sunk Island", "Immingham", 35),  # straight 6
        ("Owston Ferry", "Scotter", 15),  # straight 4
    ],
)
def test_villages_on_opposite_banks_go_round_by_the_bridge(start: str, end: str, at_least: float) -> None:
    """The Wash has no bridge, the Humber one and the Trent few; villages off the road graph obey too."""
    assert way(start, end)[1] > at_least


def test_the_humber_bridge_is_used() -> None:
    """Barton to Hessle is a few miles, not the sixty by Goole."""
    assert way("Barton upon Humber", "Hessle")[1] < 5


def test_within_one_town_there_is_a_smallest_journey() -> None:
    """The same place and a postcode of it: 5 minutes and 1.5 miles, the figures of travel.toml."""
    assert way("Lincoln", "LN1 3AA") == (SETTINGS.town_minutes, SETTINGS.town_miles) == (5, 1.5)


def test_beyond_the_roads_it_is_straight_times_circuity() -> None:
    """Truro to Penzance, far from any road in the data: straight x 1.25, 10 miles at 30 mph and the rest at 50."""
    truro, penzance = place("Truro"), place("Penzance")
    miles = 1.25 * float(great_circle_miles(truro.latitude, truro.longitude, penzance.latitude, penzance.longitude))
    found = way("Truro", "Penzance")
    assert found[1] == pytest.approx(miles)
    assert found[0] == int(np.ceil(10 / 30 * 60 + (miles - 10) / 50 * 60 + 2 * 2))


@pytest.mark.parametrize(("end", "about"), [("Edinburgh", 260), ("Bristol", 172), ("Birmingham", 90)])
def test_far_places_come_out_about_right(end: str, about: float) -> None:
    """Lincoln to cities elsewhere: within a tenth of the distance that is commonly quoted."""
    assert way("Lincoln", end)[1] == pytest.approx(about, rel=0.1)


LOCATIONS = [found[0] for found in GAZETTEER.places.values() if found[0].county.endswith("Lincolnshire")]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LOCATIONS), st.lists(st.sampled_from(LOCATIONS), min_size=1, max_size=20))
def test_any_journey_is_longer_than_straight_and_the_same_both_ways(base: Location, places: list[Location]) -> None:
    """Villages that snap to the roads included; never below the smallest journey."""
    minutes, miles = routes(places, [base], roads=build_roads(), settings=SETTINGS)
    back_minutes, back_miles = routes([base], places, roads=build_roads(), settings=SETTINGS)
    line = great_circle_miles(
        base.latitude, base.longitude, [p.latitude for p in places], [p.longitude for p in places]
    )
    assert np.all(miles[:, 0] >= line - 1e-9)
    assert np.all(minutes >= SETTINGS.town_minutes)
    assert np.array_equal(minutes[:, 0], back_minutes[0])
    assert np.allclose(miles[:, 0], back_miles[0])
