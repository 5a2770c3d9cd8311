"""The weekly question as one plain linear model per level, solved by SCIP; it shares nothing with the engine.

Pairs, loads and prices are the oracle's tables. An answer counts only if it keeps every limit in exact fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

from ortools.linear_solver.python import model_builder as mb

from allocator.records import Journey
from allocator.rule_book import Strength
from allocator.travel.times import Travel
from tests.oracle.case import Case
from tests.oracle.levels import Allocation, Scales
from tests.oracle.opening import Standing, open_up
from tests.oracle.search import levels_of
from tests.oracle.week import lay_out
from tests.oracle.wishes import Wish, checks_that_must

PLACEMENT = ("unallocated_duty", "unallocated")
SECONDS = 120.0
SLACK = 1e-7
MOST_HOURS = 1e6
ZERO = Fraction(0)
Expression: TypeAlias = Any
"""A linear expression or a number: ortools types neither."""

Price = Callable[[str, str], Fraction]
Values = list[tuple[str, Fraction]]


def settled_values(case: Case, travel: Travel) -> tuple[Values, Allocation]:
    """Every level's best value in its order, and an allocation that keeps them; RuntimeError where none is proven.

    Held people are opened only if somebody waits without their moving: otherwise no move is best, whatever it costs.
    """
    week = lay_out(with_journeys(case, travel), usual_minutes=travel.median_minutes)
    scales = Scales(week, open_up(week))
    values, ends = _Question(scales, moves=0).settle()
    if case.model.rules.continuity.room_moves and any(value for key, value in values if key in PLACEMENT):
        values, ends = _Question(scales, moves=case.model.rules.continuity.room_moves).settle()
    return values, ends


def with_journeys(case: Case, travel: Travel) -> Case:
    """The case with every journey in its own table, which is all that the oracle knows of the roads."""
    return replace(case, caseload=case.caseload.model_copy(update={"travel": tuple(_journeys(travel))}))


def _journeys(travel: Travel) -> Iterator[Journey]:
    """The whole travel table as a caseload would state it."""
    for place, row in zip(travel.places, travel.minutes.tolist(), strict=True):
        for base, minutes in zip(travel.bases, row, strict=True):
            if minutes >= 0:
                yield Journey(from_place=place, to_place=base, minutes=minutes)


class _Question:
    """Who may end with whom, and one model after another."""

    def __init__(self, scales: Scales, *, moves: int) -> None:
        self.scales, self.week, self.moves = scales, scales.week, moves
        choices, standing = scales.opening.choices, scales.opening.standing
        self.open = {p: choices[p] for p in choices if standing[p] is not Standing.HELD or (moves and choices[p][1:])}
        self.fixed = {p: choices[p][0] for p in choices if p not in self.open}
        self.limits: list[tuple[str, Fraction]] = []

    def settle(self) -> tuple[Values, Allocation]:
        """Level after level; what is settled binds the levels below, within its tolerance."""
        values: Values = []
        ends: Allocation = {}
        for key in levels_of(self.week):
            ends = _Model(self, self.limits).solve(key)
            self._check(ends)
            value = self.scales.weigh(key, ends)
            values.append((key, value))
            self.limits.append((key, value * (1 + self.week.model.tolerances[key])))
        return values, ends

    def _check(self, ends: Allocation) -> None:
        """Everything in exact fractions, whatever the solver's floats say."""
        given = self.scales.given(ends)
        for w, facts in self.week.worker.items():
            here = [p for p, end in ends.items() if end == w]
            if any(p in given for p in here) and sum(self.week.load[p, w] for p in here) > facts.ceiling:
                raise RuntimeError(f"{w} stands above the ceiling")
        for key, limit in self.limits:
            if self.scales.weigh(key, ends) > limit * (1 + Fraction(1, 10**8)):
                raise RuntimeError(f"level {key} is not kept")


