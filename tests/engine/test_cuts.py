"""allocator.engine.cuts."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.cuts import Cut, counting_cuts, cover_cuts, least_moves, limit_cover, sibling_cuts, split_cuts
from allocator.engine.people import Ints
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, laid_case, problem_of, problem_of_case, small_cases
from tests.oracle.case import Case, with_rule


def _counted(found: Laid, cut: Cut, taken: Ints) -> int:
    return int(cut.weights[np.isin(cut.options, taken)].sum())


def _counting(found: Laid) -> tuple[Cut, ...]:
    return counting_cuts(found.options, found.room, found.active)


def _split(found: Laid, group: int, taken: Ints) -> bool:
    """Whether a group is split by an allocation, told from who ends with whom."""
    siblings = found.setting.siblings.groups[group]
    rows = [int(taken[row]) for row in siblings.rows]
    ends = {int(found.options.worker[i]) for i in rows} - {-1} | set(siblings.fixed_workers)
    given_now = siblings.fixed_given or any(bool(found.options.given[i]) for i in rows)
    return given_now and len(ends) > 1


def test_whole_people_only() -> None:
    """Proves the cuts of a room for 1.2 people: at most one of three alike, written once more in halves (t = 0.1)."""
    people = [person(f"P{i}") for i in range(3)]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.24")])))
    cuts = _counting(found)
    assert [(cut.weights.tolist(), cut.limit) for cut in cuts] == [([1, 1, 1], 1), ([2, 2, 2], 2)]


def test_large_people_count_twice() -> None:
    """Proves that in a room of 0.5 of a post two standard people fit, but beside a very high one (1/2) nobody does.

    Sizes t = 0.5 + 1 unit (nobody counts), then 0.25 + 1 unit: only the very high one is that large; then
    0.5/3 + 1 unit: standard ones count 1 and the very high one 2, at most 2.
    """
    people = [person("P1"), person("P2"), person("P3", complexity="very_high")]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.4")])))
    assert ([1, 1, 2], 2) in [(cut.weights.tolist(), cut.limit) for cut in _counting(found)]


def test_no_cuts_where_the_ceiling_does_not_bind_or_nobody_may_come() -> None:
    """Proves that a worker above the ceiling, who may simply be given nobody, and one without candidates have none."""
    above = [person(f"P{i}", "W1") for i in range(6)]
    found = laid(problem_of(caseload([*above, person("P9")], [worker("W1"), worker("W2", fte="0")])), moves=1)
    assert _counting(found) == ()


def test_whoever_may_leave_makes_room() -> None:
    """Proves that a held person who may go is counted with what going sets free: 1/4 in a size above 1/8 is 2.

    W1 has a ceiling of 3/8, so 1/8 is left beside P1, and nobody fits: P2 + P3 + 2 x P1 stays <= 0 + 2.
    """
    people = [person("P1", "W1"), person("P2", avoid_workers={"W2"}), person("P3", avoid_workers={"W2"})]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.3"), worker("W2")])), moves=1)
    cut = next(cut for cut in _counting(found) if cut.limit == 2)
    assert _counted(found, cut, found.taken(P2="W1")) == 3
    assert _counted(found, cut, found.taken()) == 2
    assert _counted(found, cut, found.taken(P1="W2", P2="W1")) == 1


def test_siblings_end_together_or_are_split() -> None:
    """Proves that giving P1 to W1 needs P2 with W1 or without a worker, or a split of their group."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])))
    cuts = sibling_cuts(found.options, found.setting.siblings, found.active)
    first = next(cut for cut in cuts if found.option("P1", "W1") == cut.options[0])
    assert first.options.tolist() == [found.option("P1", "W1"), found.option("P2", None), found.option("P2", "W1")]
    assert (first.weights.tolist(), first.limit, first.group) == ([1, -1, -1], 0, 0)
    assert _counted(found, first, found.taken(P1="W1", P2="W2")) == 1


def test_a_fixed_sibling_draws_the_others() -> None:
    """Proves that every option away from a fixed sibling's worker counts as a split."""
    people = [person("P1", keep_together="G"), person("P2", "W2", keep_together="G")]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])))
    (cut,) = sibling_cuts(found.options, found.setting.siblings, found.active)
    assert (cut.weights.tolist(), cut.limit, cut.group) == ([0, 1, 0], 0, 0)  # nobody, W1, W2


