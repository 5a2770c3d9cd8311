"""Who asks for whom, and the lightest load each person can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from allocator.records import Role, Worker, YoungPerson
from allocator.room.demand import Demand, Staff, demands, serves
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, caseload, model, person, travel, weeks_ago, worker


def asked(
    people: Iterable[YoungPerson],
    workers: Iterable[Worker],
    minutes: Mapping[tuple[str, str], int] | None = None,
    *,
    by: ServiceModel | None = None,
) -> list[Demand]:
    """The demands of a tiny caseload; 16-20 are 1/4 and 21+ 1/10 of a post, 30 minutes are included."""
    cases, rules = caseload(people, workers, minutes=minutes), by or model()
    return demands(cases, rules, Staff(cases, rules), Loads(travel(cases), rules, AS_OF))


@pytest.mark.parametrize(
    ("has", "asks", "expected"),
    [("16-20", "16-20", True), ("16-20", "21+", False), ("all", "21+", True), ("21+", "all", True)],
)
def test_who_serves_whom(has: str, asks: str, expected: bool) -> None:
    """One's own role, all, or whoever where it does not matter."""
    assert serves(worker(role=has), Role(asks)) is expected


def test_the_lightest_load_is_with_the_nearest_who_serves_the_band() -> None:
    """82 minutes from Lincoln, 56 from Spalding; the worker next door is for 21+ and does not count.

    6 visits x 2 x (56 - 30) minutes / 52 / 60 / 36 hours = 312 / 112320 = 1/360 on top of 1/4.
    """
    workers = [worker("W1", "Lincoln"), worker("W2", "Spalding"), worker("W3", "Boston", role="21+")]
    minutes = {("Boston", "Lincoln"): 82, ("Boston", "Spalding"): 56}
    found = asked([person()], workers, minutes)[0]
    assert (found.role, found.lightest, found.keeps) == (Role.YOUNGER, Fraction(1, 4) + Fraction(1, 360), None)


def test_an_avoided_worker_is_nobody_unless_there_is_another_like_them() -> None:
    """P1 avoids both workers of Boston, P2 one of them: 1/4 there, 1/4 + 1/360 from Spalding."""
    workers = [worker("W1"), worker("W2"), worker("W3", "Spalding")]
    people = [person("P1", avoid_workers={"W1", "W2"}), person("P2", avoid_workers={"W1"})]
    found = asked(people, workers, {("Boston", "Spalding"): 56})
    assert [demand.lightest for demand in found] == [Fraction(1, 4) + Fraction(1, 360), Fraction(1, 4)]


def test_who_is_away_for_a_short_time_counts_for_their_own_people_only() -> None:
    """Two weeks away: P1 is theirs and stays 1/4, P2 could only be with them and can be with nobody."""
    away = worker(absent_from=AS_OF, absent_to=AS_OF + timedelta(days=13))
    kept, new = asked([person("P1", "W1"), person("P2")], [away])
    assert kept.keeps is not None
    assert kept.keeps.worker_id == "W1"
    assert (kept.lightest, new.lightest) == (Fraction(1, 4), None)


@pytest.mark.parametrize(
    ("fields", "avoids"),
    [
        ({"last_day": weeks_ago(-4)}, False),
        ({"absent_from": weeks_ago(1)}, False),
        ({}, True),
    ],
)
def test_a_pair_that_no_longer_stands_keeps_nobody(fields: dict[str, Any], avoids: bool) -> None:
    """The worker leaves within the handover weeks, is away without an end, or must not work with the person."""
    who = person("P1", "W1", avoid_workers={"W1"} if avoids else set())
    assert asked([who], [worker("W1", **fields), worker("W2")])[0].keeps is None


def test_an_unknown_worker_keeps_nobody() -> None:
    """W9 is not in the table."""
    assert asked([person("P1", "W9")], [worker()])[0].keeps is None


def test_a_stayer_asks_for_the_role_of_the_worker_they_keep() -> None:
    """In education at 22: with a worker for 16-20 they ask for that, without one for anybody; P3 is no stayer."""
    people = [
        person("P1", "W1", age=22, in_education=True),
        person("P2", age=22, in_education=True),
        person("P3", "W1", age=22),
    ]
    found = asked(people, [worker(role="16-20")])
    assert [demand.role for demand in found] == [Role.YOUNGER, Role.ALL, Role.OLDER]
    # P3's worker does not serve 21+: nobody does.
    assert [demand.lightest for demand in found] == [Fraction(1, 10), Fraction(1, 10), None]


def test_without_age_bands_everybody_asks_for_anybody() -> None:
    """The rule age_band off: a worker for 21+ counts for a 19-year-old."""
    found = asked([person()], [worker(role="21+")], by=model(age_band="off"))[0]
    assert (found.role, found.lightest) == (Role.ALL, Fraction(1, 4))


def test_each_class_of_caseload_counts_by_its_own_caps() -> None:
    """A manager with cap 50 for 21+ is the lightest: 1/50, not 1/10, though 56 minutes away: 1/540 more."""
    managers = {
        "title": "m",
        "posts": ["team_manager"],
        "cap_16_20": "4",
        "cap_21_plus": "50",
        "ceiling_percent": "100",
    }
    rest = {"title": "all", "cap_16_20": "4", "cap_21_plus": "10", "ceiling_percent": "125"}
    workers = [worker("W1"), worker("M1", "Spalding", post="team_manager")]
    found = asked([person(age=23)], workers, {("Boston", "Spalding"): 56}, by=model({"caseloads": [managers, rest]}))[0]
    # 4 x 2 x 26 / 52 / 60 / 36 = 208 / 112320 = 1/540.
    assert found.lightest == Fraction(1, 50) + Fraction(1, 540)
