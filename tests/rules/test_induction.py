"""A new worker's share of a full caseload grows month by month: 25, 50 and 75 % in the first three months."""

from __future__ import annotations

from datetime import date

from tests.builders import caseload, model, person, worker
from tests.rules.says import says

# On 5 January 2026 they are in their second month (one completed): 50 % of a post, ceiling 62.5 %.
STARTED = date(2025, 12, 5)


def test_kept_within_the_share_so_far() -> None:
    """Proves that two people, 50 %, fit a worker in the second month."""
    cases = caseload([person("P1"), person("P2", "W1")], [worker("W1", start_date=STARTED)])
    assert says("induction", cases, {"P1": "W1"}) == []


def test_broken_above_it() -> None:
    """Proves that a third person, 75 %, does not; a day later in the calendar month would not help, a month would."""
    three = [person("P1"), person("P2", "W1"), person("P3", "W1")]
    cases = caseload(three, [worker("W1", start_date=STARTED)])
    assert says("induction", cases, {"P1": "W1"}) == [
        "contradiction: W1 stands at 75 % of a full-time post, above 62.5 %, the ceiling in induction, and is given 1."
    ]
    assert says("ceiling", cases, {"P1": "W1"}) == []
    later = caseload(three, [worker("W1", start_date=date(2025, 11, 5))])
    assert says("induction", later, {"P1": "W1"}) == []


def test_standing_above_it_is_only_reported() -> None:
    """Proves that a worker whom a transfer left with too many keeps them."""
    three = [person(f"P{n}", "W1") for n in range(3)]
    cases = caseload(three, [worker("W1", start_date=STARTED)])
    assert says("induction", cases) == [
        "standing, must: W1 stands at 75 % of a full-time post, above 62.5 %, the ceiling in induction; "
        "nobody new is given to them."
    ]


def test_off_means_a_full_share() -> None:
    """Proves that with the rule off a worker of the first month has the whole ceiling."""
    cases = caseload([person("P1"), person("P2"), person("P3")], [worker("W1", start_date=date(2026, 1, 2))])
    ends = {"P1": "W1", "P2": "W1", "P3": "W1"}
    assert len(says("induction", cases, ends)) == 1
    assert says("induction", cases, ends, model=model(induction="off")) == []
