"""Roads that OSMnx saved."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from allocator.errors import PlaceFileError
from allocator.travel.graphml import read_graphml
from allocator.travel.roads import build_roads
from allocator.travel.times import build_travel
from tests.travel.cases import caseload

MILE = 1609.344


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Lincoln, Sleaford and Boston in a row, texts as OSMnx writes them; Louth stands apart on a road of its own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(crs="epsg:4326")
    spots = {"1": (53.2268, -0.5379), "2": (52.9983, -0.4094), "3": (52.9763, -0.0266), "4": (53.3666, -0.0044)}
    for node, (latitude, longitude) in spots.items():
        graph.add_node(node, y=str(latitude), x=str(longitude))
    graph.add_node("5", y="53.39", x="-0.004")
    graph.add_edge("1", "2", length=str(18 * MILE), travel_time="1800")
    graph.add_edge("2", "1", length=str(20 * MILE), travel_time="2400")
    graph.add_edge("2", "3", length=str(17 * MILE), speed_kph=str(17 * MILE / 1000))  # one hour
    graph.add_edge("4", "5", length=str(2 * MILE))
    graph.add_edge("5", "5", length="10")
    path = tmp_path / "roads.graphml"
    nx.write_graphml(graph, path)
    return path


def test_lengths_and_times_are_taken_over(saved: Path) -> None:
    """The quicker of two parallel edges stays; 1,800 s = 30 min; an hour by speed; 2 miles at 30 mph = 4 min."""
    graph = read_graphml(saved)
    assert graph.edges["1", "2"] == pytest.approx({"miles": 18.0, "minutes": 30.0})
    assert graph.edges["2", "3"] == pytest.approx({"miles": 17.0, "minutes": 60.0})
    assert graph.edges["4", "5"] == pytest.approx({"miles": 2.0, "minutes": 4.0})
    assert not graph.has_edge("5", "5")


def test_the_file_replaces_the_bundled_roads(saved: Path) -> None:
    """Boston to Lincoln is 17 + 18 = 35 miles and 60 + 30 minutes, with 2 minutes at each door."""
    assert build_roads(saved).points == ("1", "2", "3", "4", "5")
    travel = build_travel(caseload(["Boston"], ["Lincoln"]), roads=saved)
    assert travel.miles_one_way("Boston", "Lincoln") == pytest.approx(35.0, abs=0.05)
    assert travel.minutes_one_way("Boston", "Lincoln") in (94, 95)


def test_where_the_file_has_no_way_the_straight_line_counts(saved: Path) -> None:
    """Louth is not joined to Lincoln in this file: 24.1 straight miles x 1.25 = 30.1, not an endless journey."""
    travel = build_travel(caseload(["Louth"], ["Lincoln"]), roads=saved)
    assert travel.miles_one_way("Louth", "Lincoln") == pytest.approx(30.1, abs=0.2)


def test_a_missing_file_is_named() -> None:
    """The message names the file and the option."""
    with pytest.raises(PlaceFileError, match=r"There is no road file nowhere\.graphml\. Check .* --roads"):
        read_graphml(Path("nowhere.graphml"))


def test_what_is_no_graphml_is_refused(tmp_path: Path) -> None:
    """A text file is no road network, and the way to make one is said."""
    path = tmp_path / "roads.graphml"
    path.write_text("not xml", encoding="utf-8")
    with pytest.raises(PlaceFileError, match=r"is not GraphML: .* Save it with osmnx\.save_graphml"):
        read_graphml(path)


def test_a_graph_without_lengths_is_refused(tmp_path: Path) -> None:
    """What is missing is named."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("1", y="53.0", x="-0.5")
    graph.add_node("2", y="53.1", x="-0.5")
    graph.add_edge("1", "2")
    path = tmp_path / "roads.graphml"
    nx.write_graphml(graph, path)
    with pytest.raises(PlaceFileError, match="is not a road network: 'length' is missing or no number"):
        read_graphml(path)


def test_a_graph_without_roads_is_refused(tmp_path: Path) -> None:
    """Points alone lead nowhere."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("1", y="53.0", x="-0.5")
    path = tmp_path / "roads.graphml"
    nx.write_graphml(graph, path)
    with pytest.raises(PlaceFileError, match="holds no roads"):
        read_graphml(path)
