"""Straight lines over the ground."""

from __future__ import annotations

import pytest

from allocator.travel.sphere import great_circle_miles


def test_a_degree_of_latitude_is_sixty_nine_miles() -> None:
    """One degree is 1/360 of the way round: 2 x pi x 3958.7613 / 360 = 69.0934 miles."""
    assert float(great_circle_miles(52.0, 0.0, 53.0, 0.0)) == pytest.approx(69.0934, abs=1e-3)


def test_lincoln_to_skegness_is_as_computed_elsewhere() -> None:
    """An independent computation from the same GeoNames coordinates gave 36.6 miles."""
    assert float(great_circle_miles(53.22683, -0.53792, 53.14362, 0.3363)) == pytest.approx(36.6, abs=0.1)
