"""A service model in plain words: what a manager reads on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.explain.model_words import describe
from allocator.reading.models import load_model, model_names

HEADINGS = (
    "A full caseload",
    "What counts how much",
    "What happens at 21",
    "Rules (must: comes first; should: weighed in hours; off: not used)",
    "What is settled in which order",
    "Where published values come from",
)


def section(text: str, heading: str) -> str:
    """The lines below a heading, as one line."""
    block = next(block for block in text.split("\n\n") if block.startswith(heading))
    return " ".join(" ".join(block.splitlines()[1:]).split())


@pytest.mark.parametrize("name", model_names())
@pytest.mark.parametrize("width", [72, 100])
def test_every_model_fits_its_screen(name: str, width: int) -> None:
    """Shows that each model is told under the same headings and that no line is wider than the screen."""
    text = describe(load_model(name), width=width)
    blocks = [block.splitlines()[0] for block in describe(load_model(name)).split("\n\n")[1:]]
    assert tuple(blocks[:-1]) == HEADINGS
    assert blocks[-1].startswith("Assumptions: ")
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("name", model_names())
def test_no_words_of_the_machine_room(name: str) -> None:
    """Shows that no class, no enumeration and no number type leaks into the text."""
    text = describe(load_model(name))
    assert not [
        word for word in ("Decimal", "Fraction", "Strength.", "Need.", "None", "{", "frozenset") if word in text
    ]


def test_lincolnshire_2025() -> None:
    """Shows caps, weights and the 21st birthday of the recommended model in words."""
    text = describe(load_model("lincolnshire-2025"))
    assert text.startswith("Lincolnshire 2025 (recommended)\n===============================\nThe service that was")
    assert "Source: Commissioning Plan, Tables 12 and 13." in text
    assert section(text, "A full caseload") == (
        "Leaving care worker: 20 people of 16-20 or 75 of 21+, or 50 who stayed after 21 to a full-time post. "
        "Nobody is given to them above 110 % of that."
    )
    assert section(text, "What counts how much") == (
        "A full-time week is 36 hours of casework. Travel of up to 45 minutes one way is part of it; more adds work. "
        "Visits a year: 6.5 at 16-20, 2.6 at 21+, 4 for who stays with their worker after 21. "
        "Work beside the average: low 0.8, standard 1, high 1.25, very high 1.5. "
        "Qualifying at 16-20: as much work, 2 visits a year. "
        "Led by the social worker: 0.5 times the work and 0.5 times the visits. "
        "Needs: custody 1.25 times the work; parent 1.25 times the work; disability 1.2 times the work. "
        "A worker who leaves within 4 weeks, or is away for 6 weeks or more, hands over their people."
    )
    assert section(text, "What happens at 21") == (
        "Who needs consistency, or is in education, stays with their worker. Who does not stay goes over to a worker "
        "for 21+ from 13 weeks after the 21st birthday on, at most 2 people a week."
    )


def test_levels_in_order() -> None:
    """Shows that the levels are numbered in their order, with the tolerance where there is one."""
    text = section(describe(load_model("essex", {"levels.needs.tolerance_percent": "12.5"})), "What is settled")
    assert (
        "4. needs that a new pair leaves unmet although they must be met (later ones may worsen it by 12.5 %)" in text
    )
    assert "5. hours a week: travel, work above capacity, wishes unmet (later ones may worsen it by 0.5 %)" in text
    assert text.startswith("1. 16-20s owed a statutory duty who have no worker 2. everybody else")


def test_balance_that_is_off_is_no_level() -> None:
    """Shows that the level of a rule that is off is left out."""
    text = section(describe(load_model("essex", {"rules.balance.strength": "off"})), "What is settled")
    assert "5. hours a week" in text
    assert "6." not in text


def test_nobody_changes_at_21_in_essex() -> None:
    """Shows the sentence for services in which a birthday changes nothing."""
    assert section(describe(load_model("essex")), "What happens at 21") == (
        "Nobody changes worker because of the birthday."
    )


def test_posts_and_grades_of_lancashire() -> None:
    """Shows for whom a caseload holds, its ceiling in people, and where its grades end."""
    text = section(describe(load_model("lancashire-2016")), "A full caseload")
    assert text.startswith(
        "Newly qualified social worker (post social_worker, below 1 year of service): 19 people of any age to a "
        "full-time post. Nobody is given to them above 24 people. Graded by people to a full-time post: outstanding "
        "up to 15, good up to 19, requires improvement up to 25, inadequate above that."
    )
    assert "Social worker, 1 to 3 years (post social_worker, from 1 year of service, below 3 years of service):" in text


def test_ceiling_in_people_of_16_to_20() -> None:
    """Shows that a ceiling in cases is said to be one of 16-20s where the bands count differently."""
    text = section(describe(load_model("kent")), "A full caseload")
    assert text.endswith(
        "14 people of 16-20 or 48 of 21+ to a full-time post. Nobody is given to them above 22 people of 16-20."
    )


def test_a_category_in_both_bands_with_a_weight() -> None:
    """Shows that a category for both bands names none, and how much work it is."""
    overrides = {"load.category.qualifying.bands": "16-20;21+", "load.category.qualifying.load_factor": "0.75"}
    text = section(describe(load_model("essex", overrides)), "What counts")
    assert "Qualifying: 0.75 times the work, 2 visits a year." in text


def test_a_category_without_visits_and_no_needs() -> None:
    """Shows that what a model does not set is not spoken of."""
    text = section(describe(load_model("essex", {"load.category.relevant.load_factor": "1.5"})), "What counts")
    assert "Relevant: 1.5 times the work." in text
    model = load_model("essex")
    bare = model.model_copy(update={"load": model.load.model_copy(update={"needs": {}})})
    assert "Needs" not in section(describe(bare), "What counts")


def test_assumptions_are_counted_and_listed() -> None:
    """Shows that assumptions are counted by value and listed by source, apart from what is published."""
    text = describe(load_model("lincolnshire-2025"))
    assumed = section(text, "Assumptions: 69 values are not published")
    assert "Between the two caps; a stayer is seen about every 3 months, more than most of 21+" in assumed
    assert "(caseloads.0.cap_stayer = 50)" in assumed
    assert "(rules.key_event)" in assumed
    published = section(text, "Where published values come from")
    assert "Commissioning Plan, Table 12, scenario 1, 16-20 year olds (caseloads.0.cap_16_20 = 20)" in published
    assert "cap_stayer" not in published


def test_what_was_set_and_what_has_no_source_stand_apart(tmp_path: Path) -> None:
    """Shows that an override is listed with its value, and a value without a source as such."""
    mine = tmp_path / "mine.toml"
    mine.write_text('extends = "essex"\ntitle = "M"\nabout = "a"\nsource = "s"\n[duty]\nhandover_weeks = 3\n', "utf-8")
    text = describe(load_model(str(mine), {"rules.induction.shares": "0.5;0.25", "rules.intake.strength": "off"}))
    assert section(text, "Set for this run") == "rules.intake.strength = off rules.induction.shares = 0.5; 0.25"
    assert section(text, "Without a source") == "duty.handover_weeks = 3"


def test_a_model_without_any_source() -> None:
    """Shows that where nothing is said to be published or assumed, the headings say so."""
    bare = load_model("essex").model_copy(update={"sources": {}})
    text = describe(bare)
    assert "Where published values come from" not in text
    assert section(text, "Assumptions: 0 values are not published") == "None."
    assert "rules.home_base.bases = none" in section(text, "Without a source")
