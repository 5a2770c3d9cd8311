"""allocator.engine.prices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from allocator.engine.prices import relaxed
from allocator.engine.relaxation import bound_by_prices
from tests.builders import caseload, model, person, weeks_ago, worker
from tests.engine.small import Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _tight(seats: str = "0.2") -> Laid:
    """Two people, one of whom has waited for a week, and one seat: weights of 51 and 50 to a load of 1/4 each."""
    people = [person("P1", referred=weeks_ago(1)), person("P2")]
    return laid(problem_of(caseload(people, [worker("W1", fte=seats)])))


def test_the_price_of_a_seat() -> None:
    """Proves that the one seat is worth at least the lighter weight, so that the bound is reached: P2 is left."""
    found = _tight()
    task = found.task("unallocated_duty")
    answer = relaxed(task, found.active, (), 5.0)
    assert answer is not None
    seat = int(found.options.load.max())
    assert 49.99 < answer.prices.load[0] * seat < 51.01
    assert bound_by_prices(task, found.active, answer.prices).value == 50


def test_shares_of_everybody_add_up_to_one() -> None:
    """Proves that each person's shares are a whole, and that 1.2 seats are used to the full: 1.2 people placed."""
    found = _tight("0.24")  # a ceiling of 0.3 of a post: 1.2 people of 1/4
    answer = relaxed(found.task("unallocated_duty"), found.active, (), 5.0)
    assert answer is not None
    assert np.add.reduceat(answer.shares, found.options.start[:-1]).tolist() == pytest.approx([1, 1])
    assert answer.shares[found.options.worker == 0].sum() == pytest.approx(1.2)


def test_cuts_count_whole_people() -> None:
    """Proves that with the counting cut one person is placed: 50 left and not 0.8 x 50."""
    found = _tight("0.24")
    task = found.task("unallocated_duty")
    cuts = cuts_of(task, found.active)
    without, with_cuts = relaxed(task, found.active, (), 5.0), relaxed(task, found.active, cuts, 5.0)
    assert without is not None
    assert with_cuts is not None
    assert with_cuts.shares[found.options.worker == 0].sum() == pytest.approx(1)
    assert bound_by_prices(task, found.active, with_cuts.prices, cuts).value == 50
    assert bound_by_prices(task, found.active, without.prices).value == 40


def test_intake_has_a_price() -> None:
    """Proves that the second person in a week of one has to be left, and that the bound says so."""
    people = [person("P1"), person("P2")]
    found = laid(problem_of(caseload(people, [worker("W1")]), model({"rules.intake.per_week": 1})))
    task = found.task("unallocated_duty")
    answer = relaxed(task, found.active, (), 5.0)
    assert answer is not None
    assert answer.prices.given[0] > 0
    assert bound_by_prices(task, found.active, answer.prices).value == int(task.target.linear.max())


def test_moves_have_a_price() -> None:
    """Proves that of two people who would both save the road only one may, and that the bound says so."""
    people = [person(f"P{i}", "W2") for i in (1, 2)]
    cases = caseload(people, [worker("W1"), worker("W2", base="Louth")], minutes={("Boston", "Louth"): 26})
    found = laid(problem_of(cases), moves=1)
    task = found.task("travel")
    answer = relaxed(task, found.active, (), 5.0)
    assert answer is not None
    assert answer.prices.move > 0
    assert bound_by_prices(task, found.active, answer.prices).value == task.target.linear.max()


def test_a_question_without_an_answer_has_no_prices() -> None:
    """Proves that limits that nothing keeps are answered by None, not by nonsense."""
    found = _tight()
    impossible = found.level("unallocated_duty"), -1
    assert relaxed(found.task("cost", [impossible]), found.active, (), 5.0) is None


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_prices_are_never_below_nothing(case: Case) -> None:
    """Proves for random cases that what binds never pays, and that options that are not active have no share."""
    found = laid_case(case)
    task = found.task("cost")
    cuts = cuts_of(task, found.active)
    answer = relaxed(task, found.active, cuts, 5.0)
    assert answer is not None
    prices = answer.prices
    assert min([prices.move, *prices.load, *prices.given, *prices.cuts]) >= 0
    assert len(prices.cuts) == len(cuts)
    assert not answer.shares[~found.active].any()
