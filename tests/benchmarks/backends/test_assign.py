"""Peers answer generalised assignment instances: each held against every assignment there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.answer import Limits, Progress
from benchmarks.backends.registry import backend
from benchmarks.backends.shared.errors import NotApplicable
from benchmarks.gap import Assigned, Gap

PROVING = ("cp_sat_levels", "highs_levels", "scip_levels")
LIMITS = Limits(seconds=20, threads=1)


@st.composite
def gaps(draw: st.DrawFn, *, equal: bool = False) -> Gap:
    """Two or three agents, two to five jobs, capacities now and then too small for all; or equal needs by agent."""
    agents, jobs = draw(st.integers(2, 3)), draw(st.integers(2, 5))
    figures = st.integers(1, 9)

    def table() -> list[list[int]]:
        return [[draw(figures) for _ in range(jobs)] for _ in range(agents)]

    need = [[draw(st.integers(0, 5))] * jobs for _ in range(agents)] if equal else table()
    capacity = [draw(st.integers(4, 16)) for _ in range(agents)]
    return Gap("tiny", np.array(table()), np.array(need), np.array(capacity))


def optimum(gap: Gap) -> int | None:
    """The least cost of all assignments that keep the capacities."""
    agents, jobs = gap.cost.shape
    costs = []
    for agent in product(range(agents), repeat=jobs):
        needs = [sum(int(gap.need[a, j]) for j, a in enumerate(agent) if a == who) for who in range(agents)]
        if all(need <= most for need, most in zip(needs, gap.capacity.tolist(), strict=True)):
            costs.append(sum(int(gap.cost[a, j]) for j, a in enumerate(agent)))
    return min(costs, default=None)


def is_right(gap: Gap, found: Assigned) -> bool:
    """Whether agents, value, bound and proof agree with the enumeration."""
    best = optimum(gap)
    if best is None or found.agent is None:
        return best is None and found.agent is None and found.value is None and not found.proven
    value = sum(int(gap.cost[a, j]) for j, a in enumerate(found.agent.tolist()))
    return found.proven and value == found.value == best and found.bound == pytest.approx(best)


@pytest.mark.parametrize("name", PROVING)
@settings(max_examples=40, deadline=None)
@given(gap=gaps())
def test_peers_that_prove_find_the_optimum(name: str, gap: Gap) -> None:
    """Proves that value and proof are right, and that nothing is claimed where there is no assignment."""
    assert is_right(gap, backend(name).assign(gap, LIMITS))


@settings(max_examples=60, deadline=None)
@given(gap=gaps(equal=True))
def test_a_flow_finds_the_optimum_where_needs_are_equal(gap: Gap) -> None:
    """Proves that a flow is exact there, needs of nothing included."""
    assert is_right(gap, backend("min_cost_flow").assign(gap, LIMITS))


def test_a_flow_refuses_needs_that_differ() -> None:
    """Proves that the instance is named."""
    gap = Gap("d1", np.array([[3, 4], [5, 6]]), np.array([[2, 2], [2, 3]]), np.array([4, 5]))
    with pytest.raises(NotApplicable, match="d1: an agent's needs differ from job to job"):
        backend("min_cost_flow").assign(gap, LIMITS)


@settings(max_examples=60, deadline=None)
@given(gap=gaps())
def test_by_hand_is_allowed_and_never_better(gap: Gap) -> None:
    """Proves that what is found by hand keeps the capacities, is no better than the optimum, and claims nothing."""
    found, best = backend("spreadsheet").assign(gap, LIMITS), optimum(gap)
    assert not found.proven
    assert found.bound is None
    if found.agent is None:
        return
    assert best is not None
    assert found.value >= best
    needs = np.bincount(found.agent, gap.need[found.agent, np.arange(len(found.agent))], minlength=len(gap.capacity))
    assert (needs <= gap.capacity).all()


def test_by_hand_job_by_job() -> None:
    """Proves the method: job 1 to agent 2 (cost 1), job 2 there too would be 2 but is full, so agent 1 (cost 9).

    The optimum is 3 + 2 = 5: by hand pays 1 + 9 = 10.
    """
    gap = Gap("greedy", np.array([[3, 9], [1, 2]]), np.array([[4, 4], [5, 5]]), np.array([7, 8]))
    found = backend("spreadsheet").assign(gap, LIMITS)
    assert found.agent.tolist() == [1, 0]
    assert (found.value, optimum(gap)) == (10, 5)


@pytest.mark.parametrize("name", PROVING)
def test_progress_is_told(name: str) -> None:
    """Proves that whoever listens hears the value in the end."""
    heard: list[Progress] = []
    gap = Gap("told", np.array([[3, 9], [1, 2]]), np.array([[4, 4], [5, 5]]), np.array([7, 8]))
    backend(name).assign(gap, Limits(seconds=20, threads=1, on_progress=heard.append))
    assert (heard[-1].level, heard[-1].value) == ("", 5)
