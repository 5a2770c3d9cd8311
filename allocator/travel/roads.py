"""The roads as a graph: points, and the miles and minutes between them; it knows no caseload and draws no map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from allocator.travel.bundled import bundled_gazetteer, bundled_rows
from allocator.travel.gazetteer import Gazetteer
from allocator.travel.graphml import read_graphml
from allocator.travel.postcodes import Postcodes

Offsets = Mapping[Any, tuple[float, float]]


@dataclass(frozen=True)
class Roads:
    """Points in a fixed order, their degrees in two arrays, and the graph; every edge has ``miles`` and ``minutes``."""

    graph: nx.Graph[Any]
    points: tuple[Any, ...]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]

    def fastest(self, starts: Offsets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Minutes and miles of the fastest way to every point, from a place (miles, minutes) away from ``starts``.

        Both arrays have the shape (points,), inf where no road goes.
        """
        here = object()
        self.graph.add_node(here)
        for point, (miles, minutes) in starts.items():
            self.graph.add_edge(here, point, miles=miles, minutes=minutes)
        try:
            before, minutes_to = nx.dijkstra_predecessor_and_distance(self.graph, here, weight="minutes")
            miles_to = self._miles_along(before, minutes_to, here)
        finally:
            self.graph.remove_node(here)
        inf = float("inf")
        return (
            np.array([minutes_to.get(point, inf) for point in self.points]),
            np.array([miles_to.get(point, inf) for point in self.points]),
        )

    def _miles_along(
        self, before: Mapping[Any, Any], minutes_to: Mapping[Any, float], here: object
    ) -> dict[Any, float]:
        miles = {here: 0.0}
        for point in minutes_to:  # networkx settles nearer points first, so what lies before is known
            if point is not here:
                last = before[point][0]
                miles[point] = miles[last] + self.graph.edges[last, point]["miles"]
        return miles


def roads_of(graph: nx.Graph[Any]) -> Roads:
    """The graph with its points in order; every node has ``latitude`` and ``longitude``."""
    points = tuple(graph.nodes)
    degrees = [(graph.nodes[point]["latitude"], graph.nodes[point]["longitude"]) for point in points]
    latitudes, longitudes = np.array(degrees, float).T
    return Roads(graph, points, latitudes, longitudes)


def build_roads(path: Path | None = None) -> Roads:
    """The bundled roads, or instead of them those of an OSMnx GraphML file (raises PlaceFileError)."""
    return roads_of(read_graphml(path)) if path else _bundled()


@cache
def _bundled() -> Roads:
    gazetteer = bundled_gazetteer(Postcodes({}))
    graph: nx.Graph[Any] = nx.Graph()
    for row in bundled_rows("roads.csv"):
        for end in (row["from"], row["to"]):
            graph.add_node(end, **_degrees(gazetteer, end))
        miles = float(row["miles"])
        minutes = miles / float(row["speed_mph"]) * 60
        graph.add_edge(row["from"], row["to"], miles=miles, minutes=minutes, road=row["road"])
    return roads_of(graph)


def _degrees(gazetteer: Gazetteer, place: str) -> dict[str, float]:
    found = gazetteer.resolve(place)
    if found is None:
        raise LookupError(f"roads.csv names {place}, which the gazetteer lacks: add it to corrections.csv")
    return {"latitude": found.latitude, "longitude": found.longitude}
