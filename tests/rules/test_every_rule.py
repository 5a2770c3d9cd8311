"""No rule of the rule book is left without an audit and a test of its own; what the rules say is tested next door."""

from __future__ import annotations

from pathlib import Path

from allocator.audit.auditor import RULES
from allocator.rule_book import AUDITED, RULE_BOOK


def test_every_rule_has_exactly_one_audit() -> None:
    """Proves that the audits are those of the rule book, no more and no fewer, and are asked in its order."""
    assert set(AUDITED) == set(RULE_BOOK)
    assert tuple(RULES) == tuple(AUDITED[key] for key in RULE_BOOK)


def test_every_rule_has_a_test_file() -> None:
    """Proves that each rule is tested in a file of its name, and that no file is left of a rule that is gone."""
    files = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert files - {"every_rule", "pairs"} == set(RULE_BOOK)
