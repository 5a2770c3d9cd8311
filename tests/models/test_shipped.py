"""The figures of the service models that come with the program, held against what the documents print."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from allocator.bundled import models_dir
from allocator.load import class_of
from allocator.reading.models import load_model, model_names
from allocator.records import Category, Lead, Need
from allocator.rule_book import LEVELS, Strength
from allocator.service_model import CaseloadClass, ServiceModel
from tests.builders import AS_OF, worker

NAMES = (
    "calderdale",
    "derby-city",
    "essex",
    "kent",
    "lancashire-2016",
    "leicester",
    "lincolnshire-2023",
    "lincolnshire-2025",
    "lincolnshire-scenario-1",
    "lincolnshire-scenario-2",
    "nc-trust",
    "nottingham-city",
    "nottinghamshire",
)
LINCOLNSHIRE = tuple(name for name in NAMES if name.startswith("lincolnshire"))
SIX_LEVELS = ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")


def lcw(model: ServiceModel) -> CaseloadClass:
    """The caps of an experienced leaving care worker."""
    return class_of(worker(), model, AS_OF)


def test_names() -> None:
    """Shows that every published service has a model, and that shared parts are none."""
    assert model_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_model_loads_and_is_called_like_its_file(name: str) -> None:
    """Shows that each model is whole, knows its name and says what it is about."""
    model = load_model(name)
    assert model.name == name
    assert model.title
    assert model.about.strip()
    assert "Plan" in model.source or "Scrutiny" in model.source


@pytest.mark.parametrize("name", NAMES)
def test_every_model_settles_six_levels(name: str) -> None:
    """Shows that each model settles the six levels in order, with a tolerance of 0.5 % at cost and nowhere else."""
    model = load_model(name)
    assert model.level_keys == SIX_LEVELS
    assert {key: tolerance for key, tolerance in model.tolerances.items() if tolerance} == {"cost": Fraction(1, 200)}
    assert set(SIX_LEVELS) <= set(LEVELS)


@pytest.mark.parametrize(
    ("name", "younger", "older", "ceiling"),
    [
        ("lincolnshire-2023", "20", "20", Fraction(11, 10)),
        ("lincolnshire-scenario-1", "20", "75", Fraction(11, 10)),
        ("lincolnshire-scenario-2", "23.2", "23.2", Fraction(11, 10)),
        ("lincolnshire-2025", "20", "75", Fraction(11, 10)),
        ("nottinghamshire", "22", "75", Fraction(11, 10)),
        ("nc-trust", "26", "75", Fraction(1)),
        ("essex", "20", "30", Fraction(22, 20)),
        ("kent", "14", "48", Fraction(22, 14)),
        ("calderdale", "22", "75", Fraction(24, 22)),
        ("nottingham-city", "23.2", "75", Fraction(11, 10)),
        ("derby-city", "23.2", "75", Fraction(11, 10)),
        ("leicester", "23.2", "75", Fraction(11, 10)),
        ("lancashire-2016", "28", "28", Fraction(30, 28)),
    ],
)
def test_caps(name: str, younger: str, older: str, ceiling: Fraction) -> None:
    """Shows that a leaving care worker's caps and ceiling are those of Tables 9 and 12, or assumptions."""
    caps = lcw(load_model(name))
    assert (caps.cap_16_20, caps.cap_21_plus, caps.ceiling_ratio) == (Decimal(younger), Decimal(older), ceiling)


@pytest.mark.parametrize(
    ("name", "age_band", "stay", "step_down"),
    [
        ("lincolnshire-2023", "must", "must", "must"),
        ("lincolnshire-scenario-1", "must", "must", "must"),
        ("lincolnshire-scenario-2", "off", "off", "off"),
        ("lincolnshire-2025", "must", "must", "must"),
        ("nottinghamshire", "must", "off", "must"),
        ("nc-trust", "must", "must", "must"),
        ("essex", "off", "off", "off"),
        ("kent", "must", "off", "must"),
        ("calderdale", "must", "must", "must"),
        ("nottingham-city", "must", "must", "must"),
        ("derby-city", "must", "must", "must"),
        ("leicester", "must", "must", "must"),
        ("lancashire-2016", "off", "off", "off"),
    ],
)
def test_what_happens_at_21(name: str, age_band: str, stay: str, step_down: str) -> None:
    """Shows that who stays and who goes over at 21 is what Tables 9, 11, 12 and 13 say of each service."""
    rules = load_model(name).rules
    assert (rules.age_band.strength, rules.stay_after_21.strength, rules.step_down.strength) == (
        age_band,
        stay,
        step_down,
    )


def test_nottinghamshire_waits_six_months() -> None:
    """Shows that Nottinghamshire steps down after 26 weeks (Table 9: up to 6 months), the others after 13."""
    assert load_model("nottinghamshire").rules.step_down.deadline_weeks == 26
    assert {load_model(name).rules.step_down.deadline_weeks for name in NAMES if name != "nottinghamshire"} == {13}


@pytest.mark.parametrize("name", NAMES)
def test_peterborough_is_a_base_in_lincolnshire_alone(name: str) -> None:
    """Shows that former UASC near Peterborough are promised a worker from there in Lincolnshire's models only."""
    rule = load_model(name).rules.home_base
    if name in LINCOLNSHIRE:
        assert (rule.strength, rule.group, rule.bases, rule.minutes) == ("must", "former_uasc", ("Peterborough",), 30)
    else:
        assert (rule.strength, rule.bases) == ("off", ())


