"""What an answer says of itself is held against the records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from allocator.answer import Answer
from allocator.proposal import LevelResult, Status
from tests.audit.honest import honest, judged, with_level
from tests.builders import caseload, model, person, weeks_ago, worker

WORKERS = [worker("W1"), worker("W2"), worker("W3", last_day=weeks_ago(1)), worker("W4", role="16-20")]
PEOPLE = [person("P1"), person("P2", "W1"), person("P3", "W3"), person("P4", "W4", age=22), person("P5", "W1")]
CASES = caseload(PEOPLE, WORKERS)
ENDS = {"P1": "W1", "P3": "W2", "P4": "W2", "P5": "W2"}
SAID: dict[str, Any] = {"change": {"P5": "chosen"}, "cause": {"P4": "step_down"}}


def _contradictions(answer: Answer, **more: Any) -> tuple[str, ...]:
    return judged(CASES, answer, chosen_moves=1, **more).contradictions


def test_an_honest_answer_is_not_contradicted() -> None:
    """Proves that new, kept, forced by both causes, and chosen all pass; also with a person left out."""
    assert _contradictions(honest(CASES, ENDS, **SAID)) == ()
    left_out = caseload([person("P1"), person("P2")], [worker("W3", last_day=weeks_ago(1))])
    assert judged(left_out, honest(left_out)).contradictions == ()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"P1": "forced"}, "P1 is said to be forced, but by the records is new."),
        ({"P2": "chosen"}, "P2 is said to be chosen, but by the records is kept."),
        ({"P3": "room"}, "P3 is said to be room, but by the records is forced."),
        ({"P4": "chosen"}, "P4 is said to be chosen, but by the records is forced."),
        ({"P5": "forced"}, "P5 is said to be forced, but by the records is chosen or room."),
        ({"P5": "unallocated"}, "P5 is said to be unallocated, but by the records is chosen or room."),
    ],
)
def test_a_wrong_kind_of_change_is_a_contradiction(change: dict[str, str], line: str) -> None:
    """Proves that every kind is worked out again: nobody moved by choice is called forced, and so on."""
    answer = honest(CASES, ENDS, cause=SAID["cause"], change=SAID["change"] | change)
    assert line in _contradictions(answer)


@pytest.mark.parametrize(
    ("cause", "line"),
    [
        ({"P1": "held"}, "P1 has the cause held, but by the records new."),
        ({"P2": "apart"}, "P2 has the cause apart, but by the records held."),
        ({"P3": "worker_away"}, "P3 has the cause worker_away, but by the records worker_left."),
        ({"P4": "worker_left"}, "P4 has the cause worker_left, but by the records step_down."),
        ({"P5": "held"}, "P5 has the cause held, but by the records chosen."),
    ],
)
def test_a_wrong_cause_is_a_contradiction(cause: dict[str, str], line: str) -> None:
    """Proves that every cause is worked out again."""
    assert _contradictions(honest(CASES, ENDS, change=SAID["change"], cause=SAID["cause"] | cause)) == (line,)


def test_a_step_down_that_waits_is_kept_for_either_cause() -> None:
    """Proves that whoever was freed and stays may be called held or due to step down, and nobody else may."""
    stays = {person_id: worker_id for person_id, worker_id in ENDS.items() if person_id != "P4"}
    for cause in ("held", "step_down"):
        assert _contradictions(honest(CASES, stays, change=SAID["change"], cause={"P4": cause})) == ()
    wrong = honest(CASES, stays, change=SAID["change"], cause={"P2": "step_down"})
    assert _contradictions(wrong) == ("P2 has the cause step_down, but by the records held.",)


def test_nothing_said_of_somebody_is_a_contradiction() -> None:
    """Proves that a person of whom the answer says no change, or no cause, is noticed."""
    answer = honest(CASES, ENDS, **SAID)
    silent = replace(answer, change={k: v for k, v in answer.change.items() if k != "P2"})
    assert _contradictions(silent) == ("P2 is said to be nothing, but by the records is kept.",)
    silent = replace(answer, cause={k: v for k, v in answer.cause.items() if k != "P2"})
    assert _contradictions(silent) == ("P2 has the cause nothing, but by the records held.",)


NO_CHOICE = {"P1": "W1", "P3": "W2", "P4": "W2"}
WEEKLY: dict[str, Any] = {"cause": {"P4": "step_down"}}


@pytest.mark.parametrize(
    ("key", "changed", "line"),
    [
        ("cost", {"bound": None}, "Level cost (weekly) is called proven without a bound."),
        ("cost", {"bound": 2.0}, "Level cost (weekly) has a bound of 2 above its value of 0."),
        (
            "balance",
            {"value": 9.0, "bound": 1.5},
            "Level balance (weekly) is called proven, but its bound is 1.5 and its value 9.",
        ),
        (
            "changes",
            {"heads": 4, "kept": 1.0, "value": 1.0, "bound": 1.0},
            "Level changes is said to be 1, but the records come to 0.",
        ),
        ("needs", {"kept": 3.0}, "Level needs (weekly) keeps 3, more than the 0 that its tolerance allows."),
        ("needs", {"kept": 3.0}, "Level needs is said to be 3, but the records come to 0."),
        ("balance", {"kept": 7.125}, "Level balance is said to be 7.125, but the records come to 0."),
        (
            "unallocated",
            {"heads": 1},
            "Level unallocated leaves 0 people without a worker by the records; the answer says 1.",
        ),
        (
            "unallocated_duty",
            {"heads": None},
            "Level unallocated_duty leaves 0 people without a worker by the records; the answer says nothing.",
        ),
    ],
)
def test_a_wrong_figure_is_a_contradiction(key: str, changed: dict[str, Any], line: str) -> None:
    """Proves that bound, value, proof, heads and what is kept are each held against the others and the records."""
    answer = honest(CASES, NO_CHOICE, **WEEKLY)
    assert _contradictions(answer) == ()
    assert line in _contradictions(with_level(answer, key, **changed))


def test_a_tolerance_lets_lower_levels_worsen_it_so_far() -> None:
    """Proves that 10 % of a value of 20 allow 22 and not 22.1: W1 has 6 x 1/4, which costs 36 h."""
    cases = caseload([person(f"P{n}", "W1") for n in range(6)], [worker("W1")])
    loose = model({"levels.4.tolerance_percent": "10"}, travel="off")
    answer = honest(cases, model=loose)
    # 36 h are kept: within 10 % of 33 h (36.3), beyond 10 % of 32 h (35.2).
    within = with_level(answer, "cost", value=33.0, bound=33.0)
    assert judged(cases, within, model=loose).contradictions == ()
    beyond = with_level(answer, "cost", value=32.0, bound=32.0)
    assert judged(cases, beyond, model=loose).contradictions == (
        "Level cost (weekly) keeps 36, more than the 35.2 that its tolerance allows.",
    )


def test_levels_are_those_of_the_model_in_order() -> None:
    """Proves that a level missing, or two in another order, are noticed."""
    answer = honest(CASES, NO_CHOICE, **WEEKLY)
    keys = "unallocated_duty, unallocated, changes, needs, cost, balance"
    short = replace(answer, levels=answer.levels[:2])
    assert _contradictions(short) == (
        f"The answer settles unallocated_duty, unallocated; the model's levels are {keys}.",
    )
    none = replace(answer, levels=())
    assert _contradictions(none) == (f"The answer settles nothing; the model's levels are {keys}.",)
    turned = replace(answer, levels=(*answer.levels[:4], answer.levels[5], answer.levels[4]))
    assert len(_contradictions(turned)) == 1


def test_the_status_follows_from_the_levels() -> None:
    """Proves that a run with an open level is not called proven, nor one without any called open."""
    answer = honest(CASES, NO_CHOICE, **WEEKLY)
    open_level = with_level(answer, "balance", proven=False)
    assert _contradictions(open_level) == ("The answer is called proven, but not all of its levels are proven.",)
    assert _contradictions(replace(open_level, status=Status.INTERRUPTED)) == ()
    assert _contradictions(replace(answer, status=Status.NOT_PROVEN)) == (
        "The answer is called not proven, but all of its levels are proven.",
    )


def test_after_chosen_moves_the_chosen_phase_counts() -> None:
    """Proves that the weekly cost is left alone once P2 has moved by choice, and the chosen one counts 0.5 h a move."""
    cases = caseload([person(f"P{n}", "W1") for n in range(6)], [worker("W1"), worker("W2")])
    off = model(travel="off")
    weekly = honest(cases, model=off)
    after = honest(cases, {"P2": "W2"}, change={"P2": "chosen"}, model=off)
    # Five stay with W1: 36 h x 1 x 0.25 = 9 h, and 0.5 h for the move.
    cost = LevelResult(key="cost", value=9.5, bound=9.5, proven=True, kept=9.5, seconds=0.5, phase="chosen")
    balance = after.levels[-1].model_copy(update={"phase": "chosen"})
    answer = replace(after, levels=(*weekly.levels, cost, balance))
    assert judged(cases, answer, model=off, chosen_moves=1).contradictions == ()
    without_price = cost.model_copy(update={"kept": 9.0})
    wrong = replace(after, levels=(*weekly.levels, without_price, balance))
    assert judged(cases, wrong, model=off, chosen_moves=1).contradictions == (
        "Level cost is said to be 9, but the records come to 9.5.",
    )


def test_without_a_chosen_move_both_phases_count() -> None:
    """Proves that where moves were asked for and none was worth it, a weekly figure still has to be true."""
    cases = caseload([person(f"P{n}", "W1") for n in range(6)], [worker("W1"), worker("W2")])
    off = model(travel="off")
    weekly = honest(cases, model=off)
    chosen = tuple(level.model_copy(update={"phase": "chosen"}) for level in weekly.levels[3:])
    answer = replace(weekly, levels=(*weekly.levels, *chosen))
    assert judged(cases, answer, model=off, chosen_moves=1).contradictions == ()
    # 36 h x (1 x 0.25 + 3 x 0.25) = 36 h; the weekly figure alone is changed.
    wrong = replace(answer, levels=(*with_level(weekly, "cost", kept=35.0).levels, *chosen))
    assert judged(cases, wrong, model=off, chosen_moves=1).contradictions == (
        "Level cost is said to be 35, but the records come to 36.",
    )
