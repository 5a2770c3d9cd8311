"""What one pair adds to the levels below placement, everything else as it ends; it compares, and decides nothing.

Levels and prices are those of the service model; figures are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.fit import Point, unmet
from allocator.records import YoungPerson
from allocator.rule_book import Strength
from allocator.service_model import PLACEMENT_LEVELS


@dataclass(frozen=True)
class Pair:
    """Somebody given to a worker: ``before`` and ``after`` are the worker's load without and with them."""

    person: YoungPerson
    end: WorkerEnd
    before: Fraction
    after: Fraction
    unmet: tuple[Point, ...]
    splits: bool


def pair(state: EndState, person: YoungPerson, end: WorkerEnd) -> Pair:
    """Somebody with a worker as everything else ends."""
    share = state.share(person, end)
    here = state.answer.worker_of[person.person_id] == end.worker.worker_id
    before = end.load - share if here else end.load
    return Pair(person, end, before, before + share, unmet(state, person, end.worker), _splits(state, person, end))


def added(state: EndState, made: Pair) -> tuple[Fraction, ...]:
    """What the pair adds to each level below placement, in the order of the model."""
    return tuple(LEVELS[key](state, made) for key in state.model.level_keys if key not in PLACEMENT_LEVELS)


def utilisation_with(made: Pair) -> Fraction | None:
    """Load with this pair over the worker's capacity; None where there is none."""
    return made.after / made.end.capacity if made.end.capacity else None


def _splits(state: EndState, person: YoungPerson, end: WorkerEnd) -> bool:
    others = {state.answer.worker_of[other] for other in state.siblings(person)} - {None}
    return bool(others - {end.worker.worker_id})


def _needs(state: EndState, made: Pair) -> Fraction:
    together = made.splits and state.model.rules.together.must
    return Fraction(sum(point.strength is Strength.MUST for point in made.unmet) + together)


def _cost(state: EndState, made: Pair) -> Fraction:
    rules = state.model.rules
    price = sum((Fraction(p.price_hours) for p in made.unmet if p.strength is Strength.SHOULD), Fraction(0))
    if made.splits and rules.together.strength is Strength.SHOULD:
        price += Fraction(rules.together.price_hours)
    if rules.travel.on:
        price += Fraction(rules.travel.price_per_hour) * _travel(state, made)
    to_ceiling = _beyond(made, made.end.capacity) - _beyond(made, made.end.ceiling)
    price += Fraction(rules.ceiling.price_to_ceiling) * to_ceiling * _week(state)
    return price + Fraction(rules.ceiling.price_above) * _beyond(made, made.end.ceiling) * _week(state)


def _balance(state: EndState, made: Pair) -> Fraction:
    thresholds = (Fraction(t) / 100 for t in state.model.rules.balance.thresholds_percent)
    return _week(state) * sum((_beyond(made, t * made.end.capacity) for t in thresholds), Fraction(0))


def _travel(state: EndState, made: Pair) -> Fraction:
    return state.travel_hours(made.person, made.end.worker.base)


def _overload(state: EndState, made: Pair) -> Fraction:
    return _week(state) * _beyond(made, made.end.capacity)


def _beyond(made: Pair, line: Fraction) -> Fraction:
    """How much more of the worker's load lies above ``line`` with this pair."""
    return max(Fraction(0), made.after - line) - max(Fraction(0), made.before - line)


def _week(state: EndState) -> Fraction:
    return Fraction(state.model.load.full_time_hours)


LEVELS: dict[str, Callable[[EndState, Pair], Fraction]] = {
    "needs": _needs,
    "cost": _cost,
    "balance": _balance,
    "travel": _travel,
    "overload": _overload,
}
