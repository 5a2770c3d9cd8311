"""What the oracle knows of one worker on the day of the run, worked out afresh; it knows no young person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from allocator.records import Band, Role, Worker
from allocator.rule_book import Strength
from allocator.service_model import CaseloadClass, ServiceModel
from tests.oracle.days import full_months, weeks

POST_OF_THE_STANDARD_CLASS = "lcw"


@dataclass(frozen=True)
class WorkerFacts:
    """``capacity`` and ``ceiling`` are shares of a full-time post."""

    caps: CaseloadClass
    capacity: Fraction
    ceiling: Fraction
    leaves_people: bool
    takes_people: bool


def worker_facts(worker: Worker, model: ServiceModel, day: date) -> WorkerFacts:
    """Everything about one worker that does not depend on their cases."""
    caps = caps_for(model, worker.post, _experience(worker, day))
    capacity = Fraction(worker.fte) * (100 - Fraction(worker.reduction_percent)) / 100 * _share(worker, model, day)
    if caps.ceiling_percent is not None:
        ratio = Fraction(caps.ceiling_percent) / 100
    else:
        assert caps.ceiling_cases is not None
        ratio = Fraction(caps.ceiling_cases) / Fraction(caps.cap_16_20)
    return WorkerFacts(
        caps=caps,
        capacity=capacity,
        ceiling=capacity * ratio,
        leaves_people=_gone(worker, model, day) or _away_long(worker, model, day),
        takes_people=_takes(worker, model, day),
    )


def serves(worker: Worker, band: Band) -> bool:
    """Whether the worker's role covers a band."""
    return worker.role == Role.ALL or worker.role.value == band.value


def caps_for(model: ServiceModel, post: str, experience: Fraction | None) -> CaseloadClass:
    """The first entry of the caseloads whose conditions hold; ``experience`` None counts as experienced."""
    for entry in model.caseloads:
        if entry.posts and post not in entry.posts:
            continue
        below, least = entry.experience_below_years, entry.experience_from_years
        if experience is None and below is None:
            return entry
        if experience is None:
            continue
        if (below is None or experience < below) and (least is None or experience >= least):
            return entry
    raise AssertionError("the last entry must be unconditional")


def _experience(worker: Worker, day: date) -> Fraction | None:
    if worker.experience_years is not None:
        return Fraction(worker.experience_years)
    if worker.start_date is None:
        return None
    return Fraction(max(0, int((day - worker.start_date).days / Fraction("365.25"))))


def _share(worker: Worker, model: ServiceModel, day: date) -> Fraction:
    rule = model.rules.induction
    if rule.strength != Strength.MUST or worker.start_date is None:
        return Fraction(1)
    months = full_months(worker.start_date, day)
    return Fraction(rule.shares[months]) if months < len(rule.shares) else Fraction(1)


def _gone(worker: Worker, model: ServiceModel, day: date) -> bool:
    return worker.last_day is not None and worker.last_day <= day + weeks(model.duty.handover_weeks)


def _away_long(worker: Worker, model: ServiceModel, day: date) -> bool:
    begins, ends = worker.absent_from, worker.absent_to
    if begins is None or begins > day + weeks(model.duty.handover_weeks):
        return False
    if ends is None:
        return True
    days = (ends - begins).days + 1
    return ends >= day and days >= 7 * model.duty.long_absence_weeks


def _takes(worker: Worker, model: ServiceModel, day: date) -> bool:
    if _gone(worker, model, day) or _away_long(worker, model, day):
        return False
    if worker.start_date is not None and worker.start_date > day:
        return False
    begins, ends = worker.absent_from, worker.absent_to
    away_today = begins is not None and begins <= day and (ends is None or ends >= day)
    return not away_today
