"""The engine against the oracle: levels, bounds, proofs and people of random tiny cases; none may differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from allocator.answer import Answer, Limits
from allocator.engine import solve
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from tests.oracle.__main__ import LEAST_UNALLOCATED, main
from tests.oracle.binding import rates_of
from tests.oracle.case import Case
from tests.oracle.case_file import case_from_json, case_to_json, found_cases
from tests.oracle.compare import audit_differences, differences, stopped_differences, travel_of
from tests.oracle.week import lay_out
from tests.strategies import case_of, cases

FOUND = found_cases(Path(__file__).parent / "found")
CASES, BATCHES = 200, 20
RATED, LEAST_SEEN = 90, 1


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_audit_and_oracle_agree(batch: int) -> None:
    """Proves that ten random cases a batch give the same vector of levels, every one of them proven."""
    for seed in range(batch + 1, CASES + 1, BATCHES):
        assert differences(case_of(seed)) == (), f"case {seed}"


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_engine_audit_and_oracle_agree_on_drawn_cases(case: Case) -> None:
    """Proves the same for cases that hypothesis draws and makes smaller."""
    assert differences(case) == ()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_once_stays_mended(path: Path) -> None:
    """Proves that the smallest form of every difference ever found is one no longer."""
    assert differences(case_from_json(path.read_text(encoding="utf-8"))) == ()


@pytest.mark.parametrize("seconds", [0.0, 0.004])
def test_a_run_without_time_is_allowed_and_its_bounds_hold(seconds: float) -> None:
    """Proves that a time limit loses no allocation, and that what is not proven is not claimed."""
    for seed in range(1, 41):
        case = case_of(seed)
        travel = travel_of(case)
        limits = Limits(seconds=seconds, threads=1, chosen_moves=case.chosen_moves)
        answer = solve(case.caseload, travel, case.model, limits)
        week = lay_out(case, usual_minutes=travel.median_minutes)
        found = (*stopped_differences(week, answer), *audit_differences(week, travel, answer))
        assert found == (), f"case {seed}"


def test_two_threads_settle_the_same_levels() -> None:
    """Proves that more threads change no level."""
    for seed in range(1, 16):
        assert differences(case_of(seed), solver=_with_two_threads) == (), f"case {seed}"


def _with_two_threads(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    return solve(caseload, travel, model, replace(limits, threads=2))


def test_every_rule_is_in_play() -> None:
    """Proves that the random cases are no walk-over: each rule binds, and people are left without a worker."""
    rates = rates_of(case_of(seed) for seed in range(1, RATED + 1))
    assert {key for key, number in rates.binding.items() if number < LEAST_SEEN} == set()
    assert rates.unallocated_share >= LEAST_UNALLOCATED


def test_the_command_counts_and_replays(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Proves that the command line of the oracle compares, names what binds too seldom and takes a case file."""
    assert main(["--cases", "1", "--seed", "3", "--save", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "direct: 1 cases, 0 differ.\n" in told
    assert "below 5%" in told
    path = tmp_path / "case.json"
    path.write_text(case_to_json(case_of(3)), encoding="utf-8")
    assert main(["--replay", str(path)]) == 0
    assert capsys.readouterr().out == "No difference.\n"
