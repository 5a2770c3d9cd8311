"""Runs put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report.statistics.repeats import in_order, natural, together
from benchmarks.report.statistics.spread import Spread, spread
from tests.benchmarks.report.made_up import failed, level, repeats, row, timed


def test_spread_of_an_even_number() -> None:
    """Proves the median between the middle two: of 1, 4, 6, 20 it is 5."""
    assert spread([20.0, 4.0, 1.0, 6.0]) == Spread(5.0, 1.0, 20.0, 4)
    assert spread([]) is None


def test_ours_comes_first_and_cases_in_natural_order() -> None:
    """Proves the order: suites as they came, 900 before 1,000, ours before its peers, phases as they ran."""
    rows = [
        row(suite="gap", case="d1000", backend="scip"),
        row(suite="gap", case="d900", backend="scip"),
        row(suite="gap", case="d900", backend="ours", phase="whole"),
        row(suite="gap", case="d900", backend="ours", phase="read"),
        row(suite="any", case="a"),
    ]
    assert [found.place for found in together(rows)] == [
        ("gap", "d900", "ours", "whole"),
        ("gap", "d900", "ours", "read"),
        ("gap", "d900", "scip", "solve"),
        ("gap", "d1000", "scip", "solve"),
        ("any", "a", "ours", "solve"),
    ]
    assert in_order(["scip", "ours", "scip", "highs"]) == ["ours", "scip", "highs"]


@given(st.lists(st.text(max_size=8)))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    """Proves that natural order compares whatever names there are, and loses none."""
    assert sorted(sorted(names, key=natural)) == sorted(names)


def test_one_failure_is_enough() -> None:
    """Proves that a case with one failed repeat is neither accepted nor proven, and that its time is of the others."""
    two = repeats(row(proven=True, seconds=3.0), failed(seconds=60.0))
    assert (two.accepted, two.proven, len(two.failed)) == (False, False, 1)
    assert two.seconds == Spread(3.0, 3.0, 3.0, 1)


def test_an_answer_that_the_audit_refuses_proves_nothing() -> None:
    """Proves that proof needs the audit's word wherever it was asked."""
    refused = repeats(row(proven=True, audit="failed"), row(proven=True))
    assert (refused.accepted, refused.proven, len(refused.refused)) == (False, False, 1)
    assert refused.worst == refused.rows[0]


def test_the_worst_repeat_speaks_for_all() -> None:
    """Proves that of several repeats the one without a bound counts, then the one with the larger gap, then time."""
    small, large = (row(levels=(level("cost", 400, bound),), seconds=9.0) for bound in (399, 390))
    assert repeats(small, large).gap == pytest.approx(0.025)  # 10 / 400
    assert repeats(large, row(levels=(level("cost", 400, None),))).gap is None
    assert repeats(failed()).worst is None
    later = timed(4.0, 7.0).worst
    assert later is not None
    assert later.seconds == 7.0


def test_memory_is_the_most_of_any_repeat() -> None:
    """Proves that the peak counts failed runs too, and is None where no run said."""
    assert repeats(row(peak_mib=200.0), failed(peak_mib=900.0), row()).peak_mib == 900.0
    assert repeats(row()).peak_mib is None


def test_who_states_bounds() -> None:
    """Proves that a backend proves something where any of its figures has a bound."""
    assert repeats(row(levels=(level("a", 3, None), level("b", 4, 2)))).proves
    assert not repeats(row(levels=(level("a", 3, None),))).proves
