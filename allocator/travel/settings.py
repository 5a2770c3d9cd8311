"""The figures of data/travel.toml as one frozen record; it holds no figure of its own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class TravelSettings:
    """Miles are road miles unless said otherwise, speeds miles an hour; data/travel.toml explains every value."""

    circuity: float
    local_miles: float
    local_mph: float
    far_mph: float
    snap_nodes: int
    snap_candidates: int
    on_node_miles: float
    reach_miles: float
    town_minutes: int
    town_miles: float
    door_minutes: float
    default_minutes: int


@cache
def travel_settings() -> TravelSettings:
    """The bundled figures, read once."""
    data = tomllib.loads((DATA / "travel.toml").read_text(encoding="utf-8"))
    beyond, snap, town = data["beyond"], data["snap"], data["town"]
    return TravelSettings(
        **beyond,
        snap_nodes=snap["nodes"],
        snap_candidates=snap["candidates"],
        on_node_miles=snap["on_node_miles"],
        reach_miles=snap["reach_miles"],
        town_minutes=town["minutes"],
        town_miles=town["miles"],
        door_minutes=town["door_minutes"],
        default_minutes=data["unknown"]["default_minutes"],
    )
