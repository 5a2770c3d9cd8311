"""Who asks for a language has a worker who speaks it."""

from __future__ import annotations

from tests.builders import caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", languages={"Arabic", "Polish"}), worker("W2")]


def test_kept_by_one_language_shared() -> None:
    """Proves that one of two is enough, and that who asks for none has none asked for."""
    people = [person("P1", languages={"Arabic", "Tigrinya"}), person("P2")]
    assert says("language", caseload(people, WORKERS), {"P1": "W1", "P2": "W2"}) == []


def test_broken_by_none() -> None:
    """Proves that languages are named in order, with a capital, and that new and standing pairs are told apart."""
    people = [person("P1", languages={"tigrinya", "Amharic"}), person("P2", "W2", languages={"Polish"})]
    assert says("language", caseload(people, WORKERS), {"P1": "W1"}) == [
        "made, must: P1 asks for Amharic or Tigrinya; W1, new to them, does not speak it.",
        "standing, must: P2 asks for Polish; W2, who stays with them, does not speak it.",
    ]


def test_should_is_a_breach_and_off_is_nothing() -> None:
    """Proves that the strength is the model's."""
    cases = caseload([person("P1", languages={"Pashto"})], WORKERS)
    line = "made, should: P1 asks for Pashto; W2, new to them, does not speak it."
    assert says("language", cases, {"P1": "W2"}, model=model(language="should")) == [line]
    assert says("language", cases, {"P1": "W2"}, model=model(language="off")) == []
