"""Classes of public instances."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.report.statistics.classes import case_gap, class_gaps, class_of
from tests.benchmarks.report.made_up import failed, repeats, row


@pytest.mark.parametrize(
    ("case", "name"), [("d20400", "d"), ("E05100", "e"), ("gap12-0", "gap"), ("3x", "3x"), ("tiny", "tiny")]
)
def test_the_letters_before_the_digits(case: str, name: str) -> None:
    """Proves that a class is the letters at the head of a name."""
    assert class_of(case) == name


def test_mean_and_worst_of_a_class() -> None:
    """Proves the sums: 1 % and 4 % are 2.5 % in the mean, 4 % at worst; another class and backend stand apart."""
    known: dict[str, Any] = {"best_known": 200.0, "suite": "gap"}
    cases = [
        repeats(row(case="d1", value=202.0, **known)),
        repeats(row(case="d2", value=208.0, **known)),
        repeats(row(case="e1", value=200.0, **known)),
        repeats(row(case="d1", backend="scip", value=220.0, **known), failed(case="d1", backend="scip", **known)),
        repeats(row(case="free", value=5.0)),
    ]
    d, e, scip = class_gaps(cases)
    assert (d.name, d.backend, d.worst_case, d.answered, d.cases) == ("d", "ours", "d2", 2, 2)
    assert d.mean == pytest.approx(0.025)
    assert d.worst == pytest.approx(0.04)
    assert (e.name, e.mean) == ("e", 0.0)
    assert (scip.mean, scip.answered, scip.cases) == (None, 0, 1)  # one repeat failed: no answer to count on


def test_repeats_of_a_case_are_averaged() -> None:
    """Proves that (1 % + 3 %) / 2 = 2 % stand for a case of two repeats."""
    two = repeats(row(value=101.0, best_known=100.0), row(value=103.0, best_known=100.0))
    assert case_gap(two) == pytest.approx(0.02)
