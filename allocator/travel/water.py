"""Water as lines on the map, so that a straight line across it is not taken for a way; bridges are roads, not here."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from allocator.travel.bundled import bundled_rows

Segments = NDArray[np.float64]


@cache
def bundled_water() -> Segments:
    """Shape (segments, 4): latitude and longitude of both ends, along the middle of each water of data/water.csv."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in bundled_rows("water.csv"):
        lines.setdefault(row["water"], []).append((float(row["latitude"]), float(row["longitude"])))
    return np.array([start + end for line in lines.values() for start, end in pairwise(line)])


def crosses_water(
    latitude: float, longitude: float, to_latitudes: NDArray[np.float64], to_longitudes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether the straight line from one point to each of the others crosses any water; degrees."""
    water = bundled_water()[:, None, :]
    a, b, c, d = (water[..., column] for column in range(4))
    apart = _side(a, b, c, d, latitude, longitude) * _side(a, b, c, d, to_latitudes, to_longitudes) < 0
    here = (latitude, longitude, to_latitudes, to_longitudes)
    between = _side(*here, a, b) * _side(*here, c, d) < 0
    return np.asarray((apart & between).any(axis=0))


def _side(
    a: NDArray[np.float64] | float,
    b: NDArray[np.float64] | float,
    c: NDArray[np.float64] | float,
    d: NDArray[np.float64] | float,
    x: NDArray[np.float64] | float,
    y: NDArray[np.float64] | float,
) -> NDArray[np.float64]:
    """Positive on one side of the line from (a, b) to (c, d), negative on the other."""
    return np.asarray((c - a) * (y - b) - (d - b) * (x - a))
