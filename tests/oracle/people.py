"""What the oracle knows of one young person on the day of the run; it knows no worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from allocator.records import Band, Category, Complexity, Need, YoungPerson
from allocator.rule_book import Strength
from allocator.service_model import CaseloadClass, CategoryLoad, ServiceModel
from tests.oracle.days import full_years, nth_birthday, weeks

MOST_POINTS = 999_999


@dataclass(frozen=True)
class PersonFacts:
    """``factor`` multiplies 1/cap, ``visits`` are a year, ``points`` what a room move would lose."""

    band: Band
    duty: bool
    stayer: bool
    near_event: bool
    just_moved: bool
    points: int
    factor: Fraction
    visits: Fraction
    growth: Fraction
    wanted: frozenset[Need]


def person_facts(person: YoungPerson, model: ServiceModel, day: date) -> PersonFacts:
    """Everything about one person that does not depend on who else is there."""
    band = Band.OLDER if age_on_day(person, day) >= 21 else Band.YOUNGER
    staying = model.rules.stay_after_21.strength == Strength.MUST and (person.keep_after_21 or person.in_education)
    stayer = staying and band == Band.OLDER
    near = _near_event(person, model, day)
    entry = _category_entry(person, model, band)
    return PersonFacts(
        band=band,
        duty=band == Band.YOUNGER
        and person.category in (Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT),
        stayer=stayer,
        near_event=near,
        just_moved=person.last_change is not None and day < person.last_change + weeks(model.rules.settled.weeks),
        points=_points(person, model, day, near=near),
        factor=_factor(person, model, entry),
        visits=_visits(person, model, entry, band=band, stayer=stayer),
        growth=_growth(person, model, day),
        wanted=person.needs | ({Need.UASC} if person.former_uasc else frozenset()),
    )


def age_on_day(person: YoungPerson, day: date) -> int:
    """Completed years, or the age that the table states."""
    if person.date_of_birth is None:
        assert person.age is not None
        return person.age
    return full_years(person.date_of_birth, day)


def share_by(caps: CaseloadClass, facts: PersonFacts) -> Fraction:
    """Share of a full-time post by these caps, without travel."""
    cap = caps.cap_21_plus if facts.band == Band.OLDER else caps.cap_16_20
    if facts.stayer and caps.cap_stayer is not None:
        cap = caps.cap_stayer
    return facts.factor / Fraction(cap)


def _near_event(person: YoungPerson, model: ServiceModel, day: date) -> bool:
    rule = model.rules.key_event
    events = [person.key_event_date] if person.key_event_date else []
    if person.date_of_birth is not None:
        events += [nth_birthday(person.date_of_birth, years) for years in rule.birthdays]
    return any(-7 * rule.weeks_before <= (day - event).days <= 7 * rule.weeks_after for event in events)


def _points(person: YoungPerson, model: ServiceModel, day: date, *, near: bool) -> int:
    rule = model.rules.continuity
    days = max(0, (day - person.worker_since).days) if person.worker_since else 0
    loss = Fraction(rule.loss_per_year) * Fraction(days * 4, 1461)
    loss += Fraction(rule.loss_per_change) * person.changes_so_far
    loss += Fraction(rule.loss_key_event) if near else 0
    return min(int(1000 * loss), MOST_POINTS // max(1, rule.room_moves))


def _category_entry(person: YoungPerson, model: ServiceModel, band: Band) -> CategoryLoad | None:
    entry = model.load.category.get(person.category)
    return entry if entry and band in entry.bands else None


def _factor(person: YoungPerson, model: ServiceModel, entry: CategoryLoad | None) -> Fraction:
    load = model.load
    factor = Fraction(load.complexity[Complexity(person.complexity)])
    if entry:
        factor *= Fraction(entry.load_factor)
    if person.lead in load.lead:
        factor *= Fraction(load.lead[person.lead].load_factor)
    for need in person.needs:
        if need in load.needs:
            factor *= Fraction(load.needs[need].load_factor)
    return factor


def _visits(
    person: YoungPerson, model: ServiceModel, entry: CategoryLoad | None, *, band: Band, stayer: bool
) -> Fraction:
    load = model.load
    if entry and entry.visits_per_year is not None:
        visits = Fraction(entry.visits_per_year)
    elif stayer and load.visits_stayer is not None:
        visits = Fraction(load.visits_stayer)
    else:
        visits = Fraction(load.visits_21_plus if band == Band.OLDER else load.visits_16_20)
    if person.lead in load.lead:
        visits *= Fraction(load.lead[person.lead].visits_factor)
    for need in person.needs:
        if need in load.needs:
            visits *= Fraction(load.needs[need].visits_factor)
    return visits


def _growth(person: YoungPerson, model: ServiceModel, day: date) -> Fraction:
    rule = model.rules.one_worker
    waited = 0
    if person.current_worker is None and person.referred is not None and person.referred < day:
        waited = (day - person.referred).days // 7
    return 1 + Fraction(rule.waiting_growth_percent) * min(waited, rule.waiting_cap_weeks) / 100
