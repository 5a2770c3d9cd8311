"""Spoils the engine rule by rule and expects audit or oracle to notice within so many random cases."""

from __future__ import annotations

import pytest

from allocator.rule_book import RULE_BOOK
from tests.mutation.mutations import MUTATIONS, Mutation
from tests.mutation.patching import spoil
from tests.oracle.compare import differences
from tests.strategies import case_of

WITHIN = 120
SEEDS = range(1, WITHIN + 1)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_spoilt_rule_is_noticed(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an engine with one rule spoilt differs from audit or oracle in one of the first cases."""
    assert spoil(monkeypatch, mutation.key, mutation.make) > 0
    assert any(differences(case_of(seed)) for seed in SEEDS), f"{mutation.name} went unnoticed in {WITHIN} cases"


def test_every_rule_is_spoilt_in_two_ways() -> None:
    """Proves that no rule is left out: each is forgotten once and held wrongly once."""
    keys = [mutation.key for mutation in MUTATIONS]
    assert {key: keys.count(key) for key in RULE_BOOK} == dict.fromkeys(RULE_BOOK, 2)
