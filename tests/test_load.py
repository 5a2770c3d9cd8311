"""allocator.load: shares of a post against sums on paper."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from allocator import load
from allocator.load import base_share, class_of, extra_travel_share, travel_hours, visits_per_year, weight_unallocated
from allocator.records import Band
from allocator.service_model import CaseloadClass
from tests.builders import AS_OF, born, model, person, weeks_ago, worker

LINCOLNSHIRE = {
    "caseloads": [
        {"title": "LCW", "cap_16_20": "20", "cap_21_plus": "75", "cap_stayer": "50", "ceiling_percent": "110"}
    ],
    "load.category": {"qualifying": {"bands": ["16-20"], "visits_per_year": "2", "load_factor": "0.9"}},
    "load.lead": {"social_worker": {"load_factor": "0.5", "visits_factor": "0.25"}},
    "load.needs": {"custody": {"load_factor": "1.25", "visits_factor": "1.5"}, "parent": {"load_factor": "1.2"}},
    "load.visits_stayer": "5",
}


def _share(**fields: Any) -> Fraction:
    by = model(LINCOLNSHIRE)
    return base_share(person(**fields), by.caseloads[0], by, as_of=AS_OF)


def _visits(**fields: Any) -> Fraction:
    return visits_per_year(person(**fields), model(LINCOLNSHIRE), as_of=AS_OF)


def test_published_caps_as_whole_units() -> None:
    """Proves the published figures: 15 and 4 of 300 units, so 20 of 16-20 fill a post and 10 and 38 make 302."""
    assert (_share() * 300, _share(age=22) * 300) == (15, 4)
    assert 20 * _share() == 1
    assert (10 * _share() + 37 * _share(age=22)) * 300 == 298
    assert (10 * _share() + 38 * _share(age=22)) * 300 == 302


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"complexity": "high"}, Fraction(3, 40)),  # 1/20 x 1.5
        ({"age": 22, "keep_after_21": True}, Fraction(1, 50)),
        ({"age": 22, "in_education": True}, Fraction(1, 50)),
        ({"in_education": True}, Fraction(1, 20)),  # nobody stays before 21
        ({"category": "qualifying"}, Fraction(9, 200)),
        ({"category": "qualifying", "age": 22}, Fraction(1, 75)),  # the entry is for 16-20 alone
        ({"lead": "social_worker"}, Fraction(1, 40)),
        ({"needs": {"custody", "parent", "disability"}}, Fraction(3, 40)),  # 1.25 x 1.2 = 1.5; disability has none
        ({"former_uasc": True}, Fraction(1, 20)),  # no need of the column
    ],
)
def test_factors_multiply(fields: dict[str, Any], share: Fraction) -> None:
    """Proves what each column does to a share, against paper."""
    assert _share(**fields) == share


@pytest.mark.parametrize(
    ("fields", "visits"),
    [
        ({}, 6),
        ({"age": 21}, 4),
        ({"age": 21, "in_education": True}, 5),
        ({"category": "qualifying"}, 2),
        ({"category": "qualifying", "needs": {"custody"}}, 3),
        ({"lead": "social_worker"}, Fraction(3, 2)),
        ({"needs": {"parent"}}, 6),
    ],
)
def test_visits_a_year(fields: dict[str, Any], visits: Fraction) -> None:
    """Proves that category goes before stayer and stayer before band, and that lead and needs multiply."""
    assert _visits(**fields) == visits


def test_stayers_only_where_the_rule_is_on() -> None:
    """Proves that without stay_after_21 a student of 22 counts as any other."""
    off = model(LINCOLNSHIRE, stay_after_21="off")
    assert base_share(person(age=22, in_education=True), off.caseloads[0], off, as_of=AS_OF) == Fraction(1, 75)


def test_only_travel_beyond_the_included_minutes_adds_load() -> None:
    """Proves that 30 minutes add nothing and 43 add 6.5 x 2 x 13 / 52 / 60 hours of 36: 13/240 hours."""
    by = model()
    assert extra_travel_share(Fraction(13, 2), 30, by) == 0
    assert extra_travel_share(Fraction(13, 2), 43, by) == Fraction(13, 240) / 36
    assert travel_hours(Fraction(13, 2), 60) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"fte": "0.8"}, Fraction(4, 5)),
        ({"fte": "0.8", "reduction_percent": "25"}, Fraction(3, 5)),
        ({"start_date": AS_OF}, Fraction(1, 4)),
        ({"start_date": AS_OF + timedelta(days=40)}, Fraction(1, 4)),  # not started: month 0
        ({"start_date": date(2025, 12, 6)}, Fraction(1, 4)),  # a day short of a month
        ({"start_date": date(2025, 12, 5)}, Fraction(1, 2)),
        ({"start_date": date(2025, 10, 5)}, Fraction(1)),  # three months: induction is over
    ],
)
def test_capacity(fields: dict[str, Any], share: Fraction) -> None:
    """Proves contract, reduction and induction month by month, and that the ceiling is a quarter more."""
    assert load.capacity(worker(**fields), model(), as_of=AS_OF) == share
    assert load.ceiling(worker(**fields), model(), as_of=AS_OF) == share * Fraction(5, 4)


def test_no_induction_where_the_rule_is_off() -> None:
    """Proves that a new worker then gives all of the contract."""
    assert load.capacity(worker(start_date=AS_OF), model(induction="off"), as_of=AS_OF) == 1


GRADED = [
    {"title": "manager", "posts": ["team_manager"], "cap_16_20": "9", "cap_21_plus": "9", "ceiling_percent": "100"},
    {"title": "new", "experience_below_years": "1", "cap_16_20": "3", "cap_21_plus": "9", "ceiling_percent": "100"},
    {"title": "some", "experience_from_years": "1", "experience_below_years": "3", "cap_16_20": "4", "cap_21_plus": "9",
     "ceiling_cases": "5"},
    {"title": "all", "cap_16_20": "5", "cap_21_plus": "9", "ceiling_percent": "120"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "all"),  # experienced
        ({"experience_years": "0.99"}, "new"),
        ({"experience_years": "1"}, "some"),
        ({"experience_years": "3"}, "all"),
        ({"start_date": AS_OF - timedelta(days=365)}, "new"),  # 365 x 4 // 1461 = 0
        ({"start_date": AS_OF - timedelta(days=366)}, "some"),
        ({"start_date": AS_OF + timedelta(days=9)}, "new"),
        ({"post": "team_manager", "experience_years": "0"}, "manager"),
    ],
)
def test_class_of_a_worker(fields: dict[str, Any], title: str) -> None:
    """Proves which caps hold by post and years of experience, stated or since the start date."""
    assert class_of(worker(**fields), model({"caseloads": GRADED}), AS_OF).title == title


def test_the_standard_class_is_that_of_an_experienced_lcw() -> None:
    """Proves by whose caps people without a worker are weighed."""
    by = model({"caseloads": GRADED})
    assert load.standard_class(by) is by.caseloads[3]
    assert load.standard_index(by) == 3
    assert isinstance(load.standard_class(by), CaseloadClass)


@pytest.mark.parametrize(
    ("fields", "weeks", "weight"),
    [
        ({}, 0, Fraction(1, 4)),
        ({"referred": weeks_ago(3) + timedelta(days=1)}, 2, Fraction(26, 100)),
        ({"referred": weeks_ago(60)}, 60, Fraction(51, 100)),  # growth stops at 52 weeks: 1/4 x 2.04
        ({"referred": weeks_ago(-2)}, 0, Fraction(1, 4)),
        ({"referred": weeks_ago(30), "current_worker": "W1"}, 0, Fraction(1, 4)),  # had a worker until now
    ],
)
def test_the_weight_of_waiting(fields: dict[str, Any], weeks: int, weight: Fraction) -> None:
    """Proves whole weeks since the referral, 2 % each up to a year, and none for those who had a worker."""
    who = person(fields.pop("person_id", "P1"), **fields)
    assert load.weeks_waited(who, AS_OF) == weeks
    assert weight_unallocated(who, model(), as_of=AS_OF) == weight


def test_ages_and_bands() -> None:
    """Proves that the date of birth goes before the age, that 21 is the first older year, and no age is 0."""
    assert load.age_of(person(date_of_birth=born(20), age=3), AS_OF) == 20
    assert load.age_of(person(date_of_birth=None, age=24), AS_OF) == 24
    assert load.age_of(person(date_of_birth=None), AS_OF) == 0
    assert [load.band_of(person(age=age), AS_OF) for age in (20, 21)] == [Band.YOUNGER, Band.OLDER]


def test_who_takes_people() -> None:
    """Proves that a short absence keeps people away on its days alone, and that nobody starts before the first day."""
    away = {"absent_from": AS_OF, "absent_to": AS_OF + timedelta(days=3)}

    def takes(day: date, **fields: Any) -> bool:
        return load.takes_people(worker(**fields), model(), day)

    assert [takes(AS_OF + timedelta(days=n), **away) for n in (-1, 0, 3, 4)] == [True, False, False, True]
    assert [takes(AS_OF, start_date=AS_OF + timedelta(days=n)) for n in (0, 1)] == [True, False]
    assert not takes(AS_OF, last_day=AS_OF + timedelta(days=28))
    assert takes(AS_OF, last_day=AS_OF + timedelta(days=29))
    assert load.years_of_experience(worker(experience_years="2.5"), AS_OF) == Decimal("2.5")
