"""allocator.engine.problem."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import HealthCheck, given, settings

from allocator.engine.scale import LARGEST_EXACT
from allocator.load import base_share, ceiling, class_of, extra_travel_share, visits_per_year
from tests.builders import AS_OF, caseload, model, person, worker
from tests.engine.small import problem_of, problem_of_case, small_cases
from tests.oracle.case import Case
from tests.oracle.compare import travel_of


def test_units_of_a_post_and_of_an_hour() -> None:
    """Proves the whole numbers of a small problem against a calculation on paper.

    One person of 16-20: 1/4 of a post, 6 visits: 12/52/60 hours a week for a minute one way = 1/260, over 36 hours
    1/9360 of a post. Thresholds 4/5 and 9/10. So a post has 9360 units and an hour 260.
    """
    units = problem_of(caseload([person()], [worker(fte="1")])).units
    assert (units.post, units.hour) == (9360, 260)
    assert (units.share.tolist(), units.extra.tolist(), units.road.tolist()) == ([[2340]], [1], [1])
    assert (units.capacity.tolist(), units.ceiling.tolist()) == ([9360], [11700])


def test_load_and_minutes_of_pairs() -> None:
    """Proves that only minutes beyond the 30 included add load: 2340 units, and 2340 + 15 at 45 minutes."""
    cases = caseload([person()], [worker("W1"), worker("W2", base="Louth")], minutes={("Boston", "Louth"): 45})
    problem = problem_of(cases)
    both = np.array([0, 0]), np.array([0, 1])
    assert problem.minutes(*both).tolist() == [0, 45]
    assert problem.load(*both).tolist() == [2340, 2355]


def test_unknown_ends_count_as_the_median() -> None:
    """Proves that a blank place, an unknown place and an unknown base all count as the median, here 14 minutes."""
    people = [person("P1", place="Alford"), person("P2", place=None), person("P3", place="Zedville")]
    cases = caseload(
        people, [worker("W1", base="Louth"), worker("W2", base="Qville")], minutes={("Alford", "Louth"): 14}
    )
    problem = problem_of(cases)
    rows, columns = np.array([[0], [1], [2]]), np.array([[0, 1]])
    assert problem.minutes(rows, columns).tolist() == [[14, 14], [14, 14], [14, 14]]


def test_home_bases_by_name_and_minutes() -> None:
    """Proves who lives near a home base (30 minutes and not 31), and that a base's name may be written otherwise."""
    minutes = {("Whittlesey", "Peterborough"): 30, ("March", "Peterborough"): 31}
    people = [person("P1", place="Whittlesey"), person("P2", place="March"), person("P3", place="Peterborough")]
    problem = problem_of(caseload(people, [worker("W1"), worker("W2", base="PETERBOROUGH ")], minutes=minutes))
    assert problem.near_bases.tolist() == [[True], [False], [True]]
    assert problem.at_base.tolist() == [[False], [True]]


def test_a_model_without_home_bases() -> None:
    """Proves that no home bases give tables without columns."""
    problem = problem_of(caseload([person()], [worker()]), model({"rules.home_base.bases": []}))
    assert (problem.near_bases.shape, problem.at_base.shape) == ((1, 0), (1, 0))


def test_an_inexact_scale_errs_on_the_side_of_too_little_room() -> None:
    """Proves the fallback: where the exact scale is too large, loads are rounded up and capacities down.

    Caps of 10.1 and 10.3, odd posts and visits and weeks of 37.1 hours need more than 10^12 units in a post.
    """
    odd = model(
        {
            "caseloads": [{"title": "odd", "cap_16_20": "10.1", "cap_21_plus": "10.3", "ceiling_cases": "11.3"}],
            "load.full_time_hours": "37.1",
            "load.visits_16_20": "7.37",
            "load.visits_21_plus": "4.19",
            "load.complexity.high": "1.0007",
        }
    )
    people = [person("P1"), person("P2", age=22), person("P3", complexity="high")]
    staff = [worker("W1", fte="0.9701"), worker("W2", fte="0.8903")]
    problem = problem_of(caseload(people, staff), odd)
    assert problem.units.post == LARGEST_EXACT
    caps = odd.caseloads[0]
    exact = [base_share(p, caps, odd, as_of=AS_OF) for p in people]
    for share, (units,) in zip(exact, problem.units.share.tolist(), strict=True):
        assert 0 <= Fraction(units, LARGEST_EXACT) - share < Fraction(1, LARGEST_EXACT)
    for w, units in zip(staff, problem.units.ceiling.tolist(), strict=True):
        assert 0 <= ceiling(w, odd, as_of=AS_OF) - Fraction(units, LARGEST_EXACT) < Fraction(1, LARGEST_EXACT)
    assert problem.units.ceiling[1] < ceiling(staff[1], odd, as_of=AS_OF) * LARGEST_EXACT


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_loads_of_random_pairs_are_the_exact_shares(case: Case) -> None:
    """Proves that units over the scale equal the fractions that allocator.load works out, pair by pair."""
    problem, roads = problem_of_case(case), travel_of(case)
    day, by = case.caseload.as_of, case.model
    for p, who in enumerate(case.caseload.young_people):
        for w, staff in enumerate(case.caseload.workers):
            minutes = roads.minutes_one_way(who.place, staff.base)
            exact = base_share(who, class_of(staff, by, day), by, as_of=day)
            exact += extra_travel_share(visits_per_year(who, by, as_of=day), minutes, by)
            assert Fraction(int(problem.load(np.array([p]), np.array([w]))[0]), problem.units.post) == exact
            assert problem.minutes(np.array([p]), np.array([w]))[0] == minutes
