"""allocator.engine.levels."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.answer import Progress
from allocator.engine import asking, levels
from allocator.engine.levels import Order, Settled, Settler, as_kept
from allocator.engine.people import Bools
from allocator.engine.room import possible
from allocator.engine.start import left_as_they_are
from allocator.engine.state import allowed, value
from tests.builders import caseload, model, person, worker
from tests.engine.small import LEVELS, Laid, clock, laid, laid_case, listed_only, problem_of, small_cases
from tests.oracle.case import Case

KEYS = LEVELS[:6]


def _settler(found: Laid, seconds: float = 20.0, **limits: object) -> Settler:
    return Settler(found.setting, found.room, found.active, left_as_they_are(found.options), clock(seconds, **limits))


def _by_enumeration(found: Laid, keys: tuple[str, ...], tolerances: dict[str, Fraction]) -> list[int]:
    """The best value of each level in turn, in its units."""
    left, best = found.every_allowed(), []
    for key in keys:
        values = [value(found.level(key), found.setting, taken) for taken in left]
        best.append(min(values))
        most = best[-1] + int(best[-1] * tolerances.get(key, Fraction(0)))
        left = [taken for taken, worth in zip(left, values, strict=True) if worth <= most]
    return best


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_every_level_is_settled_as_by_enumeration(case: Case) -> None:
    """Proves for random cases that each level's value and bound are the best there is, given those above it."""
    found, tolerances = laid_case(case), dict(case.model.tolerances)
    settler = _settler(found)
    settler.settle(Order(case.model.level_keys, tolerances), seconds=20)
    best = _by_enumeration(found, case.model.level_keys, tolerances)
    assert [(s.value, s.bound) for s in settler.results] == [(b, b) for b in best]
    assert allowed(found.options, found.room, settler.taken)


def _contested() -> Laid:
    """Eight people, seats for six, and journeys that differ: something to decide at several levels."""
    people = [
        person(f"P{i}", place="Boston" if i % 2 else "Alford", complexity=("standard", "high")[i % 3 == 0])
        for i in range(8)
    ]
    staff = [worker("W1", fte="0.7"), worker("W2", base="Louth", fte="0.6")]
    minutes = {("Boston", "Louth"): 50, ("Alford", "Louth"): 10, ("Alford", "Boston"): 40}
    return laid(problem_of(caseload(people, staff, minutes=minutes)))


def test_progress_is_told_level_by_level() -> None:
    """Proves that whoever listens hears every level in order, with value and bound in its own units."""
    heard: list[Progress] = []
    found = _contested()
    settler = _settler(found, on_progress=heard.append)
    settler.settle(Order(KEYS, {}), seconds=20)
    assert list(dict.fromkeys((step.level, step.position, step.of) for step in heard)) == [
        (key, position, 6) for position, key in enumerate(KEYS, start=1)
    ]
    last = {step.level: step for step in heard}
    for settled in settler.results:
        step = last[settled.objective.key]
        assert step.value == step.bound == float(Fraction(settled.value) / settled.objective.scale)
    assert all(step.seconds_left is not None and step.seconds_left <= 20 for step in heard)


@pytest.mark.parametrize("stop_after", [1, 2, 3, 5, 8])
def test_an_interrupt_keeps_what_is_in_hand(stop_after: int) -> None:
    """Proves that a stop after any step leaves an allowed allocation and, at every level, a bound that holds."""
    found, steps = _contested(), 0
    best = _by_enumeration(found, KEYS, {})

    def stop(_: Progress) -> None:
        nonlocal steps
        steps += 1
        settler.clock.interrupted = settler.clock.interrupted or steps >= stop_after

    settler = _settler(found, on_progress=stop)
    settler.settle(Order(KEYS, {}), seconds=20)
    assert allowed(found.options, found.room, settler.taken)
    assert [settled.objective.key for settled in settler.results] == list(KEYS)
    assert settler.results[0].bound <= best[0] <= settler.results[0].value
    for settled in settler.results:
        assert settled.bound <= settled.value == value(settled.objective, found.setting, settler.taken)


