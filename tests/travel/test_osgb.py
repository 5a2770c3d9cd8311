"""National Grid to degrees."""

from __future__ import annotations

import pytest

from allocator.travel.osgb import national_grid_to_degrees
from allocator.travel.sphere import great_circle_miles

CAISTER = (651409.903, 313177.270)  # Ordnance Survey's worked example, "A guide to coordinate systems", annex C


@pytest.mark.parametrize(
    ("grid", "degrees"),
    [
        (CAISTER, (52.65798, 1.71605)),
        ((497765.0, 371815.0), (53.2344, -0.5361)),  # Lincoln Cathedral, SK 97765 71815
        ((400000.0, 300000.0), (52.5977, -2.0015)),  # on the central meridian, where WGS 84 lies about 100 m west
    ],
)
def test_known_points_come_out_within_a_hundred_metres(grid: tuple[float, float], degrees: tuple[float, float]) -> None:
    """A tenth of a mile is 160 metres; the shift used is good to about five."""
    assert float(great_circle_miles(*national_grid_to_degrees(*grid), *degrees)) < 0.1
