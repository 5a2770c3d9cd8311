"""Whether somebody whose pair stands may be asked to move this week, and what they would lose; it moves nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from allocator.dates import birthday, in_window, weeks_later
from allocator.records import YoungPerson
from allocator.service_model import ServiceModel

YEARS_PER_DAY = Fraction(4, 1461)


def may_move(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether neither the manager's lock, nor a key event, nor a recent change forbids a move."""
    if person.locked:
        return False
    if model.rules.key_event.must and near_key_event(person, model, as_of):
        return False
    return not (model.rules.settled.must and lately_moved(person, model, as_of))


def near_key_event(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether the day lies in the window around one of somebody's key events."""
    rule = model.rules.key_event
    return in_window(as_of, _events(person, model), weeks_before=rule.weeks_before, weeks_after=rule.weeks_after)


def lately_moved(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether the last change of worker lies within the period in which nobody moves again."""
    return person.last_change is not None and as_of < weeks_later(person.last_change, model.rules.settled.weeks)


def loss(person: YoungPerson, model: ServiceModel, as_of: date) -> Fraction:
    """What losing their worker would weigh for somebody: years together, earlier changes, a key event near by."""
    rule = model.rules.continuity
    days = (as_of - person.worker_since).days if person.worker_since is not None else 0
    weighed = Fraction(rule.loss_per_year) * max(0, days) * YEARS_PER_DAY
    weighed += Fraction(rule.loss_per_change) * person.changes_so_far
    return weighed + (Fraction(rule.loss_key_event) if near_key_event(person, model, as_of) else 0)


def _events(person: YoungPerson, model: ServiceModel) -> Iterator[date]:
    if person.date_of_birth is not None:
        yield from (birthday(person.date_of_birth, years) for years in model.rules.key_event.birthdays)
    if person.key_event_date is not None:
        yield person.key_event_date
