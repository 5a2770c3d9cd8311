"""Why somebody is left without a worker."""

from __future__ import annotations

from typing import Any

from allocator.explain.end_state import EndState
from allocator.explain.shortage import shortages
from allocator.proposal import Shortage
from allocator.records import Worker
from tests.builders import model, person, weeks_ago, worker
from tests.explain.states import end_state


def one(state: EndState) -> Shortage:
    """The only shortage of a run."""
    (found,) = shortages(state)
    return found


def test_nobody_left_over() -> None:
    """Everybody placed, there is no shortage."""
    assert shortages(end_state([person("P1", "W1")], [worker()])) == ()


def test_who_is_owed_what_and_how_long_they_wait() -> None:
    """A shortage says whether a duty is owed and the whole weeks waited, in the order of the table."""
    people = [person("P2", age=22, referred=weeks_ago(3)), person("P1", age=17, referred=weeks_ago(9))]
    found = shortages(end_state(people, [worker(fte="0")]))
    assert [(s.person_id, s.duty, s.weeks_waited) for s in found] == [("P2", False, 3), ("P1", True, 9)]


def test_one_rule_alone_is_named_as_the_reason() -> None:
    """Where one rule bars every worker, that rule is the reason."""
    full = [worker("W1", fte="0.1"), worker("W2", fte="0.2")]
    gone = [worker("W1", last_day="2026-01-05"), worker("W2", last_day="2026-01-06")]
    apart = [worker("W1"), worker("W2")]
    cases: dict[str, tuple[list[Worker], dict[str, Any]]] = {
        "None of the 2 workers has room below the ceiling.": (full, {}),
        "None of the 2 workers takes anybody now.": (gone, {}),
        "All 2 workers are to be kept apart from them.": (apart, {"avoid_workers": {"W1", "W2"}}),
    }
    for sentence, (workers, fields) in cases.items():
        assert one(end_state([person("P1", complexity="very_high", **fields)], workers)).reason.sentence == sentence
    assert one(end_state([person("P1")], full[:1])).reason.sentence == "The only worker has no room."
    assert one(end_state([person("P1")], [])).reason.sentence == "There are no workers at all."


def test_several_rules_are_counted_and_no_cause_is_made_up() -> None:
    """Where several rules bar the workers, each is counted, the most frequent first, and none is blamed."""
    workers = [
        worker("W1", last_day="2026-01-05"),
        worker("W2", fte="0.1"),
        worker("W3", fte="0.2"),
        worker("W4"),
        worker("W5"),
    ]
    people = [person("P1", complexity="high", avoid_workers={"W4"}), person("P2")]
    state = end_state(people, workers, {"P2": "W5"}, model=model({"rules.intake.per_week": 1}))
    found = one(state)
    assert found.reason.code == "no_single_reason"
    assert found.reason.sentence == (
        "Of 5 workers, 2 have no room, 1 takes nobody now, 1 is to be kept apart from them "
        "and 1 takes no more this week."
    )
    assert found.reason.facts == {"on_duty": 1, "apart": 1, "ceiling": 2, "intake": 1}


def test_room_that_is_too_far_away_is_told_from_no_room() -> None:
    """A worker with room for somebody near by, but not for the journey, is counted as too far."""
    # A ceiling of 5/4 x 0.2 is exactly the 1/4 of somebody near by; Louth is 15 minutes beyond what is included.
    found = one(end_state([person("P1", place="Louth")], [worker("W1", fte="0.2"), worker("W2", "Lincoln", fte="0.1")]))
    assert found.reason.sentence == "Of 2 workers, 1 has room, but not for so long a journey and 1 has no room."


def test_room_that_was_left_is_admitted() -> None:
    """Where somebody could take them after all, the run is blamed and not the service."""
    found = one(end_state([person("P1")], [worker("W1"), worker("W2", "Lincoln")]))
    assert found.reason.sentence == "W1 and W2 could take them: the run ended before they were placed."
    assert [way.sentence for way in found.ways_out] == ["W1 (Boston) has room now."]


def test_people_who_differ_in_one_thing_share_no_way_out() -> None:
    """A language, a group or an avoided worker of one person never slips into the ways out of another."""
    people = [
        person("P1"),
        person("P2", languages={"pashto"}),
        person("P3", former_uasc=True, place="Peterborough"),
        person("P4", avoid_workers={"W1"}),
        person("P5"),
    ]
    far = {"absent_from": "2026-01-02", "absent_to": "2026-01-09"}
    found = shortages(end_state(people, [worker("W1", **far)]))
    waiting = {s.person_id: [w.sentence for w in s.ways_out if w.code == "wait_for_worker"] for s in found}
    plain = "W1 (Boston) has room, but is away until 9 January 2026."
    assert waiting["P1"] == waiting["P5"] == [plain]
    assert waiting["P2"] == ["W1 (Boston) has room, but is away until 9 January 2026 and does not speak Pashto."]
    assert waiting["P3"] == ["W1 (Boston) has room, but is away until 9 January 2026 and is not based in Peterborough."]
    assert waiting["P4"] == []
    assert found[0].reason is found[4].reason


def test_the_worker_they_were_freed_from_does_not_count() -> None:
    """Somebody freed from a worker for good is not sent back to them."""
    freed = person("P1", "W1", avoid_workers={"W1"})
    assert one(end_state([freed], [worker("W1")], {"P1": None})).reason.code == "apart"
    stepped = person("P1", "W1", age=22)
    found = one(end_state([stepped], [worker("W1", role="16-20")], {"P1": None}))
    assert found.reason.sentence == "The only worker takes nobody now."
    assert [way.code for way in found.ways_out] == ["more_hours"]
