"""allocator.service_model and allocator.rule_settings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from allocator.records import Need
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from tests.builders import model

CLASS = {"title": "LCW", "cap_16_20": "20", "cap_21_plus": "75"}


@pytest.mark.parametrize(
    ("changes", "wording"),
    [
        ({"caseloads": [{**CLASS, "ceiling_percent": "110", "ceiling_cases": "22"}]}, "give either ceiling_percent or"),
        ({"caseloads": [CLASS]}, "give either ceiling_percent or ceiling_cases"),
        ({"caseloads": [{**CLASS, "ceiling_percent": "99"}]}, "the ceiling must not be below 100 % of the cap"),
        ({"caseloads": [{**CLASS, "ceiling_percent": "110", "posts": ["lcw"]}]}, "the last of .* must apply to every"),
        ({"load.complexity": {"low": "1", "high": "1"}}, "complexity lacks standard, very_high"),
        ({"levels": [{"key": "cost"}]}, "levels must begin with unallocated_duty, unallocated, changes"),
        ({"levels.4.key": "coast"}, "level coast is not known; known are unallocated_duty, .*overload"),
        ({"levels.4.key": "needs"}, "a level is named twice"),
        ({"rules.home_base.group": "tall"}, "group must be one of former_uasc, everyone, custody"),
        ({"rules.step_down.deadline_weeks": 4}, "deadline_weeks must be later than rules.key_event.weeks_after"),
        ({"rules.apart.strength": "off"}, "rules.apart.strength is off, but may be must only"),
        ({"rules.travel.strength": "must"}, "rules.travel.strength is must, but may be should, off only"),
        (
            {"rules.ceiling.price_above": "0.5"},
            "rules.ceiling.price_above must not be below rules.ceiling.price_to_ceil",
        ),
        ({"rules.intake.per_weak": 3}, "Extra inputs are not permitted"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], wording: str) -> None:
    """Proves the wording of every fault that a whole model can have."""
    with pytest.raises(ValidationError, match=wording):
        model(changes)


def test_the_deadline_is_free_where_nothing_clashes() -> None:
    """Proves that a short deadline is legal without a window at 21, or without either rule."""
    short = {"rules.step_down.deadline_weeks": 4}
    assert model({**short, "rules.key_event.birthdays": [18]}).rules.step_down.deadline_weeks == 4
    assert model(short, key_event="off").rules.step_down.deadline_weeks == 4
    assert model(short, step_down="off").rules.step_down.deadline_weeks == 4


def test_ceilings_as_ratios() -> None:
    """Proves that 110 % is 11/10 and 22 cases on a cap of 20 the same."""
    percent = model({"caseloads": [{**CLASS, "ceiling_percent": "110"}]}).caseloads[0]
    cases = model({"caseloads": [{**CLASS, "ceiling_cases": "22"}]}).caseloads[0]
    assert percent.ceiling_ratio == cases.ceiling_ratio == Fraction(11, 10)
    assert percent.unconditional


def test_levels_and_tolerances() -> None:
    """Proves that the level of a rule that is off is left out, and that tolerances are exact fractions."""
    by: ServiceModel = model({"levels.4.tolerance_percent": "0.5"})
    assert by.level_keys == ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")
    assert model(balance="off").level_keys == by.level_keys[:-1]
    assert by.tolerances["cost"] == Fraction(1, 200)
    assert by.tolerances["needs"] == 0


def test_strength_of_single_needs() -> None:
    """Proves that a need has its own strength, none where the model does not name it or the rule is off."""
    rule = model().rules.specialist
    assert rule.strength_of(Need.CUSTODY) is Strength.MUST
    assert rule.strength_of(Need.PARENT) is Strength.SHOULD
    assert rule.strength_of(Need.DISABILITY) is Strength.OFF
    off = model(specialist="off").rules.specialist
    assert (off.on, off.must, off.strength_of(Need.CUSTODY)) == (False, False, Strength.OFF)
    assert model().rules.language.price_hours == Decimal("1.25")
