"""The engine against the oracle: levels, bounds, proofs and people of random tiny cases; none may differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from allocator.answer import Answer, Limits
from allocator.engine import candidates, solve
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from tests.oracle.__main__ import LEAST_UNALLOCATED, main
from tests.oracle.binding import rates_of
from tests.oracle.case import Case
from tests.oracle.case_file import case_from_json, case_to_json, found_cases
from tests.oracle.compare import Judged, audit_differences, differences, judged, stopped_differences, travel_of
from tests.oracle.ways import WAYS, taken
from tests.oracle.week import lay_out
from tests.strategies import case_of, cases

FOUND = found_cases(Path(__file__).parent / "found")
CASES, BATCHES = 200, 20
RATED, LEAST_SEEN = 90, 1

LARGE_WAYS = {"scip": 12, "sets": 8, "nearby": 10, "sparse": 20, "once": 12, "wide": 6, "largest": 6, "aside": 2}
"""How many cases go each of the ways for large questions."""
FOUND_ON_THE_WAY = (
    ("sparse", 1036),
    ("sparse", 1045),
    ("largest", 3183),
    ("largest", 20143),
    ("largest", 2006),
    ("largest", 2488),
)
"""Prices too fine for pairs that are left out, a bound raised to the grid of those that are not, prices too high; moves
that are no options and that cuts did not count, a level reported as settled before one above it was bettered."""


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


@pytest.mark.parametrize("way", LARGE_WAYS)
def test_the_ways_for_large_questions_claim_nothing_wrong(way: str) -> None:
    """Proves that bounds hold and proofs are right where pairs are left out, and where CP-SAT is not asked first."""
    for seed in range(1, LARGE_WAYS[way] + 1):
        assert judged(case_of(seed), way).found == (), f"case {seed}"


@pytest.mark.parametrize(("way", "seed"), FOUND_ON_THE_WAY)
def test_what_was_found_on_a_way_stays_mended(way: str, seed: int) -> None:
    """Proves that cases that once crashed or were proven wrongly on a way are neither any longer."""
    assert judged(case_of(seed), way).found == ()


def test_every_way_is_tried() -> None:
    """Proves that no way is forgotten here, and that the constants of a way are put back after it."""
    assert {"direct", *LARGE_WAYS} == set(WAYS)
    before = candidates.DENSE_PAIRS
    with taken("sparse"):
        assert candidates.DENSE_PAIRS == 0 < before
    assert before == candidates.DENSE_PAIRS


def test_leaving_pairs_out_proves_as_much_as_listing_them() -> None:
    """Proves that where pairs may be listed later in as many rounds as it takes every level is proven all the same."""
    for seed in range(21, 33):
        assert judged(case_of(seed), "sparse") == Judged((), ()), f"case {seed}"


def test_a_wrong_proof_is_seen() -> None:
    """Proves that the judge of the ways is no rubber stamp: a bound or a proof above the best there is is named.

    Case 3 is settled and then said to be a tenth worse at its last level, as value and bound, and not proven.
    """
    case = case_of(3)
    travel = travel_of(case)
    answer = solve(case.caseload, travel, case.model, Limits(seconds=20, threads=1))
    case = replace(case, chosen_moves=0)
    week = lay_out(case, usual_minutes=travel.median_minutes)
    assert stopped_differences(week, answer) == ()
    *first, last = answer.levels
    assert last.bound is not None
    for wrong, words in (
        ({"value": last.value + 0.1}, f"{last.key} is {last.value + 0.1!r}, proven"),
        ({"bound": last.bound + 0.1, "proven": False}, f"{last.key} has bound {last.bound + 0.1!r}"),
        ({"value": last.value - 0.1, "proven": False}, f"{last.key} is {last.value - 0.1!r}, not proven"),
    ):
        said = replace(answer, levels=(*first, last.model_copy(update=wrong)))
        assert any(words in line for line in stopped_differences(week, said)), words


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
    assert main(["--cases", "2", "--seed", "3", "--way", "all", "--no-rates"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(WAYS)
    assert all("2 cases, 0 differ." in line for line in lines)
