"""What people must have of a worker, who has it, and how a set of people is called."""

from __future__ import annotations

from typing import Any

import pytest

from allocator.records import Need, Role, YoungPerson
from allocator.room.demand import Staff, demands
from allocator.room.loads import Loads
from allocator.room.tightest.asks import Ask, ask_of, title_of
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, HOME_BASE, caseload, model, person, travel, worker

YOUNG = Ask(role=Role.YOUNGER)
CUSTODY = Ask(role=Role.OLDER, skills=frozenset({Need.CUSTODY}))
NEAR = Ask(role=Role.YOUNGER, bases=frozenset({HOME_BASE}), group="former_uasc")


def asked_by(who: YoungPerson, by: ServiceModel) -> Ask:
    """What one person asks for who is alone with one worker in Peterborough."""
    cases = caseload([who], [worker(base=HOME_BASE)])
    (demand,) = demands(cases, by, Staff(cases, by), Loads(travel(cases), by, AS_OF))
    return ask_of(demand, travel(cases), by)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, YOUNG),
        ({"keep_together": "G1"}, Ask()),
        ({"age": 23, "needs": {"custody", "parent"}}, CUSTODY),
        ({"former_uasc": True, "place": HOME_BASE}, NEAR),
        ({"languages": {"Pashto"}}, Ask(role=Role.YOUNGER, languages=frozenset({"Pashto"}))),
    ],
)
def test_only_musts_are_asked_for(fields: dict[str, Any], expected: Ask) -> None:
    """Custody, home base and language are musts in the test model, parent and UASC are not; siblings need no band."""
    assert asked_by(person(**fields), model()) == expected


def test_wishes_and_rules_that_are_off_are_not_asked_for() -> None:
    """The same person asks for nothing where age band, base and language are wishes and skills are off."""
    who = person(former_uasc=True, place=HOME_BASE, needs={"custody"}, languages={"Pashto"})
    rules = model(age_band="should", home_base="should", language="should", specialist="off")
    assert asked_by(who, rules) == Ask()


@pytest.mark.parametrize(
    ("ask", "fields", "expected"),
    [
        (YOUNG, {"role": "21+"}, False),
        (YOUNG, {"role": "all"}, True),
        (CUSTODY, {"role": "21+", "skills": {"custody", "uasc"}}, True),
        (CUSTODY, {"role": "21+", "skills": {"uasc"}}, False),
        (NEAR, {"base": "peterborough "}, True),
        (NEAR, {"base": "Boston"}, False),
        (Ask(languages=frozenset({"Pashto", "Dari"})), {"languages": {"Dari"}}, True),
        (Ask(languages=frozenset({"Pashto"})), {"languages": {"Dari"}}, False),
    ],
)
def test_who_meets_it(ask: Ask, fields: dict[str, Any], expected: bool) -> None:
    """Every part has to be met, one of several bases or languages is enough."""
    assert ask.met_by(worker(**fields)) is expected


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ([YOUNG, NEAR], "aged 16-20"),
        ([NEAR], "aged 16-20, former UASC near Peterborough"),
        ([YOUNG, NEAR, CUSTODY], "aged 16-20 or custody"),
        ([CUSTODY, Ask(languages=frozenset({"Dari", "Pashto"}))], "custody or speaking Dari or Pashto"),
        ([NEAR, CUSTODY], "custody or former UASC near Peterborough"),
        (
            [NEAR, Ask(role=Role.YOUNGER, skills=frozenset({Need.PARENT}))],
            "aged 16-20, former UASC near Peterborough or parent",
        ),
        ([YOUNG, Ask()], "everybody"),
    ],
)
def test_titles(asks: list[Ask], expected: str) -> None:
    """What all ask for and parts that take everybody in; an age only where somebody asks for nothing else."""
    assert title_of(asks) == expected
