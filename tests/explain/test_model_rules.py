"""Each rule of a service model as a sentence, with its figures."""

from __future__ import annotations

import pytest

from allocator.explain.model_rules import RuleLine, ordinal, rules_table
from allocator.reading.models import load_model, model_names
from allocator.rule_book import RULE_BOOK, Strength


def line(key: str, **overrides: object) -> RuleLine:
    """One rule of Lincolnshire 2025, with values of that rule (or, with __, of another table) set anew."""
    dotted = {name.replace("__", ".") if "__" in name else f"rules.{key}.{name}": v for name, v in overrides.items()}
    return next(line for line in rules_table(load_model("lincolnshire-2025", dotted)) if line.key == key)


@pytest.mark.parametrize(
    ("key", "overrides", "sentence"),
    [
        (
            "one_worker",
            {"waiting_growth_percent": "2.5", "waiting_cap_weeks": 1},
            "Everybody has one named worker; who has none weighs 2.5 % more for each week waited, for up to 1 week.",
        ),
        (
            "on_duty",
            {"duty__handover_weeks": 3},
            "Nobody is given to a worker who has left, leaves within 3 weeks or is away.",
        ),
        ("apart", {}, "These two never: a conflict, a restricted record or a wish not to."),
        ("locked", {}, "What the manager fixed stays fixed."),
        (
            "ceiling",
            {"price_to_ceiling": 1, "price_above": "1.5"},
            "Nobody is given to a worker who would then stand above the ceiling. An hour of work above capacity counts "
            "as 1 hour, one above the ceiling as 1.5 hours.",
        ),
        ("intake", {}, "At most 3 people are given to one worker in a week."),
        ("intake", {"per_week": 1}, "At most 1 person is given to one worker in a week."),
        (
            "continuity",
            {"room_moves": 1},
            "People keep their worker. In one week at most 1 person moves to make room for somebody; a move by choice "
            "must be worth 0.5 hours a week.",
        ),
        (
            "key_event",
            {"weeks_before": 3},
            "Nobody moves from 3 weeks before to 4 weeks after a key event or the 18th and 21st birthday, unless their "
            "worker leaves.",
        ),
        (
            "key_event",
            {"birthdays": "", "strength": "should"},
            "Nobody moves from 4 weeks before to 4 weeks after a key event, unless their worker leaves. Who moves all "
            "the same counts as 2 hours a week.",
        ),
        ("settled", {}, "Nobody moves twice within 26 weeks, unless their worker leaves."),
        (
            "age_band",
            {},
            "16-20s have a worker for 16-20s, 21+ have a worker for 21+. An older pair without it counts as 1 hour "
            "a week.",
        ),
        (
            "step_down",
            {"per_week": 1},
            "Who does not stay goes over to a worker for 21+ from 13 weeks after the 21st birthday on, at most 1 "
            "person a week.",
        ),
        (
            "step_down",
            {"rules__stay_after_21__strength": "off"},
            "Everybody goes over to a worker for 21+ from 13 weeks after the 21st birthday on, at most 2 people a "
            "week.",
        ),
        (
            "home_base",
            {"bases": "Peterborough;Spalding", "minutes": 20},
            "Former UASC who live within 20 minutes of Peterborough and Spalding have a worker based there. An older "
            "pair without it counts as 1 hour a week.",
        ),
        (
            "home_base",
            {"group": "mental_health", "bases": "", "strength": "should"},
            "People with the need mental health who live within 30 minutes of no base have a worker based there. A "
            "pair without it counts as 1 hour a week.",
        ),
        (
            "specialist",
            {},
            "A need meets a worker with the skill (must: custody; should: parent, disability, mental health and UASC). "
            "Unmet, a need counts as 0.5 or 1 hours a week.",
        ),
        (
            "language",
            {},
            "Who asks for a language has a worker who speaks it. A pair without it counts as 0.5 hours a week.",
        ),
        ("together", {}, "Siblings have one worker, whatever band that worker is for."),
        (
            "together",
            {"strength": "should"},
            "Siblings have one worker, whatever band that worker is for. Siblings split by a run count as 1 hour a "
            "week.",
        ),
        (
            "travel",
            {"price_per_hour": "0.75"},
            "Workers spend little time on the road: an hour on the road counts as 0.75 hours.",
        ),
        (
            "induction",
            {"shares": "0.125;0.5"},
            "In the first 2 months a new worker takes 12.5 and 50 % of a full caseload, month by month.",
        ),
        (
            "balance",
            {},
            "Work is spread evenly: hours above 80, 90 and 100 % of each worker's capacity are added up.",
        ),
    ],
)
def test_sentences(key: str, overrides: dict[str, object], sentence: str) -> None:
    """Shows the sentence of each rule, with figures that differ from each other, in the singular and the plural."""
    assert line(key, **overrides).sentence == sentence


def test_lists_that_are_empty() -> None:
    """Shows that a rule without any entry still reads as a sentence."""
    off = {f"rules__specialist__needs__{need}__strength": "off" for need in ("custody", "uasc", "parent")}
    off |= {f"rules__specialist__needs__{need}__strength": "off" for need in ("disability", "mental_health")}
    assert line("specialist", **off).sentence == "A need meets a worker with the skill (no need is listed)."
    assert line("induction", shares="").sentence == "A new worker takes a full caseload from the first day."
    assert line("balance", thresholds_percent="").sentence == "Work is spread evenly, but no threshold is set."


def test_a_rule_that_is_off_says_so() -> None:
    """Shows that a rule that is off gives its promise as one that is not used."""
    off = line("language", strength="off")
    assert off.strength is Strength.OFF
    assert off.sentence == "Not used in this model: who asks for a language has a worker who speaks it."


@pytest.mark.parametrize("name", model_names())
def test_every_rule_of_every_model_has_a_line(name: str) -> None:
    """Shows that each model gives every rule of the rule book in its order, each as a whole sentence."""
    lines = rules_table(load_model(name))
    assert [line.key for line in lines] == list(RULE_BOOK)
    assert all(line.sentence.endswith(".") and "  " not in line.sentence for line in lines)


def test_ordinals() -> None:
    """Shows that birthdays read as people say them."""
    assert [ordinal(years) for years in (11, 12, 13, 18, 21, 22, 23)] == [
        *("11th", "12th", "13th", "18th", "21st", "22nd", "23rd")
    ]
