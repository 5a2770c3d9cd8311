"""What would have to change for somebody to have a worker, cheapest first, checked by arithmetic; it does none of it.

Each way is worked out for one person alone, with everybody else as they end. Those that cost no hours come first, then
those that cost hours (work above the ceiling at its price, hours of a post), and last the one that costs somebody else
their worker. Of workers who are equally cheap, one who leaves no must unmet comes first, then the nearest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from allocator.explain.barred import Bar
from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.fit import unmet
from allocator.explain.spare_moves import SpareMoves
from allocator.explain.words import day, listed, one_decimal
from allocator.load import leaves_people, standard_class
from allocator.proposal import Reason
from allocator.records import Worker, YoungPerson
from allocator.rule_book import Strength

FULL_POST = Decimal(1)


@dataclass(frozen=True)
class Candidate:
    """One worker for one person: what bars them, the share of a post that is lacking, and the musts left unmet."""

    end: WorkerEnd
    bar: Bar | None
    lacking: Fraction
    musts: tuple[str, ...]

    @property
    def worker_id(self) -> str:
        """The worker's id."""
        return self.end.worker.worker_id

    @property
    def name(self) -> str:
        """Id and base."""
        return f"{self.worker_id} ({self.end.worker.base})"

    @property
    def but(self) -> str:
        """What they would leave unmet although it must be met, to be added to a sentence."""
        return f", but {self.worker_id} {listed(self.musts)}" if self.musts else ""


def ways_out(
    state: EndState, person: YoungPerson, *, bars: Mapping[str, Bar | None], moves: SpareMoves
) -> tuple[Reason, ...]:
    """At most one way of each sort, cheapest first; where somebody has room now, that alone."""
    candidates = _candidates(state, person, bars)
    now = tuple(_give(candidates))
    if now:
        return now
    full = [c for c in candidates if c.bar in (Bar.CEILING, Bar.TOO_FAR) and state.intake_left(c.end)]
    paid = [*_ceiling(state, full), *_more_hours(state, person, full)]
    free = (*_intake(state, candidates), *_wait(state, person, candidates))
    fitting = [candidate.end for candidate in full if not candidate.musts]
    return (*free, *(way for _, way in sorted(paid, key=lambda pair: pair[0])), *moves.ways(person, fitting))


def _candidates(state: EndState, person: YoungPerson, bars: Mapping[str, Bar | None]) -> list[Candidate]:
    """Every worker but the one they were freed from, the best fitting and the nearest first."""

    def order(candidate: Candidate) -> tuple[int, int, str]:
        return len(candidate.musts), state.minutes(person, candidate.end.worker.base), candidate.worker_id

    musts = _MustsUnmet(state, person)
    ends = [end for end in state.workers.values() if end.worker.worker_id != person.current_worker]
    found = (Candidate(e, bars[e.worker.worker_id], state.share(person, e) - e.room, musts.of(e.worker)) for e in ends)
    return sorted(found, key=order)


class _MustsUnmet:
    """What workers leave unmet of one person's musts, in words: worked out once for workers who are alike."""

    def __init__(self, state: EndState, person: YoungPerson) -> None:
        self._state, self._person = state, person
        self._known: dict[Hashable, tuple[str, ...]] = {}

    def of(self, worker: Worker) -> tuple[str, ...]:
        """Every must unmet, as it follows the worker's id in a sentence."""
        sibling = worker.worker_id if self._person.keep_together else None  # a sibling may be with this very worker
        base = worker.base if self._state.model.rules.home_base.on else None
        key = worker.role, worker.skills, worker.languages, base, sibling
        if key not in self._known:
            points = unmet(self._state, self._person, worker)
            self._known[key] = tuple(point.words for point in points if point.strength is Strength.MUST)
        return self._known[key]


def _give(candidates: Sequence[Candidate]) -> Iterator[Reason]:
    first = next((c for c in candidates if c.bar is None), None)
    if first is not None:
        sentence = f"{first.name} has room now{first.but}."
        yield Reason(code="give", sentence=sentence, facts={"worker": first.worker_id})


