"""At most so many people are given to one worker in a week: three in the model of these tests."""

from __future__ import annotations

from tests.builders import caseload, model, person, weeks_ago, worker
from tests.rules.says import says

# 21 and over, a tenth of a post each, so that room is no matter.
NEW = [person(f"P{n}", age=22) for n in range(4)]
FREED = person("P7", "W2", age=23)
CASES = caseload([*NEW, FREED], [worker("W1"), worker("W2", last_day=weeks_ago(1)), worker("W3")])


def test_kept_at_three() -> None:
    """Proves that three, the freed among them, may be given to one worker."""
    assert says("intake", CASES, {"P0": "W1", "P1": "W1", "P7": "W1", "P2": "W3", "P3": "W3"}) == []


def test_broken_at_four() -> None:
    """Proves that new, freed and moved people are counted alike."""
    assert says("intake", CASES, {"P0": "W1", "P1": "W1", "P2": "W1", "P7": "W1"}) == [
        "contradiction: W1 is given 4 people, more than the 3 of one week."
    ]


def test_off_means_any_number() -> None:
    """Proves that with the rule off nothing is counted."""
    ends = {"P0": "W1", "P1": "W1", "P2": "W1", "P7": "W1"}
    assert says("intake", CASES, ends, model=model(intake="off")) == []
