"""allocator.engine.search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.answer import Limits
from allocator.engine import as_a_whole, asking, search
from allocator.engine.branch import Branched
from allocator.engine.clock import Clock
from allocator.engine.core import CoreResult, Task
from allocator.engine.cuts import cuts_for
from allocator.engine.people import Bools, Ints
from allocator.engine.search import Search
from allocator.engine.start import left_as_they_are
from allocator.engine.state import allowed, value
from tests.builders import caseload, model, person, worker
from tests.engine.small import (
    LEVELS,
    Laid,
    clock,
    cuts_of,
    laid,
    laid_case,
    listed_only,
    problem_of,
    small_cases,
    within,
)
from tests.oracle.case import Case


def _search(found: Laid, key: str, running: Clock | None = None) -> tuple[Search, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    running = running or clock()
    quiet = left_as_they_are(found.options)
    task = found.task(key)
    return Search(task, found.active, quiet, running, 0.0, lambda worth, bound: steps.append((worth, bound))), steps


def _contested() -> Laid:
    """Seven people of two sizes, seats for four or five, and siblings."""
    people = [person(f"P{i}", complexity=("standard", "high")[i % 2]) for i in range(5)]
    people += [person(f"S{i}", keep_together="G") for i in range(2)]
    return laid(problem_of(caseload(people, [worker("W1", fte="0.63"), worker("W2", fte="0.52")])))


def test_value_and_bound_meet() -> None:
    """Proves that value falls and bound rises from stage to stage until both agree, which is a proof."""
    run, steps = _search(_contested(), "unallocated_duty")
    run.run()
    assert run.bound.value == run.worth
    assert [worth for worth, _ in steps] == sorted((worth for worth, _ in steps), reverse=True)
    assert [bound for _, bound in steps] == sorted(bound for _, bound in steps)


def test_nothing_goes_on_once_somebody_has_asked_to_stop() -> None:
    """Proves that a level ends with Ctrl-C even where its end was worked out a hair too late: 0 is left."""
    running = clock()
    run, _ = _search(_contested(), "unallocated_duty", running)
    run.stop_at = -1e-9
    running.interrupted = True
    assert run.left == 0.0
    assert run.done


def test_it_stops_where_there_is_nothing_to_do() -> None:
    """Proves that a level which is at its bound from the start is reported once and needs no solver."""
    run, steps = _search(_contested(), "changes")
    run.run()
    assert steps == [(0, 0)]
    assert run.cuts == ()


def test_no_time_is_no_loss() -> None:
    """Proves that without time the allocation in hand and the bound without prices are what is left."""
    found = _contested()
    run, steps = _search(found, "unallocated_duty", clock(0))
    run.run()
    assert len(steps) == 1
    assert run.bound.value == 0 < run.worth
    assert (run.taken == left_as_they_are(found.options)).all()


def test_branching_settles_what_the_core_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that SCIP alone finds the same value and proves it, where CP-SAT finds nothing in its time."""
    direct, _ = _search(_contested(), "unallocated_duty")
    direct.run()
    monkeypatch.setattr(asking, "solve_core", lambda *_, **__: CoreResult(None, None, False))
    alone, _ = _search(_contested(), "unallocated_duty")
    alone.run()
    assert (alone.worth, alone.bound.value) == (direct.worth, direct.bound.value)


def test_no_solver_finishing_leaves_what_is_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that value and bound stay as they were where neither CP-SAT nor SCIP says anything in time."""
    monkeypatch.setattr(asking, "solve_core", lambda *_, **__: CoreResult(None, None, False))
    monkeypatch.setattr(asking, "branch", lambda *_, **__: Branched(None, None))
    found = _contested()
    run, _ = _search(found, "unallocated_duty", clock(2.0))
    run.run()
    quiet = value(run.task.target, found.setting, left_as_they_are(found.options))
    assert 0 < run.bound.value <= run.worth <= quiet  # the search near by may still have improved it
    assert allowed(found.options, found.room, run.taken)


def test_a_relaxation_that_does_not_finish_costs_only_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that without prices the level is settled all the same."""
    direct, _ = _search(_contested(), "unallocated_duty")
    direct.run()
    monkeypatch.setattr(asking, "relaxed", lambda *_: None)
    run, _ = _search(_contested(), "unallocated_duty")
    run.run()
    assert (run.worth, run.bound.value) == (direct.worth, direct.bound.value)


