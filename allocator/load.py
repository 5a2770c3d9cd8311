"""Shares of a post in exact fractions: what a young person takes and what a worker gives; it knows no allocation.

Source of the shape: Commissioning Plan, Table 12 and the text below it (one case is 1/cap of a post); figures come from
the service model. Travel within ``included_minutes`` one way is part of a published cap;
what lies beyond adds load.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from allocator.dates import age_on, months_between, weeks_later
from allocator.records import Band, Category, Worker, YoungPerson
from allocator.service_model import CaseloadClass, CategoryLoad, ServiceModel, caseload_class

WEEKS_PER_YEAR = 52
MINUTES_PER_HOUR = 60
FIRST_AGE_OF_OLDER_BAND = 21


def age_of(person: YoungPerson, as_of: date) -> int:
    """Completed years, from the date of birth or else from the age as given."""
    if person.date_of_birth is not None:
        return age_on(person.date_of_birth, as_of)
    return person.age or 0


def band_of(person: YoungPerson, as_of: date) -> Band:
    """The age band on the day of the run."""
    return Band.OLDER if age_of(person, as_of) >= FIRST_AGE_OF_OLDER_BAND else Band.YOUNGER


def owed_duty(person: YoungPerson, as_of: date) -> bool:
    """Whether a statutory duty is owed: 16-20 and eligible, relevant or former relevant."""
    return band_of(person, as_of) is Band.YOUNGER and person.category is not Category.QUALIFYING


def is_stayer(person: YoungPerson, model: ServiceModel, as_of: date) -> bool:
    """Whether somebody of 21+ stays with their worker: consistency is needed, or they are in education."""
    stays = person.keep_after_21 or person.in_education
    return model.rules.stay_after_21.on and stays and band_of(person, as_of) is Band.OLDER


def years_of_experience(worker: Worker, as_of: date) -> Decimal | None:
    """Years as stated, else whole years since the start date, else None (experienced)."""
    if worker.experience_years is not None:
        return worker.experience_years
    if worker.start_date is None:
        return None
    return Decimal(max(0, (as_of - worker.start_date).days * 4 // 1461))


def class_of(worker: Worker, model: ServiceModel, as_of: date) -> CaseloadClass:
    """The caps that hold for a worker."""
    return model.caseloads[caseload_class(model, worker, years_of_experience(worker, as_of))]


def standard_index(model: ServiceModel) -> int:
    """Which caseload class is that of an experienced leaving care worker."""
    return caseload_class(model, Worker(worker_id="", base="", fte=Decimal(1)), None)


def standard_class(model: ServiceModel) -> CaseloadClass:
    """The caps of an experienced leaving care worker: by them people without a worker are weighed."""
    return model.caseloads[standard_index(model)]


def _category(person: YoungPerson, model: ServiceModel, as_of: date) -> CategoryLoad | None:
    entry = model.load.category.get(person.category)
    return entry if entry is not None and band_of(person, as_of) in entry.bands else None


def base_share(person: YoungPerson, caps: CaseloadClass, model: ServiceModel, *, as_of: date) -> Fraction:
    """Share of 1.0 FTE that one young person takes without extra travel: 1/cap times the factors that apply."""
    load, band = model.load, band_of(person, as_of)
    cap = caps.cap_16_20 if band is Band.YOUNGER else caps.cap_21_plus
    if caps.cap_stayer is not None and is_stayer(person, model, as_of):
        cap = caps.cap_stayer
    share = 1 / Fraction(cap) * Fraction(load.complexity[person.complexity])
    category = _category(person, model, as_of)
    if category is not None:
        share *= Fraction(category.load_factor)
    if person.lead in load.lead:
        share *= Fraction(load.lead[person.lead].load_factor)
    for need in person.needs & load.needs.keys():
        share *= Fraction(load.needs[need].load_factor)
    return share


def visits_per_year(person: YoungPerson, model: ServiceModel, *, as_of: date) -> Fraction:
    """Visits a year: the category's if it states them, else the stayer's or the band's, times lead and needs."""
    load = model.load
    visits = load.visits_16_20 if band_of(person, as_of) is Band.YOUNGER else load.visits_21_plus
    if load.visits_stayer is not None and is_stayer(person, model, as_of):
        visits = load.visits_stayer
    category = _category(person, model, as_of)
    if category is not None and category.visits_per_year is not None:
        visits = category.visits_per_year
    product = Fraction(visits)
    if person.lead in load.lead:
        product *= Fraction(load.lead[person.lead].visits_factor)
    for need in person.needs & load.needs.keys():
        product *= Fraction(load.needs[need].visits_factor)
    return product


