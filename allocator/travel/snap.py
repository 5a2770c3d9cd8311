"""Joins places to the nearest points of the roads, not across water; the ways between points are not its business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.travel.gazetteer import Location
from allocator.travel.roads import Roads
from allocator.travel.settings import TravelSettings
from allocator.travel.sphere import great_circle_miles
from allocator.travel.water import crosses_water

NO_WAY = float("inf")


@dataclass(frozen=True)
class Joins:
    """Where places join the roads; every array has the shape (places, joins), nearest first, except ``within_reach``.

    ``points`` are positions in Roads.points. A place with fewer joins repeats its first one with NO_WAY minutes.
    """

    points: NDArray[np.int64]
    miles: NDArray[np.float64]
    minutes: NDArray[np.float64]
    within_reach: NDArray[np.bool_]


def leg_minutes(miles: NDArray[np.float64], settings: TravelSettings) -> NDArray[np.float64]:
    """Minutes for road miles that no road of the data describes: lanes first, then trunk roads."""
    local = np.minimum(miles, settings.local_miles)
    return 60 * (local / settings.local_mph + (miles - local) / settings.far_mph)


def join(places: Sequence[Location], roads: Roads, settings: TravelSettings) -> Joins:
    """Each place joins the point that it stands on, else the nearest few that no water divides from it."""
    points = np.zeros((len(places), settings.snap_nodes), np.int64)
    straight = np.zeros(points.shape)
    missing = np.ones(points.shape, bool)
    for row, place in enumerate(places):
        near, miles = _nearest(place, roads, settings)
        points[row], straight[row] = near[0], miles[0]
        points[row, : len(near)], straight[row, : len(near)], missing[row, : len(near)] = near, miles, False
    miles = straight * settings.circuity
    minutes = np.where(missing, NO_WAY, leg_minutes(miles, settings))
    return Joins(points, miles, minutes, straight[:, 0] <= settings.reach_miles)


def _nearest(place: Location, roads: Roads, settings: TravelSettings) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Positions of the points and straight miles to them."""
    straight = great_circle_miles(place.latitude, place.longitude, roads.latitudes, roads.longitudes)
    some = min(settings.snap_candidates, len(straight))
    near = np.argpartition(straight, some - 1)[:some]
    near = near[np.lexsort((near, straight[near]))]
    wet = crosses_water(place.latitude, place.longitude, roads.latitudes[near], roads.longitudes[near])
    near = near if wet.all() else near[~wet]
    near = near[: 1 if straight[near[0]] <= settings.on_node_miles else settings.snap_nodes]
    return near, straight[near]