def test_no_time_at_all_still_bounds_every_level() -> None:
    """Proves that without a second the allocation in hand stays, with bounds that need no search."""
    found = _contested()
    settler = _settler(found, 0.0)
    settler.settle(Order(KEYS, {}), seconds=0)
    assert (settler.taken == left_as_they_are(found.options)).all()
    assert settler.results[0].bound == 0 < settler.results[0].value


def test_a_tolerance_loosens_the_levels_below_but_not_what_is_proven() -> None:
    """Proves that 60 % more hours may be spent for even work, while the hours reported stay the best.

    Two people near W1 (0 minutes); W2 is 20 minutes away: 6 x 2 x 20/3120 = 1/13 hours each. W1's third and fourth
    person would lie above 80 %.
    """
    held = [person(f"P{i}", "W1") for i in range(3)]
    cases = caseload(
        [*held, person("P8")], [worker("W1"), worker("W2", base="Louth")], minutes={("Boston", "Louth"): 20}
    )
    found = laid(problem_of(cases, model({"rules.ceiling.price_to_ceiling": "0"})))
    for tolerance, balance in ((Fraction(0), Fraction(108, 10)), (Fraction(1), Fraction(108, 10))):
        settler = _settler(found)
        settler.settle(Order(KEYS, {"cost": tolerance}), seconds=10)
        by_key = {s.objective.key: Fraction(s.value) / s.objective.scale for s in settler.results}
        assert (by_key["cost"], by_key["balance"]) == (0, balance)  # a share of nothing is nothing


def test_a_tolerance_is_spent_where_it_helps() -> None:
    """Proves the same with hours to spend: 13 x 1/13 hours at W1's distance; 10 % more evens the work out."""
    held = [person(f"P{i}", "W1", place="Alford") for i in range(3)]
    minutes = {("Boston", "Louth"): 26, ("Boston", "Spilsby"): 25, ("Alford", "Louth"): 10, ("Alford", "Spilsby"): 10}
    cases = caseload([*held, person("P8")], [worker("W1", base="Spilsby"), worker("W2", base="Louth")], minutes=minutes)
    found = laid(problem_of(cases))
    # Road of the held: 3 x 10/260; of P8: 25/260 with W1 and 26/260 with W2. W1 would stand at 100 %: 7.2 + 3.6.
    for tolerance, ends, balance in ((Fraction(0), "W1", Fraction(108, 10)), (Fraction(1, 10), "W2", Fraction(0))):
        settler = _settler(found)
        settler.settle(Order(KEYS, {"cost": tolerance}), seconds=10)
        by_key = {s.objective.key: Fraction(s.value) / s.objective.scale for s in settler.results}
        assert by_key["cost"] == Fraction(55, 260)
        assert by_key["balance"] == balance
        assert found.ends(settler.taken)["P8"] == ends


