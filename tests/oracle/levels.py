"""What an allocation is worth, level by level, in exact fractions; it compares no two allocations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from allocator.rule_book import Strength
from tests.oracle.opening import Opening, Standing
from tests.oracle.week import Pair, Week
from tests.oracle.wishes import Wish, checks_that_must

Allocation = Mapping[str, str | None]


@dataclass(frozen=True)
class Scales:
    """Weighs whole allocations; ``moved`` are held people who moved for room, all other held movers are chosen."""

    week: Week
    opening: Opening
    _at_worker: dict[tuple[str, frozenset[str]], tuple[Fraction, Fraction, Fraction]] = field(default_factory=dict)

    def weigh(self, key: str, ends: Allocation) -> Fraction:
        """The value of one level."""
        levels: Mapping[str, Callable[[Allocation], Fraction]] = {
            "unallocated_duty": lambda ends: self._unallocated(ends, duty=True),
            "unallocated": lambda ends: self._unallocated(ends, duty=False),
            "changes": self._changes,
            "needs": self._needs,
            "cost": self._cost,
            "balance": lambda ends: self._work(ends, 1),
            "travel": lambda ends: sum((self.week.road[pair] for pair in pairs_of(ends)), Fraction(0)),
            "overload": lambda ends: self._work(ends, 2),
        }
        return levels[key](ends)

    def heads(self, key: str, ends: Allocation) -> int:
        """How many people one of the two levels of unallocated people counts."""
        duty = key == "unallocated_duty"
        return sum(w is None and self.week.person[p].duty == duty for p, w in ends.items())

    def given(self, ends: Allocation) -> frozenset[str]:
        """Who ends with a worker that they did not come with."""
        return frozenset(p for p, w in ends.items() if w is not None and w != self.week.people[p].current_worker)

    def moved(self, ends: Allocation) -> frozenset[str]:
        """Held people who end with another worker."""
        return frozenset(p for p in self.given(ends) if self.opening.standing[p] is Standing.HELD)

    def _unallocated(self, ends: Allocation, *, duty: bool) -> Fraction:
        left = (p for p, w in ends.items() if w is None and self.week.person[p].duty == duty)
        return sum((self.week.weight[p] for p in left), Fraction(0))

    def _changes(self, ends: Allocation) -> Fraction:
        moved = self.moved(ends)
        return len(moved) + Fraction(sum(self.week.person[p].points for p in moved), 1_000_000)

    def _needs(self, ends: Allocation) -> Fraction:
        given = self.given(ends)
        must = sum(w.strength == Strength.MUST for p in given for w in self._unmet(p, ends))
        if self.week.model.rules.together.strength == Strength.MUST:
            must += self._split_groups(ends, given)
        standing = self.opening.standing
        waits = sum(standing[p] is Standing.STEP_DOWN and p not in given for p in ends)
        return Fraction(must + waits * (1 + checks_that_must(self.week.model)))

    def _cost(self, ends: Allocation) -> Fraction:
        rules, given = self.week.model.rules, self.given(ends)
        cost = self._work(ends, 0) + sum((self._moving(p) for p in self.moved(ends)), Fraction(0))
        if rules.travel.strength == Strength.SHOULD:
            cost += Fraction(rules.travel.price_per_hour) * self.weigh("travel", ends)
        for p, _ in pairs_of(ends):
            unmet = self._unmet(p, ends)
            cost += sum((w.price for w in unmet if p not in given or w.strength == Strength.SHOULD), Fraction(0))
        if rules.together.strength == Strength.SHOULD:
            cost += Fraction(rules.together.price_hours) * self._split_groups(ends, given)
        return cost

    def _moving(self, p: str) -> Fraction:
        """The price of moving a held person at the wrong moment."""
        facts, rules = self.week.person[p], self.week.model.rules
        price = Fraction(0)
        if facts.near_event and rules.key_event.strength == Strength.SHOULD:
            price += Fraction(rules.key_event.price_hours)
        if facts.just_moved and rules.settled.strength == Strength.SHOULD:
            price += Fraction(rules.settled.price_hours)
        return price

    def _unmet(self, p: str, ends: Allocation) -> tuple[Wish, ...]:
        """What the pair leaves unmet, the age band included unless a sibling is with the same worker."""
        w = ends[p]
        assert w is not None
        rule = self.week.model.rules.age_band
        if (p, w) not in self.week.outside_band or rule.strength == Strength.OFF:
            return self.week.wishes[p, w]
        members = self.week.groups.get(self.week.people[p].keep_together or "", ())
        if any(ends[other] == w for other in members if other != p):
            return self.week.wishes[p, w]
        return (*self.week.wishes[p, w], Wish("age_band", rule.strength, Fraction(rule.price_hours)))

    def _split_groups(self, ends: Allocation, given: frozenset[str]) -> int:
        """Groups that this run leaves with more than one worker."""
        return sum(
            any(p in given for p in members) and len({ends[p] for p in members} - {None}) > 1
            for members in self.week.groups.values()
        )

    def _work(self, ends: Allocation, which: int) -> Fraction:
        """Priced hours above capacity (0), hours above the thresholds of balance (1), hours above capacity (2)."""
        total = Fraction(0)
        for w in self.week.workers:
            cases = frozenset(p for p, end in ends.items() if end == w)
            if (w, cases) not in self._at_worker:
                self._at_worker[w, cases] = self._hours_above(w, cases)
            total += self._at_worker[w, cases][which]
        return total

    def _hours_above(self, w: str, cases: frozenset[str]) -> tuple[Fraction, Fraction, Fraction]:
        model, facts = self.week.model, self.week.worker[w]
        hours = Fraction(model.load.full_time_hours)
        load = sum((self.week.load[p, w] for p in cases), Fraction(0))
        red, over = max(Fraction(0), load - facts.ceiling), max(Fraction(0), load - facts.capacity)
        price = model.rules.ceiling
        priced = Fraction(price.price_to_ceiling) * (over - red) + Fraction(price.price_above) * red
        steps = [Fraction(percent) / 100 * facts.capacity for percent in model.rules.balance.thresholds_percent]
        return hours * priced, hours * sum(max(Fraction(0), load - step) for step in steps), hours * over


def pairs_of(ends: Allocation) -> list[Pair]:
    """Everybody who ends with a worker, and that worker."""
    return [(p, w) for p, w in ends.items() if w is not None]
