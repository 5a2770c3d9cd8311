"""16-20s have a worker for 16-20s, 21+ have a worker for 21+."""

from __future__ import annotations

from tests.builders import born, caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", role="16-20"), worker("W2", role="21+"), worker("W3")]


def test_kept_by_band_and_by_all() -> None:
    """Proves that each band has its worker, and that a worker for all has both."""
    people = [person("P1", age=17), person("P2", age=23), person("P3", age=20), person("P4", age=24)]
    assert says("age_band", caseload(people, WORKERS), {"P1": "W1", "P2": "W2", "P3": "W3", "P4": "W3"}) == []


def test_broken_by_the_other_band() -> None:
    """Proves that a new pair and a standing one are told apart, and that the 21st birthday itself counts as 21."""
    people = [person("P1", age=17), person("P2", "W1", date_of_birth=born(21, days=0))]
    assert says("age_band", caseload(people, WORKERS), {"P1": "W2"}) == [
        "made, must: P1 is 17; W2, new to them, works with 21+ only.",
        "standing, must: P2 is 21; W1, who stays with them, works with 16-20 only.",
    ]


def test_the_day_before_21_is_20() -> None:
    """Proves that a birthday tomorrow changes nothing today."""
    cases = caseload([person("P1", date_of_birth=born(21, days=-1))], WORKERS)
    assert says("age_band", cases, {"P1": "W1"}) == []


def test_siblings_together_win() -> None:
    """Proves that a 17-year-old may have the 21+ worker of a sibling, but not when the sibling has another."""
    two = [person("P1", age=17, keep_together="G"), person("P2", "W2", age=22, keep_together="G")]
    cases = caseload([*two, person("P3", "W2", age=22)], WORKERS)
    assert says("age_band", cases, {"P1": "W2"}) == []
    apart = says("age_band", cases, {"P1": "W2", "P2": "W3"}, change={"P2": "room"})
    assert apart == ["made, must: P1 is 17; W2, new to them, works with 21+ only."]


def test_should_is_a_breach_and_off_is_nothing() -> None:
    """Proves that the strength is the model's."""
    cases = caseload([person("P1", age=17)], WORKERS)
    line = "made, should: P1 is 17; W2, new to them, works with 21+ only."
    assert says("age_band", cases, {"P1": "W2"}, model=model(age_band="should")) == [line]
    assert says("age_band", cases, {"P1": "W2"}, model=model(age_band="off")) == []
