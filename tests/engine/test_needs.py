"""allocator.engine.needs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from allocator.engine.needs import musts_in_play, needs_of_pairs
from allocator.records import Worker, YoungPerson
from allocator.service_model import ServiceModel
from tests.builders import caseload, model, person, worker
from tests.engine.small import problem_of

MINUTES = {("Peterborough", "Peterborough"): 0, ("Peterborough", "Boston"): 50}
HOUR = 260
"""Units of cost in an hour: see test_problem."""


def _pair(who: YoungPerson, staff: Worker, by: ServiceModel | None = None, *, given: bool = True) -> tuple[int, float]:
    """Count and price in hours of the one pair of a caseload."""
    problem = problem_of(caseload([who], [staff], minutes=MINUTES), by)
    one = np.zeros(1, dtype=np.int64)
    count, price = needs_of_pairs(problem, one, one, given=np.array([given]))
    return int(count[0]), int(price[0]) / problem.units.hour


UNMET = [
    ("age_band", {}, {"role": "21+"}, 3),
    ("age_band", {"age": 21}, {"role": "16-20"}, 3),
    ("home_base", {"former_uasc": True, "place": "Peterborough"}, {"skills": {"uasc"}}, 2),
    ("language", {"languages": {"Arabic"}}, {"languages": {"Pashto"}}, 1.25),
]


@pytest.mark.parametrize(("rule", "who", "staff", "price"), UNMET)
def test_made_now_counts_where_it_must_and_costs_where_it_should(
    rule: str, who: dict[str, Any], staff: dict[str, Any], price: float
) -> None:
    """Proves that a need unmet is counted in a pair made now, and has its price as a wish or in a pair that stands."""
    pair = person(**who), worker(**staff)
    assert _pair(*pair) == (1, 0)
    assert _pair(*pair, given=False) == (0, price)
    soft = model(**{rule: "should"})
    assert _pair(*pair, soft) == _pair(*pair, soft, given=False) == (0, price)
    assert _pair(*pair, model(**{rule: "off"})) == (0, 0)


@pytest.mark.parametrize(
    ("who", "staff"),
    [
        ({}, {"role": "16-20"}),
        ({"age": 21}, {"role": "all"}),
        ({"age": 22, "keep_after_21": True}, {"role": "16-20"}),
        ({"former_uasc": True, "place": "Peterborough"}, {"skills": {"uasc"}, "base": "peterborough"}),
        ({"place": "Peterborough"}, {}),  # not of the group
        ({"former_uasc": True}, {"skills": {"uasc"}}),  # lives near no home base
        ({"languages": {"Arabic", "Pashto"}}, {"languages": {"Pashto"}}),
        ({"needs": {"mental_health"}}, {}),  # a need that the model does not name
    ],
)
def test_what_is_met(who: dict[str, Any], staff: dict[str, Any]) -> None:
    """Proves that each rule is quiet where it is kept or asks for nothing."""
    assert _pair(person(**who), worker(**staff)) == (0, 0)


def test_each_need_by_its_own_strength() -> None:
    """Proves that custody (must) is counted while parent and UASC (should) are priced: 1.5 + 0.75 hours."""
    who = person(needs={"custody", "parent"}, former_uasc=True)
    assert _pair(who, worker()) == (1, 2.25)
    assert _pair(who, worker(), given=False) == (0, 4.75)  # and 2.5 of custody
    assert _pair(who, worker(skills={"custody", "uasc"})) == (0, 1.5)
    assert _pair(who, worker(), model(specialist="off")) == (0, 0)


@pytest.mark.parametrize(
    ("group", "who", "count"),
    [
        ("everyone", {}, 1),
        ("parent", {"needs": {"parent"}}, 1),
        ("parent", {"needs": {"custody"}}, 0),
        ("former_uasc", {}, 0),
    ],
)
def test_the_group_of_the_home_base(group: str, who: dict[str, Any], count: int) -> None:
    """Proves that the group may be everyone, former UASC or the people with one need."""
    by = model({"rules.home_base.group": group}, specialist="off")
    assert _pair(person(place="Peterborough", **who), worker(), by) == (count, 0)


def test_siblings_have_their_age_band_elsewhere() -> None:
    """Proves that the age band of somebody with siblings is left out here, since a sibling may excuse it."""
    assert _pair(person(keep_together="G"), worker(role="21+")) == (0, 0)


def test_how_many_musts_there_are() -> None:
    """Proves the count that a step-down weighs: four rules and custody in the test model; each off is one fewer."""
    problem = problem_of(caseload([person()], [worker()]))
    assert musts_in_play(problem) == 5
    fewer = model(language="should", specialist="off")
    assert musts_in_play(problem_of(caseload([person()], [worker()]), fewer)) == 3
