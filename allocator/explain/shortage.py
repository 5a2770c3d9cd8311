"""Why somebody is left without a worker, counted rule by rule; it makes up no cause where there are several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from allocator.explain.barred import Bar, barred
from allocator.explain.end_state import EndState, Profile
from allocator.explain.spare_moves import SpareMoves
from allocator.explain.ways_out import ways_out
from allocator.explain.words import counted, listed
from allocator.load import owed_duty, weeks_waited
from allocator.proposal import Reason, Shortage
from allocator.records import YoungPerson


class Alike(NamedTuple):
    """All of a person that a shortage depends on; people who are equal in it share one piece of work."""

    profile: Profile
    place: str | None
    avoid_workers: frozenset[str]
    former_uasc: bool
    languages: frozenset[str]
    keep_together: str | None
    freed_from: str | None


COUNTED = {
    Bar.OFF_DUTY: ("takes nobody now", "take nobody now"),
    Bar.APART: ("is to be kept apart from them", "are to be kept apart from them"),
    Bar.CEILING: ("has no room", "have no room"),
    Bar.TOO_FAR: ("has room, but not for so long a journey", "have room, but not for so long a journey"),
    Bar.INTAKE: ("takes no more this week", "take no more this week"),
}
ALL_OF_THEM = {
    Bar.OFF_DUTY: "None of the {n} workers takes anybody now.",
    Bar.APART: "All {n} workers are to be kept apart from them.",
    Bar.CEILING: "None of the {n} workers has room below the ceiling.",
    Bar.TOO_FAR: "None of the {n} workers has room for so long a journey.",
    Bar.INTAKE: "None of the {n} workers takes anybody more this week.",
}


def shortages(state: EndState) -> tuple[Shortage, ...]:
    """Everybody without a worker, in the order of the table; people who are alike share one piece of work."""
    moves, alike = SpareMoves(state), dict[Alike, tuple[Reason, tuple[Reason, ...]]]()
    found = []
    for person in state.caseload.young_people:
        if state.answer.worker_of[person.person_id] is None:
            key = _alike(state, person)
            if key not in alike:
                bars = bars_of(state, person)
                alike[key] = (_reason(state, person, bars), ways_out(state, person, bars=bars, moves=moves))
            reason, ways = alike[key]
            found.append(_shortage(state, person, reason, ways=ways))
    return tuple(found)


def _alike(state: EndState, person: YoungPerson) -> Alike:
    return Alike(
        state.profile(person),
        person.place,
        person.avoid_workers,
        person.former_uasc,
        person.languages,
        person.keep_together,
        freed_from=person.current_worker,  # no way back, so people are alike only if they had the same worker
    )


def bars_of(state: EndState, person: YoungPerson) -> Mapping[str, Bar | None]:
    """Worker id to what keeps this person from them; a worker whom they are freed from counts as not taking them."""
    found = {worker_id: barred(state, person, end) for worker_id, end in state.workers.items()}
    if person.current_worker in found and found[person.current_worker] is None:
        found[person.current_worker] = Bar.OFF_DUTY
    return found


def _shortage(state: EndState, person: YoungPerson, reason: Reason, *, ways: tuple[Reason, ...]) -> Shortage:
    return Shortage(
        person_id=person.person_id,
        duty=owed_duty(person, state.as_of),
        weeks_waited=weeks_waited(person, state.as_of),
        reason=reason,
        ways_out=ways,
    )


def _reason(state: EndState, person: YoungPerson, bars: Mapping[str, Bar | None]) -> Reason:
    able = sorted((state.minutes(person, state.workers[w].worker.base), w) for w, bar in bars.items() if bar is None)
    if able:
        names = [worker_id for _, worker_id in able]
        sentence = f"{listed(names, most=3)} could take them: the run ended before they were placed."
        return Reason(code="room_left", sentence=sentence, facts={"workers": names})
    counts = Counter(bar for bar in bars.values() if bar is not None)
    facts = {bar.value: counts[bar] for bar in Bar if counts[bar]}
    if not counts:
        return Reason(code="no_workers", sentence="There are no workers at all.", facts=facts)
    if len(counts) == 1:
        only = next(iter(counts))
        return Reason(code=only.value, sentence=_only(only, counts[only]), facts=facts)
    return Reason(code="no_single_reason", sentence=_several(counts), facts=facts)


def _only(bar: Bar, number: int) -> str:
    return ALL_OF_THEM[bar].format(n=number) if number > 1 else f"The only worker {COUNTED[bar][0]}."


def _several(counts: Counter[Bar]) -> str:
    """No single reason, and so all of them, the most frequent first."""
    parts = [f"{number} {COUNTED[bar][number > 1]}" for bar, number in counts.most_common()]
    return f"Of {counted(counts.total(), 'worker')}, {listed(parts)}."
