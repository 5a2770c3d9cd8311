"""allocator.engine.weekly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from allocator.engine import rounding, weekly
from allocator.engine.core import Task
from allocator.engine.levels import Settler
from allocator.engine.options import NOBODY
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.engine.start import left_as_they_are
from allocator.engine.weekly import Outcome, carry_over, run_week, settler_for
from allocator.proposal import Cause
from tests.builders import caseload, model, person, worker
from tests.engine.small import clock, laid, problem_of, problem_of_case, small_cases
from tests.oracle.case import Case


def _ends(problem: Problem, outcome: Outcome) -> dict[str, str | None]:
    ids = problem.workers.ids
    return {p: None if w == NOBODY else ids[w] for p, w in zip(problem.people.ids, outcome.end_with, strict=True)}


def _week(people: Any, staff: Any, by: Any = None) -> tuple[Problem, Outcome]:
    problem = problem_of(caseload(people, staff), by)
    return problem, run_week(problem, clock())


def test_held_people_stay_where_nobody_waits() -> None:
    """Proves that nobody moves for a better fit: W1 stays full while the new person goes to the empty W2."""
    held = [person(f"P{i}", "W1") for i in range(5)]
    problem, outcome = _week([*held, person("P9")], [worker("W1"), worker("W2")])
    assert _ends(problem, outcome) == {**dict.fromkeys((p.person_id for p in held), "W1"), "P9": "W2"}
    assert outcome.given.tolist() == [False] * 5 + [True]
    assert outcome.heads == {"unallocated_duty": 0, "unallocated": 0}


def test_room_is_made_where_somebody_would_be_left() -> None:
    """Proves that one held person moves to W2 since the new one may not go there, and that it is who loses least."""
    held = [person(f"P{i}", "W1", changes_so_far=9 - i) for i in range(5)]
    problem, outcome = _week([*held, person("P9", avoid_workers={"W2"})], [worker("W1"), worker("W2")])
    ends = _ends(problem, outcome)
    assert ends["P9"] == "W1"
    assert [p for p, w in ends.items() if w == "W2"] == ["P4"]  # the fewest changes so far
    by_key = {s.objective.key: s for s in outcome.settled}
    assert by_key["changes"].value == by_key["changes"].bound == 1_000_000 + 2500  # five changes at half a point each


def test_no_room_moves_where_the_model_has_none() -> None:
    """Proves that without room moves the new person is left, with a head counted."""
    held = [person(f"P{i}", "W1") for i in range(5)]
    none = model({"rules.continuity.room_moves": 0})
    problem, outcome = _week([*held, person("P9", avoid_workers={"W2"})], [worker("W1"), worker("W2")], none)
    assert _ends(problem, outcome)["P9"] is None
    assert outcome.heads == {"unallocated_duty": 1, "unallocated": 0}


def test_moves_that_help_nobody_are_not_made() -> None:
    """Proves that opening held people leaves them where they are when nobody can be placed by it."""
    held = [person(f"P{i}", "W1") for i in range(5)]
    problem, outcome = _week([*held, person("P9", avoid_workers={"W1", "W2"})], [worker("W1"), worker("W2")])
    assert not outcome.given.any()
    by_key = {s.objective.key: s for s in outcome.settled}
    assert (by_key["changes"].value, by_key["changes"].bound) == (0, 0)
    assert outcome.heads["unallocated_duty"] == 1
    assert _ends(problem, outcome)["P0"] == "W1"


def test_what_is_carried_over_must_be_as_good_as_a_quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that opening held people goes on from the better of the two: here everybody carried over had nobody."""
    monkeypatch.setattr(weekly, "carry_over", lambda options, like: left_as_they_are(options))
    held = [person(f"P{i}", "W1") for i in range(5)]
    people = [*held, person("P8"), person("P9", avoid_workers={"W2"})]
    problem, outcome = _week(people, [worker("W1"), worker("W2")])
    assert _ends(problem, outcome)["P9"] == "W1"
    assert outcome.heads["unallocated_duty"] == 0


def test_nobody_open_and_nobody_at_all() -> None:
    """Proves that a week in which everybody is held, and a caseload of nobody, have every level settled."""
    for people in ([person("P1", "W1")], []):
        _, outcome = _week(people, [worker("W1")])
        assert [s.objective.key for s in outcome.settled] == list(model().level_keys)
        assert all(s.bound >= s.value for s in outcome.settled)


