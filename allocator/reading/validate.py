"""What is odd about a caseload once the service model and the roads are known: warnings and notes, never an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from allocator.load import band_of, leaves_people, takes_people
from allocator.reading.caseload import without_collector
from allocator.reading.cells import quoted
from allocator.reading.checks.capacity import check_capacity
from allocator.reading.checks.contacts import contacts_overdue
from allocator.reading.checks.context import people_in_words as _people
from allocator.reading.findings import Collector, collector_for
from allocator.reading.near import fold
from allocator.reading.personal import shown
from allocator.records import Band, Caseload, Finding, Need, Role, Worker, YoungPerson
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel

USUAL_POST = "lcw"


class KnownPlaces(Protocol):
    """What is asked of the roads here: which places and bases they do not know, and what is nearly the same."""

    @property
    def unknown_places(self) -> tuple[str, ...]:
        """Places of young people that could not be found."""

    @property
    def unknown_bases(self) -> tuple[str, ...]:
        """Bases of workers that could not be found."""

    @property
    def suggestions(self) -> Mapping[str, tuple[str, ...]]:
        """Near misses for each of them."""


def model_findings(caseload: Caseload, travel: KnownPlaces, model: ServiceModel) -> tuple[Finding, ...]:
    """Unknown places and bases, locks that do not hold, bands, skills, bases and posts that nobody stands for, caps."""
    found = collector_for(caseload)
    with without_collector():
        _look(caseload, travel, model, found=found)
    return tuple(found.found)


def _look(caseload: Caseload, travel: KnownPlaces, model: ServiceModel, *, found: Collector) -> None:
    on_duty = [worker for worker in caseload.workers if takes_people(worker, model, caseload.as_of)]
    _places(caseload.young_people, travel, found)
    _bases(caseload.workers, travel, found)
    _locks(caseload, model, found)
    if on_duty:  # otherwise everything below would say the same thing again
        _bands(caseload, on_duty, found)
        _skills(caseload.young_people, on_duty, model=model, found=found)
        _home_base(caseload.young_people, on_duty, model=model, found=found)
    _posts(caseload.workers, model, found)
    check_capacity(caseload, model, found)
    contacts_overdue(caseload, model, found)


def _places(people: Iterable[YoungPerson], travel: KnownPlaces, found: Collector) -> None:
    unknown: dict[str, list[str]] = {place: [] for place in travel.unknown_places}
    for person in people:
        if person.place is not None and person.place.strip() in unknown:
            unknown[person.place.strip()].append(person.person_id)
    for place, ids in unknown.items():
        near = _meant(place, travel)
        what = f"The place {quoted(place, near)} is not known ({_people(len(ids))}): priced at the median.{near}"
        do = "Put it right, write a postcode, or add it to places."
        record_id = ids[0] if ids else None
        found.add("unknown_place", what, table="young_people", column="place", record_id=record_id, do=do, value=place)


def _bases(workers: Iterable[Worker], travel: KnownPlaces, found: Collector) -> None:
    unknown: dict[str, list[str]] = {base: [] for base in travel.unknown_bases if base.strip()}
    for worker in workers:
        if worker.base.strip() in unknown:
            unknown[worker.base.strip()].append(worker.worker_id)
    for base, ids in unknown.items():
        count = "1 worker" if len(ids) == 1 else f"{len(ids)} workers"
        near = _meant(base, travel)
        what = f"The base {quoted(base, near)} is not known ({count}): priced at the median.{near}"
        do = "Put it right, write a postcode, or add it to places."
        record_id = ids[0] if ids else None
        found.add("unknown_base", what, table="workers", column="base", record_id=record_id, do=do, value=base)


def _meant(text: str, travel: KnownPlaces) -> str:
    near = travel.suggestions.get(text, ())[:2]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _locks(caseload: Caseload, model: ServiceModel, found: Collector) -> None:
    """Locks to workers who leave soon or are long away; who has left already is reported before."""
    leaving = {
        worker.worker_id
        for worker in caseload.workers
        if leaves_people(worker, model, caseload.as_of) and not (worker.last_day and worker.last_day < caseload.as_of)
    }
    for person in caseload.young_people:
        current = person.current_worker
        if person.locked and current in leaving and current is not None:
            what = f"Locked to {shown(current)}, who leaves soon or is away for long: the lock is void."
            do = "Unlock, or put the worker's last day or absence right."
            found.add(
                "lock_worker_leaves",
                what,
                table="young_people",
                column="locked",
                record_id=person.person_id,
                do=do,
                value="yes",
            )


def _bands(caseload: Caseload, on_duty: Iterable[Worker], found: Collector) -> None:
    roles = {worker.role for worker in on_duty}
    count: dict[Band, int] = defaultdict(int)
    for person in caseload.young_people:
        count[band_of(person, caseload.as_of)] += 1
    for band, people in sorted(count.items()):
        if Role.ALL not in roles and Role(band.value) not in roles:
            what = f"No worker on duty takes {band.value}, the age band of {_people(people)}."
            do = f"Give a worker the role {band.value} or all, or choose another service model."
            found.add("nobody_for_band", what, table="workers", column="role", do=do)


def _skills(people: Iterable[YoungPerson], on_duty: Iterable[Worker], *, model: ServiceModel, found: Collector) -> None:
    skills = {skill for worker in on_duty for skill in worker.skills}
    wanted: dict[Need, int] = defaultdict(int)
    for person in people:
        for need in person.needs | ({Need.UASC} if person.former_uasc else set()):
            wanted[need] += 1
    rule = model.rules.specialist
    for need, count in sorted(wanted.items()):
        if rule.strength_of(need) is Strength.MUST and need not in skills:
            what = f"No worker on duty has the skill {need.value}, which {_people(count)} must meet."
            do = "Fill in the workers' skills, or loosen the rule specialist."
            found.add("nobody_with_skill", what, table="workers", column="skills", do=do)


def _home_base(
    people: Iterable[YoungPerson], on_duty: Iterable[Worker], *, model: ServiceModel, found: Collector
) -> None:
    rule, bases = model.rules.home_base, {fold(worker.base) for worker in on_duty}
    count = sum(_in_group(person, rule.group) for person in people)
    if not rule.on or not count:
        return
    for base in rule.bases:
        if fold(base) not in bases:
            what = f"No worker on duty is based in {base}, where the rule home_base wants one for {_people(count)}."
            do = "Base a worker there, or change the rule home_base."
            found.add("nobody_at_base", what, table="workers", column="base", do=do)


def _in_group(person: YoungPerson, group: str) -> bool:
    if group == "former_uasc":
        return person.former_uasc
    return group == "everyone" or group in person.needs


def _posts(workers: Iterable[Worker], model: ServiceModel, found: Collector) -> None:
    named = {post for entry in model.caseloads for post in entry.posts}
    first: dict[str, str] = {}
    for worker in workers:
        first.setdefault(worker.post, worker.worker_id)
    for post in sorted(first.keys() - named - {USUAL_POST}):
        what = f"The service model names no caps for the post {quoted(post)}: the caps for everybody count."
        do = "Nothing, if that is meant; else put the post right."
        found.add("post_without_caps", what, table="workers", column="post", record_id=first[post], do=do, value=post)
