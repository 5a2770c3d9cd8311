"""Shares of a post stay exact: one common denominator for everything a shipped model can make, and not a large one."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from math import lcm, prod

import pytest

from allocator.load import MINUTES_PER_HOUR, WEEKS_PER_YEAR
from allocator.reading.models import load_model, model_names
from allocator.service_model import Factors, Load, ServiceModel

# 1,500 people at ten times a full caseload stay below 2^63 with this much room to spare.
LARGEST = 10**13
ONE = Fraction(1)


def products(factors: Iterable[Fraction]) -> set[Fraction]:
    """The products of every selection of factors, the empty one included."""
    known = tuple(factors)
    return {prod(chosen, start=ONE) for size in range(len(known) + 1) for chosen in combinations(known, size)}


def base_shares(model: ServiceModel) -> set[Fraction]:
    """Every share that anybody can take: each cap, complexity, category, lead and set of needs."""
    load = model.load
    caps = {cap for c in model.caseloads for cap in (c.cap_16_20, c.cap_21_plus, c.cap_stayer) if cap is not None}
    categories = {ONE, *(Fraction(entry.load_factor) for entry in load.category.values())}
    leads = {ONE, *(Fraction(entry.load_factor) for entry in load.lead.values())}
    needs = products(Fraction(entry.load_factor) for entry in load.needs.values())
    complexities = map(Fraction, load.complexity.values())
    weights = {a * b * c * d for a in complexities for b in categories for c in leads for d in needs}
    return {weight / Fraction(cap) for weight in weights for cap in caps}


def minute_shares(load: Load) -> set[Fraction]:
    """Every share that one minute beyond the included ones can take."""
    stated = [load.visits_16_20, load.visits_21_plus, load.visits_stayer]
    stated += [entry.visits_per_year for entry in load.category.values()]
    factors: list[Factors] = [*load.lead.values(), *load.needs.values()]
    visits = {
        Fraction(v) * f for v in stated if v is not None for f in products(Fraction(x.visits_factor) for x in factors)
    }
    return {v * 2 / WEEKS_PER_YEAR / MINUTES_PER_HOUR / Fraction(load.full_time_hours) for v in visits}


def post_shares(model: ServiceModel) -> set[Fraction]:
    """Capacities and ceilings of contracts in tenths, each month of induction, each whole percent of reduction."""
    months = {ONE, *map(Fraction, model.rules.induction.shares)}
    ratios = {ONE, *(entry.ceiling_ratio for entry in model.caseloads)}
    contracts = [Fraction(tenths, 10) for tenths in range(1, 11)]
    return {a * b * Fraction(c, 100) * d for a in contracts for b in months for c in range(101) for d in ratios}


@pytest.mark.parametrize("name", model_names())
def test_common_denominator_is_small(name: str) -> None:
    """Shows that one integer scaling below 10^13 holds every load, capacity and ceiling of a model exactly."""
    model = load_model(name)
    shares = base_shares(model) | minute_shares(model.load) | post_shares(model)
    assert lcm(*(share.denominator for share in shares)) <= LARGEST


def test_table_12_has_300_units_to_a_post() -> None:
    """Shows that caps 20 and 75 without weights make 15 and 4 of 300 units of a post."""
    shares = base_shares(load_model("lincolnshire-scenario-1"))
    assert {share * 300 for share in shares} == {15, 4}