def test_lincolnshire_2025() -> None:
    """Shows the figures of the recommended model that Tables 12 and 13 print, and those that hang on them."""
    model = load_model("lincolnshire-2025")
    assert model.load.full_time_hours == Decimal(15) * Decimal("2.4")  # text below Table 12
    assert model.load.visits_16_20 == Decimal(52) / 8  # every 8 weeks
    # 21+: about 3-monthly visits for some (4 a year), at least 6-monthly contact (2 a year)
    assert 2 <= model.load.visits_21_plus <= 4
    assert model.load.category[Category.QUALIFYING].visits_per_year == 2
    assert model.load.lead[Lead.SOCIAL_WORKER].load_factor == Decimal("0.5")
    strengths = {need: model.rules.specialist.strength_of(need) for need in Need}
    assert strengths == {need: Strength.MUST if need is Need.CUSTODY else Strength.SHOULD for need in Need}
    assert len(model.rules.induction.shares) == 6  # section 2.6: a 6-month induction


def test_lincolnshire_2025_is_as_full_as_table_12() -> None:
    """Shows that Table 12's 528 and 475 people are 32.73 of 33 posts: 26.4 + 6.333."""
    caps = lcw(load_model("lincolnshire-2025"))
    posts = 528 / Fraction(caps.cap_16_20) + 475 / Fraction(caps.cap_21_plus)
    assert posts == Fraction("26.4") + Fraction(19, 3)


@pytest.mark.parametrize("name", ["lincolnshire-scenario-1", "lincolnshire-scenario-2"])
def test_scenarios_count_everybody_alike(name: str) -> None:
    """Shows that the scenarios of Table 12 know no weights: every factor on load is 1."""
    load = load_model(name).load
    factors = [*load.complexity.values(), *(f.load_factor for f in (*load.lead.values(), *load.needs.values()))]
    assert set(factors) == {Decimal(1)}


def test_team_managers_of_2023_stand_outside_the_caps() -> None:
    """Shows that a team manager holds 426 / 5 = 85.2 people of 21+ with room to spare, a worker 20."""
    model = load_model("lincolnshire-2023")
    manager = class_of(worker(post="team_manager"), model, AS_OF)
    assert (467 - 41) / Fraction(5) < Fraction(manager.cap_21_plus) == 100
    assert lcw(model).cap_21_plus == 20


@pytest.mark.parametrize(
    ("fields", "cap", "ceiling", "grades"),
    [
        ({"post": "social_worker", "experience_years": "0.5"}, 19, 24, (15, 19, 25, None)),
        ({"post": "social_worker", "experience_years": "1"}, 25, 30, (19, 25, 30, None)),
        ({"post": "social_worker", "experience_years": "4.9"}, 26, 30, (22, 26, 30, None)),
        ({"post": "social_worker", "experience_years": "5"}, 26, 30, (22, 26, 30, None)),
        ({"post": "social_worker"}, 26, 30, (22, 26, 30, None)),
        ({"experience_years": "0.5"}, 28, 30, (27, 28, 30, None)),
        ({"post": "family_support_worker"}, 28, 30, (27, 28, 30, None)),
    ],
)
def test_lancashire_grades(fields: dict[str, str], cap: int, ceiling: int, grades: tuple[int | None, ...]) -> None:
    """Shows that post and years of service choose the row of Lancashire's table, and where its grades end."""
    caps = class_of(worker(**fields), load_model("lancashire-2016"), AS_OF)
    assert {caps.cap_16_20, caps.cap_21_plus} == {Decimal(cap)}
    assert caps.ceiling_cases == ceiling
    assert tuple(grade.up_to for grade in caps.grades) == grades
    assert [grade.title for grade in caps.grades] == ["outstanding", "good", "requires improvement", "inadequate"]


def test_lancashire_tells_3_to_5_years_from_5_and_more() -> None:
    """Shows that the two rows with the same figures are still two rows, split at five years."""
    model = load_model("lancashire-2016")
    titles = [
        class_of(worker(post="social_worker", experience_years=years), model, AS_OF).title for years in ("4", "5")
    ]
    assert titles == ["Social worker, 3 to 5 years", "Social worker, 5 years and more"]


@pytest.mark.parametrize("name", ["nottingham-city", "derby-city", "leicester"])
def test_unpublished_caps_are_said_to_be_assumptions(name: str) -> None:
    """Shows that where no cap is published, the 23.2 of Table 9 is marked as an assumption, in the text too."""
    model = load_model(name)
    place = len(model.caseloads) - 1
    assert model.sources[f"caseloads.{place}"].startswith("assumption: no cap is published")
    assert "No caseload is published" in model.about


def test_readme_has_a_row_for_every_model() -> None:
    """Shows that models/README.md names each model at the start of a row, and no other."""
    lines = (models_dir() / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("`")[1] for line in lines if line.startswith("| `")]
    assert sorted(rows) == list(NAMES)


def test_readme_example_is_a_model(tmp_path: Path) -> None:
    """Shows that the model of one's own in models/README.md loads as printed and changes what it says."""
    text = (models_dir() / "README.md").read_text(encoding="utf-8")
    mine = tmp_path / "my-service.toml"
    mine.write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    model = load_model(str(mine))
    assert (model.name, lcw(model).cap_16_20) == ("my-service", 18)
    assert model.rules == load_model("lincolnshire-2025").rules
    assert model.sources["caseloads.0"] == "Team meeting, 3 March"
