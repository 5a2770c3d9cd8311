"""What must hold of every best allocation whatever the case, so that the oracle itself is not believed blindly."""

from __future__ import annotations

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from allocator.records import Worker
from tests.oracle.binding import outcome
from tests.oracle.case import Case, with_rule
from tests.oracle.case_file import case_from_json, case_to_json
from tests.oracle.shrink import shrink
from tests.strategies import case_of

SEEDS = range(40)
FORBIDDEN = ("allocator.load", "allocator.dates", "allocator.engine", "allocator.audit", "allocator.travel")
JUDGES = {"compare.py", "__main__.py"}


def first_level(case: Case) -> tuple[str, Fraction]:
    """The level settled first, and its value."""
    return outcome(replace(case, chosen_moves=0)).week.settled[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_worker_never_worsens_the_first_level(seed: int) -> None:
    """Proves that more help never hurts: a full-time worker more, at a base that is there already."""
    case = case_of(seed)
    workers = case.caseload.workers
    more = Worker.model_validate({"worker_id": "W8", "base": workers[0].base, "fte": "1"})
    larger = case.caseload.model_copy(update={"workers": (*workers, more)})
    key, value = first_level(case)
    assert first_level(replace(case, caseload=larger)) <= (key, value)


@pytest.mark.parametrize("seed", SEEDS)
def test_looser_limits_never_worsen_the_first_level(seed: int) -> None:
    """Proves that a larger intake and more room moves only add allocations."""
    case = case_of(seed)
    rules = case.model.rules
    looser = with_rule(case, "intake", per_week=rules.intake.per_week + 1)
    # Points lost are capped by the number of room moves, so they are left out of account at the level changes.
    looser = with_rule(looser, "continuity", room_moves=rules.continuity.room_moves + 1)
    key, value = first_level(case)
    assert key == "changes" or first_level(looser) <= (key, value)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_tables_does_not_matter(seed: int) -> None:
    """Proves that shuffled people and workers give the same levels and the same best allocations."""
    case, rng = case_of(seed), Random(seed)
    people, workers = list(case.caseload.young_people), list(case.caseload.workers)
    rng.shuffle(people)
    rng.shuffle(workers)
    tables = {"young_people": tuple(people), "workers": tuple(workers)}
    shuffled = replace(case, caseload=case.caseload.model_copy(update=tables))
    assert outcome(shuffled).week.settled == outcome(case).week.settled
    assert outcome(shuffled).week.as_set == outcome(case).week.as_set


@pytest.mark.parametrize("seed", SEEDS)
def test_held_people_keep_a_worker_and_only_the_allowed_move(seed: int) -> None:
    """Proves that nobody with a worker who stays is left without, and that room moves stay within their number."""
    case = case_of(seed)
    found = outcome(case)
    for ends in found.week.allocations:
        moved = found.scales.moved(ends)
        assert len(moved) <= case.model.rules.continuity.room_moves
        assert all(ends[p] is not None for p, kind in found.scales.opening.standing.items() if kind == "held")


def test_a_case_survives_its_file() -> None:
    """Proves that a case read back gives the same levels."""
    for seed in range(12):
        case = case_of(seed)
        assert outcome(case_from_json(case_to_json(case))).week.settled == outcome(case).week.settled


def test_shrinking_keeps_what_is_shown() -> None:
    """Proves that a case that leaves somebody out shrinks to one person without a worker, and still does."""
    case = next(case for case in map(case_of, range(1, 50)) if outcome(case).leaves_somebody)
    small = shrink(case, lambda one: bool(one.caseload.young_people) and outcome(one).leaves_somebody)
    assert len(small.caseload.young_people) <= 2
    assert outcome(small).leaves_somebody


def test_the_oracle_shares_no_arithmetic_with_the_product() -> None:
    """Proves that only the modules that compare import engine, audit or travel, and none the product's sums."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name in JUDGES or path.name.startswith("test_"):
            continue
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        modules = [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
        assert not [module for module in modules if module.startswith(FORBIDDEN)], path.name
