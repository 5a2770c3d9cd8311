"""Setting single values of a service model for one run."""

from __future__ import annotations

from decimal import Decimal

import pytest

from allocator.reading.models import load_model
from allocator.reading.models.sources import THIS_RUN
from allocator.records import Lead
from allocator.rule_book import Strength
from tests.reading.models.model_files import problems


def test_overrides_as_typed_on_a_command_line() -> None:
    """Shows that text becomes strengths, numbers and lists, and that each override is its value's source."""
    model = load_model(
        "lincolnshire-2025",
        {
            "rules.intake.strength": "off",
            "rules.continuity.room_moves": " 7 ",
            "rules.continuity.minimum_gain_hours": "0.1",
            "rules.induction.shares": "0.5; 0.75",
            "rules.home_base.bases": "Spalding",
            "load.category.qualifying.bands": "16-20;21+",
            "load.lead.lcw.visits_factor": "1.5",
        },
    )
    assert model.rules.intake.strength is Strength.OFF
    assert (model.rules.continuity.room_moves, model.rules.continuity.minimum_gain_hours) == (7, Decimal("0.1"))
    assert model.rules.induction.shares == (Decimal("0.5"), Decimal("0.75"))
    assert model.rules.home_base.bases == ("Spalding",)
    assert model.load.lead[Lead.LCW].visits_factor == Decimal("1.5")
    assert model.sources["rules.induction.shares"] == THIS_RUN


def test_overrides_as_tables_and_numbers() -> None:
    """Shows that a table of tables, as caseload.toml has it, sets the same; an empty text empties a list."""
    overrides = {"rules": {"intake": {"per_week": 4}, "home_base": {"bases": ""}}, "duty.handover_weeks": 2}
    model = load_model("lincolnshire-2025", overrides)
    assert (model.rules.intake.per_week, model.rules.home_base.bases, model.duty.handover_weeks) == (4, (), 2)


def test_overrides_in_lists_of_tables() -> None:
    """Shows that entries are addressed by number, all by a star, and levels by their key."""
    model = load_model(
        "lincolnshire-2023",
        {"caseloads.*.cap_16_20": "21", "caseloads.1.ceiling_percent": 115, "levels.cost.tolerance_percent": "2"},
    )
    assert load_model("essex", {"rules.induction.shares.1": "0.6"}).rules.induction.shares[:2] == (
        Decimal("0.25"),
        Decimal("0.6"),
    )
    assert [entry.cap_16_20 for entry in model.caseloads] == [21, 21]
    assert [entry.ceiling_percent for entry in model.caseloads] == [110, 115]
    assert [level.tolerance_percent for level in model.levels] == [0, 0, 0, 0, 2, 0]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rules.intke.strength", "off", "rules.intke is not a key of a service model. Did you mean rules.intake?"),
        ("rules.intake.qqq", 3, "rules.intake.qqq is not a key of a service model. Known here: strength, per_week."),
        (
            "duty.handover_weeks.x",
            3,
            "duty.handover_weeks.x is not a key of a service model. duty.handover_weeks holds",
        ),
        (
            "rules.intake",
            "off",
            "rules.intake holds several values, not one (off); set one of them, such as rules.intake",
        ),
        ("caseloads", "20", "caseloads is a list of tables; set a value in one of them, such as caseloads.0.title."),
        ("caseloads.1.cap_16_20", "20", "caseloads.1.cap_16_20 leads to no entry of this model. caseloads has: 0."),
        ("levels.1.ky", "3", "levels.1.ky is not a key of a service model. Did you mean levels.1.key?"),
        (
            "levels.qqq.key",
            "3",
            "levels.qqq.key leads to no entry of this model. levels has: unallocated_duty, unalloc",
        ),
        (
            "caseloads.0.grades.0.title",
            "A",
            "caseloads.0.grades.0.title leads to no entry of this model. caseloads.0.g",
        ),
        ("sources", "a book", "sources holds several values, not one (a book); set one of them."),
        ("title", True, "title is true, but must be text in quotation marks."),
        ("rules.travel.strength", None, "rules.travel.strength is empty, but may only be should or off."),
        (
            "levels.cots.tolerance_percent",
            "1",
            "levels.cots.tolerance_percent leads to no entry of this model. Did you",
        ),
        ("rules.intake.per_week", "2.5", "rules.intake.per_week is 2.5, but must be a whole number."),
        ("rules.travel.strength", "must", "rules.travel.strength is must, but may only be should or off."),
        ("rules.intake.per_week", True, "rules.intake.per_week is true, but nothing in a service model is just true"),
    ],
)
def test_overrides_that_are_refused(key: str, value: object, said: str) -> None:
    """Shows that an override with an unknown key or an impossible value is refused, and how."""
    (problem,) = problems("lincolnshire-2025", {key: value})
    assert problem.startswith(said)


def test_overrides_leave_the_shipped_model_alone() -> None:
    """Shows that what one run sets is gone in the next."""
    load_model("essex", {"caseloads.0.cap_16_20": 3})
    assert load_model("essex").caseloads[0].cap_16_20 == 20