def travel_hours(visits: Fraction, minutes: int) -> Fraction:
    """Hours a week on the road for ``visits`` a year of ``minutes`` one way."""
    return visits * 2 * minutes / WEEKS_PER_YEAR / MINUTES_PER_HOUR


def extra_travel_share(visits: Fraction, minutes: int, model: ServiceModel) -> Fraction:
    """Share of 1.0 FTE for travel beyond the minutes that a cap includes."""
    beyond = max(0, minutes - model.load.included_minutes)
    return travel_hours(visits, beyond) / Fraction(model.load.full_time_hours)


def capacity(worker: Worker, model: ServiceModel, *, as_of: date) -> Fraction:
    """Share of a post that a worker gives: contract x induction x (1 - reductions)."""
    induction, share = model.rules.induction, Fraction(1)
    if induction.on and worker.start_date is not None:
        months = months_between(worker.start_date, as_of)
        share = Fraction(induction.shares[months]) if months < len(induction.shares) else Fraction(1)
    return Fraction(worker.fte) * share * (1 - Fraction(worker.reduction_percent) / 100)


def ceiling(worker: Worker, model: ServiceModel, *, as_of: date) -> Fraction:
    """Share of a post above which a worker is given nobody."""
    return capacity(worker, model, as_of=as_of) * class_of(worker, model, as_of).ceiling_ratio


def weeks_waited(person: YoungPerson, as_of: date) -> int:
    """Whole weeks since the referral of somebody who has no worker."""
    if person.referred is None or person.current_worker is not None:
        return 0
    return max(0, (as_of - person.referred).days // 7)


def weight_unallocated(person: YoungPerson, model: ServiceModel, *, as_of: date) -> Fraction:
    """What leaving somebody without a worker weighs: load without travel, growing with the weeks waited."""
    rule = model.rules.one_worker
    weeks = min(weeks_waited(person, as_of), rule.waiting_cap_weeks)
    growth = 1 + Fraction(rule.waiting_growth_percent) / 100 * weeks
    return base_share(person, standard_class(model), model, as_of=as_of) * growth


def leaves_people(worker: Worker, model: ServiceModel, as_of: date) -> bool:
    """Whether a worker's pairs no longer stand: gone, leaving within the handover weeks, or long away."""
    horizon = weeks_later(as_of, model.duty.handover_weeks)
    gone = worker.last_day is not None and worker.last_day <= horizon
    return gone or _long_away(worker, model, as_of=as_of)


def takes_people(worker: Worker, model: ServiceModel, as_of: date) -> bool:
    """Whether somebody may be given to a worker: on duty, not leaving, not away, started."""
    if leaves_people(worker, model, as_of) or (worker.start_date is not None and worker.start_date > as_of):
        return False
    away = worker.absent_from is not None and worker.absent_from <= as_of
    return not (away and (worker.absent_to is None or worker.absent_to >= as_of))


def _long_away(worker: Worker, model: ServiceModel, *, as_of: date) -> bool:
    start, end = worker.absent_from, worker.absent_to
    if start is None or start > weeks_later(as_of, model.duty.handover_weeks):
        return False
    if end is None:
        return True
    return end >= as_of and (end - start).days + 1 >= model.duty.long_absence_weeks * 7
