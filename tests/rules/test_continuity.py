"""People keep their worker: two room moves at most in the model of these tests, chosen moves when asked for."""

from __future__ import annotations

from tests.builders import caseload, model, person, worker
from tests.rules.says import level, says

PEOPLE = [person(f"P{n}", "W1") for n in range(5)]
WORKERS = [worker("W1"), worker("W2"), worker("W3")]


def test_kept_within_the_numbers() -> None:
    """Proves that two room moves, and one chosen move that was asked for, are no matter."""
    cases = caseload(PEOPLE, WORKERS)
    ends, change = {"P0": "W2", "P1": "W3", "P2": "W3"}, {"P0": "room", "P1": "room", "P2": "chosen"}
    assert says("continuity", cases, ends, change=change, chosen_moves=1) == []


def test_broken_above_them() -> None:
    """Proves that a third room move and a chosen move too many are contradictions; None means any number."""
    cases = caseload(PEOPLE, WORKERS)
    ends = {"P0": "W2", "P1": "W3", "P2": "W3", "P3": "W2", "P4": "W2"}
    change = dict.fromkeys(["P0", "P1", "P2"], "room") | dict.fromkeys(["P3", "P4"], "chosen")
    assert says("continuity", cases, ends, change=change, chosen_moves=1) == [
        "contradiction: 3 people are moved to make room, more than the 2 allowed.",
        "contradiction: 2 people are moved by choice, more than the 1 asked for.",
    ]
    assert len(says("continuity", cases, ends, change=change, chosen_moves=None)) == 1


def test_a_needless_room_move_is_a_contradiction() -> None:
    """Proves that a proof is not believed where the mover could stay: W1 has 4/4 without P0 and 5/4 with them."""
    moved = {"P0": "W2", "P9": "W1"}
    kinds = {"P0": "room"}
    proven = (level("changes", 1.0),)
    needless = caseload([*PEOPLE[:4], person("P9")], WORKERS)  # P1, P2, P3 and P9 make 4/4
    assert says("continuity", needless, moved, change=kinds, levels=proven) == [
        "contradiction: P0 is moved to make room although W1 has room for them still."
    ]
    needed = caseload([*PEOPLE, person("P9")], WORKERS)  # P1 to P4 and P9 make 5/4, and P0 would be the sixth
    assert says("continuity", needed, moved, change=kinds, levels=proven) == []


def test_a_room_move_for_nobody_is_a_contradiction() -> None:
    """Proves that where nobody is given to the worker they left, no room was made; unless chosen moves came after."""
    cases = caseload([*PEOPLE, person("P9", "W1")], WORKERS)  # W1 stands at 6/4, above the ceiling, and P0 could stay
    assert says("continuity", cases, {"P0": "W2"}, change={"P0": "room"}, levels=(level("changes", 1.0),)) == [
        "contradiction: P0 is moved to make room although W1 has room for them still."
    ]
    ends, change = {"P0": "W2", "P1": "W3"}, {"P0": "room", "P1": "chosen"}
    assert says("continuity", cases, ends, change=change, chosen_moves=1, levels=(level("changes", 1.0),)) == []


def test_a_tolerance_allows_more_changes() -> None:
    """Proves that where the level may be worse by its tolerance, a move more is no contradiction."""
    cases = caseload([*PEOPLE[:4], person("P9")], WORKERS)
    loose = model({"levels.2.tolerance_percent": "50"})
    said = says(
        "continuity",
        cases,
        {"P0": "W2", "P9": "W1"},
        change={"P0": "room"},
        levels=(level("changes", 1.0),),
        model=loose,
    )
    assert said == []
