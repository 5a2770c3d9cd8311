"""How days, figures and lists read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from allocator.explain.words import counted, day, listed, need_word, one_decimal, percent
from allocator.records import Need


def test_day_is_written_out() -> None:
    """A day reads as in a letter, without a leading nought."""
    assert day(date(2026, 12, 8)) == "8 December 2026"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(5, 100), "0.1"),  # a half goes up
        (Fraction(1, 4), "0.3"),
        (Fraction(1, 3), "0.3"),
        (Fraction(1999, 100), "20.0"),
        (Fraction(0), "0.0"),
    ],
)
def test_one_decimal_rounds_halves_up(value: Fraction, shown: str) -> None:
    """An exact figure is rounded once, halves up."""
    assert one_decimal(value) == Decimal(shown)
    assert str(one_decimal(value)) == shown


def test_percent_of_a_share() -> None:
    """A share of 1/80 is 1.25 %, shown as 1.3."""
    assert percent(Fraction(1, 80)) == Decimal("1.3")


def test_counted_knows_one_and_many() -> None:
    """One thing is singular, any other number is not."""
    assert counted(1, "worker") == "1 worker"
    assert counted(0, "worker") == "0 workers"
    assert counted(3, "person", "people") == "3 people"


def test_listed_joins_and_cuts() -> None:
    """A list is joined with commas and one `and`, and counts what it leaves out."""
    assert listed(["W1"]) == "W1"
    assert listed(["W1", "W2", "W3"]) == "W1, W2 and W3"
    assert listed(["W1", "W2", "W3", "W4"], most=2) == "W1, W2 and 2 more"
    assert listed(["W1", "W2", "W3"], most=2) == "W1, W2 and W3"  # as long as `1 more` would be


def test_need_words_are_spoken() -> None:
    """A need reads as it is spoken; UASC is an abbreviation."""
    assert [need_word(need) for need in (Need.MENTAL_HEALTH, Need.UASC)] == ["mental health", "UASC"]