def test_a_large_week_starts_from_the_relaxation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the start for large weeks leads to the same levels as the quick one."""
    people = [person(f"P{i}", complexity=("standard", "high")[i % 2]) for i in range(9)]
    staff = [worker("W1", fte="0.7"), worker("W2"), worker("W3", fte="0.4")]
    _, quick = _week(people, staff)
    monkeypatch.setattr(weekly, "MANY_OPEN", 2)
    problem = problem_of(caseload(people, staff))
    large = run_week(problem, clock(8))
    assert [(s.value, s.bound) for s in large.settled] == [(s.value, s.bound) for s in quick.settled]


@pytest.mark.parametrize(
    ("moves", "intake", "most", "ways"),
    [
        (0, "off", 2, ["rounded", "as a whole"]),
        (0, "off", 1, ["by all levels"]),
        (1, "off", 1, ["rounded"]),
        (0, "must", 1, ["rounded"]),
    ],
)
def test_where_many_are_open_the_start_is_rounded_and_settled_as_a_whole(
    moves: int, intake: str, most: int, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that a first allocation is settled as a whole where room alone couples people, and otherwise rounded.

    It is rounded first where there are not very many; where there are, all levels together say who goes where.
    """
    asked: list[str] = []

    def as_a_whole(task: Task, active: Bools, taken: Ints, *_: object) -> Ints:
        asked.append("as a whole")
        return taken

    def rounded(task: Task, active: Bools, taken: Ints, *_: object, **__: object) -> Ints:
        asked.append("rounded")
        return taken

    def begin(self: Settler, keys: Sequence[str], *, seconds: float) -> None:
        asked.append("by all levels")

    monkeypatch.setattr(weekly, "MANY_OPEN", 1)
    monkeypatch.setattr(weekly, "settle_wide", as_a_whole)
    monkeypatch.setattr(weekly, "rounded", rounded)
    monkeypatch.setattr(rounding, "MOST_ROUNDED", most)
    monkeypatch.setattr(Settler, "begin", begin)
    cases = caseload([person("P1"), person("P2", complexity="high")], [worker("W1")])
    problem = problem_of(cases, model(intake=intake))
    nobody, none = np.full(2, NOBODY), np.zeros(2, dtype=bool)
    settler_for(problem, clock(), nobody, none, np.array([0, 1]), moves=moves)
    assert asked == ways
    monkeypatch.setattr(weekly, "MANY_OPEN", 2)
    settler_for(problem, clock(), nobody, none, np.array([0, 1]), moves=moves)
    assert asked == ways


def test_pairs_that_are_listed_for_what_is_carried_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that opening held people lists P9 with W3, the farthest, beside the nearest: P9 is there by now."""
    minutes = {("Boston", "Louth"): 50, ("Boston", "Spilsby"): 20}
    staff = [worker("W1"), worker("W2", base="Spilsby"), worker("W3", base="Louth")]
    problem = problem_of(caseload([person("P1", "W1"), person("P9")], staff, minutes=minutes))
    none = np.zeros(2, dtype=bool)
    first = settler_for(problem, clock(), np.array([0, NOBODY]), none, np.array([1]), moves=0)
    assert first.setting.options.worker.tolist() == [NOBODY, 0, 1, 2]
    first.taken = np.array([3])
    for name, most in (("DENSE_PAIRS", 0), ("FEWEST_KEPT", 1), ("MOST_KEPT", 1), ("MOST_CLASSES", 1)):
        monkeypatch.setattr(f"allocator.engine.candidates.{name}", most)
    second = settler_for(problem, clock(), np.full(2, NOBODY), none, np.array([0, 1]), moves=1, like=first)
    mine = second.setting.options.worker[second.setting.options.person == 1]
    assert mine.tolist() == [NOBODY, 0, 2]
    assert second.candidates is not None


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_carrying_over_keeps_everybodys_end(case: Case) -> None:
    """Proves for random cases that opening held people keeps what was in hand: who is open in both ends the same."""
    problem = problem_of_case(case)
    small, large = laid(problem), laid(problem, moves=3)
    is_open = np.array([cause is not Cause.HELD for cause in problem.people.cause], dtype=bool)
    before = np.where(is_open, NOBODY, problem.people.current)
    none = np.zeros(len(is_open), dtype=bool)
    closed = settler_for(problem, clock(), before, none, np.flatnonzero(is_open), moves=0)
    carried = carry_over(large.options, closed)
    now = {p.person_id: p.current_worker for p in case.caseload.young_people}
    ends = {**now, **small.ends(closed.taken)}
    assert large.ends(carried) == {p: ends[p] for p in large.ends(carried)}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_nobody_held_is_left_and_few_move(case: Case) -> None:
    """Proves for random cases, even with next to no time, that held people keep a worker and few make room."""
    problem = problem_of_case(case)
    outcome = run_week(problem, clock(0.01))
    held = np.array([cause is Cause.HELD for cause in problem.people.cause], dtype=bool)
    assert (outcome.end_with[held] != NOBODY).all()
    assert outcome.given[held].sum() <= case.model.rules.continuity.room_moves
    assert not outcome.given[held & ~problem.people.movable].any()
