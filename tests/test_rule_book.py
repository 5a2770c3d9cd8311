"""allocator.rule_book."""

from __future__ import annotations

import pytest

import allocator.audit
import allocator.engine
from allocator.rule_book import AUDITED, ENFORCED, LEVELS, RULE_BOOK, Strength, audits, enforces
from allocator.rule_settings import Rules


def test_every_rule_has_settings_and_words() -> None:
    """Proves that the rule book and the settings of a service model name the same rules, each in a sentence."""
    assert list(RULE_BOOK) == list(Rules.model_fields)
    for rule in RULE_BOOK.values():
        assert rule.promise.endswith(".")
        assert rule.title
        assert rule.acts
        assert set(rule.strengths) <= set(Strength)


def test_every_rule_has_one_place_in_engine_and_audit() -> None:
    """Proves that the marks have been made by both."""
    assert allocator.engine is not allocator.audit
    assert set(ENFORCED) == set(AUDITED) == set(RULE_BOOK)


def test_a_rule_that_is_not_in_the_book_cannot_be_enforced() -> None:
    """Proves that a slip in a mark is found when the program starts."""
    with pytest.raises(KeyError, match="kindness is not in the rule book"):
        enforces("kindness")(lambda: None)
    with pytest.raises(KeyError, match="kindness is not in the rule book"):
        audits("kindness")(lambda: None)


def test_a_second_place_is_refused() -> None:
    """Proves that a rule has exactly one place, and that the other one is named."""
    with pytest.raises(KeyError, match="the rule ceiling has a place already: ceilings"):
        enforces("ceiling")(lambda: None)


def test_levels_are_worded() -> None:
    """Proves that each level of the engine has its words."""
    assert all(words[:1].islower() or words[:1].isdigit() for words in LEVELS.values())
    assert list(LEVELS)[:3] == ["unallocated_duty", "unallocated", "changes"]