def test_a_bound_of_the_core_is_kept_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a bound over the open options never rises above the value in hand."""
    monkeypatch.setattr(asking, "solve_core", lambda *_, **__: CoreResult(None, 10**9, False))
    run, _ = _search(_contested(), "unallocated_duty")
    run.run()
    assert run.bound.value <= run.worth


def test_sibling_cuts_only_where_a_level_counts_siblings() -> None:
    """Proves that cuts of groups are made for the level needs and below it, not for the others."""
    found = _contested()
    every = cuts_of(found.task("needs"), found.active)
    groups = [cut.group for cut in every]
    assert [cut.group for cut in cuts_for(found.task("needs"), found.active)] == groups
    assert 0 in groups
    below = found.task("cost", [(found.level("needs"), 3)])
    assert any(cut.group is not None for cut in cuts_for(below, found.active))
    assert all(cut.group is None for cut in cuts_for(found.task("cost"), found.active))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), key=st.sampled_from(LEVELS))
def test_a_single_level_is_settled_as_by_enumeration(case: Case, key: str) -> None:
    """Proves for random cases that each level on its own ends at the best allowed value, proven."""
    found = laid_case(case)
    if not len(found.options.open_people):
        return
    run, _ = _search(found, key)
    run.run()
    best = min(value(found.level(key), found.setting, taken) for taken in found.every_allowed())
    assert (run.worth, run.bound.value) == (best, best)
    assert allowed(found.options, found.room, run.taken)
    assert value(found.level(key), found.setting, run.taken) == run.worth


def _one_listed(other: int) -> tuple[Laid, Task, Search]:
    """P1 of Boston with W1, 40 minutes away; W2 is ``other`` minutes away and no option. Nobody may be left."""
    minutes = {("Boston", "Spilsby"): 40, ("Boston", "Louth"): other}
    staff = [worker("W1", base="Spilsby"), worker("W2", base="Louth")]
    found = laid(problem_of(caseload([person("P1")], staff, minutes=minutes)))
    task = listed_only(found, np.asarray(found.options.worker == 0, dtype=bool), "travel", ["unallocated_duty"])
    run = Search(task, task.setting.options.worker == 0, np.array([1]), clock(), 0.0, lambda worth, bound: None)
    return found, task, run


def test_a_bound_is_not_raised_to_the_grid_of_listed_pairs_alone() -> None:
    """Proves that multiples of 40 are no grid where somebody at 30 minutes is no option: the bound stays at 30.

    W2 is found worth listing. Where W2 is 50 minutes away, the bound is 40 and nothing is worth listing.
    """
    found, _, run = _one_listed(30)
    minute = int(found.setting.problem.units.extra[0])
    assert (run.worth, run.bound.value) == (40 * minute, 30 * minute)
    assert [side.tolist() for side in run.hopeful()] == [[0], [1]]
    found, _, run = _one_listed(50)
    assert (run.worth, run.bound.value) == (40 * minute, 40 * minute)
    assert [side.tolist() for side in run.hopeful()] == [[], []]


@pytest.mark.parametrize(("other", "expected"), [(30, 30), (50, 40)])
def test_a_proof_over_listed_pairs_counts_where_they_are_all_that_matter(other: int, expected: int) -> None:
    """Proves that CP-SAT's proof for 40 minutes over the options is none while a pair at 30 is not among them."""
    found, _, run = _one_listed(other)
    run.run()
    minute = int(found.setting.problem.units.extra[0])
    assert (run.worth, run.bound.value) == (40 * minute, expected * minute)


