"""allocator.engine.together: siblings end with one worker or pay for their split, in every bound by prices."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from allocator.engine.folding import Prices, folded
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools
from allocator.engine.relaxation import bound_by_prices
from allocator.engine.state import value
from allocator.engine.together import beyond_cheapest
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, problem_of

MINUTES = {("Alford", "Boston"): 60, ("Alford", "Louth"): 30, ("Sutton", "Boston"): 20, ("Sutton", "Louth"): 90}


def _siblings(split_hours: str, *, fixed: bool = False) -> Laid:
    """P1 in Alford is nearer to W2 in Louth, P2 in Sutton to W1 in Boston; they are siblings, and P3 is nobody's."""
    people = [
        person("P1", place="Alford", keep_together="G"),
        person("P2", "W1" if fixed else None, place="Sutton", keep_together="G"),
        person("P3", place="Sutton"),
    ]
    staff = [worker("W1", base="Boston"), worker("W2", base="Louth")]
    wanted = model({"rules.together.strength": "should", "rules.together.price_hours": split_hours})
    return laid(problem_of(caseload(people, staff, minutes=MINUTES), wanted))


def _given(found: Laid) -> Bools:
    """Everybody is given to somebody."""
    return np.asarray(found.active & (found.options.worker != NOBODY))


def _more(found: Laid, active: Bools) -> tuple[list[int], int]:
    """What siblings add to the bound of cost without prices, by row and in all, in units of cost."""
    task, nothing = found.task("cost"), np.zeros(2)
    fold = folded(task, active, Prices(nothing, nothing, 0.0, ()), finest=1)
    rows = len(found.options.open_people)
    cheapest = np.minimum.reduceat(fold.cost, np.searchsorted(fold.row, np.arange(rows)))
    none = np.zeros(rows, dtype=np.int64)
    together = beyond_cheapest(task, fold, fold.cost, cheapest, none)
    return together.by_row.tolist(), together.total


@pytest.mark.parametrize("split_hours", ["0.1", "50"])
def test_siblings_end_together_or_pay_for_their_split(split_hours: str) -> None:
    """Proves that the bound is the cost of the best allocation, whether a split is cheap or dear, to the unit.

    Apart, P1 and P2 are driven to for 30 and 20 minutes and pay for the split; together for 60 and 20, or 30 and 90.
    """
    found = _siblings(split_hours)
    task, nothing = found.task("cost"), np.zeros(2)
    active = _given(found)
    bound = bound_by_prices(task, active, Prices(nothing, nothing, 0.0, ()))
    spans = [np.flatnonzero(active & (found.options.row_of == row)) for row in range(3)]
    costs = [value(task.target, found.setting, np.array(taken)) for taken in product(*spans)]
    assert bound.value == min(costs)
    (first, second, alone), total = _more(found, active)
    assert first == second == total > 0
    assert alone == 0


def test_an_option_never_counts_less_than_the_whole() -> None:
    """Proves that with any option taken the bound is no lower than the bound over all, though siblings pay at once."""
    found = _siblings("50")
    nothing = np.zeros(2)
    bound = bound_by_prices(found.task("cost"), _given(found), Prices(nothing, nothing, 0.0, ()))
    assert bound.with_option[_given(found)].min() == bound.value


def test_who_may_be_left_without_a_worker_splits_nobody() -> None:
    """Proves that where both may be left for nothing, siblings add nothing: without a worker nobody is apart."""
    found = _siblings("50")
    assert _more(found, found.active) == ([0, 0, 0], 0)


def test_who_is_tied_to_a_fixed_sibling_is_not_weighed() -> None:
    """Proves that a group with a fixed member adds nothing here; its split has cuts of its own."""
    found = _siblings("50", fixed=True)
    assert len(found.options.open_people) == 2
    assert _more(found, _given(found)) == ([0, 0], 0)


def test_figures_that_could_outgrow_64_bits_are_left_alone() -> None:
    """Proves that a bound stays right where costs are as large as can be: nothing is added rather than too much."""
    found = _siblings("50")
    task, nothing = found.task("cost"), np.zeros(2)
    fold = folded(task, _given(found), Prices(nothing, nothing, 0.0, ()), finest=1)
    huge = fold.cost + 2**60
    assert beyond_cheapest(task, fold, huge, np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int64)).total == 0
