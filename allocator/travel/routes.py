"""Minutes and miles between all places and all bases; what is unknown or given by the caseload is not its business."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from allocator.travel.gazetteer import Location
from allocator.travel.roads import Roads
from allocator.travel.settings import TravelSettings
from allocator.travel.snap import Snap, leg_minutes, snap
from allocator.travel.sphere import great_circle_miles
from allocator.travel.water import crosses_water

Matrix = NDArray[np.float64]
NO_WAY = float("inf")


def routes(
    places: Sequence[Location], bases: Sequence[Location], *, roads: Roads, settings: TravelSettings
) -> tuple[NDArray[np.int32], Matrix]:
    """Whole minutes (rounded up) and road miles one way, both of shape (places, bases)."""
    minutes = np.zeros((len(places), len(bases)))
    miles = np.zeros((len(places), len(bases)))
    joined = [snap(place, roads, settings) for place in places]
    for column, base in enumerate(bases):
        minutes[:, column], miles[:, column] = _from_base(base, places, joined, roads, settings)
    minutes = np.maximum(np.ceil(np.round(minutes + 2 * settings.door_minutes, 6)), settings.town_minutes)
    return minutes.astype(np.int32), np.maximum(miles, settings.town_miles)


def _from_base(
    base: Location, places: Sequence[Location], joined: Sequence[Snap], roads: Roads, settings: TravelSettings
) -> tuple[Matrix, Matrix]:
    """By road where the roads know the way, straight x circuity where they do not or where both stand at one point."""
    here = snap(base, roads, settings)
    starts = {
        roads.points[point]: (miles, minutes)
        for point, miles, minutes in zip(here.points.tolist(), here.miles.tolist(), here.minutes.tolist(), strict=True)
    }
    minutes, miles = _by_road(joined, *roads.fastest(starts))
    direct_minutes, direct_miles = _direct(base, here, places, joined, settings)
    direct = direct_minutes < minutes
    return np.where(direct, direct_minutes, minutes), np.where(direct, direct_miles, miles)


def _by_road(joined: Sequence[Snap], minutes_to: Matrix, miles_to: Matrix) -> tuple[Matrix, Matrix]:
    minutes, miles = np.zeros(len(joined)), np.zeros(len(joined))
    for row, there in enumerate(joined):
        ways = minutes_to[there.points] + there.minutes
        best = int(np.argmin(ways))
        minutes[row], miles[row] = ways[best], miles_to[there.points[best]] + there.miles[best]
    return minutes, miles


def _direct(
    base: Location, here: Snap, places: Sequence[Location], joined: Sequence[Snap], settings: TravelSettings
) -> tuple[Matrix, Matrix]:
    """The straight line x circuity, inf where it is no way: along roads that the data know, or across water."""
    latitudes = np.array([place.latitude for place in places], float)
    longitudes = np.array([place.longitude for place in places], float)
    miles = great_circle_miles(base.latitude, base.longitude, latitudes, longitudes) * settings.circuity
    minutes = leg_minutes(miles, settings)
    local = np.array([there.points[0] == here.points[0] for there in joined], bool)
    beyond = np.array([not there.within_reach and not here.within_reach for there in joined], bool)
    wet = crosses_water(base.latitude, base.longitude, latitudes, longitudes)
    return np.where((local | beyond) & ~wet, minutes, NO_WAY), miles
