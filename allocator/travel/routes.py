"""Minutes and miles between all places and all bases; what is unknown or given by the caseload is not its business."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from allocator.travel.gazetteer import Location
from allocator.travel.roads import Roads
from allocator.travel.settings import TravelSettings
from allocator.travel.snap import NO_WAY, Joins, join, leg_minutes
from allocator.travel.sphere import great_circle_miles
from allocator.travel.water import crosses_water

Matrix = NDArray[np.float64]


def routes(
    places: Sequence[Location], bases: Sequence[Location], *, roads: Roads, settings: TravelSettings
) -> tuple[NDArray[np.int32], Matrix]:
    """Whole minutes (rounded up) and road miles one way, both of shape (places, bases).

    By road where the roads know the way; straight line x circuity between two places that join the roads at one point
    or are both beyond their reach, unless water lies between them, and where the roads given do not connect them.
    """
    minutes, miles = np.zeros((len(places), len(bases))), np.zeros((len(places), len(bases)))
    ends, starts = join(places, roads, settings), join(bases, roads, settings)
    for column, base in enumerate(bases):
        by_road = _by_road(starts, column, ends, roads)
        cut_off = by_road[0] == NO_WAY
        allowed = _may_go_direct(starts, column, ends)
        direct = _direct(base, places, allowed=allowed, cut_off=cut_off, settings=settings)
        quicker = direct[0] < by_road[0]
        minutes[:, column], miles[:, column] = np.where(quicker, direct, by_road)
    whole = np.ceil(np.round(minutes + 2 * settings.door_minutes, 6))  # 12.0000000001 minutes are 12
    return np.maximum(whole, settings.town_minutes).astype(np.int32), np.maximum(miles, settings.town_miles)


def _by_road(starts: Joins, base: int, ends: Joins, roads: Roads) -> tuple[Matrix, Matrix]:
    """Minutes and miles along the roads from one base to every place."""
    legs = zip(*(table[base].tolist() for table in (starts.points, starts.miles, starts.minutes)), strict=True)
    minutes_to, miles_to = roads.fastest(
        {roads.points[point]: (miles, minutes) for point, miles, minutes in legs if minutes < NO_WAY}
    )
    ways = minutes_to[ends.points] + ends.minutes
    rows, best = np.arange(len(ways)), np.argmin(ways, axis=1)
    return ways[rows, best], (miles_to[ends.points] + ends.miles)[rows, best]


def _may_go_direct(starts: Joins, base: int, ends: Joins) -> NDArray[np.bool_]:
    same_point = ends.points[:, 0] == starts.points[base, 0]
    return np.asarray(same_point | ~(ends.within_reach | starts.within_reach[base]))


def _direct(
    base: Location,
    places: Sequence[Location],
    *,
    allowed: NDArray[np.bool_],
    cut_off: NDArray[np.bool_],
    settings: TravelSettings,
) -> tuple[Matrix, Matrix]:
    """The straight line x circuity where it is allowed and dry, or where no road goes at all; else NO_WAY."""
    minutes, miles = np.full(len(places), NO_WAY), np.full(len(places), NO_WAY)
    rows = np.flatnonzero(allowed | cut_off)
    latitudes = np.array([places[row].latitude for row in rows.tolist()], np.float64)
    longitudes = np.array([places[row].longitude for row in rows.tolist()], np.float64)
    straight = great_circle_miles(base.latitude, base.longitude, latitudes, longitudes)
    dry = ~crosses_water(base.latitude, base.longitude, latitudes, longitudes) | cut_off[rows]
    miles[rows[dry]] = straight[dry] * settings.circuity
    minutes[rows[dry]] = leg_minutes(miles[rows[dry]], settings)
    return minutes, miles
