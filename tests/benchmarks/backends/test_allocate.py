"""Peers answer the weekly question: each answer held against the audit and an enumeration of everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from allocator.answer import Answer, Limits, Progress
from allocator.audit import audit
from allocator.bundled import instances_dir
from allocator.pipeline import Options, check
from allocator.proposal import ChangeKind, Status
from benchmarks.backends.registry import backend
from benchmarks.backends.shared.errors import NotApplicable
from tests import builders
from tests.oracle.case import Case
from tests.oracle.compare import audit_differences, differences, stopped_differences, travel_of
from tests.oracle.search import best_of_week
from tests.oracle.week import lay_out
from tests.strategies import case_of

PROVING = ("cp_sat_levels", "highs_levels", "scip_levels")
SEEDS = (*range(60), 62, 79, 114, 130, 161, 163)
"""The last ones tell: a sibling without a worker is not split, and a fixed pair is not excused for nothing."""

EVERY = (*PROVING, "cp_sat_weighted", "spreadsheet")


def weekly(seed: int) -> Case:
    """A random tiny case without chosen moves: peers make none."""
    return replace(case_of(seed), chosen_moves=0)


def answered(case: Case, name: str, *, seconds: float) -> Answer:
    """What a backend answers with one thread."""
    limits = Limits(seconds=seconds, threads=1)
    answer: Answer = backend(name).allocate(case.caseload, travel_of(case), case.model, limits)
    return answer


@pytest.mark.parametrize("name", PROVING)
def test_peers_that_prove_agree_with_the_enumeration(name: str) -> None:
    """Proves that every level has the oracle's value, proven, and that the audit contradicts nothing."""
    solver: Callable[..., Answer] = backend(name).allocate
    assert {seed: found for seed in SEEDS if (found := differences(weekly(seed), solver=solver))} == {}


@pytest.mark.parametrize("name", ["cp_sat_weighted", "spreadsheet"])
def test_peers_that_prove_little_claim_nothing_false(name: str) -> None:
    """Proves that no value is better than the optimum, no bound above it, and that the audit contradicts nothing."""
    wrong = {}
    for seed in range(40):
        case, travel = weekly(seed), travel_of(weekly(seed))
        answer = answered(case, name, seconds=0.5)
        week = lay_out(case, usual_minutes=travel.median_minutes)
        wrong[seed] = (*stopped_differences(week, answer), *audit_differences(week, travel, answer))
    assert {seed: lines for seed, lines in wrong.items() if lines} == {}


def test_by_hand_is_never_better_than_the_optimum_and_often_worse() -> None:
    """Proves both: level by level, lexicographically, by hand loses or draws, and does not always draw."""
    lost = 0
    for seed in range(40):
        case = weekly(seed)
        case = replace(case, model=case.model.model_copy(update={"levels": without_tolerance(case)}))
        best, _ = best_of_week(lay_out(case, usual_minutes=travel_of(case).median_minutes))
        optimum = [float(value) for _, value in best.settled]
        by_hand = [level.value for level in answered(case, "spreadsheet", seconds=1).levels]
        first = next((pair for pair in zip(by_hand, optimum, strict=True) if abs(pair[0] - pair[1]) > 1e-9), None)
        assert first is None or first[0] > first[1]
        lost += first is not None
    assert lost >= 10


def without_tolerance(case: Case) -> tuple[object, ...]:
    """The levels of a case, none of which may be worsened."""
    return tuple(level.model_copy(update={"tolerance_percent": 0}) for level in case.model.levels)


@pytest.mark.parametrize("name", [name for name in EVERY if name != "spreadsheet"])
def test_without_time_everybody_is_left_as_they_are(name: str) -> None:
    """Proves that there always is an allowed answer: held people stay, new ones wait, nothing is proven."""
    caseload, model, travel = check(instances_dir() / "tiny", Options())
    answer = backend(name).allocate(caseload, travel, model, Limits(seconds=0, threads=1))
    assert audit(caseload, travel, model, answer).contradictions == ()
    assert answer.status is Status.NOT_PROVEN
    assert not any(level.proven or level.bound is not None for level in answer.levels)
    assert set(answer.change.values()) <= {ChangeKind.KEPT, ChangeKind.UNALLOCATED}


@pytest.mark.parametrize("name", ["cp_sat_levels", "cp_sat_weighted", "scip_levels"])
def test_progress_is_told(name: str) -> None:
    """Proves that a gap over time can be drawn: values come, and the seconds left never grow."""
    heard: list[Progress] = []
    caseload, model, travel = check(instances_dir() / "tiny", Options())
    limits = Limits(seconds=20, threads=1, on_progress=heard.append)
    answer = backend(name).allocate(caseload, travel, model, limits)
    assert any(step.value is not None for step in heard)
    left = [step.seconds_left for step in heard if step.seconds_left is not None]
    assert left == sorted(left, reverse=True)
    if name != "cp_sat_weighted":
        assert list(dict.fromkeys(step.level for step in heard)) == [level.key for level in answer.levels]
        assert {step.level: step.value for step in heard} == {level.key: level.value for level in answer.levels}


@pytest.mark.parametrize("name", EVERY)
def test_chosen_moves_are_refused(name: str) -> None:
    """Proves that a peer says that it makes no chosen moves, rather than leave them out."""
    cases = builders.caseload([builders.person()], [builders.worker()])
    with pytest.raises(NotApplicable, match="ask for chosen_moves=0"):
        backend(name).allocate(cases, builders.travel(cases), builders.model(), Limits(chosen_moves=3))
