"""Nobody moves twice within the period: 26 weeks in the model of these tests."""

from __future__ import annotations

from tests.builders import caseload, model, person, weeks_ago, worker
from tests.rules.says import says

WORKERS = [worker("W1"), worker("W2")]
MOVED = {"ends": {"P1": "W2"}, "change": {"P1": "chosen"}}
LATELY = caseload([person("P1", "W1", last_change=weeks_ago(25))], WORKERS)


def test_kept_after_the_period() -> None:
    """Proves that on the day 26 weeks after, and without any date, a move is free."""
    assert says("settled", caseload([person("P1", "W1", last_change=weeks_ago(26))], WORKERS), **MOVED) == []
    assert says("settled", caseload([person("P1", "W1")], WORKERS), **MOVED) == []


def test_broken_within_it() -> None:
    """Proves that 25 weeks are too few."""
    assert says("settled", LATELY, **MOVED) == [
        "contradiction: P1 is moved to W2 in spite of the last change of worker on 14 July 2025."
    ]


def test_should_is_a_breach_and_off_is_nothing() -> None:
    """Proves that a wish is reported with its strength, and that an off rule is silent."""
    line = "made, should: P1 is moved to W2 in spite of the last change of worker on 14 July 2025."
    assert says("settled", LATELY, **MOVED, model=model(settled="should")) == [line]
    assert says("settled", LATELY, **MOVED, model=model(settled="off")) == []