def test_large_levels_are_improved_by_neighbourhoods_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the way for large questions ends with the same values as the direct one."""
    found = _contested()
    direct = _settler(found)
    direct.settle(Order(KEYS, {}), seconds=10)
    monkeypatch.setattr(asking, "DIRECT_OPTIONS", -100)
    large = _settler(found, 6.0)
    large.settle(Order(KEYS, {}), seconds=6)
    assert [s.value for s in large.results] == [s.value for s in direct.results]


def _listing(found: Laid, listed: Bools) -> Settler:
    """A settler in whose options only some of the pairs are listed to begin with."""
    task = listed_only(found, listed, "cost")
    options = task.setting.options
    active = possible(options, found.room)
    return Settler(task.setting, found.room, active, left_as_they_are(options), clock(), task.candidates)


def test_pairs_that_turn_out_to_matter_become_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the nearer W2 is listed at the level of cost only, and that P1 ends there, 10 minutes away.

    At the first level W1, 40 minutes away, is as good. In no round of listing P1 stays with W1, and that is not proven.
    """
    minutes = {("Boston", "Spilsby"): 40, ("Boston", "Louth"): 10}
    staff = [worker("W1", base="Spilsby"), worker("W2", base="Louth")]
    found = laid(problem_of(caseload([person("P1")], staff, minutes=minutes)))
    near = np.asarray(found.options.worker != 1, dtype=bool)
    settler = _listing(found, near)
    settler.taken = np.array([1])
    settler.settle(Order(("unallocated_duty",), {}), seconds=5)
    assert settler.setting.options.worker.tolist() == [-1, 0]
    settler.settle(Order(("unallocated_duty", "cost"), {}), seconds=5)
    assert settler.setting.options.worker.tolist() == [-1, 0, 1]
    assert not settler.active[0]  # to have nobody was struck out by the first level, and stays so
    assert settler.setting.options.worker[settler.taken].tolist() == [1]
    assert [s.value for s in settler.results] == _by_enumeration(found, ("unallocated_duty", "cost"), {})
    assert len(settler.limits[0][0].linear) == 3  # what is to be kept counts the new option too
    monkeypatch.setattr(levels, "MOST_LISTINGS", 0)
    never = _listing(found, near)
    never.taken = np.array([1])
    never.settle(Order(("unallocated_duty", "cost"), {}), seconds=5)
    assert never.setting.options.worker[never.taken].tolist() == [0]
    assert never.results[1].bound < never.results[1].value


def test_pairs_that_cannot_keep_what_is_settled_are_struck_out_when_they_are_listed() -> None:
    """Proves that the nearer W2, who lacks what P1 must have, is no option at the level of cost once needs are met.

    W1 in Spilsby, 40 minutes away, knows custody; W2 and W3 in Louth are 10 minutes away, and W3 knows it too.
    """
    minutes = {("Boston", "Spilsby"): 40, ("Boston", "Louth"): 10}
    skilled = {"custody"}
    staff = [worker("W1", "Spilsby", skills=skilled), worker("W2", "Louth"), worker("W3", "Louth", skills=skilled)]
    found = laid(problem_of(caseload([person("P1", needs=skilled)], staff, minutes=minutes)))
    settler = _listing(found, np.asarray(found.options.worker < 1, dtype=bool))
    settler.taken = np.array([1])
    settler.settle(Order(("needs",), {}), seconds=5)
    settler._list(np.array([0, 0]), np.array([1, 2]))
    assert settler.setting.options.worker.tolist() == [-1, 0, 1, 2]
    assert settler.active[1:].tolist() == [True, False, True]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_levels_end_the_same_whatever_is_listed_first(case: Case, seed: int) -> None:
    """Proves for random cases that with any pairs listed to begin with each level ends as by enumeration, proven."""
    found, chance = laid_case(case), Random(seed)
    if not len(found.options.open_people):
        return
    listed = np.array([chance.random() < 0.3 for _ in range(len(found.options))], dtype=bool)
    settler = _listing(found, listed)
    settler.settle(Order(case.model.level_keys, {}), seconds=20)
    best = _by_enumeration(found, case.model.level_keys, {})
    assert [(s.value, s.bound) for s in settler.results] == [(b, b) for b in best]
    assert allowed(settler.setting.options, found.room, settler.taken)


def test_what_follows_a_bettered_level_is_what_is_kept() -> None:
    """Proves that a level that follows one bettered later is worth what it ends with, and one above it is not."""
    found = _contested()
    settled = [
        Settled(found.level(key), value, 1, 0.5)
        for key, value in zip(KEYS, (5, 7, 3, 4), strict=False)  # the second ends with 6, so the third and fourth stand
    ]
    assert [level.value for level in as_kept(settled, (5, 6, 8, 2))] == [5, 6, 8, 2]
    assert [level.value for level in as_kept(settled, (6, 7, 8, 2))] == [5, 7, 3, 2]  # none but the last was bettered
