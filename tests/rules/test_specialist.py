"""A need meets a worker with the skill for it: custody must, parent and UASC should in the model of these tests."""

from __future__ import annotations

from tests.builders import caseload, model, person, worker
from tests.rules.says import says

WORKERS = [worker("W1", skills={"custody"}), worker("W2", skills={"parent", "uasc"})]


def test_kept_by_the_skill() -> None:
    """Proves that each need with its skill is met, and that a need the model does not name asks for none."""
    people = [person("P1", needs={"custody"}), person("P2", needs={"parent"}), person("P3", needs={"mental_health"})]
    assert says("specialist", caseload(people, WORKERS), {"P1": "W1", "P2": "W2", "P3": "W1"}) == []


def test_broken_once_for_each_skill_that_lacks() -> None:
    """Proves that two needs are two counts, each with a strength of its own, and that the standing are told apart."""
    people = [person("P1", needs={"custody", "parent"}), person("P2", "W2", needs={"custody"})]
    assert says("specialist", caseload(people, [*WORKERS, worker("W3")]), {"P1": "W3"}) == [
        "made, must: P1 needs the skill custody; W3, new to them, does not have it.",
        "made, should: P1 needs the skill parent; W3, new to them, does not have it.",
        "standing, must: P2 needs the skill custody; W2, who stays with them, does not have it.",
    ]


def test_former_uasc_want_the_skill_uasc() -> None:
    """Proves that it is wanted once, whether the column or the need says so, or both."""
    people = [
        person("P1", former_uasc=True),
        person("P2", former_uasc=True, needs={"uasc"}),
        person("P3", needs={"uasc"}),
    ]
    said = says("specialist", caseload(people, WORKERS), dict.fromkeys(["P1", "P2", "P3"], "W1"))
    wants = "made, should: {} needs the skill UASC; W1, new to them, does not have it."
    assert said == [wants.format(who) for who in ("P1", "P2", "P3")]


def test_off_is_the_rule_or_one_need() -> None:
    """Proves that the rule off is silent on all, and one need off on that one."""
    cases = caseload([person("P1", needs={"custody", "parent"})], [worker("W3")])
    assert says("specialist", cases, {"P1": "W3"}, model=model(specialist="off")) == []
    no_custody = model({"rules.specialist.needs.custody.strength": "off"})
    assert [line[:20] for line in says("specialist", cases, {"P1": "W3"}, model=no_custody)] == ["made, should: P1 nee"]
