"""Levels in words."""

from __future__ import annotations

import pytest

from allocator.proposal import LevelResult
from allocator.report.levels import SHORT, figure, level_words
from allocator.rule_book import LEVELS
from tests.report.proposals import level


@pytest.mark.parametrize(
    ("result", "value", "verdict"),
    [
        (level("unallocated_duty", 0.0, 0.0, heads=0), "nobody", "proven"),
        (level("unallocated", 0.35, 0.35, heads=3), "3 people", "proven: no less is possible"),
        (level("changes", 1.000214, 1.000214), "1 person", "proven: no less is possible"),
        (level("needs", 4.0, 3.0), "4", "not proven; 3 at best (25 % less)"),
        (level("cost", 1234.56, 1203.7), "1,234.6 hours a week", "not proven; 1,203.7 at best (2.5 % less)"),
        (level("unallocated_duty", 2.0, 1.5, heads=40), "40 people", "not proven; 25 % less work might wait at best"),
        (level("changes", 3.000214, 1.4), "3 people", "not proven; 2 people at best"),
        (level("cost", 400.0, 399.7), "400 hours a week", "not proven, but less than 0.1 % better at best"),
        (level("balance", 10.0), "10 hours a week", "not proven; how much less is possible is not known"),
        (level("unallocated", 0.35, 0.35), "0.4", "proven: no less is possible"),
    ],
)
def test_value_and_verdict(result: LevelResult, value: str, verdict: str) -> None:
    """Each level says what was reached in its own unit, and how sure that is."""
    words = level_words(result)
    assert (words.value, words.verdict) == (value, verdict)


def test_titles_are_the_rule_books() -> None:
    """A level has the rule book's words, and every level has short ones for the screen."""
    words = level_words(level("cost", 1.0))
    assert words.title == "Hours a week: travel, work above capacity, wishes unmet"
    assert SHORT.keys() == LEVELS.keys()
    assert words.seconds == "0.2 s"


def test_the_phase_of_chosen_moves_is_told_apart() -> None:
    """A level settled again for chosen moves says so."""
    words = level_words(level("needs", 1.0, phase="chosen"))
    assert words.title.endswith("(with the chosen moves)")
    assert words.short.endswith(", chosen moves")


def test_figures_have_at_most_one_decimal() -> None:
    """Halves go up, whole figures have no decimal, thousands have a comma."""
    assert [figure(value) for value in (0.25, 2.0, 1999.96, 0.04)] == ["0.3", "2", "2,000", "0"]
