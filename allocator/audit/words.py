"""What the rules of the audit yield (contradictions, broken promises) and the words they share; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from allocator.proposal import Breach
from allocator.rule_book import Strength

Contradiction = str


@dataclass(frozen=True)
class Broken:
    """A promise that the allocation does not keep, and its price in hours a week (0 where it has none).

    ``standing``: it was so before this run and is only reported.
    """

    rule: str
    strength: Strength
    person_id: str | None
    worker_id: str | None
    standing: bool
    sentence: str
    price: Fraction = Fraction(0)

    @property
    def breach(self) -> Breach:
        """The same for people to read."""
        return Breach(
            rule=self.rule,
            strength=self.strength,
            person_id=self.person_id,
            worker_id=self.worker_id,
            standing=self.standing,
            sentence=self.sentence,
        )


Faults = Iterator[Broken | Contradiction]
RuleAudit = Callable[..., Iterable[Broken | Contradiction]]


def day(of: date) -> str:
    """18 December 2026."""
    return f"{of.day} {of:%B %Y}"


def percent(share: Fraction) -> str:
    """A share as a percentage with at most one decimal: 112.5 %."""
    return f"{float(share * 100):.1f}".removesuffix(".0") + " %"


def one_of(words: Iterable[str], *, joined: str = "or") -> str:
    """Words in a row: ``a, b or c``."""
    *first, last = sorted(words)
    return f"{', '.join(first)} {joined} {last}" if first else last
