"""Straight lines over the ground, in miles; it knows nothing of roads."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_MILES = 3958.7613  # mean radius of the WGS 84 ellipsoid, 6,371.0088 km


def great_circle_miles(
    latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike
) -> NDArray[np.float64]:
    """Miles between points given in degrees; the arguments broadcast against one another."""
    lat1, lon1 = np.radians(np.asarray(latitude, float)), np.radians(np.asarray(longitude, float))
    lat2, lon2 = np.radians(np.asarray(to_latitude, float)), np.radians(np.asarray(to_longitude, float))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    miles: NDArray[np.float64] = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(half))
    return miles
