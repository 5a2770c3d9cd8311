"""One weighted sum: when it settles levels exactly, and what is left of the levels when it cannot."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.engine.people import Ints
from allocator.engine.state import value
from allocator.pipeline import Options, check
from benchmarks.backends.cp_sat_weighted import Weights, weigh, weighted
from benchmarks.backends.shared.programme import Programme
from benchmarks.backends.shared.question import Question, lay_out, question_of
from tests import builders
from tests.engine.small import clock, problem_of


def weights_of(question: Question) -> Weights:
    """The weights of a question's levels."""
    programme = Programme(question, clock())
    return weigh(question.levels, [programme.line(level) for level in question.levels], programme)


def small() -> Question:
    """Two new people and two workers with little to tell them apart: few steps at every level."""
    people = [builders.person("P1"), builders.person("P2", place="Louth")]
    cases = builders.caseload(
        people, [builders.worker("W1"), builders.worker("W2", base="Louth")], minutes={("Boston", "Louth"): 50}
    )
    problem = problem_of(cases)
    return question_of(problem, problem.people.current < 0, moves=0)


def test_exact_weights_order_allocations_as_levels_do() -> None:
    """Proves that of any two of the nine allocations, the weighted sum prefers the one that the levels prefer."""
    question = small()
    weights = weights_of(question)
    assert weights.exact
    worths = [[value(level, question.setting, taken) for level in question.levels] for taken in every(question)]
    assert len(worths) == 9
    sums = [sum(w * v for w, v in zip(weights.of, row, strict=True)) for row in worths]
    assert [row for _, row in sorted(zip(sums, worths, strict=True))] == sorted(worths)


def every(question: Question) -> list[Ints]:
    """Every allocation of two people."""
    first, second = (np.flatnonzero(question.options.row_of == row) for row in (0, 1))
    return [np.array([a, b]) for a in first for b in second]


def test_where_they_do_not_fit_levels_are_a_fixed_number_of_units_apart() -> None:
    """Proves that units (a need, an hour, an hour) weigh ever less in the order of the levels, by one ratio."""
    caseload, model, travel = check(instances_dir() / "tiny", Options())
    question = lay_out(caseload, travel, model, Limits())
    weights = weights_of(question)
    assert not weights.exact
    by_key = {level.key: w * level.scale for level, w in zip(question.levels, weights.of, strict=True)}
    ratio = by_key["cost"] / by_key["balance"]
    assert ratio > 1
    assert by_key["needs"] / by_key["cost"] == ratio
    assert by_key["changes"] / by_key["needs"] == ratio


def test_the_sum_is_whole() -> None:
    """Proves that coefficients are rounded up to whole numbers, so that nothing that counts comes to nothing."""
    question = small()
    programme = Programme(question, clock())
    lines = [programme.line(level) for level in question.levels]
    total = weighted(lines, Weights((Fraction(1, 3),) * len(lines), exact=False))
    assert len(total.columns) == len(set(total.columns.tolist()))
    assert (total.weights >= 1).all()
