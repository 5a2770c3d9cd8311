"""Every allocation that may be, and the best of them level by level; it prunes only what can never be allowed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.rule_book import Strength
from tests.oracle.levels import Allocation, Scales
from tests.oracle.opening import Opening, Standing, open_up
from tests.oracle.week import Week

Judge = Callable[[Allocation], Fraction]
Choices = Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Best:
    """``settled`` values by level in their order, and every allocation that reaches the last of them."""

    settled: tuple[tuple[str, Fraction], ...]
    allocations: tuple[Allocation, ...]

    @property
    def as_set(self) -> frozenset[tuple[tuple[str, str | None], ...]]:
        """The allocations in a form that can be compared."""
        return frozenset(tuple(sorted(ends.items())) for ends in self.allocations)


def best_of_week(week: Week) -> tuple[Best, Scales]:
    """The weekly run without chosen moves."""
    opening = open_up(week)
    scales = Scales(week, opening)
    allowed = allowed_in_week(week, opening)
    tolerances = week.model.tolerances
    judges = [(key, _judge(scales, key), tolerances[key]) for key in levels_of(week)]
    return settle(allowed, judges), scales


def allowed_in_week(week: Week, opening: Opening) -> Iterator[Allocation]:
    """Every allocation that the weekly run may make."""
    moves = len(week.people) if "continuity" in week.case.ignoring else week.model.rules.continuity.room_moves
    return allowed_allocations(week, opening, opening.choices, moves=moves)


def best_chosen(week: Week, scales: Scales, base: Allocation) -> Best:
    """At most K further held people move from ``base``; everybody else is frozen as the base has them."""
    judges = chosen_judges(week, scales, base)
    return settle(allowed_as_chosen(week, scales, base), [(key, judge, Fraction(0)) for key, judge in judges.items()])


def allowed_as_chosen(week: Week, scales: Scales, base: Allocation) -> Iterator[Allocation]:
    """Every allocation that chosen moves may make of ``base``."""
    opening = scales.opening
    free = {p for p, standing in opening.standing.items() if standing is Standing.HELD and not _moved(week, p, base)}
    choices = {p: opening.choices[p] if p in free else (base[p],) for p in base}
    limit = week.case.chosen_moves
    moves = len(base) if limit is None else len(scales.moved(base)) + limit
    return allowed_allocations(week, opening, choices, moves=moves)


def chosen_judges(week: Week, scales: Scales, base: Allocation) -> dict[str, Judge]:
    """The levels that chosen moves may improve, in their order; each further move has to be worth its hours."""
    earlier = len(scales.moved(base))
    gain = Fraction(week.model.rules.continuity.minimum_gain_hours)

    def dear(ends: Allocation) -> Fraction:
        return scales.weigh("cost", ends) + gain * (len(scales.moved(ends)) - earlier)

    judges = {"needs": _judge(scales, "needs"), "cost": dear, "balance": _judge(scales, "balance")}
    return {key: judges[key] for key in week.model.level_keys if key in judges}


def settle(allowed: Iterable[Allocation], judges: Iterable[tuple[str, Judge, Fraction]]) -> Best:
    """One level after the other: the best value, then everything within its tolerance goes on."""
    left, settled = list(allowed), []
    best_last: list[Allocation] = left
    for key, judge, tolerance in judges:
        values = [judge(ends) for ends in left]
        value = min(values)
        settled.append((key, value))
        best_last = [ends for ends, v in zip(left, values, strict=True) if v == value]
        left = [ends for ends, v in zip(left, values, strict=True) if v <= value * (1 + tolerance)]
    return Best(tuple(settled), tuple(best_last))


def levels_of(week: Week) -> tuple[str, ...]:
    """The levels of the model, without those of a rule that is left out."""
    left_out = {"one_worker": {"unallocated_duty", "unallocated"}, "continuity": {"changes"}}
    out = set().union(*(left_out.get(rule, set()) for rule in week.case.ignoring))
    return tuple(key for key in week.model.level_keys if key not in out)


def allowed_allocations(week: Week, opening: Opening, choices: Choices, *, moves: int) -> Iterator[Allocation]:
    """Every allocation within the choices, the moves, the intake and the ceilings."""
    intake = week.model.rules.intake
    per_worker = intake.per_week if intake.strength == Strength.MUST else len(week.people)
    order = sorted(choices, key=lambda p: len(choices[p]))
    yield from _extend(week, opening, choices, _Partial({}, dict.fromkeys(week.workers, 0), moves), order, per_worker)


@dataclass(frozen=True)
class _Partial:
    """An allocation under way: who ends where, how many were given to each worker, how many moves are left."""

    ends: dict[str, str | None]
    given: dict[str, int]
    moves: int


def _extend(
    week: Week, opening: Opening, choices: Choices, partial: _Partial, order: list[str], per_worker: int
) -> Iterator[Allocation]:
    if not order:
        if all(not count or _fits(week, w, partial.ends) for w, count in partial.given.items()):
            yield {p: partial.ends[p] for p in week.people}
        return
    p, rest = order[0], order[1:]
    for w in choices[p]:
        ends, given, moves = {**partial.ends, p: w}, partial.given, partial.moves
        if w is not None and w != week.people[p].current_worker:
            given = {**given, w: given[w] + 1}
            moves -= opening.standing[p] is Standing.HELD
            # Loads only grow as people are added, so what stands above the ceiling now will do so at the end.
            if given[w] > per_worker or moves < 0 or not _fits(week, w, ends):
                continue
        yield from _extend(week, opening, choices, _Partial(ends, given, moves), rest, per_worker)


def _fits(week: Week, w: str, ends: Allocation) -> bool:
    """Whether a worker stands at or below the ceiling."""
    if "ceiling" in week.case.ignoring:
        return True
    return sum((week.load[p, w] for p, end in ends.items() if end == w), Fraction(0)) <= week.worker[w].ceiling


def _moved(week: Week, p: str, base: Allocation) -> bool:
    return base[p] != week.people[p].current_worker


def _judge(scales: Scales, key: str) -> Judge:
    return lambda ends: scales.weigh(key, ends)
