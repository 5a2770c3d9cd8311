"""What the answer says of itself, held against the records: changes, causes and figures; it trusts none of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from allocator.audit.levels import level_value, without_a_worker
from allocator.audit.week import Week
from allocator.audit.words import Contradiction, one_of
from allocator.proposal import Cause, ChangeKind, LevelResult, Status
from allocator.records import YoungPerson
from allocator.service_model import PLACEMENT_LEVELS

ROUNDING = 1e-9
WEEKLY = "weekly"
IN_HEADS = {"unallocated_duty": True, "unallocated": False}


def changes_and_causes(week: Week) -> Iterator[Contradiction]:
    """Everybody's kind of change and its cause are those that follow from the tables."""
    for person in week.caseload.young_people:
        who = person.person_id
        kinds, kind = true_kinds(week, person), week.answer.change.get(who)
        if kind not in kinds:
            yield f"{who} is said to be {kind or 'nothing'}, but by the records is {one_of(kinds)}."
            continue
        causes, cause = true_causes(week, person, kind), week.answer.cause.get(who)
        if cause not in causes:
            yield f"{who} has the cause {cause or 'nothing'}, but by the records {one_of(causes)}."


def true_kinds(week: Week, person: YoungPerson) -> frozenset[ChangeKind]:
    """What may be said to happen to somebody, given the worker they end with."""
    ends = week.ends_with(person)
    if ends is None:
        return frozenset({ChangeKind.UNALLOCATED})
    if person.current_worker is None:
        return frozenset({ChangeKind.NEW})
    if ends == person.current_worker:
        return frozenset({ChangeKind.KEPT})
    if week.standing.ended(person) or person.person_id in week.standing.freed_for_step_down:
        return frozenset({ChangeKind.FORCED})
    return frozenset({ChangeKind.ROOM, ChangeKind.CHOSEN})


def true_causes(week: Week, person: YoungPerson, kind: ChangeKind) -> frozenset[Cause]:
    """The causes that are true; where several are, the answer may name any of them."""
    if person.current_worker is None:
        return frozenset({Cause.NEW})
    if kind in (ChangeKind.ROOM, ChangeKind.CHOSEN):
        return frozenset({Cause(kind.value)})
    freed = {Cause.STEP_DOWN} if person.person_id in week.standing.freed_for_step_down else frozenset()
    held = {Cause.HELD} if kind is ChangeKind.KEPT else frozenset()
    return week.standing.ended(person) or frozenset(freed | held) or frozenset({Cause.HELD})


def level_figures(week: Week) -> Iterator[Contradiction]:
    """Every level of the model is there, in order, and its figures agree with each other and with the status."""
    weekly = tuple(result.key for result in week.answer.levels if result.phase == WEEKLY)
    if weekly != week.model.level_keys:
        yield f"The answer settles {_row(weekly)}; the model's levels are {_row(week.model.level_keys)}."
    for result in week.answer.levels:
        yield from _sound(week, result)
    proven = all(result.proven for result in week.answer.levels)
    if proven is not (week.answer.status is Status.PROVEN):
        which = "all" if proven else "not all"
        yield f"The answer is called {week.answer.status}, but {which} of its levels are proven."


def _sound(week: Week, result: LevelResult) -> Iterator[Contradiction]:
    """Bound, value and proof of one level fit together, and what is kept lies within the tolerance."""
    name = f"Level {result.key} ({result.phase})"
    slack = ROUNDING * max(1.0, abs(result.value))
    if result.bound is None and result.proven:
        yield f"{name} is called proven without a bound."
    if result.bound is not None and result.bound > result.value + slack:
        yield f"{name} has a bound of {result.bound:g} above its value of {result.value:g}."
    if result.bound is not None and result.proven and result.bound < result.value - slack:
        yield f"{name} is called proven, but its bound is {result.bound:g} and its value {result.value:g}."
    most = result.value * (1 + float(week.model.tolerances.get(result.key, Fraction(0))))
    if result.phase == WEEKLY and result.kept > most + slack:
        yield f"{name} keeps {result.kept:g}, more than the {most:g} that its tolerance allows."


def level_values(week: Week, *keys: str) -> Iterator[Contradiction]:
    """What the answer says is kept at these levels is what the records come to."""
    for result in week.answer.levels:
        if result.key in keys and not _outdated(week, result):
            price = Fraction(0) if result.phase == WEEKLY else _price_of_moves(week, result.key)
            value = float(level_value(week, result.key) + price)
            if abs(result.kept - value) > ROUNDING * max(1.0, abs(value)):
                yield f"Level {result.key} is said to be {result.kept:g}, but the records come to {value:g}."
            yield from _heads(week, result)


def _heads(week: Week, result: LevelResult) -> Iterator[Contradiction]:
    if result.key in IN_HEADS:
        heads = len(without_a_worker(week, duty=IN_HEADS[result.key]))
        if result.heads != heads:
            said = "nothing" if result.heads is None else result.heads
            yield f"Level {result.key} leaves {heads} people without a worker by the records; the answer says {said}."


def _outdated(week: Week, result: LevelResult) -> bool:
    """Whether chosen moves came after the weekly figure of this level, so that it no longer holds."""
    later = result.phase == WEEKLY and bool(week.movers(ChangeKind.CHOSEN))
    return later and result.key not in PLACEMENT_LEVELS


def _price_of_moves(week: Week, key: str) -> Fraction:
    """Each chosen move has to be worth at least so many hours, and the level cost counts them."""
    moves = len(week.movers(ChangeKind.CHOSEN)) if key == "cost" else 0
    return Fraction(week.rules.continuity.minimum_gain_hours) * moves


def _row(keys: tuple[str, ...]) -> str:
    return ", ".join(keys) or "nothing"
