"""Reads a road network that OSMnx saved as GraphML; it takes lengths and speeds as they are and mends nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from allocator.errors import PlaceFileError
from allocator.travel.settings import travel_settings

METRES_PER_MILE = 1609.344
_HOW = "Save it with osmnx.save_graphml from a graph in degrees, with lengths in metres."


def read_graphml(path: Path) -> nx.Graph[Any]:
    """One undirected graph with ``latitude`` and ``longitude`` at nodes, ``miles`` and ``minutes`` at edges.

    A node needs x and y (degrees), an edge ``length`` (metres). Minutes come from ``travel_time`` (seconds) or
    ``speed_kph`` where they are given, else from the local speed of data/travel.toml. One-way streets count both
    ways. Raises PlaceFileError.
    """
    graph: nx.Graph[Any] = nx.Graph()
    raw = _read(path)
    try:
        for node, data in raw.nodes(data=True):
            graph.add_node(node, latitude=float(data["y"]), longitude=float(data["x"]))
        for start, end, data in raw.edges(data=True):
            _add_quickest(graph, start, end, data)
    except (KeyError, ValueError) as error:
        what = f"{error} is missing or no number"
        raise PlaceFileError(f"The road file {path} is not a road network: {what}. {_HOW}") from None
    if not graph.number_of_edges():
        raise PlaceFileError(f"The road file {path} holds no roads. {_HOW}")
    return graph


def _read(path: Path) -> nx.Graph[Any]:
    if not path.is_file():
        raise PlaceFileError(f"There is no road file {path}. Check the name given with --roads.")
    try:
        return nx.read_graphml(path)
    except (ElementTree.ParseError, nx.NetworkXError, OSError, KeyError, ValueError) as error:
        raise PlaceFileError(f"The road file {path} is not GraphML: {error}. {_HOW}") from None


def _add_quickest(graph: nx.Graph[Any], start: str, end: str, data: Mapping[str, Any]) -> None:
    miles = float(data["length"]) / METRES_PER_MILE
    minutes = _minutes(miles, data)
    known = graph.get_edge_data(start, end)
    if start != end and (known is None or minutes < known["minutes"]):
        graph.add_edge(start, end, miles=miles, minutes=minutes)


def _minutes(miles: float, data: Mapping[str, Any]) -> float:
    if "travel_time" in data:
        return float(data["travel_time"]) / 60
    if "speed_kph" in data:
        return miles * METRES_PER_MILE / 1000 / float(data["speed_kph"]) * 60
    return miles / travel_settings().local_mph * 60
