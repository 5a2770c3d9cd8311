"""The few words that all rules share."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from allocator.audit.words import Broken, day, one_of, percent
from allocator.proposal import Breach
from allocator.rule_book import Strength


def test_a_day_is_written_out() -> None:
    """Proves that a day has no leading zero and its month in letters."""
    assert day(date(2026, 3, 9)) == "9 March 2026"


@pytest.mark.parametrize(
    ("share", "written"),
    [(Fraction(1), "100 %"), (Fraction(9, 8), "112.5 %"), (Fraction(1, 3), "33.3 %"), (Fraction(0), "0 %")],
)
def test_a_share_is_a_percentage(share: Fraction, written: str) -> None:
    """Proves that a decimal is printed where there is one, and only then."""
    assert percent(share) == written


def test_words_in_a_row_are_sorted() -> None:
    """Proves that one, two and three words read as a sentence would have them."""
    assert one_of({"b"}) == "b"
    assert one_of({"b", "a"}, joined="and") == "a and b"
    assert one_of(["c", "a", "b"]) == "a, b or c"


def test_a_broken_promise_becomes_a_breach() -> None:
    """Proves that the record for people says all that the audit found, the price aside."""
    broken = Broken("language", Strength.SHOULD, "P1", "W2", False, "A sentence.", Fraction(5, 4))
    fields = {"rule": "language", "strength": "should", "person_id": "P1", "worker_id": "W2", "standing": False}
    assert broken.breach == Breach.model_validate(fields | {"sentence": "A sentence."})
