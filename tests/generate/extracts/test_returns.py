"""What only the returns ask for is filled in so that it agrees with needs, education and age, and stays what it was."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from allocator.dates import age_on
from allocator.generate import generate
from allocator.generate.extracts import with_returns
from allocator.reading.extracts.codes import ALWAYS_UNSUITABLE, EDUCATION, is_too_young_for
from allocator.records import Accommodation, Activity, Caseload, InTouch, Need, Suitability
from tests.builders import caseload, person, worker

FIELDS = {"in_touch", "accommodation", "suitability", "activity", "pathway_plan", "latest_contact"}


@pytest.fixture(scope="module")
def county() -> Caseload:
    """936 people with their returns."""
    return with_returns(generate("lincolnshire-2023", seed=3), seed=3)


def test_nothing_else_changes(county: Caseload) -> None:
    """Only the fields of the returns are filled in."""
    before = generate("lincolnshire-2023", seed=3)
    assert len(before.young_people) == 936
    for old, new in zip(before.young_people, county.young_people, strict=True):
        assert new.model_dump(exclude=FIELDS) == old.model_dump(exclude=FIELDS)
    assert county.workers == before.workers


def test_one_seed_one_answer(county: Caseload) -> None:
    """The same seed gives the same returns, another seed others."""
    before = generate("lincolnshire-2023", seed=3)
    assert with_returns(before, seed=3) == county
    assert with_returns(before, seed=4) != county


def test_codes_agree_with_needs_and_education(county: Caseload) -> None:
    """Custody is X and nobody else's; education is F1 to P2 and nobody else's; G6 is for parents alone."""
    for one in county.young_people:
        assert (one.accommodation is Accommodation.CUSTODY) == (Need.CUSTODY in one.needs)
        assert (one.activity in EDUCATION) == one.in_education
        parent = Need.PARENT in one.needs and not one.in_education
        assert (one.activity is Activity.NONE_PREGNANCY_OR_PARENTING) == parent


def test_the_rules_of_the_returns_are_kept(county: Caseload) -> None:
    """Homeless and custody are unsuitable, foyers are for adults, and contact is blank where there is none."""
    for one in county.young_people:
        assert one.date_of_birth is not None
        assert not is_too_young_for(one.accommodation, age_on(one.date_of_birth, county.as_of))
        assert one.accommodation not in ALWAYS_UNSUITABLE or one.suitability is Suitability.UNSUITABLE
        assert (one.latest_contact is None) == (one.in_touch is InTouch.NO)
        assert one.pathway_plan is not None
        assert one.pathway_plan <= county.as_of


def test_a_county_is_mixed(county: Caseload) -> None:
    """Every way of being in touch occurs, most are in touch, and most homes are suitable."""
    in_touch = Counter(one.in_touch for one in county.young_people)
    assert min(in_touch.values()) >= 10
    assert in_touch[InTouch.YES] > 800
    suitable = Counter(one.suitability for one in county.young_people)
    assert suitable[Suitability.SUITABLE] > 10 * suitable[Suitability.UNSUITABLE] > 0


def test_what_is_filled_in_stays() -> None:
    """A field that the caseload holds already is not drawn, and the others agree with it."""
    one = person("P1", "W1", activity=Activity.NONE_OTHER, pathway_plan=date(2025, 1, 2), in_touch=InTouch.NO)
    [filled] = with_returns(caseload([one], [worker("W1")]), seed=1).young_people
    assert (filled.activity, filled.pathway_plan) == (Activity.NONE_OTHER, date(2025, 1, 2))
    assert (filled.accommodation, filled.suitability) == (Accommodation.NOT_KNOWN, None)
    assert filled.latest_contact is None
