"""Each rule lives in one enforcing place and one audit."""

from __future__ import annotations

import allocator.audit
import allocator.engine
from allocator.rule_book import AUDITED, ENFORCED, RULE_BOOK


def test_every_rule_is_kept_in_one_place_of_the_engine() -> None:
    """Proves that the engine keeps every rule of the rule book; a second place for one is refused on import."""
    assert callable(allocator.engine.solve)
    assert set(ENFORCED) == set(RULE_BOOK)
    assert {function.__module__.split(".")[1] for function in ENFORCED.values()} == {"engine"}


def test_every_rule_is_checked_in_one_place_of_the_audit() -> None:
    """Proves that the audit checks every rule of the rule book, in its own files."""
    assert callable(allocator.audit.audit)
    assert set(AUDITED) == set(RULE_BOOK)
    assert {function.__module__.split(".")[1] for function in AUDITED.values()} == {"audit"}
