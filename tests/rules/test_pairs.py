"""Every two rules at once: in some tiny case both bind, and engine, audit and oracle agree on what is best there.

A rule binds where leaving it out lets something else be best, as the oracle finds by enumeration.
"""

from __future__ import annotations

from itertools import chain, combinations, count
from typing import TypeAlias

import pytest

from allocator.rule_book import RULE_BOOK
from tests.oracle.binding import binds, outcome
from tests.oracle.case import Case
from tests.oracle.compare import differences
from tests.strategies import case_of

Pair: TypeAlias = tuple[str, str]

SEEDS = (
    *(158, 309, 841, 235, 678, 488, 466, 440, 266, 48, 54, 16, 206, 220, 718),
    *(853, 81, 291, 304, 467, 689, 1166, 10, 14, 90, 307, 325, 1029, 1231),
)
"""Random cases in which all pairs meet. Should the random cases change one day, the test looks further on its own."""

LAST = 3000


def _bound(case: Case) -> list[str]:
    """The rules that bind in one case."""
    whole = outcome(case)
    return [key for key in RULE_BOOK if binds(case, key, whole)]


@pytest.fixture(scope="module")
def met() -> dict[Pair, int]:
    """Each pair of rules and the first case in which both bind."""
    found: dict[Pair, int] = {}
    for seed in chain(SEEDS, count(1)):
        for pair in combinations(_bound(case_of(seed)), 2):
            found.setdefault(pair, seed)
        if len(found) == len(RULE_BOOK) * (len(RULE_BOOK) - 1) // 2 or seed >= LAST:
            break
    return found


def test_every_pair_of_rules_meets(met: dict[Pair, int]) -> None:
    """Proves that for each of the 171 pairs there is a tiny case in which both rules bind."""
    pairs = set(combinations(RULE_BOOK, 2))
    assert len(pairs) == 171
    assert pairs - met.keys() == set()


def test_engine_audit_and_oracle_agree_where_they_meet(met: dict[Pair, int]) -> None:
    """Proves that in each of these cases the whole vector of levels and everybody's end are what the oracle finds."""
    found = {seed: differences(case_of(seed)) for seed in sorted(set(met.values()))}
    assert {seed: lines for seed, lines in found.items() if lines} == {}
