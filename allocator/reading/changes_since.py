"""What is odd about a caseload beside an earlier one: people and cases that come and go; it repairs nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from allocator.load import age_of, takes_people
from allocator.reading.caseload import read_caseload
from allocator.reading.checks.context import people_in_words
from allocator.reading.findings import Collector, collector_for
from allocator.reading.names import shown
from allocator.records import Caseload, Finding
from allocator.service_model import ServiceModel

LAST_AGE = 25
DAYS_PER_WEEK = 7
FEW = 3  # one or two people may well have gone to somebody else in a week


def with_changes_since(now: Caseload, previous: Path | None, model: ServiceModel) -> Caseload:
    """The caseload with what an earlier one, in a folder or workbook, shows beside it; as it is where there is none.

    Raises UsageError where there is no such caseload, and InputError where it has errors.
    """
    if previous is None:
        return now
    found = changes_since(read_caseload(previous), now, model)
    return now.model_copy(update={"findings": (*now.findings, *found)})


def changes_since(previous: Caseload, now: Caseload, model: ServiceModel) -> tuple[Finding, ...]:
    """Warnings about workers and young people whom two caseloads of one service, a week or more apart, show.

    Who is too old for the service by now, and workers who have left or are away, go without a word.
    """
    found = collector_for(now)
    _cases(previous, now, model=model, found=found)
    _vanished(previous, now, found)
    _new(previous, now, found)
    return tuple(found.found)


def _cases(previous: Caseload, now: Caseload, *, model: ServiceModel, found: Collector) -> None:
    """Nobody is given more people than the intake of those weeks, and nobody loses all of theirs at once."""
    before, after = _by_worker(previous), _by_worker(now)
    weeks = max(1, (now.as_of - previous.as_of).days // DAYS_PER_WEEK)
    most, intake = model.rules.intake.per_week * weeks, model.rules.intake.on
    for worker in now.workers:
        name, was, has = worker.worker_id, before[worker.worker_id], after[worker.worker_id]
        if intake and has - was > most:
            what = f"{shown(name)} has {people_in_words(has)}, {has - was} more than on {previous.as_of.isoformat()}."
            do = f"Check current_worker: the model allows {most} more in the time."
            found.add("cases_jump", what, table="workers", record_id=name, do=do)
        if was >= FEW and not has and takes_people(worker, model, now.as_of):
            what = f"{shown(name)} had {people_in_words(was)} on {previous.as_of.isoformat()} and has nobody now."
            do = "Fill in last_day if they left; else check current_worker."
            found.add("lost_everybody", what, table="workers", record_id=name, do=do)


def _by_worker(caseload: Caseload) -> Counter[str]:
    return Counter(person.current_worker for person in caseload.young_people if person.current_worker is not None)


def _vanished(previous: Caseload, now: Caseload, found: Collector) -> None:
    """Whoever was there is there, until they are too old for the service."""
    here = {person.person_id for person in now.young_people}
    for person in previous.young_people:
        if person.person_id not in here and age_of(person, now.as_of) <= LAST_AGE:
            what = f"{shown(person.person_id)} was there on {previous.as_of.isoformat()} and is not any more."
            do = "Nothing, if the case was closed; else put the row back."
            if person.date_of_birth is None and age_of(person, now.as_of) == LAST_AGE:  # an age tells no birthday
                do = f"Nothing, if they are {LAST_AGE + 1} now or the case was closed; else put the row back."
            found.add("person_vanished", what, table="young_people", record_id=person.person_id, do=do)


def _new(previous: Caseload, now: Caseload, found: Collector) -> None:
    """Whoever is new and waits has a day since when they wait."""
    there = {person.person_id for person in previous.young_people}
    for person in now.young_people:
        if person.person_id not in there and person.referred is None and person.current_worker is None:
            what = f"{shown(person.person_id)} is new since {previous.as_of.isoformat()}, but referred is blank."
            do = "Fill in the day of the referral: waiting counts from it."
            found.add(
                "new_without_referral",
                what,
                table="young_people",
                column="referred",
                record_id=person.person_id,
                do=do,
            )
