"""Families of cases that grow."""

from __future__ import annotations

import pytest

from benchmarks.report.statistics.families import family, growth_series
from benchmarks.report.statistics.repeats import Repeats
from tests.benchmarks.report.made_up import failed, repeats, timed


def grown(case: str, people: int, seconds: float, **given: object) -> Repeats:
    """One size of the suite that grows."""
    return timed(seconds, suite="growth", case=f"{case}/{people}", people=people, **given)


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("weekly-1000", "weekly"),
        ("from-scratch/10000x330", "from scratch"),
        ("100k_scratch", "scratch"),
        ("growth-1,000/from-scratch", "growth from scratch"),
        ("2500", "all"),
    ],
)
def test_a_family_is_a_name_without_its_size(case: str, name: str) -> None:
    """Proves that sizes of one family are fitted together."""
    assert family(case) == name


def test_weekly_and_from_scratch_are_fitted_apart() -> None:
    """Proves that a family, a backend and the whole pipeline have series of their own; failures are in none."""
    cases = [grown("weekly", p, p / 1e3) for p in (100, 1000, 10000)]
    cases += [grown("scratch", p, p**2 / 1e3) for p in (100, 1000, 10000)]
    cases += [grown("weekly", p, 9.0, phase="whole") for p in (100, 1000)]
    cases += [repeats(failed(suite="growth", case="weekly/99999", people=99999)), timed(1.0, case="another suite")]
    weekly, scratch, whole = growth_series(cases)
    assert [one.family for one in (weekly, whole)] == ["weekly, solving alone", "weekly, tables to run folder"]
    assert scratch.family == "scratch"
    assert weekly.law is not None
    assert scratch.law is not None
    assert weekly.law.exponent == pytest.approx(1)
    assert scratch.law.exponent == pytest.approx(2)
    assert whole.law is None


def test_small_sizes_are_left_out_where_there_are_enough_large_ones() -> None:
    """Proves that the exponent is that from 1,000 people on: 250 took as long as 9,000 would have."""
    cases = [grown("weekly", p, s) for p, s in ((250, 9.0), (1000, 1.0), (10000, 10.0), (100000, 100.0))]
    (series,) = growth_series(cases)
    assert series.others == ((250, 9.0),)
    assert series.law is not None
    assert series.law.exponent == pytest.approx(1)
    (fewer,) = growth_series(cases[:3])
    assert fewer.others == ()
    assert fewer.law is not None
    assert fewer.law.points == 3


def test_runs_whose_time_was_up_are_in_no_fit() -> None:
    """Proves that a size ended by its limit without proof is in no fit; one proven by then is."""
    took = {1000: 1.0, 2000: 2.0, 10000: 10.0, 50000: 30.1}
    (series,) = growth_series([grown("s", p, s, limit_seconds=30.0) for p, s in took.items()])
    assert series.stopped == ((50000, 30.1),)
    assert series.law is not None
    assert series.law.exponent == pytest.approx(1)
    (proven,) = growth_series([grown("s", p, s, limit_seconds=30.0, proven=True) for p, s in took.items()])
    assert proven.stopped == ()
