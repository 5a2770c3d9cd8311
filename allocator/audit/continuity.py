"""Whether people keep their worker, and who may not be moved now; forced changes are not judged here."""

from __future__ import annotations

from fractions import Fraction

from allocator.audit.room_left import could_have_stayed
from allocator.audit.week import Pair, Week
from allocator.audit.words import Broken, Faults, day
from allocator.proposal import ChangeKind
from allocator.rule_book import audits
from allocator.rule_settings import PricedRule


@audits("continuity")
def continuity(week: Week) -> Faults:
    """Room moves stay within the number of the model, chosen moves within what was asked for, and none is needless."""
    room, chosen = len(week.movers(ChangeKind.ROOM)), len(week.movers(ChangeKind.CHOSEN))
    if room > week.rules.continuity.room_moves:
        yield f"{room} people are moved to make room, more than the {week.rules.continuity.room_moves} allowed."
    if week.chosen_moves is not None and chosen > week.chosen_moves:
        yield f"{chosen} people are moved by choice, more than the {week.chosen_moves} asked for."
    yield from could_have_stayed(week)


@audits("key_event")
def key_event(week: Week) -> Faults:
    """Nobody whose pair stands is moved in the window around a key event."""
    for pair in week.held_movers:
        event = week.standing.key_event(pair.person)
        if event is not None:
            yield from _moved(week.rules.key_event, "key_event", pair, because=event)


@audits("settled")
def settled(week: Week) -> Faults:
    """Nobody whose pair stands is moved again within the period after a change."""
    for pair in week.held_movers:
        last = pair.person.last_change
        if last is not None and week.standing.settling(pair.person):
            yield from _moved(week.rules.settled, "settled", pair, because=f"the last change of worker on {day(last)}")


def _moved(rule: PricedRule, key: str, pair: Pair, *, because: str) -> Faults:
    """A contradiction where the rule is a must, a price where it is a wish, nothing where it is off."""
    who, worker_id = pair.person.person_id, pair.worker.worker_id
    sentence = f"{who} is moved to {worker_id} in spite of {because}."
    if rule.must:
        yield sentence
    elif rule.on:
        yield Broken(key, rule.strength, who, worker_id, False, sentence, Fraction(rule.price_hours))
