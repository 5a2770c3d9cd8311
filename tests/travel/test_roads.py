"""The bundled roads: connected, long enough, and never shorter than a straight line."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.travel.bundled import bundled_gazetteer, bundled_rows
from allocator.travel.postcodes import Postcodes
from allocator.travel.roads import _degrees, build_roads
from allocator.travel.sphere import great_circle_miles

MOST_WINDING = 1.9  # road miles for each straight mile of one edge
ROADS = build_roads()
NUMBER = {point: row for row, point in enumerate(ROADS.points)}


def straight(start: str, end: str) -> float:
    """Straight miles between two points of the graph."""
    one, other = NUMBER[start], NUMBER[end]
    return float(
        great_circle_miles(ROADS.latitudes[one], ROADS.longitudes[one], ROADS.latitudes[other], ROADS.longitudes[other])
    )


def test_the_graph_is_large_enough_and_in_one_piece() -> None:
    """At least 60 places and 110 roads, and every place can be reached from every other."""
    assert len(ROADS.points) >= 60
    assert ROADS.graph.number_of_edges() >= 110
    assert nx.is_connected(ROADS.graph)


def test_no_road_is_listed_twice() -> None:
    """A second row of the same pair would silently win over the first."""
    pairs = [tuple(sorted((row["from"], row["to"]))) for row in bundled_rows("roads.csv")]
    assert [pair for pair in set(pairs) if pairs.count(pair) > 1] == []


@pytest.mark.parametrize("row", bundled_rows("roads.csv"), ids=lambda row: f"{row['from']} - {row['to']}")
def test_each_road_is_a_little_longer_than_the_straight_line(row: dict[str, str]) -> None:
    """Longer than straight, at most 1.9 times as long, with a speed between 20 and 70 miles an hour."""
    ratio = float(row["miles"]) / straight(row["from"], row["to"])
    assert 1.0 <= ratio <= MOST_WINDING
    assert 20 <= float(row["speed_mph"]) <= 70


def test_every_class_has_one_speed() -> None:
    """So that a class can be changed in one go."""
    speeds = {(row["class"], row["speed_mph"]) for row in bundled_rows("roads.csv")}
    assert len(speeds) == len({name for name, _ in speeds}) == 7


def test_the_fastest_way_gives_the_miles_of_that_way() -> None:
    """Lincoln to Wragby by the A158: 5.0 to Sudbrooke, 2.2 to Langworth, 4.6 to Wragby = 11.8 miles at 41 to 46 mph."""
    minutes, miles = ROADS.fastest({"Lincoln": (0.0, 0.0)})
    wragby = NUMBER["Wragby"]
    assert miles[wragby] == pytest.approx(11.8)
    assert 11.8 / 46 * 60 <= minutes[wragby] <= 11.8 / 41 * 60


def test_a_start_between_two_points_takes_the_better_end() -> None:
    """30 minutes from Lincoln but 2 from Boston: Boston is reached by its own leg, and the graph is left as it was."""
    before = ROADS.graph.number_of_nodes()
    minutes, miles = ROADS.fastest({"Lincoln": (20.0, 30.0), "Boston": (1.0, 2.0)})
    assert (minutes[NUMBER["Boston"]], miles[NUMBER["Boston"]]) == (2.0, 1.0)
    assert (minutes[NUMBER["Lincoln"]], miles[NUMBER["Lincoln"]]) == (30.0, 20.0)
    assert ROADS.graph.number_of_nodes() == before


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ROADS.points))
def test_no_way_is_shorter_than_the_straight_line(start: str) -> None:
    """From any point to all others."""
    _, miles = ROADS.fastest({start: (0.0, 0.0)})
    here = NUMBER[start]
    line = great_circle_miles(ROADS.latitudes[here], ROADS.longitudes[here], ROADS.latitudes, ROADS.longitudes)
    assert np.all(miles >= line - 1e-9)


def test_a_road_to_nowhere_says_what_to_do() -> None:
    """Whoever adds a road to a place that the gazetteer lacks learns where to add the place."""
    with pytest.raises(LookupError, match=r"roads\.csv names Atlantis, .* add it to corrections\.csv"):
        _degrees(bundled_gazetteer(Postcodes({})), "Atlantis")