def _intake(state: EndState, candidates: Sequence[Candidate]) -> Iterator[Reason]:
    first = next((c for c in candidates if c.bar is Bar.INTAKE), None)
    if first is not None:
        per_week, needed = state.model.rules.intake.per_week, first.end.given + 1
        raised = f"if the intake were {needed} a week instead of {per_week}"
        facts = {"worker": first.worker_id, "per_week": needed}
        yield Reason(code="raise_intake", sentence=f"{first.name} would have room {raised}{first.but}.", facts=facts)


def _wait(state: EndState, person: YoungPerson, candidates: Sequence[Candidate]) -> Iterator[Reason]:
    """Somebody with room who is only not here yet, or not here for a while."""
    for c in candidates:
        worker = c.end.worker
        here = c.bar is not Bar.OFF_DUTY or worker.worker_id in person.avoid_workers
        if not here and c.lacking <= 0 and not leaves_people(worker, state.model, state.as_of):
            sentence = f"{c.name} has room, but {listed([_until(state, c), *c.musts])}."
            yield Reason(code="wait_for_worker", sentence=sentence, facts={"worker": worker.worker_id})
            return


def _until(state: EndState, candidate: Candidate) -> str:
    worker = candidate.end.worker
    if worker.start_date is not None and worker.start_date > state.as_of:
        return f"does not start before {day(worker.start_date)}"
    return f"is away until {day(worker.absent_to)}" if worker.absent_to is not None else "is away"


def _ceiling(state: EndState, full: Sequence[Candidate]) -> Iterator[tuple[Fraction, Reason]]:
    """The smallest step over anybody's ceiling, in whole percent of capacity rounded up."""
    first = min((c for c in full if c.end.capacity), key=lambda c: (len(c.musts), c.lacking), default=None)
    if first is None:
        return
    end = first.end
    needed, now = ceil((end.ceiling + first.lacking) / end.capacity * 100), one_decimal(end.caps.ceiling_ratio * 100)
    price = first.lacking * Fraction(state.model.load.full_time_hours) * Fraction(state.model.rules.ceiling.price_above)
    sentence = (
        f"A ceiling of {needed} % for {first.name}, instead of {now.normalize():f} %, would make room{first.but}."
    )
    facts = {"worker": first.worker_id, "ceiling_percent": needed, "hours_a_week": str(one_decimal(price))}
    yield price, Reason(code="raise_ceiling", sentence=sentence, facts=facts)


def _more_hours(state: EndState, person: YoungPerson, full: Sequence[Candidate]) -> Iterator[tuple[Fraction, Reason]]:
    """The fewest tenths of a post that would do: more for somebody part-time, or a further post at the nearest base."""
    options = [*_part_timers(full), *_further_post(state, person)]
    if options:
        more, sentence, facts = min(options, key=lambda option: option[0])
        hours = Fraction(more) * Fraction(state.model.load.full_time_hours)
        facts |= {"fte": str(more), "hours_a_week": str(one_decimal(hours))}
        yield hours, Reason(code="more_hours", sentence=sentence, facts=facts)


def _part_timers(full: Sequence[Candidate]) -> Iterator[tuple[Decimal, str, dict[str, str]]]:
    for c in full:
        fte = c.end.worker.fte
        if 0 < fte < FULL_POST and c.end.ceiling and not c.musts:
            more = _tenths(c.lacking * Fraction(fte) / c.end.ceiling)
            if fte + more <= FULL_POST:
                sentence = f"{more} FTE more for {c.name}, now {fte} FTE, would make room."
                yield more, sentence, {"worker": c.worker_id}


def _further_post(state: EndState, person: YoungPerson) -> Iterator[tuple[Decimal, str, dict[str, str]]]:
    """A post of an experienced worker who has nobody else, at the base nearest to the person."""
    near = min(((state.minutes(person, base), base) for base in state.bases), default=None)
    if near is not None:
        caps = standard_class(state.model)
        more = _tenths(state.share_at(person, caps, near[0]) / caps.ceiling_ratio)
        yield more, f"A further {more} FTE at {near[1]} would make room.", {"base": near[1]}


def _tenths(share: Fraction) -> Decimal:
    """A share of a post in tenths, rounded up."""
    return Decimal(ceil(share * 10)).scaleb(-1)
