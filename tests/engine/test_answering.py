"""allocator.engine.answering."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.answer import Answer, Limits, Progress
from allocator.audit import audit
from allocator.engine import solve
from allocator.proposal import Cause, ChangeKind, Status
from allocator.records import Caseload
from tests.builders import AS_OF, caseload, model, person, travel, worker
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.strategies import cases as random_cases

LIMITS = Limits(seconds=20, threads=1)


def _solve(cases: Caseload, limits: Limits = LIMITS, by: Any = None) -> Answer:
    return solve(cases, travel(cases), by or model(), limits)


def _everything() -> Caseload:
    """One of each: kept, new, forced by a leaver, a step-down freed and one overdue, making room, unallocated."""
    full = [person(f"K{i}", "W1", changes_so_far=i) for i in range(1, 6)]
    return caseload(
        [
            *full,
            person("N1", avoid_workers={"W2", "W3", "W5"}),  # only W1, which is full: somebody makes room
            person("F1", "W4", avoid_workers={"W1", "W3", "W5"}),
            person("S1", "W2", age=24),
            person("S2", "W2", age=23),
            person("U1", avoid_workers={"W1", "W2", "W3", "W5"}),
        ],
        [
            worker("W1", role="16-20"),
            worker("W2", role="16-20"),
            worker("W3", role="21+"),
            worker("W4", last_day=AS_OF),
            worker("W5", role="16-20", fte="0"),
        ],
    )


def test_every_kind_of_change_and_its_cause() -> None:
    """Proves how an allocation is put back into words: kind and cause of everybody, and who is overdue."""
    answer = _solve(_everything())
    kinds = {p: (kind, answer.cause[p]) for p, kind in answer.change.items()}
    assert kinds["N1"] == (ChangeKind.NEW, Cause.NEW)
    assert kinds["F1"] == (ChangeKind.FORCED, Cause.WORKER_LEAVES)
    assert kinds["S1"] == (ChangeKind.FORCED, Cause.STEP_DOWN)
    assert kinds["S2"] == (ChangeKind.KEPT, Cause.HELD)
    assert kinds["U1"] == (ChangeKind.UNALLOCATED, Cause.NEW)
    assert kinds["K1"] == (ChangeKind.ROOM, Cause.ROOM)
    assert {kinds[f"K{i}"] for i in range(2, 6)} == {(ChangeKind.KEPT, Cause.HELD)}
    assert answer.overdue == ("S2",)
    assert answer.worker_of["S1"] == "W3"
    assert answer.status is Status.PROVEN


def test_a_step_down_that_finds_no_room_waits() -> None:
    """Proves that whoever is freed for a step-down and stays is kept, with the cause, and overdue before the others."""
    cases = caseload(
        [person("S1", "W1", age=24), person("S2", "W1", age=23)],
        [worker("W1", role="16-20"), worker("W2", role="21+", fte="0")],
    )
    answer = _solve(cases)
    assert (answer.change["S1"], answer.cause["S1"]) == (ChangeKind.KEPT, Cause.STEP_DOWN)
    assert answer.overdue == ("S1", "S2")


def test_no_workers_at_all_leave_everybody_without() -> None:
    """Proves that an empty table of workers is a shortage, not a fault."""
    answer = _solve(caseload([person("P1")], []))
    assert answer.change == {"P1": ChangeKind.UNALLOCATED}


def test_heads_stand_beside_the_levels_that_count_people() -> None:
    """Proves that each level says value, bound and heads in its own units."""
    answer = _solve(caseload([person("P1"), person("P2", category="qualifying", complexity="high")], [worker(fte="0")]))
    by_key = {level.key: level for level in answer.levels}
    assert (by_key["unallocated_duty"].value, by_key["unallocated_duty"].heads) == (0.25, 1)
    assert (by_key["unallocated"].value, by_key["unallocated"].heads) == (0.375, 1)
    assert by_key["cost"].heads is None
    assert all(level.proven and level.bound == level.value == level.kept for level in answer.levels)


def test_an_interrupt_by_whoever_listens_still_gives_an_audited_answer() -> None:
    """Proves that Ctrl-C at the first step of progress ends in an answer that the audit accepts."""
    cases = _everything()

    def stop(_: Progress) -> None:
        if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    answer = _solve(cases, Limits(seconds=20, threads=1, on_progress=stop))
    assert signal.getsignal(signal.SIGINT) is before
    assert audit(cases, travel(cases), model(), answer).contradictions == ()
    assert answer.status in (Status.INTERRUPTED, Status.PROVEN)


@pytest.mark.parametrize("seconds", [0.0, 0.1])
def test_next_to_no_time_still_gives_an_audited_answer(seconds: float) -> None:
    """Proves that a time limit costs proofs, not the answer: every level has a value and a bound below it."""
    cases = _everything()
    answer = _solve(cases, Limits(seconds=seconds, threads=1))
    assert audit(cases, travel(cases), model(), answer).contradictions == ()
    for level in answer.levels:
        assert level.bound is not None
        assert level.bound <= level.value
    if seconds == 0:
        assert answer.status is Status.NOT_PROVEN


def test_it_may_be_called_in_a_thread() -> None:
    """Proves that a library user may solve outside the main thread, where Python allows no handlers."""
    answers: list[Answer] = []
    thread = threading.Thread(target=lambda: answers.append(_solve(_everything())))
    thread.start()
    thread.join()
    assert answers[0].worker_of == _solve(_everything()).worker_of


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=random_cases(), seconds=st.sampled_from([0.0, 0.005, 0.02]))
def test_any_time_limit_gives_an_audited_answer(case: Case, seconds: float) -> None:
    """Proves for random cases with chosen moves that stopping early never leads to a contradiction."""
    limits = Limits(seconds=seconds, threads=1, chosen_moves=case.chosen_moves)
    answer = solve(case.caseload, travel_of(case), case.model, limits)
    found = audit(case.caseload, travel_of(case), case.model, answer, chosen_moves=case.chosen_moves)
    assert found.contradictions == ()
