"""A placement with its reason for every young person; the reasons for staying are shared, so that a county is quick."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from allocator.explain.causes import because, step_down_due
from allocator.explain.choices import choice, with_room
from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.fit import unmet
from allocator.explain.words import day, listed, one_decimal, percent
from allocator.proposal import Cause, ChangeKind, Placement, Reason, Shortage
from allocator.records import Role, YoungPerson


def placements(state: EndState, shortages: Mapping[str, Shortage]) -> tuple[Placement, ...]:
    """Everybody in the order of the table; ``shortages`` by person explain those without a worker."""
    overdue = frozenset(state.answer.overdue)
    return tuple(_placement(state, person, shortages, overdue=overdue) for person in state.caseload.young_people)


def _placement(
    state: EndState, person: YoungPerson, shortages: Mapping[str, Shortage], *, overdue: frozenset[str]
) -> Placement:
    worker_id = state.answer.worker_of[person.person_id]
    end = state.workers[worker_id] if worker_id is not None else None
    return Placement(
        person_id=person.person_id,
        worker_id=worker_id,
        previous_worker=person.current_worker,
        change=state.answer.change[person.person_id],
        cause=state.answer.cause[person.person_id],
        minutes_one_way=_minutes(state, person, end),
        load_percent=None if end is None else percent(state.share(person, end)),
        reason=_reason(state, person, end, shortage=shortages.get(person.person_id), overdue=overdue),
    )


def _minutes(state: EndState, person: YoungPerson, end: WorkerEnd | None) -> int | None:
    """Minutes one way; blank where the place is not known, although the load counts the median."""
    if end is None or not state.journey_known(person, end.worker.base):
        return None
    return state.minutes(person, end.worker.base)


def _reason(
    state: EndState, person: YoungPerson, end: WorkerEnd | None, *, shortage: Shortage | None, overdue: frozenset[str]
) -> Reason:
    if end is None:
        return _unallocated(state, person, shortage)
    kind = state.answer.change[person.person_id]
    if kind is not ChangeKind.KEPT:
        return _given(state, person, end, kind=kind)
    if person.person_id in overdue:
        return _waits(state, person, end)
    return _kept(state, person, end)


def _given(state: EndState, person: YoungPerson, end: WorkerEnd, *, kind: ChangeKind) -> Reason:
    moves = kind in (ChangeKind.ROOM, ChangeKind.CHOSEN)
    why = _why_move(state, person, end, kind=kind) if moves else because(state, person)
    chosen = choice(state, person, end)
    facts: dict[str, Any] = {"because": why, "choice": chosen.sentence, **chosen.facts}
    code = state.answer.cause[person.person_id].value
    return Reason(code=code, sentence=f"{why} {chosen.sentence}".strip(), facts=facts)


def _unallocated(state: EndState, person: YoungPerson, shortage: Shortage | None) -> Reason:
    why = because(state, person)
    lack = shortage.reason.sentence if shortage is not None else "Nobody has room."
    code = shortage.reason.code if shortage is not None else "unallocated"
    return Reason(code=code, sentence=f"{why} {lack}".strip(), facts={"because": why, "choice": lack})


def _why_move(state: EndState, person: YoungPerson, end: WorkerEnd, *, kind: ChangeKind) -> str:
    """Why a standing pair is given up: what it makes room for, or what it is worth."""
    before = state.workers.get(person.current_worker or "")
    if before is None:
        return ""
    if kind is ChangeKind.ROOM:
        return _makes_room(state, person, before)
    return _worth_it(state, person, before, end=end)


def _makes_room(state: EndState, person: YoungPerson, before: WorkerEnd) -> str:
    worker_id = before.worker.worker_id
    came = [p for p in state.people if state.answer.worker_of[p] == worker_id and state.is_given(p)]
    if not came:
        return f"{person.person_id} moves from {worker_id} to make room."
    sentence = f"{person.person_id} makes room with {worker_id} for {listed(came)}"
    without = before.load + state.share(person, before)
    if without > before.ceiling and before.capacity:
        stands = f"{worker_id} would stand at {percent(without / before.capacity)} % of capacity"
        return f"{sentence}; otherwise {stands}, above the ceiling."
    return f"{sentence}."


def _worth_it(state: EndState, person: YoungPerson, before: WorkerEnd, *, end: WorkerEnd) -> str:
    gains = []
    lacked = [point.words for point in unmet(state, person, before.worker)]
    left = [point.words for point in unmet(state, person, end.worker)]
    if len(lacked) > len(left):
        gains.append(f"{before.worker.worker_id} {listed([words for words in lacked if words not in left])}")
    saved = state.travel_hours(person, before.worker.base) - state.travel_hours(person, end.worker.base)
    if saved > 0:
        gains.append(f"it saves {one_decimal(saved)} hours a week on the road")
    full = before.load + state.share(person, before)
    if before.capacity and full > before.capacity:
        stands = percent(full / before.capacity)
        gains.append(f"{before.worker.worker_id} would otherwise stand at {stands} % of capacity")
    worth = listed(gains) if gains else "it spreads work more evenly"
    return f"A move from {before.worker.worker_id} is worth it: {worth}."


def _waits(state: EndState, person: YoungPerson, end: WorkerEnd) -> Reason:
    due, why = step_down_due(state, person), _why_it_waits(state, person, end)
    sentence = f"{due} {why}: stays with {end.worker.worker_id} until then."
    return Reason(code="step_down_waits", sentence=sentence, facts={"because": due, "choice": why})


def _why_it_waits(state: EndState, person: YoungPerson, end: WorkerEnd) -> str:
    if state.answer.cause[person.person_id] is not Cause.STEP_DOWN:
        a_week = state.model.rules.step_down.per_week
        return f"Others are longer overdue, and {a_week} a week are freed" if a_week else "Nobody is freed for it"
    suited = (other.worker for other in with_room(state, person, end) if other.worker.role is not Role.YOUNGER)
    able = [worker.worker_id for worker in suited]
    return f"{listed(able, most=2)} could take them" if able else "No worker for 21+ has room this week"


def _kept(state: EndState, person: YoungPerson, end: WorkerEnd) -> Reason:
    worker_id = end.worker.worker_id
    if person.locked:
        return _stays("locked", worker_id, "the manager has fixed it")
    if state.profile(person).stayer:
        why = "in education" if person.in_education else "consistency is needed"
        return _stays("stays_after_21", worker_id, f"{why} after 21")
    if not end.takes and end.worker.absent_to is not None:
        return _stays("short_absence", worker_id, f"the absence ends on {day(end.worker.absent_to)}")
    return _stays("held", worker_id, "")


@lru_cache(maxsize=4096)
def _stays(code: str, worker_id: str, why: str) -> Reason:
    return Reason(code=code, sentence=f"Stays with {worker_id}: {why}." if why else f"Stays with {worker_id}.")