def test_very_many_options_have_prices_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where GLOP would have too much to do, prices come from the assignment solver, and there are no cuts.

    Two seats for three people alike, nobody listed anew: the bound is one weight.
    """
    monkeypatch.setattr(asking, "MOST_LINEAR", 0)
    monkeypatch.setattr(asking, "relaxed", lambda *_: pytest.fail("GLOP was asked"))
    cases = caseload([person(f"P{i}") for i in range(3)], [worker("W1", fte="0.4")])
    found = laid(problem_of(cases, model(intake="off")))
    task = listed_only(found, found.active, "unallocated_duty")
    quiet = left_as_they_are(task.setting.options)
    run = Search(task, np.ones(len(task.setting.options), dtype=bool), quiet, clock(), 0.0, lambda worth, bound: None)
    assert run.bound.value == 0
    run.price()
    weight = int(task.target.linear.max())
    assert (run.cuts, run.bound.value) == ((), pytest.approx(weight, rel=1e-3))


def test_very_many_people_are_settled_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the wide stage improves what is in hand, and is passed over where few moves couple people."""
    asked: list[bool] = []

    def settled(task: Task, active: object, taken: object, *_: object) -> object:
        asked.append(True)
        return best

    monkeypatch.setattr(as_a_whole, "MANY_ROWS", 0)
    monkeypatch.setattr(as_a_whole, "settle_wide", settled)
    monkeypatch.setattr(asking, "solve_core", lambda *_, **__: CoreResult(None, None, False))
    monkeypatch.setattr(asking, "branch", lambda *_, **__: Branched(None, None))
    people = [person("P1"), person("P2", "W1", place="Alford")]
    for moves, expected in ((0, 1), (1, 0)):
        cases = caseload(people, [worker("W1"), worker("W2", fte="0")])
        found = laid(problem_of(cases, model(intake="off")), moves=moves)
        best = found.taken(P1="W1")
        asked.clear()
        run, _ = _search(found, "unallocated_duty")
        run.run()
        assert len(asked) == expected
        assert (run.worth == 0) is bool(expected)


def test_the_most_promising_alone_may_be_better_but_prove_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that SCIP over a few options improves what is in hand, those in hand among them, and leaves the bound."""
    asked: list[int] = []

    def narrow(task: Task, active: Bools, *_: object, hint: Ints, **__: object) -> Branched:
        asked.append(int(active.sum()))
        assert active[hint].all()
        return Branched(better, 10**9)

    monkeypatch.setattr(search, "NARROW_OPTIONS", 2)
    monkeypatch.setattr(asking, "MOST_BRANCHED", 0)
    monkeypatch.setattr(asking, "DIRECT_OPTIONS", -1000)
    monkeypatch.setattr(search, "MOST_ROWS", 0)
    monkeypatch.setattr(asking, "branch", narrow)
    found = _contested()
    better = found.taken(P0="W1", P1="W1")
    run, _ = _search(found, "unallocated_duty")
    run.run()
    assert run.taken.tolist() == better.tolist()
    assert run.bound.value < run.worth
    assert 2 <= asked[0] <= 2 + len(better)


def test_scip_works_aside_and_its_thread_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that where there are two threads the bound comes from SCIP aside, and that nobody else is asked for it."""
    monkeypatch.setattr(as_a_whole, "MANY_ROWS", 0)
    monkeypatch.setattr(asking, "DIRECT_OPTIONS", -1000)
    monkeypatch.setattr(asking, "branch", lambda *_, **__: pytest.fail("SCIP was asked once more"))
    monkeypatch.setattr(as_a_whole, "SHARE_BEFORE", 0.002)
    monkeypatch.setattr(as_a_whole, "SHARE_WHILE_FAR", 0.002)
    monkeypatch.setattr(as_a_whole, "NARROW_STEP", 10**6)
    monkeypatch.setattr(search.Search, "_settle_narrow", lambda *_: False)
    people = [person(f"P{i}", complexity=("standard", "high")[i % 2]) for i in range(5)]
    staff = [worker("W1", fte="0.63"), worker("W2", fte="0.52")]
    found = laid(problem_of(caseload(people, staff), model(intake="off")))
    running = Clock(Limits(seconds=20, threads=2))
    run, _ = _search(found, "unallocated_duty", running)
    with within(10):
        run.run()
    assert run.bound.value == run.worth
    assert (running.busy, run.aside) == (0, None)


def test_equals_are_told_apart_by_the_levels_that_follow() -> None:
    """Proves that of two allocations that are as good here the one that leads further is taken, and no worse one."""
    staff, minutes = [worker("W1"), worker("W2", base="Alford")], {("Alford", "Boston"): 90, ("Alford", "Alford"): 5}
    found = laid(problem_of(caseload([person("P1", place="Alford")], staff, minutes=minutes)))
    run, _ = _search(found, "unallocated_duty")
    run.take(found.taken(P1="W1"))
    run.take(found.taken(P1="W2"))
    assert found.ends(run.taken) == {"P1": "W1"}
    run.lead = found.task("travel").target
    run.take(found.taken(P1="W2"))
    assert found.ends(run.taken) == {"P1": "W2"}
    run.take(found.taken(P1="W1"))
    assert found.ends(run.taken) == {"P1": "W2"}
