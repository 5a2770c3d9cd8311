"""A reason for everybody: those who stay, those who are given somebody new, and those left over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from allocator.explain.end_state import EndState
from allocator.explain.reasons import placements
from allocator.explain.shortage import shortages
from allocator.proposal import ChangeKind, Placement
from tests.builders import born, model, person, worker
from tests.explain.states import end_state


def placed(state: EndState) -> dict[str, Placement]:
    """Every placement by person."""
    left = {shortage.person_id: shortage for shortage in shortages(state)}
    return {placement.person_id: placement for placement in placements(state, left)}


@pytest.mark.parametrize(
    ("fields", "away", "code", "sentence"),
    [
        ({}, {}, "held", "Stays with W1."),
        ({"locked": True}, {}, "locked", "Stays with W1: the manager has fixed it."),
        ({"age": 22, "in_education": True}, {}, "stays_after_21", "Stays with W1: in education after 21."),
        ({"age": 22, "keep_after_21": True}, {}, "stays_after_21", "Stays with W1: consistency is needed after 21."),
        (
            {},
            {"absent_from": "2026-01-02", "absent_to": "2026-01-16"},
            "short_absence",
            "Stays with W1: the absence ends on 16 January 2026.",
        ),
    ],
)
def test_who_stays(fields: dict[str, Any], away: dict[str, Any], code: str, sentence: str) -> None:
    """Whoever stays has a short reason, and the particular one where there is one."""
    placement = placed(end_state([person("P1", "W1", **fields)], [worker("W1", **away)]))["P1"]
    assert (placement.reason.code, placement.reason.sentence) == (code, sentence)
    assert (placement.change, placement.worker_id, placement.previous_worker) == (ChangeKind.KEPT, "W1", "W1")


def test_reasons_for_staying_are_shared() -> None:
    """Two people who stay with one worker share one reason, so that a large county is quick."""
    found = placed(end_state([person("P1", "W1"), person("P2", "W1")], [worker("W1")]))
    assert found["P1"].reason is found["P2"].reason


def test_figures_of_a_placement() -> None:
    """Minutes are one way and load is percent of a full-time post; both are blank where there is nothing to state."""
    people = [person("P1", "W1", place="Louth"), person("P2", "W1", place=None), person("P3")]
    found = placed(end_state(people, [worker("W1", fte="0.3")]))
    # 1/4 of a post and 6 x 2 x 15 / 52 / 60 / 36 of extra travel: 25.16 %. The unknown place counts the
    # median of 45 and 0 minutes, 23, which is no extra travel.
    assert [(p.minutes_one_way, p.load_percent) for p in found.values()] == [
        (45, Decimal("25.2")),
        (None, Decimal("25.0")),
        (None, None),
    ]


def test_forced_and_new_say_why_and_how_chosen() -> None:
    """A given pair says why the person is open and why this worker; the facts hold both apart."""
    people = [person("P1", "W9"), person("P2", referred="2025-12-01")]
    given = {"P1": "W1", "P2": "W1"}
    found = placed(end_state(people, [worker("W1")], given, cause={"P1": "worker_unknown"}))
    assert found["P1"].reason.code == "worker_unknown"
    assert found["P1"].reason.sentence == (
        "W9 is not in the table of workers and counts as having left. "
        "W1 is the only worker with room left, 0 minutes from Boston."
    )
    assert found["P2"].reason.facts["because"] == "Has no worker yet: referred on 1 December 2025, 5 weeks ago."
    assert found["P2"].reason.facts["choice"] == "W1 is the only worker with room left, 0 minutes from Boston."


def test_the_unallocated_say_why_they_are_open_and_what_is_lacking() -> None:
    """Somebody left over says why they are open and what bars every worker."""
    reason = placed(end_state([person("P1")], [worker("W1", fte="0.1")]))["P1"].reason
    assert (reason.code, reason.sentence) == ("ceiling", "Has no worker yet. The only worker has no room.")


def test_a_room_move_names_whom_it_makes_room_for() -> None:
    """A room move says for whom it makes room, and that there would be none without it."""
    held = [person(f"Q{n}", "W1") for n in range(5)]
    state = end_state(
        [*held, person("P1")], [worker("W1"), worker("W2")], {"Q0": "W2", "P1": "W1"}, change={"Q0": "room"}
    )
    # W1 has five of four either way; with Q0 too it would have six: 150 %.
    assert placed(state)["Q0"].reason.facts["because"] == (
        "Q0 makes room with W1 for P1; otherwise W1 would stand at 150.0 % of capacity, above the ceiling."
    )
    few, moves = [person("Q0", "W1"), person("P1")], {"Q0": "W2", "P1": "W1"}
    roomy = end_state(few, [worker("W1"), worker("W2")], moves, change={"Q0": "room"})
    assert placed(roomy)["Q0"].reason.facts["because"] == "Q0 makes room with W1 for P1."
    nobody = end_state([person("Q0", "W1")], [worker("W1"), worker("W2")], {"Q0": "W2"}, change={"Q0": "room"})
    assert placed(nobody)["Q0"].reason.facts["because"] == "Q0 moves from W1 to make room."


def test_a_chosen_move_names_what_it_is_worth() -> None:
    """A chosen move names the need that it mends, the hours that it saves and the load that it lifts."""
    needy = person("P1", "W1", needs={"custody"}, place="Lincoln")
    others = [person(f"Q{n}", "W1") for n in range(4)]
    workers = [worker("W1"), worker("W2", "Lincoln", skills={"custody"})]
    because = placed(end_state([needy, *others], workers, {"P1": "W2"}, change={"P1": "chosen"}))["P1"].reason
    # 50 minutes saved: 6 x 2 x 50 / 52 / 60 = 0.19 hours; W1 would have five of four and 0.2 % of extra travel.
    assert because.facts["because"] == (
        "A move from W1 is worth it: W1 has no custody skill, it saves 0.2 hours a week on the road "
        "and W1 would otherwise stand at 125.2 % of capacity."
    )
    plain = end_state([person("P1", "W1")], [worker("W1"), worker("W2")], {"P1": "W2"}, change={"P1": "chosen"})
    assert placed(plain)["P1"].reason.facts["because"] == "A move from W1 is worth it: it spreads work more evenly."


@pytest.mark.parametrize(
    ("cause", "second", "why"),
    [
        ("step_down", {"role": "16-20"}, "No worker for 21+ has room this week"),
        ("step_down", {"role": "21+"}, "W2 could take them"),
        ("held", {"role": "21+"}, "Others are longer overdue, and 1 a week are freed"),
    ],
)
def test_an_overdue_step_down_says_why_it_waits(cause: str, second: dict[str, Any], why: str) -> None:
    """Whoever waits for a step-down is told whether there is no room, or others come first."""
    people = [person("P1", "W1", date_of_birth=born(21, days=100))]
    workers = [worker("W1", role="16-20"), worker("W2", **second)]
    reason = placed(end_state(people, workers, cause={"P1": cause}, overdue=("P1",)))["P1"].reason
    assert reason.code == "step_down_waits"
    assert reason.sentence == (
        "Turned 21 on 27 September 2025: the step-down has been due since 27 December 2025 (13 weeks after). "
        f"{why}: stays with W1 until then."
    )


def test_nobody_is_freed_where_the_model_frees_nobody() -> None:
    """With none freed a week, nobody is said to come first."""
    people = [person("P1", "W1", date_of_birth=born(21, days=100))]
    none = model({"rules.step_down.per_week": 0})
    reason = placed(end_state(people, [worker("W1", role="16-20")], overdue=("P1",), model=none))["P1"].reason
    assert "Nobody is freed for it: stays with W1" in reason.sentence
