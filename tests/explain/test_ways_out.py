"""Ways out, each held against the audit: with the way taken, the audit finds nothing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from allocator.audit import audit
from allocator.explain.end_state import EndState
from allocator.explain.shortage import shortages
from allocator.proposal import Reason
from allocator.records import Worker
from allocator.service_model import ServiceModel
from tests import builders
from tests.builders import model, person, weeks_ago, worker
from tests.explain.states import end_state

BEFORE = weeks_ago(60)


def ways(state: EndState, person_id: str = "P1") -> dict[str, Reason]:
    """The ways out for one person by their code, in their order."""
    (found,) = [shortage for shortage in shortages(state) if shortage.person_id == person_id]
    return {way.code: way for way in found.ways_out}


def taken(
    state: EndState,
    worker_of: Mapping[str, str],
    *,
    used: ServiceModel | None = None,
    workers: tuple[Worker, ...] | None = None,
    change: Mapping[str, str] | None = None,
) -> list[str]:
    """What the audit has against the same week with a way out taken, but for claims about levels."""
    cases = state.caseload.model_copy(update={"workers": workers or state.caseload.workers})
    travel = builders.travel(cases)
    ends = {**state.answer.worker_of, **worker_of}
    answer = builders.answer(cases, ends, change=change)
    found = audit(cases, travel, used or state.model, answer, chosen_moves=None).contradictions
    return [line for line in found if "settles nothing" not in line]


def test_a_higher_intake() -> None:
    """A worker who has had their people of the week takes one more if the intake is one more."""
    one_a_week = model({"rules.intake.per_week": 1})
    state = end_state([person("P1"), person("P2")], [worker("W1")], {"P1": None, "P2": "W1"}, model=one_a_week)
    way = ways(state)["raise_intake"]
    assert way.sentence == "W1 (Boston) would have room if the intake were 2 a week instead of 1."
    assert taken(state, {"P1": "W1"}) != []
    assert taken(state, {"P1": "W1"}, used=model({"rules.intake.per_week": way.facts["per_week"]})) == []


def test_a_higher_ceiling() -> None:
    """The ceiling named is the lowest whole percentage that makes room with anybody."""
    people = [person("P1"), *(person(f"Q{n}", "W1") for n in range(5)), *(person(f"R{n}", "W2") for n in range(4))]
    state = end_state(people, [worker("W1"), worker("W2", fte="0.9")])
    way = ways(state)["raise_ceiling"]
    # W1 would have 6/4 of a post: 150 %. W2 would have 5/4 of 0.9: 138.9 %.
    assert way.sentence == "A ceiling of 139 % for W2 (Boston), instead of 125 %, would make room."
    assert way.facts["hours_a_week"] == "13.5"  # 1.25 - 1.125 of a post, 4.5 hours at a price of 3
    assert taken(state, {"P1": "W2"}, used=model({"caseloads.0.ceiling_percent": "138"})) != []
    assert taken(state, {"P1": "W2"}, used=model({"caseloads.0.ceiling_percent": "139"})) == []


def test_more_hours_for_somebody_part_time() -> None:
    """The tenths of a post named for a part-timer make room, one tenth less does not."""
    held = [*(person(f"Q{n}", "W1") for n in range(5)), person("R1", "W2", complexity="high")]
    state = end_state([person("P1"), *held], [worker("W1"), worker("W2", fte="0.4")])
    way = ways(state)["more_hours"]
    # W2 would have 3/8 + 1/4 on a ceiling of 0.5: 0.125 is lacking, which 0.1 FTE at 125 % just brings.
    assert way.sentence == "0.1 FTE more for W2 (Boston), now 0.4 FTE, would make room."
    assert way.facts == {"worker": "W2", "fte": "0.1", "hours_a_week": "3.6"}
    for fte, wrong in (("0.5", False), ("0.49", True)):
        workers = (state.caseload.workers[0], worker("W2", fte=fte))
        assert bool(taken(state, {"P1": "W2"}, workers=workers)) is wrong


def test_a_further_post_where_nobody_can_grow() -> None:
    """Where everybody is full-time, a further part of a post at the nearest base makes room."""
    people = [person("P1"), *(person(f"Q{n}", "W1") for n in range(5))]
    state = end_state(people, [worker("W1", "Lincoln"), worker("W2", "Spalding", last_day="2026-01-05")])
    way = ways(state)["more_hours"]
    # 1/4 of a post on a ceiling of 5/4: 0.2 FTE, 7.2 hours a week.
    assert way.sentence == "A further 0.2 FTE at Spalding would make room."
    assert way.facts == {"base": "Spalding", "fte": "0.2", "hours_a_week": "7.2"}
    more = (*state.caseload.workers, worker("W3", "Spalding", fte="0.2"))
    assert taken(state, {"P1": "W3"}, workers=more) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"absent_from": "2026-01-01", "absent_to": "2026-01-16"},
            "W1 (Boston) has room, but is away until 16 January 2026.",
        ),
        ({"start_date": "2026-02-02"}, "W1 (Boston) has room, but does not start before 2 February 2026."),
        (
            {"absent_from": "2026-01-01", "absent_to": "2026-01-16", "role": "21+"},
            "W1 (Boston) has room, but is away until 16 January 2026 and is a worker for 21+.",
        ),
    ],
)
def test_somebody_who_comes_back(fields: dict[str, Any], sentence: str) -> None:
    """Somebody with room who is not here yet is a way out, with the day and with what they would leave unmet."""
    assert ways(end_state([person("P1")], [worker("W1", **fields)]))["wait_for_worker"].sentence == sentence


def test_nobody_waits_for_somebody_who_is_leaving_or_kept_apart() -> None:
    """Somebody who leaves, or is to be kept apart, is no way out."""
    for fields in ({"last_day": "2026-01-16"}, {"absent_from": "2026-01-01", "absent_to": "2026-01-16"}):
        state = end_state([person("P1", avoid_workers={"W1"})], [worker("W1", **fields)])
        assert [*ways(state)] == ["more_hours"]
    assert [*ways(end_state([person("P1")], [worker("W1", last_day="2026-01-16")]))] == ["more_hours"]


def test_a_move_of_somebody_else() -> None:
    """The move named makes room for both, and is of whoever loses least among those who may move."""
    held = [person(f"Q{n}", "W1", worker_since=BEFORE, changes_so_far=5 - n) for n in range(4)]
    fixed = person("Q9", "W1", locked=True)
    workers = [worker("W1"), worker("W2", "Lincoln", fte="0.25")]
    state = end_state([person("P1", avoid_workers={"W2"}), *held, fixed], workers)
    # W1 is at its ceiling with five; W2 has 5/16 of a post left, enough for 1/4 and 20 minutes of extra travel.
    way = ways(state)["move_somebody"]
    assert way.sentence == "If Q3 moved from W1 to W2, W1 would have room."
    assert way.facts == {"person": "Q3", "from": "W1", "to": "W2"}
    assert taken(state, {"P1": "W1", "Q3": "W2"}, change={"Q3": "room"}) == []
    strict = end_state(state.caseload.young_people, workers, model=model({"rules.continuity.room_moves": 0}))
    assert ways(strict)["move_somebody"].sentence == (
        "If Q3 moved from W1 to W2, W1 would have room (one more than the 0 room moves of the model)."
    )


def test_no_move_breaks_a_group_or_leaves_a_must_unmet() -> None:
    """Siblings are not parted, and nobody is sent to a worker who leaves a must unmet, to make room."""
    grouped = [person(f"Q{n}", "W1", keep_together="G") for n in range(3)]
    needy = [person(f"R{n}", "W1", needs={"custody"}) for n in range(2)]
    workers = [worker("W1", skills={"custody"}), worker("W2", "Lincoln", fte="0.25")]
    state = end_state([person("P1", avoid_workers={"W2"}), *grouped, *needy], workers)
    assert "move_somebody" not in ways(state)


def test_the_cheapest_comes_first() -> None:
    """Ways that cost no hours come first, then by hours a week, and the one that costs somebody their worker last."""
    held = [person(f"Q{n}", "W1", worker_since=BEFORE) for n in range(5)]
    workers = [
        worker("W1"),
        worker("W2", "Lincoln", fte="0.25"),
        worker("W3", "Spalding", absent_from="2026-01-02", absent_to="2026-01-09"),
        worker("W4", "Spalding"),
    ]
    people = [person("P1", avoid_workers={"W2"}), person("P2"), *held]
    state = end_state(people, workers, {"P2": "W4"}, model=model({"rules.intake.per_week": 1}))
    found = ways(state)
    assert [*found] == ["raise_intake", "wait_for_worker", "more_hours", "raise_ceiling", "move_somebody"]
    # A further 0.2 FTE is 7.2 hours; a quarter of a post above the ceiling 9 hours at a price of 3.
    assert [found[code].facts["hours_a_week"] for code in ("more_hours", "raise_ceiling")] == ["7.2", "27.0"]


def test_a_way_that_leaves_a_must_unmet_says_so_and_comes_after_one_that_does_not() -> None:
    """A worker who suits is named before a nearer one who does not; where nobody suits, the sentence says so."""
    one_a_week = model({"rules.intake.per_week": 1})
    people = [person("P1", needs={"custody"}), person("P2"), person("P3")]
    given = {"P2": "W1", "P3": "W2"}
    near, far = worker("W1"), worker("W2", "Lincoln", skills={"custody"})
    suited = end_state(people, [near, far], given, model=one_a_week)
    assert ways(suited)["raise_intake"].facts["worker"] == "W2"
    bare = end_state(people, [near, worker("W2", "Lincoln")], given, model=one_a_week)
    assert ways(bare)["raise_intake"].sentence == (
        "W1 (Boston) would have room if the intake were 2 a week instead of 1, but W1 has no custody skill."
    )