def test_no_groups_no_cuts() -> None:
    """Proves that a rule that is off makes none."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    found = laid(problem_of(caseload(people, [worker("W1")]), model(together="off")))
    assert sibling_cuts(found.options, found.setting.siblings, found.active) == ()


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_no_allowed_allocation_is_cut_off(case: Case) -> None:
    """Proves for random cases, by enumeration, that allowed allocations keep every cut (a split allows one more)."""
    found = laid_case(case)
    cuts = (*_counting(found), *sibling_cuts(found.options, found.setting.siblings, found.active))
    for taken in found.every_allowed():
        for cut in cuts:
            more = cut.group is not None and _split(found, cut.group, taken)
            assert _counted(found, cut, taken) <= cut.limit + more


def _kinds(found: Laid) -> list[tuple[list[int], int]]:
    return [(cut.weights.tolist(), cut.limit) for cut in _counting(found)]


def test_whoever_leaves_makes_no_more_room_than_intake_fills() -> None:
    """Proves that with one person a week P1's going lets one come and not two: P2 + P3 + P1 <= 0 + 1.

    W1 has a ceiling of 3/8 and 1/8 left beside P1 (1/4), which is 2 in sizes above 1/8. With three a week it stays 2.
    """
    people = [person("P1", "W1"), person("P2", avoid_workers={"W2"}), person("P3", avoid_workers={"W2"})]
    cases = caseload(people, [worker("W1", fte="0.3"), worker("W2")])
    one, three = (laid(problem_of(cases, model({"rules.intake.per_week": n})), moves=1) for n in (1, 3))
    assert _kinds(one)[0] == ([1, 1, 1], 1)
    assert _kinds(three)[0] == ([1, 1, 2], 2)
    first = _counting(one)[0]
    assert _counted(one, first, one.taken()) == 1
    assert _counted(one, first, one.taken(P1="W2", P2="W1")) == 1
    assert _counted(one, first, one.taken(P1="W2", P2="W1", P3="W1")) == 2  # one too many


def test_heads_are_cut_besides_sizes() -> None:
    """Proves that large people count once as well as twice where somebody may leave, since intake counts heads.

    W1's ceiling of 5/8 leaves 3/8 beside P1 (1/4). In sizes above 3/16 P2 (1/2) is 2, P3 (1/4) is 1 and P1 2, rounded
    up; one size fits. One person a week brings 2 sizes at most, 1 more than fits: 2 P2 + P3 + P1 <= 1 + 1. As heads it
    brings 1, no more than fits: P2 + P3 <= 1. Three a week bring more than P1 makes room for: 2 P2 + P3 + 2 P1 <= 3.
    """
    big = person("P2", complexity="very_high", avoid_workers={"W2"})
    cases = caseload(
        [person("P1", "W1"), big, person("P3", avoid_workers={"W2"})], [worker("W1", fte="0.5"), worker("W2")]
    )
    one, three = (laid(problem_of(cases, model({"rules.intake.per_week": n})), moves=1) for n in (1, 3))
    assert _kinds(one)[1:] == [([2, 1, 1], 2), ([1, 1, 0], 1)]
    assert _kinds(three)[1:] == [([2, 1, 2], 3), ([1, 1, 2], 3)]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_cuts_with_a_tight_intake_cut_nobody_off(case: Case) -> None:
    """Proves the same for one person a week and for two, with held people open: the intake part is never too tight.

    Nor is it too loose: what is cut off without regard to intake is cut off with it.
    """
    for intake in (1, 2):
        found = laid(problem_of_case(with_rule(case, "intake", strength="must", per_week=intake)), moves=3)
        cuts = _counting(found)
        for taken in found.every_allowed():
            assert [cut for cut in cuts if _counted(found, cut, taken) > cut.limit] == []
        free = replace(found.room, intake=np.full_like(found.room.intake, 99))
        loose = counting_cuts(found.options, free, found.active)
        for taken in islice(found.every(), 300):
            if any(_counted(found, cut, taken) > cut.limit for cut in loose):
                assert any(_counted(found, cut, taken) > cut.limit for cut in cuts)


def test_so_many_moves_at_least() -> None:
    """Proves the least number of moves: of 3 units at most each, a value of 7 takes three, one of 6 two, 0 none.

    Where something else adds to the level, or there are no moves, nothing is said.
    """
    found = laid(problem_of(caseload([person("P1", "W1"), person("P2")], [worker("W1"), worker("W2")])), moves=1)
    move = found.option("P1", "W2")
    cost = np.zeros(len(found.options), dtype=np.int64)
    cost[move] = 3
    for bound, least in ((7, 3), (6, 2), (1, 1)):
        (cut,) = least_moves(found.options, found.active, cost, bound)
        assert (cut.options.tolist(), cut.weights.tolist(), cut.limit) == ([move], [-1], -least)
    assert least_moves(found.options, found.active, cost, 0) == ()
    cost[found.option("P2", None)] = 1
    assert least_moves(found.options, found.active, cost, 7) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_cases(), st.randoms(use_true_random=False))
def test_what_a_solver_overlooked_excludes_nothing_allowed(case: Case, rng: Random) -> None:
    """Proves that cuts made from any choice hold for all allowed allocations, and rule out an overfilled choice itself.

    Of groups: what a cut counts as split is split.
    """
    found = laid_case(case)
    every, kept = list(islice(found.every(), 400)), found.every_allowed()[:200]
    options, siblings = found.options, found.setting.siblings
    linear = found.level("unallocated").linear
    for bad in rng.sample(every, min(6, len(every))):
        covers = cover_cuts(options, found.room, bad)
        assert all(_counted(found, cut, bad) > cut.limit for cut in covers)
        splits = split_cuts(options, siblings, bad)
        limit = int(linear[bad].sum()) - 1
        for taken in kept:
            assert all(_counted(found, cut, taken) <= cut.limit for cut in covers)
            if linear[taken].sum() <= limit:
                assert all(_counted(found, cut, taken) <= cut.limit for cut in limit_cover(linear, 0, limit, bad))
            for cut in splits:
                assert cut.group is not None
                assert _counted(found, cut, taken) <= cut.limit + _split(found, cut.group, taken)
        for cut in splits:
            if _counted(found, cut, bad) > cut.limit:
                assert cut.group is not None
                assert _split(found, cut.group, bad)
