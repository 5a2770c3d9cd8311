"""The words in which a service model is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.models.model_files import MINE, problems, write

FULL_OF_MISTAKES = """
[dutty]
[load]
visits_16_20 = -1
included_minutes = 1.5
full_time_hours = true
[load.complexity]
hihg = 1
[load.category.qualifying]
bands = "16-20"
[load.needs]
custody = 3
[[caseloads]]
title = 5
cap_16_20 = 20
cap_21_plus = 75
ceiling_percent = 90
[[caseloads]]
title = "Worker"
cap_16_20 = "many"
cap_21_plus = 0
ceiling_percent = 110
ceiling_cases = 22
[[levels]]
key = "chnges"
[rules.intake]
strength = "should"
per_week = 0
[rules.age_band]
strength = "mst"
[rules.specialist.needs.parent]
strength = "shold"
[rules.setled]
[rules.home_base]
group = "students"
[rules.induction]
shares = [0.5, 2]
[sources]
"rules.intke" = "a meeting"
"""  # one of each sort of wrong key and value

SAID_OF_THEM = {
    "dutty is not a key of a service model. Did you mean duty?",
    "load.complexity.hihg is not a key of a service model. Did you mean load.complexity.high?",
    "rules.setled is not a key of a service model. Did you mean rules.settled?",
    "sources: rules.intke is not a key of a service model. Did you mean rules.intake?",
    "load.full_time_hours is true, but nothing in a service model is just true or false.",
    "load.visits_16_20 is -1, but must be at least 0.",
    "load.included_minutes is 1.5, but must be a whole number.",
    "load.category.qualifying.bands is 16-20, but must be a list in square brackets.",
    "load.needs.custody is 3, but must be a table.",
    "caseloads.0.title is 5, but must be text in quotation marks.",
    "caseloads.1.cap_16_20 is many, but must be a number.",
    "caseloads.1.cap_21_plus is 0, but must be more than 0.",
    "levels.0.key is chnges, but must be one of unallocated_duty, unallocated, changes, needs, cost, balance, "
    "travel, overload. Did you mean changes?",
    "rules.intake.strength is should, but may only be must or off.",
    "rules.intake.per_week is 0, but must be at least 1.",
    "rules.age_band.strength is mst, but may only be must, should or off. Did you mean must?",
    "rules.specialist.needs.parent.strength is shold, but must be must, should or off. Did you mean should?",
    "rules.home_base: group must be one of former_uasc, everyone, custody, parent, disability, mental_health, uasc.",
    "rules.induction.shares.1 is 2, but must be at most 1.",
}


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    """Shows the wording for each sort of wrong key and value, all from one file."""
    assert set(problems(write(tmp_path, MINE + FULL_OF_MISTAKES))) == SAID_OF_THEM


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("caseloads = []\n", "caseloads is an empty list, but must be a list with at least this many entries: 1."),
        ("[duty]\nlong_absence_weeks = 521\n", "duty.long_absence_weeks is 521, but must be at most 520."),
        ("[load]\nfull_time_hours = inf\n", "load.full_time_hours is Infinity, but must be a number."),
        ('load = ""\n', "load is empty, but must be a table."),
        ("[rules.induction]\nshares = [true]\n", "rules.induction.shares is true, but nothing in a service model is"),
        ("[rules.travel]\nstrength = false\n", "rules.travel.strength is false, but nothing in a service model is"),
        (
            "[rules.travel]\nx = true\n",
            "rules.travel.x is not a key of a service model. Known here: strength, price_per",
        ),
        ('[sources]\n"duty.handover_weeks" = 3\n', "sources.duty.handover_weeks is 3, but must be text in quotation"),
        ("rules = 3\n", "rules is 3, but must be a table."),
        ("levels = [3]\n", "levels.0 is 3, but must be a table."),
        ("[load]\nfull_time_hours = [36]\n", "load.full_time_hours is a list (36), but must be a number."),
        ("[duty.handover_weeks]\nx = 1\n", "duty.handover_weeks is a table, but must be a whole number."),
        ('[[levels]]\ntolerance_percent = 1\nkey = "needs"\n', "levels must begin with unallocated_duty, unallocated"),
        ("[rules.step_down]\ndeadline_weeks = 4\n", "rules.step_down.deadline_weeks must be later than"),
    ],
)
def test_single_refusals(tmp_path: Path, text: str, said: str) -> None:
    """Shows the wording for values of the wrong sort and for a model that does not hang together."""
    assert any(problem.startswith(said) for problem in problems(write(tmp_path, MINE + text)))


def test_caseloads_must_hold_together(tmp_path: Path) -> None:
    """Shows that a ceiling is given once, not below the cap, and that the last caseload fits everybody."""
    both = 'title = "W"\nposts = ["lcw"]\ncap_16_20 = 20\ncap_21_plus = 75\nceiling_percent = 110\nceiling_cases = 22\n'
    low = 'title = "W"\ncap_16_20 = 20\ncap_21_plus = 75\nceiling_cases = 19\n'
    assert problems(write(tmp_path, f"{MINE}[[caseloads]]\n{both}[[caseloads]]\n{low}")) == (
        "caseloads.0: give either ceiling_percent or ceiling_cases.",
        "caseloads.1: the ceiling must not be below 100 % of the cap.",
    )
    conditional = both.replace("ceiling_cases = 22\n", "")
    assert problems(write(tmp_path, f"{MINE}[[caseloads]]\n{conditional}")) == (
        "the last of [[caseloads]] must apply to every worker.",
    )


def test_a_file_without_extends_is_told_how_to_begin(tmp_path: Path) -> None:
    """Shows that whole tables that are missing are named, with the way to take them over."""
    said = problems(write(tmp_path, 'title = "Mine"\nabout = "x"\nsource = "y"\n'))
    hint = 'is missing; write it, or take it over from another model with extends = "common".'
    assert said == tuple(f"{key} {hint}" for key in ("duty", "load", "caseloads", "levels", "rules"))


def test_missing_values_are_named(tmp_path: Path) -> None:
    """Shows that a value missing inside a table is named by its dotted key, a complexity by its word."""
    text = '[[caseloads]]\ntitle = "W"\ncap_21_plus = 75\nceiling_percent = 110\n'
    assert problems(write(tmp_path, MINE + text)) == ("caseloads.0.cap_16_20 is missing.",)
    alone = write(tmp_path, "[load.complexity]\nlow = 1\n[rules.intake]\nper_week = 3\n", name="alone.toml")
    assert "rules.intake.strength is missing." in problems(alone)
