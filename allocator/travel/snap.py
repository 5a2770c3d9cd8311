"""Joins a place to the nearest points of the roads, not across water; the ways between points are not its business."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.travel.gazetteer import Location
from allocator.travel.roads import Roads
from allocator.travel.settings import TravelSettings
from allocator.travel.sphere import great_circle_miles
from allocator.travel.water import crosses_water


@dataclass(frozen=True)
class Snap:
    """Where a place joins the roads: positions of the points, nearest first, and miles and minutes to each."""

    points: NDArray[np.int64]
    miles: NDArray[np.float64]
    minutes: NDArray[np.float64]
    within_reach: bool


def leg_minutes(miles: NDArray[np.float64], settings: TravelSettings) -> NDArray[np.float64]:
    """Minutes for road miles that no road of the data describes: lanes first, then trunk roads."""
    local = np.minimum(miles, settings.local_miles)
    minutes: NDArray[np.float64] = 60 * (local / settings.local_mph + (miles - local) / settings.far_mph)
    return minutes


def snap(place: Location, roads: Roads, settings: TravelSettings) -> Snap:
    """The joins of one place: the point that it stands on, else the nearest few that no water divides from it."""
    straight = great_circle_miles(place.latitude, place.longitude, roads.latitudes, roads.longitudes)
    some = min(settings.snap_candidates, len(straight))
    nearest = np.argpartition(straight, some - 1)[:some]
    nearest = nearest[np.lexsort((nearest, straight[nearest]))]
    wet = crosses_water(place.latitude, place.longitude, roads.latitudes[nearest], roads.longitudes[nearest])
    dry = nearest[~wet] if not wet.all() else nearest
    points = dry[: 1 if straight[dry[0]] <= settings.on_node_miles else settings.snap_nodes]
    miles = straight[points] * settings.circuity
    return Snap(points, miles, leg_minutes(miles, settings), bool(straight[points[0]] <= settings.reach_miles))
