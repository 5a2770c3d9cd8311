"""Power laws fitted to seconds over people."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.statistics.growth import fit, student


@given(st.floats(0.2, 3), st.floats(1e-4, 10))
def test_a_law_without_noise_is_found(exponent: float, factor: float) -> None:
    """Proves that points on a power law give that law, with an interval of no width."""
    law = fit([(people, factor * people**exponent) for people in (250.0, 1000.0, 9000.0, 100000.0)])
    assert law is not None
    assert law.exponent == pytest.approx(exponent, abs=1e-9)
    assert law.factor == pytest.approx(factor, rel=1e-6)
    assert law.high - law.low < 1e-6


def test_slope_and_interval_by_hand() -> None:
    """Proves least squares on logarithms.

    In units of log e: x = -1, 0, 1 and y = 1, 3, 4. Slope 3 / 2, mean 8 / 3; what is left: -1/6, 1/3, -1/6, squares
    1/36 + 4/36 + 1/36 = 1/6, on one degree of freedom. Error of the slope: sqrt(1/6 / 2) = 0.28868, times 12.706.
    """
    law = fit([(math.exp(x), math.exp(y)) for x, y in ((-1, 1), (0, 3), (1, 4))])
    assert law is not None
    assert law.exponent == pytest.approx(1.5)
    assert math.log(law.factor) == pytest.approx(8 / 3)
    assert law.high - 1.5 == pytest.approx(12.7062 * 0.288675, rel=1e-4)
    assert 1.5 - law.low == pytest.approx(law.high - 1.5)
    assert law.at(math.e) == pytest.approx(math.exp(8 / 3 + 1.5))


def test_two_sizes_are_not_enough() -> None:
    """Proves that nothing is claimed of two sizes, however often they were run."""
    assert fit([(10.0, 1.0), (10.0, 2.0), (20.0, 4.0)]) is None
    assert fit([]) is None


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(1, 12.706), (4, 2.776), (5, 2.571), (6, 2.447), (10, 2.228), (30, 2.042), (1000, 1.962)]
)
def test_student(freedom: int, quantile: float) -> None:
    """Proves the 0.975 quantiles of Student's distribution as they are printed in tables."""
    assert student(freedom) == pytest.approx(quantile, abs=0.002)