class _Model:
    """Variables and limits of one level."""

    def __init__(self, question: _Question, limits: list[tuple[str, Fraction]]) -> None:
        self.question, self.week = question, question.week
        self.model = mb.Model()  # type: ignore[no-untyped-call]
        self.x = {(p, w): self.model.new_bool_var(f"{p} {w}") for p, ws in question.open.items() for w in ws}
        for p, ws in question.open.items():
            self.model.add(mb.LinearExpr.sum([self.x[p, w] for w in ws]) == 1)
        self.at: dict[str, list[str]] = defaultdict(list)
        for p, w in self.x:
            if w is not None:
                self.at[w].append(p)
        self.base = dict.fromkeys(self.week.workers, ZERO)
        for p, w in question.fixed.items():
            if w is not None:
                self.base[w] += self.week.load[p, w]
        self._room()
        for key, limit in limits:
            self.model.add(self.level(key) <= float(limit) + SLACK * max(1.0, float(limit)))

    def solve(self, key: str) -> Allocation:
        """The best allocation at one level, proven."""
        self.model.minimize(self.level(key))
        solver = mb.Solver("scip")
        solver.set_time_limit_in_seconds(SECONDS)
        status = solver.solve(self.model)
        if status != mb.SolveStatus.OPTIMAL:
            raise RuntimeError(f"level {key} is not settled: {status}")
        ends = dict(self.question.fixed)
        ends.update({p: w for (p, w), variable in self.x.items() if solver.value(variable) > 0.5})
        return {p: ends[p] for p in self.week.people}

    def _given(self, w: str) -> list[mb.Variable]:
        return [self.x[p, w] for p in self.at[w] if self.week.people[p].current_worker != w]

    def _load(self, w: str) -> Expression:
        terms = [self.x[p, w] * float(self.week.load[p, w]) for p in self.at[w]]
        return mb.LinearExpr.sum(terms) + float(self.base[w])

    def _room(self) -> None:
        """Ceilings once somebody is given, people a week, moves."""
        intake = self.week.model.rules.intake
        for w, facts in self.week.worker.items():
            given = self._given(w)
            if not given:
                continue
            most = self.base[w] + sum((self.week.load[p, w] for p in self.at[w]), ZERO)
            anybody = self.model.new_bool_var(f"given {w}")
            self.model.add(mb.LinearExpr.sum(given) <= len(given) * anybody)
            if most > facts.ceiling:
                beyond = float(most - facts.ceiling)
                self.model.add(self._load(w) <= float(facts.ceiling) + beyond * (1 - anybody))
            if intake.strength == Strength.MUST:
                self.model.add(mb.LinearExpr.sum(given) <= intake.per_week)
        if movers := list(self._movers()):
            self.model.add(mb.LinearExpr.sum([x for _, x in movers]) <= self.question.moves)

    def _movers(self) -> Iterator[tuple[str, mb.Variable]]:
        standing = self.question.scales.opening.standing
        for (p, w), variable in self.x.items():
            if standing[p] is Standing.HELD and w != self.week.people[p].current_worker:
                yield p, variable

    def level(self, key: str) -> Expression:
        """One level over the open people, constants included."""
        levels: dict[str, Callable[[], Expression]] = {
            "unallocated_duty": lambda: self._left(duty=True),
            "unallocated": lambda: self._left(duty=False),
            "changes": lambda: self._sum(
                (x, 1 + Fraction(self.week.person[p].points, 10**6)) for p, x in self._movers()
            ),
            "needs": self._needs,
            "cost": self._cost,
            "balance": lambda: self._above(self._thresholds(), [Fraction(1)] * len(self._thresholds())),
            "travel": lambda: self._pairs(lambda p, w: self.week.road[p, w]),
            "overload": lambda: self._above([Fraction(1)], [Fraction(1)]),
        }
        return levels[key]()

    def _sum(self, terms: Iterable[tuple[mb.Variable, Fraction]]) -> Expression:
        return mb.LinearExpr.sum([x * float(c) for x, c in terms if c])

    def _left(self, *, duty: bool) -> Expression:
        left = [
            (x, self.week.weight[p]) for (p, w), x in self.x.items() if w is None and self.week.person[p].duty == duty
        ]
        gone = [p for p, w in self.question.fixed.items() if w is None and self.week.person[p].duty == duty]
        return self._sum(left) + float(sum((self.week.weight[p] for p in gone), ZERO))

    def _pairs(self, price: Price) -> Expression:
        """A price by pair, over the open and the fixed."""
        terms = [(x, price(p, w)) for (p, w), x in self.x.items() if w is not None]
        there = [price(p, w) for p, w in self.question.fixed.items() if w is not None]
        return self._sum(terms) + float(sum(there, ZERO))

    def _new(self, p: str, w: str) -> bool:
        return self.week.people[p].current_worker != w

    def _needs(self) -> Expression:
        standing, model = self.question.scales.opening.standing, self.week.model
        wait = 1 + checks_that_must(model)

        def count(p: str, w: str) -> Fraction:
            if not self._new(p, w):
                return Fraction(wait if standing[p] is Standing.STEP_DOWN else 0)
            return Fraction(sum(wish.strength == Strength.MUST for wish in self.week.wishes[p, w]))

        band = model.rules.age_band.strength == Strength.MUST
        split = model.rules.together.strength == Strength.MUST
        total = self._pairs(count)
        total += self._outside(lambda p, w: Fraction(band and self._new(p, w)))
        return total + (self._splits() if split else 0.0)

    def _cost(self) -> Expression:
        rules = self.week.model.rules
        road = Fraction(rules.travel.price_per_hour) if rules.travel.strength == Strength.SHOULD else ZERO
        band = Wish("age_band", rules.age_band.strength, Fraction(rules.age_band.price_hours))
        standing, moving = self.question.scales.opening.standing, self.question.scales._moving

        def price(p: str, w: str) -> Fraction:
            moved = moving(p) if standing[p] is Standing.HELD and self._new(p, w) else ZERO
            return road * self.week.road[p, w] + moved + sum((self._due(p, w, x) for x in self.week.wishes[p, w]), ZERO)

        total = self._pairs(price) + self._outside(lambda p, w: self._due(p, w, band))
        total += self._above([Fraction(1), ZERO], [Fraction(rules.ceiling.price_to_ceiling), self._dearer()])
        if rules.together.strength == Strength.SHOULD:
            total += self._splits() * float(rules.together.price_hours)
        return total

    def _dearer(self) -> Fraction:
        rule = self.week.model.rules.ceiling
        return Fraction(rule.price_above) - Fraction(rule.price_to_ceiling)

    def _due(self, p: str, w: str, wish: Wish) -> Fraction:
        """The price of a wish unmet: not where it is a must of a pair made now, which is counted instead."""
        if wish.strength == Strength.OFF or (wish.strength == Strength.MUST and self._new(p, w)):
            return ZERO
        return wish.price

    def _thresholds(self) -> list[Fraction]:
        return [Fraction(percent) / 100 for percent in self.week.model.rules.balance.thresholds_percent]

    def _above(self, thresholds: list[Fraction], prices: list[Fraction]) -> Expression:
        """Hours above so many times the capacity (0: above the ceiling), each at its price."""
        hours, terms = Fraction(self.week.model.load.full_time_hours), []
        for w, facts in self.week.worker.items():
            for threshold, price in zip(thresholds, prices, strict=True):
                step = threshold * facts.capacity if threshold else facts.ceiling
                over = self.model.new_num_var(0.0, MOST_HOURS, "")
                self.model.add(over >= self._load(w) - float(step))
                terms.append(over * float(hours * price))
        return mb.LinearExpr.sum(terms)

    def _siblings(self, p: str) -> list[str]:
        members = self.week.groups.get(self.week.people[p].keep_together or "", ())
        return [other for other in members if other != p]

    def _ends(self, p: str, w: str) -> Expression:
        """1 where ``p`` ends with ``w``."""
        if p in self.question.fixed:
            return float(self.question.fixed[p] == w)
        return self.x[p, w] * 1.0 if (p, w) in self.x else 0.0

    def _outside(self, price: Price) -> Expression:
        """Age bands unmet that no sibling with the same worker excuses."""
        total: Expression = 0.0
        for p, w in self.week.outside_band:
            worth = price(p, w)
            if not worth or (self.question.fixed[p] != w if p in self.question.fixed else (p, w) not in self.x):
                continue
            unmet = self.model.new_num_var(0.0, 1.0, "")
            excused = sum((self._ends(other, w) for other in self._siblings(p)), 0.0)
            self.model.add(unmet >= self._ends(p, w) - excused)
            total += unmet * float(worth)
        return total

    def _splits(self) -> Expression:
        """Groups of which somebody is given and which do not all end with one worker."""
        total: Expression = 0.0
        for members in self.week.groups.values():
            if len(members) > 1 and any(p in self.question.open for p in members):
                total += self._split(members)
        return total

    def _split(self, members: tuple[str, ...]) -> mb.Variable:
        split, apart = self.model.new_bool_var(""), self.model.new_bool_var("")
        used = {w: self.model.new_num_var(0.0, 1.0, "") for w in self.week.workers}
        for p in members:
            for w in self.week.workers:
                end = self._ends(p, w)
                if isinstance(end, float) and not end:
                    continue
                self.model.add(used[w] - end >= 0)
                if self._new(p, w):
                    self.model.add(split >= apart + end - 1)
        self.model.add(mb.LinearExpr.sum(list(used.values())) <= 1 + len(used) * apart)
        return split
