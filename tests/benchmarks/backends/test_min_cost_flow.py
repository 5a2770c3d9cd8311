"""Minimum-cost flow where it applies, and what it says where it does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from allocator.answer import Limits
from allocator.records import Category, Complexity, Lead
from benchmarks.backends import min_cost_flow
from benchmarks.backends.shared.errors import NotApplicable
from benchmarks.backends.shared.flow import Network
from tests import builders
from tests.oracle.case import Case, with_people
from tests.oracle.compare import audit_differences, differences, stopped_differences, travel_of
from tests.oracle.week import lay_out
from tests.strategies import case_of

FAR = 10_000
APPLIES = range(8)


def alike(seed: int, *, tolerance: str) -> Case:
    """A random case in which everybody takes the same load, nobody has siblings, and no travel counts as load."""
    case = with_people(
        case_of(seed),
        complexity=Complexity.STANDARD,
        category=Category.FORMER_RELEVANT,
        lead=Lead.LCW,
        needs=frozenset(),
        keep_together=None,
        age=19,
        date_of_birth=None,
    )
    levels = tuple(level.model_copy(update={"tolerance_percent": Decimal(tolerance)}) for level in case.model.levels)
    load = case.model.load.model_copy(update={"included_minutes": FAR})
    model = case.model.model_copy(update={"load": load, "levels": levels})
    return replace(case, model=model, chosen_moves=0)


def test_flows_agree_with_the_enumeration_where_loads_are_equal() -> None:
    """Proves that a flow is an oracle: every level proven and right, in nearly all cases of equal loads."""
    refused, wrong = [], {}
    for seed in range(120):
        try:
            wrong[seed] = differences(alike(seed, tolerance="0"), solver=min_cost_flow.allocate)
        except NotApplicable as why:
            refused.append(str(why))
    assert {seed: lines for seed, lines in wrong.items() if lines} == {}
    assert len(refused) <= 12
    assert all("cannot count moves" in why or "once others leave" in why for why in refused)


def test_below_a_tolerance_nothing_is_claimed() -> None:
    """Proves that bounds stay right where a level may be worsened for those below it, and end at that level."""
    claimed = []
    for seed in APPLIES:
        case, travel = alike(seed, tolerance="30"), travel_of(alike(seed, tolerance="30"))
        answer = min_cost_flow.allocate(case.caseload, travel, case.model, Limits(seconds=20, threads=1))
        week = lay_out(case, usual_minutes=travel.median_minutes)
        assert (*stopped_differences(week, answer), *audit_differences(week, travel, answer)) == ()
        claimed.append([level.proven for level in answer.levels])
        assert claimed[-1] == sorted(claimed[-1], reverse=True)
    assert all(row[0] for row in claimed)
    assert not all(row[-1] for row in claimed)


def test_unequal_loads_are_refused() -> None:
    """Proves that complexity, which makes loads differ, is named with the worker where it does."""
    people = [builders.person("P1"), builders.person("P2", complexity="high")]
    cases = builders.caseload(people, [builders.worker("W1")])
    with pytest.raises(NotApplicable, match="different loads of W1"):
        min_cost_flow.allocate(cases, builders.travel(cases), builders.model(), Limits())


def test_siblings_are_refused() -> None:
    """Proves that two new siblings, of whom a level counts whether they are together, are no question for a flow."""
    people = [builders.person("P1", keep_together="G1"), builders.person("P2", keep_together="G1")]
    cases = builders.caseload(people, [builders.worker("W1")])
    with pytest.raises(NotApplicable, match="Siblings count at the level"):
        min_cost_flow.allocate(cases, builders.travel(cases), builders.model(), Limits())


def test_a_second_flow_is_the_best_among_the_best_of_the_first() -> None:
    """Proves that no weight is needed: of routes that cost the same first, the one that is cheaper second is taken.

    Nodes 0 (supply 2) to 4 by 1, 2 or 3, one unit each. First costs 5, 5, 4; second 7, 3, 100: the third route must be
    used (4), and beside it the second (3), so the second flow costs 103.
    """
    network = Network(
        tail=np.array([0, 0, 0, 1, 2, 3]),
        head=np.array([1, 2, 3, 4, 4, 4]),
        capacity=np.ones(6, dtype=np.int64),
        supply=np.array([2, 0, 0, 0, -2]),
    )
    first, second = np.array([5, 5, 4, 0, 0, 0]), np.array([0, 0, 0, 7, 3, 100])
    assert int((network.minimise(first) * first).sum()) == 9
    flow = network.minimise(second)
    assert flow is not None
    assert flow.tolist() == [0, 1, 1, 0, 1, 1]
    assert int((flow * second).sum()) == 103
