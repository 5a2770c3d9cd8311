"""The second backend itself: what confirms the instances has to agree with an enumeration first."""

from __future__ import annotations

from math import isclose

from tests.instances.second_backend import settled_values
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.oracle.search import best_of_week
from tests.oracle.week import lay_out
from tests.strategies import case_of


def _differences(case: Case) -> list[str]:
    travel = travel_of(case)
    best, _ = best_of_week(lay_out(case, usual_minutes=travel.median_minutes))
    values, _ = settled_values(case, travel)
    return [
        f"{key}: {float(value)!r}, the oracle {float(exact)!r}"
        for (key, value), (_, exact) in zip(values, best.settled, strict=True)
        if not isclose(float(value), float(exact), rel_tol=1e-6, abs_tol=1e-6)
    ]


def test_it_agrees_with_the_oracle() -> None:
    """Proves for 30 random cases that every level settled by a plain linear model is what the enumeration finds."""
    found = {seed: _differences(case_of(seed)) for seed in range(500, 530)}
    assert {seed: lines for seed, lines in found.items() if lines} == {}
