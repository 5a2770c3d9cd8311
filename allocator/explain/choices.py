"""Why this worker and not another: who else had room, who is nearer and what speaks against them; it changes no choice.

Everything is judged with all others as they end, so that each statement can be checked against the tables of the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from operator import itemgetter
from typing import Any

from allocator.explain.barred import barred
from allocator.explain.end_state import EndState, WorkerEnd
from allocator.explain.fit import Point, points, unmet
from allocator.explain.marginal import Pair, added, pair, utilisation_with
from allocator.explain.words import counted, listed, percent
from allocator.reading.privacy.places import printable_place
from allocator.records import YoungPerson
from allocator.rule_book import Strength

NEARER_NAMED = 2  # a sentence that names more is not read


@dataclass(frozen=True)
class Choice:
    """The sentences about one choice and the figures that they rest on."""

    sentence: str
    facts: dict[str, Any]


def choice(state: EndState, person: YoungPerson, end: WorkerEnd) -> Choice:
    """Why this worker: how near, among how many with room, who came next, and what decided if not the road."""
    others = with_room(state, person, end)
    known = state.journey_known(person, end.worker.base)
    nearer = _nearer(state, person, end, others=others) if known else []
    sentences = [_lead(state, person, end, others=others), *_met(state, person, end)]
    sentences += [*_unmet(state, person, end, others=others), *nearer]
    if known:
        sentences += _full_and_nearer(state, person, end)
    facts: dict[str, Any] = {"minutes": state.minutes(person, end.worker.base), "workers_with_room": len(others) + 1}
    if others:
        facts |= {"next": others[0].worker.worker_id, "next_minutes": state.minutes(person, others[0].worker.base)}
    brief = nearer[0].rstrip(".") if nearer else _brief(state, person, end, others=others)
    return Choice(" ".join(sentences), facts | {"brief": brief})


def with_room(state: EndState, person: YoungPerson, own: WorkerEnd | None) -> list[WorkerEnd]:
    """Everybody else who could take this person as things end, nearest first."""
    kept_out = {own.worker.worker_id if own else None, person.current_worker, *person.avoid_workers}
    included = state.model.load.included_minutes
    able: list[tuple[int, str, WorkerEnd]] = []
    for ends in state.roomiest_at:
        minutes = state.minutes(person, ends[0].worker.base)
        base, slope, scale = state.share_by_minutes(person, ends[0].caps)
        share = base + slope * max(0, minutes - included)
        for end in ends:
            if end.room.numerator * scale < share * end.room.denominator:  # quicker than comparing fractions
                break
            if end.worker.worker_id not in kept_out:
                able.append((minutes, end.worker.worker_id, end))
    return [end for _, _, end in sorted(able, key=itemgetter(0, 1))]


def _lead(state: EndState, person: YoungPerson, end: WorkerEnd, *, others: Sequence[WorkerEnd]) -> str:
    worker_id, minutes = end.worker.worker_id, state.minutes(person, end.worker.base)
    if not state.journey_known(person, end.worker.base):
        one = f"one of {len(others) + 1} workers with room" if others else "the only worker with room left"
        return f"{worker_id} is {one}; how far they travel is not known and counts as {minutes} minutes."
    way = f"{minutes} minutes from {printable_place(person.place)}"
    if not others:
        return f"{worker_id} is the only worker with room left, {way}."
    among = f"{len(others) + 1} workers with room"
    following, then = others[0].worker.worker_id, state.minutes(person, others[0].worker.base)
    if minutes < then:
        lacking = [p.words for p in unmet(state, person, others[0].worker) if p.strength is Strength.MUST]
        but = f" ({listed(lacking)})" if lacking else ""
        return f"{worker_id} is the nearest of {among}: {way}; next is {following}, {then} minutes{but}."
    if minutes == then:
        return f"{worker_id} is {way}, and none of {among} is nearer; {following} is as near."
    return f"{worker_id} is {way}."


def _brief(state: EndState, person: YoungPerson, end: WorkerEnd, *, others: Sequence[WorkerEnd]) -> str:
    """The same for one line of a list, where no nearer worker has room."""
    among = f"{len(others) + 1} with room"
    if not others:
        return "the only one with room left"
    if not state.journey_known(person, end.worker.base):
        return f"one of {among}; how far is not known"
    following, then = others[0].worker.worker_id, state.minutes(person, others[0].worker.base)
    if state.minutes(person, end.worker.base) == then:
        return f"as near as any of {among}"
    return f"nearest of {among}, next {following} ({then} min)"


def _met(state: EndState, person: YoungPerson, end: WorkerEnd) -> list[str]:
    met = [point.words for point in points(state, person, end.worker) if point.met]
    together = [other for other in state.siblings(person) if state.answer.worker_of[other] == end.worker.worker_id]
    if together:
        met.append(f"also works with {listed(together)} of the same group")
    return [f"{end.worker.worker_id} {listed(met)}."] if met else []


def _unmet(state: EndState, person: YoungPerson, end: WorkerEnd, *, others: Sequence[WorkerEnd]) -> list[str]:
    sentences = []
    for point in points(state, person, end.worker):
        if not point.met:
            meeting = [other.worker.worker_id for other in others if not _lacks(state, person, other, point=point)]
            could = f"of those with room, {listed(meeting, most=2)}" if meeting else "nobody else with room"
            alone = f"; {could} could meet this" if others else ""
            sentences.append(f"{end.worker.worker_id} {point.words}{alone}.")
    return sentences


def _lacks(state: EndState, person: YoungPerson, other: WorkerEnd, *, point: Point) -> bool:
    """Whether the other worker leaves the same rule unmet; a skill is told apart by its words."""
    found = points(state, person, other.worker)
    same = [p for p in found if not p.met and p.rule == point.rule]
    return any(p.words == point.words for p in same) if point.rule == "specialist" else bool(same)


def _nearer(state: EndState, person: YoungPerson, end: WorkerEnd, *, others: Sequence[WorkerEnd]) -> list[str]:
    """What speaks against those who are nearer and have room too."""
    minutes = state.minutes(person, end.worker.base)
    nearer = list(takewhile(lambda other: state.minutes(person, other.worker.base) < minutes, others))
    own = pair(state, person, end)
    sentences = [_against(state, pair(state, person, other), own) for other in nearer[:NEARER_NAMED]]
    if len(nearer) > NEARER_NAMED:
        sentences.append(f"{counted(len(nearer) - NEARER_NAMED, 'more worker')} with room would be nearer too.")
    return sentences


def _full_and_nearer(state: EndState, person: YoungPerson, end: WorkerEnd) -> list[str]:
    """Those who are nearer and could not be given this person, and what bars them."""
    minutes = state.minutes(person, end.worker.base)
    able = {end.worker.worker_id, person.current_worker}
    full = [
        (there, other.worker.worker_id)
        for base, ends in state.taking_at.items()
        if (there := state.minutes(person, base)) < minutes
        for other in ends
        if other.worker.worker_id not in able
        and (other.worker.worker_id not in state.roomy or barred(state, person, other) is not None)
    ]
    named = [_impossible(state, person, there, worker_id) for there, worker_id in sorted(full)[: NEARER_NAMED + 1]]
    named += [""] * (len(full) - len(named))  # only counted
    return [f"Nearer, but not possible: {listed(named, most=NEARER_NAMED)}."] if named else []


def _impossible(state: EndState, person: YoungPerson, minutes: int, worker_id: str) -> str:
    bar = barred(state, person, state.workers[worker_id])
    return f"{worker_id} ({minutes} minutes) {bar.words if bar else ''}"


def _against(state: EndState, other: Pair, own: Pair) -> str:
    """The first thing, in the order of the levels, that speaks for the worker chosen and against a nearer one."""
    who = f"{other.end.worker.worker_id} is nearer ({state.minutes(other.person, other.end.worker.base)} minutes)"
    if added(state, other) <= added(state, own):
        return f"{who} and would do at least as well by itself."
    worse = _worse_points(other, own)
    if worse:
        return f"{who}, but {listed([point.words for point in worse])}."
    if other.splits and not own.splits:
        return f"{who}, but that would part a group that belongs together."
    fuller, now = utilisation_with(other), utilisation_with(own)
    if fuller is not None and now is not None and fuller > now:
        stands = f"{own.end.worker.worker_id} stands at {percent(now)} %"
        return f"{who}, but would stand at {percent(fuller)} % of capacity, where {stands}."
    return f"{who}, but work and travel together would come out dearer."


def _worse_points(other: Pair, own: Pair) -> list[Point]:
    """Rules that the other pair leaves unmet and this one does not, if they outweigh what this one leaves unmet."""
    if _weight(other) <= _weight(own):
        return []
    rules = {(point.rule, point.words) for point in own.unmet}
    return [point for point in other.unmet if (point.rule, point.words) not in rules]


def _weight(made: Pair) -> tuple[int, Fraction]:
    must = sum(point.strength is Strength.MUST for point in made.unmet)
    should = (Fraction(point.price_hours) for point in made.unmet if point.strength is Strength.SHOULD)
    return must, sum(should, Fraction(0))
