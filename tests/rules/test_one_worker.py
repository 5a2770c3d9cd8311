"""Everybody has one named worker."""

from __future__ import annotations

from allocator.answer import Answer
from allocator.audit.placement import one_worker
from allocator.audit.week import Week
from allocator.proposal import Status
from tests.builders import answer, caseload, model, person, travel, weeks_ago, worker
from tests.rules.says import level, says, week


def test_kept_where_everybody_has_a_worker() -> None:
    """Proves that a new person with a worker and a held one break nothing."""
    cases = caseload([person("P1"), person("P2", "W2")], [worker("W1"), worker("W2")])
    assert says("one_worker", cases, {"P1": "W1"}) == []


def test_broken_where_somebody_has_none() -> None:
    """Proves that somebody left out is a breach, and that a duty owed is said (at 19, not at 22)."""
    cases = caseload([person("P1"), person("P2", age=22)], [worker("W1", last_day=weeks_ago(1))])
    assert says("one_worker", cases) == [
        "made, must: P1, who is owed a statutory duty, is left without a worker.",
        "made, must: P2 is left without a worker.",
    ]


def test_a_person_missing_or_invented_is_a_contradiction() -> None:
    """Proves that everybody of the caseload is in the answer, and nobody else."""
    cases = caseload([person("P1", "W1"), person("P2", "W1")], [worker("W1")])
    said = Answer(worker_of={"P1": "W1", "P9": "W1"}, change={}, cause={}, levels=(), status=Status.PROVEN)
    faults = list(one_worker(Week(cases, travel(cases), model(), said, 0)))
    assert faults[:3] == [
        "P2 is in the caseload but not in the answer.",
        "P9 is in the answer but not in the caseload.",
        "P2 had W1, and the pair stood, but is left without a worker.",
    ]


def test_an_invented_worker_is_a_contradiction() -> None:
    """Proves that nobody ends with a worker who is not in the table."""
    cases = caseload([person("P1")], [worker("W1")])
    assert says("one_worker", cases, {"P1": "W7"}) == [
        "contradiction: P1 ends with W7, who is not in the table of workers."
    ]


def test_who_was_held_is_never_left_out() -> None:
    """Proves that leaving out a person whose pair stands is a contradiction, and one whose worker has left is not."""
    workers = [worker("W1"), worker("W2", last_day=weeks_ago(2))]
    cases = caseload([person("P1", "W1"), person("P2", "W2")], workers)
    assert says("one_worker", cases, {"P1": None, "P2": None}) == [
        "contradiction: P1 had W1, and the pair stood, but is left without a worker.",
        "made, must: P1, who is owed a statutory duty, is left without a worker.",
        "made, must: P2, who is owed a statutory duty, is left without a worker.",
    ]


def test_a_seat_overlooked_at_a_proven_level_is_a_contradiction() -> None:
    """Proves that a proof is not believed where a sum shows a seat: 4 x 1/4 = 1 of 1.25, and 1.25 with a fifth."""
    four = [person(f"P{n}", "W1") for n in range(4)]
    cases = caseload([*four, person("P9")], [worker("W1")])
    proven = (level("unallocated_duty", 0.25, heads=1),)
    line = "contradiction: P9 is left without a worker although W1 has room for them."
    assert line in says("one_worker", cases, levels=proven)
    not_proven = (level("unallocated_duty", 0.25, heads=1, bound=0.0, proven=False),)
    assert line not in says("one_worker", cases, levels=not_proven)


def test_no_seat_is_overlooked_where_a_rule_closes_it() -> None:
    """Proves that a full worker, one kept apart and one with this week's intake are no seats: P9 cannot be placed."""
    five = [person(f"P{n}", "W1") for n in range(5)]  # 5 x 1/4 = 1.25: at the ceiling
    new = [person("P7"), person("P9", avoid_workers={"W2"})]
    cases = caseload([*five, *new], [worker("W1"), worker("W2"), worker("W3")])
    one_a_week = model({"rules.intake.per_week": 1})
    proven = (level("unallocated_duty", 0.25, heads=1),)
    said = says("one_worker", cases, {"P7": "W3"}, model=one_a_week, levels=proven)
    assert said == ["made, must: P9, who is owed a statutory duty, is left without a worker."]


def test_the_sentence_is_free_of_an_answer_of_its_own() -> None:
    """Proves that the audit does not trust the word ``unallocated``: who ends with a worker has one."""
    cases = caseload([person("P1")], [worker("W1")])
    said = answer(cases, {"P1": "W1"}, change={"P1": "unallocated"})
    assert list(one_worker(Week(cases, travel(cases), model(), said, 0))) == []
    assert week(cases, {"P1": "W1"}).unallocated == ()
