"""How often each rule matters: a rule binds where leaving it out lets something else be best; it judges no engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from allocator.rule_book import RULE_BOOK, Strength
from tests.oracle.case import Case, without
from tests.oracle.levels import Allocation, Scales
from tests.oracle.search import Best, best_chosen, best_of_week
from tests.oracle.week import lay_out

USUAL_MINUTES = 30


@dataclass
class Rates:
    """Counts over many cases."""

    cases: int = 0
    unallocated: int = 0
    binding: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RULE_BOOK, 0))

    def count(self, case: Case) -> None:
        """Work one case out, with each rule and without it."""
        whole = outcome(case)
        self.cases += 1
        self.unallocated += whole.leaves_somebody
        for key in RULE_BOOK:
            self.binding[key] += binds(case, key, whole)

    def shares(self) -> dict[str, float]:
        """Share of the cases in which a rule binds, by rule."""
        return {key: number / max(1, self.cases) for key, number in self.binding.items()}

    @property
    def unallocated_share(self) -> float:
        """Share of the cases in which somebody is left without a worker."""
        return self.unallocated / max(1, self.cases)


@dataclass(frozen=True)
class Outcome:
    """The weekly optimum and the optimum of the chosen moves from the first of its allocations."""

    week: Best
    base: Allocation
    scales: Scales
    chosen: Best | None

    @property
    def leaves_somebody(self) -> bool:
        """Whether somebody has no worker at the end."""
        return None in self.base.values()


def outcome(case: Case, *, base: Allocation | None = None) -> Outcome:
    """Everything that is best in one case; ``base`` is where chosen moves start, if it is one of the best."""
    week = lay_out(case, usual_minutes=USUAL_MINUTES)
    best, scales = best_of_week(week)
    start = base if base is not None and base in best.allocations else best.allocations[0]
    chosen = None if case.chosen_moves == 0 else best_chosen(week, scales, start)
    return Outcome(best, start, scales, chosen)


def binds(case: Case, key: str, whole: Outcome) -> bool:
    """Whether something else may come out as best once the rule is left out."""
    if getattr(case.model.rules, key).strength == Strength.OFF:
        return False
    left = outcome(without(case, key), base=whole.base)
    if left.week.as_set != whole.week.as_set:
        return True
    return left.chosen is not None and whole.chosen is not None and left.chosen.as_set != whole.chosen.as_set


def rates_of(cases: Iterable[Case]) -> Rates:
    """The rates over all of the cases."""
    rates = Rates()
    for case in cases:
        rates.count(case)
    return rates
