"""Who is held, and why somebody's pair no longer stands, as the tables alone tell it."""

from __future__ import annotations

from allocator.audit.standing import Standing
from allocator.proposal import Cause
from allocator.records import Caseload
from tests.builders import born, caseload, model, person, weeks_ago, worker

WORKERS = [
    worker("W1"),
    worker("LEFT", last_day=weeks_ago(3)),
    worker("TODAY", last_day=weeks_ago(0)),
    worker("LEAVES", last_day=weeks_ago(-2)),
    worker("AWAY", absent_from=weeks_ago(9), absent_to=weeks_ago(-1)),
    worker("BOTH", absent_from=weeks_ago(9), last_day=weeks_ago(-2)),
    worker("SHORT", absent_from=weeks_ago(1), absent_to=weeks_ago(-1)),
]


def _standing(cases: Caseload) -> Standing:
    return Standing(cases, model())


def test_why_a_pair_no_longer_stands() -> None:
    """Proves every cause, and that all that are true are named; a worker's last day today is both left and leaves."""
    people = [
        *(person(w.worker_id, w.worker_id) for w in WORKERS),
        person("GONE", "W99"),
        person("AVOIDS", "W1", avoid_workers={"W1"}),
        person("AVOIDS-LEFT", "LEFT", avoid_workers={"LEFT", "W1"}),
        person("NEW"),
    ]
    standing = _standing(caseload(people, WORKERS))
    assert {p.person_id: set(standing.ended(p)) for p in people} == {
        "W1": set(),
        "LEFT": {Cause.WORKER_LEFT},
        "TODAY": {Cause.WORKER_LEFT, Cause.WORKER_LEAVES},
        "LEAVES": {Cause.WORKER_LEAVES},
        "AWAY": {Cause.WORKER_AWAY},
        "BOTH": {Cause.WORKER_LEAVES, Cause.WORKER_AWAY},
        "SHORT": set(),
        "GONE": {Cause.WORKER_UNKNOWN},
        "AVOIDS": {Cause.APART},
        "AVOIDS-LEFT": {Cause.APART, Cause.WORKER_LEFT},
        "NEW": set(),
    }


def test_who_keeps_and_who_takes_people() -> None:
    """Proves that a short absence keeps its people but is given nobody."""
    standing = _standing(caseload([], WORKERS))
    assert standing.leaving == {"LEFT", "TODAY", "LEAVES", "AWAY", "BOTH"}
    assert standing.on_duty == {"W1"}


def test_ties_between_step_downs_go_by_id() -> None:
    """Proves the order: earliest date of birth, then the id; an age of 22 alone counts as born 22 years ago."""
    younger = [worker("W1", role="16-20")]
    people = [
        person("P9", "W1", date_of_birth=born(21, days=120)),
        person("P10", "W1", date_of_birth=born(21, days=120)),
        person("P5", "W1", date_of_birth=None, age=22),
        person("P7", "W1", date_of_birth=born(22, days=1)),
    ]
    standing = _standing(caseload(people, younger))
    assert standing.due == ("P7", "P5", "P10", "P9")
    assert standing.freed_for_step_down == {"P7"}


def test_a_group_of_one_is_no_reason_to_stay() -> None:
    """Proves that only somebody else with the same worker holds a step-down back."""
    people = [
        person("P1", "W1", age=22, keep_together="G"),
        person("P2", "W1", age=23, keep_together="H"),
        person("P3", "W1", age=17, keep_together="H"),
    ]
    assert _standing(caseload(people, [worker("W1", role="16-20")])).due == ("P1",)


def test_a_key_event_is_put_in_words() -> None:
    """Proves that the event of the table comes before a birthday, and that without one there are no words."""
    both = person("P1", date_of_birth=born(18, days=5), key_event="exam", key_event_date=weeks_ago(-3))
    standing = _standing(caseload([both], []))
    assert standing.key_event(both) == "a key event (exam) on 26 January 2026"
    assert standing.key_event(person("P2", date_of_birth=born(18, days=5))) == "turning 18 on 31 December 2025"
    assert standing.key_event(person("P3", date_of_birth=None, age=18)) is None
