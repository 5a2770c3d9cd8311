"""What would have to change for somebody to have a worker, cheapest first and checked by arithmetic; it does none.

Each way is worked out for one person alone, with everybody else as they end. Those that cost no hours come first, then
those that cost hours (work above the ceiling at its price, hours of a post), and last the one that costs somebody else
their worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil

from allocator.explain.barred import Bar
from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.spare_moves import SpareMoves
from allocator.explain.words import day, one_decimal
from allocator.load import leaves_people, standard_class
from allocator.proposal import Reason
from allocator.records import YoungPerson

FULL_POST = Decimal(1)


def ways_out(
    state: EndState, person: YoungPerson, *, bars: Mapping[str, Bar | None], moves: SpareMoves
) -> tuple[Reason, ...]:
    """At most one way of each sort, cheapest first; where somebody has room now, that alone."""
    near = sorted(
        (end for end in state.workers.values() if end.worker.worker_id != person.current_worker),
        key=lambda end: (state.minutes(person, end.worker.base), end.worker.worker_id),
    )
    now = tuple(_give(near, bars))
    if now:
        return now
    able = [end for end in near if bars[end.worker.worker_id] in (Bar.CEILING, Bar.TOO_FAR) and state.intake_left(end)]
    hours = sorted(_costing_hours(state, person, able=able, near=near), key=lambda pair: pair[0])
    free = (*_intake(state, near, bars=bars), *_wait(state, person, near, bars=bars))
    return (*free, *(way for _, way in hours), *moves.ways(person, able))


def _costing_hours(
    state: EndState, person: YoungPerson, *, able: list[WorkerEnd], near: list[WorkerEnd]
) -> Iterator[tuple[Fraction, Reason]]:
    yield from _ceiling(state, person, able)
    yield from _more_hours(state, person, able=able, near=near)


def _give(near: Iterable[WorkerEnd], bars: Mapping[str, Bar | None]) -> Iterator[Reason]:
    end = next((end for end in near if bars[end.worker.worker_id] is None), None)
    if end is not None:
        yield Reason(code="give", sentence=f"{_named(end)} has room now.", facts={"worker": end.worker.worker_id})


def _intake(state: EndState, near: Iterable[WorkerEnd], *, bars: Mapping[str, Bar | None]) -> Iterator[Reason]:
    end = next((end for end in near if bars[end.worker.worker_id] is Bar.INTAKE), None)
    if end is not None:
        per_week, needed = state.model.rules.intake.per_week, end.given + 1
        sentence = f"{_named(end)} would have room if the intake were {needed} a week instead of {per_week}."
        yield Reason(code="raise_intake", sentence=sentence, facts={"worker": end.worker.worker_id, "per_week": needed})


def _wait(
    state: EndState, person: YoungPerson, near: Iterable[WorkerEnd], *, bars: Mapping[str, Bar | None]
) -> Iterator[Reason]:
    for end in near:
        worker, off_duty = end.worker, bars[end.worker.worker_id] is Bar.OFF_DUTY
        if not off_duty or leaves_people(worker, state.model, state.as_of) or worker.worker_id in person.avoid_workers:
            continue
        if end.room >= state.share(person, end):
            yield Reason(
                code="wait_for_worker",
                sentence=f"{_named(end)} has room, but {_until(state, end)}.",
                facts={"worker": worker.worker_id},
            )
            return


def _until(state: EndState, end: WorkerEnd) -> str:
    worker = end.worker
    if worker.start_date is not None and worker.start_date > state.as_of:
        return f"starts on {day(worker.start_date)} only"
    return f"is away until {day(worker.absent_to)}" if worker.absent_to is not None else "is away"


def _ceiling(state: EndState, person: YoungPerson, able: Iterable[WorkerEnd]) -> Iterator[tuple[Fraction, Reason]]:
    """The smallest step over anybody's ceiling, in whole percent of capacity rounded up."""
    over = [(end.load + state.share(person, end) - end.ceiling, end) for end in able if end.capacity]
    if not over:
        return
    above, end = min(over, key=lambda pair: pair[0])
    needed, now = ceil((end.ceiling + above) / end.capacity * 100), one_decimal(end.caps.ceiling_ratio * 100)
    price = above * Fraction(state.model.load.full_time_hours) * Fraction(state.model.rules.ceiling.price_above)
    sentence = f"A ceiling of {needed} % for {_named(end)}, instead of {now.normalize():f} %, would make room."
    facts = {"worker": end.worker.worker_id, "ceiling_percent": needed, "hours_a_week": str(one_decimal(price))}
    yield price, Reason(code="raise_ceiling", sentence=sentence, facts=facts)


def _more_hours(
    state: EndState, person: YoungPerson, *, able: list[WorkerEnd], near: list[WorkerEnd]
) -> Iterator[tuple[Fraction, Reason]]:
    """The fewest tenths of a post that would do: more for somebody part-time, or a further post at the nearest base."""
    options = [*_part_timers(state, person, able), *_further_post(state, person, near)]
    if options:
        more, sentence, facts = min(options, key=lambda option: option[0])
        hours = Fraction(more) * Fraction(state.model.load.full_time_hours)
        facts |= {"fte": str(more), "hours_a_week": str(one_decimal(hours))}
        yield hours, Reason(code="more_hours", sentence=sentence, facts=facts)


def _part_timers(
    state: EndState, person: YoungPerson, able: Iterable[WorkerEnd]
) -> Iterator[tuple[Decimal, str, dict[str, str]]]:
    for end in able:
        fte = end.worker.fte
        if 0 < fte < FULL_POST and end.ceiling:
            lacking = end.load + state.share(person, end) - end.ceiling
            more = _tenths(lacking * Fraction(fte) / end.ceiling)
            if fte + more <= FULL_POST:
                sentence = f"{more} FTE more for {_named(end)}, now {fte} FTE, would make room."
                yield more, sentence, {"worker": end.worker.worker_id}


def _further_post(
    state: EndState, person: YoungPerson, near: list[WorkerEnd]
) -> Iterator[tuple[Decimal, str, dict[str, str]]]:
    if near:
        base, caps = near[0].worker.base, standard_class(state.model)
        share = state.share_at(person, caps, state.minutes(person, base))
        more = _tenths(share / caps.ceiling_ratio)
        yield more, f"A further {more} FTE at {base} would make room.", {"base": base}


def _tenths(share: Fraction) -> Decimal:
    """A share of a post in tenths, rounded up."""
    return Decimal(ceil(share * 10)).scaleb(-1)


def _named(end: WorkerEnd) -> str:
    return f"{end.worker.worker_id} ({end.worker.base})"
