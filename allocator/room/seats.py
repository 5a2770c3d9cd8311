"""Room by group: work that only some workers may do against what they can hold; it counts and searches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from allocator.load import ceiling
from allocator.records import Caseload, Need, Role, Worker, YoungPerson
from allocator.room.demand import Demand, Staff, serves
from allocator.room.loads import added
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

BOTH_BANDS = (Role.YOUNGER, Role.OLDER)


@dataclass(frozen=True)
class Group:
    """Work (full-time posts) of ``people`` that asks for certain workers, and the sum of those workers' ceilings.

    ``must`` is False where those workers are a wish.
    """

    title: str
    asks_for: str
    people: int
    work: Fraction
    workers: int
    ceiling: Fraction
    must: bool = True

    @property
    def short(self) -> Fraction:
        """Posts' worth of work that cannot be held there; 0 where there is enough."""
        return max(Fraction(0), self.work - self.ceiling)


class Counter:
    """Adds up what a group asks for and what its workers can hold."""

    def __init__(self, asked: list[Demand], caseload: Caseload, model: ServiceModel, staff: Staff) -> None:
        self.asked, self.workers = asked, staff.counted
        self._full = {w.worker_id: ceiling(w, model, as_of=caseload.as_of) for w in staff.counted}

    def group(
        self, title: str, asks_for: str, members: list[Demand], workers: list[Worker], *, must: bool = True
    ) -> Group:
        """One group; people whom nobody may have add no work here: the check names them."""
        work = added(demand.lightest for demand in members if demand.lightest is not None)
        full = added(self._full[worker.worker_id] for worker in workers)
        return Group(title, asks_for, len(members), work, len(workers), full, must)


def groups(
    asked: list[Demand], caseload: Caseload, travel: Travel, model: ServiceModel, staff: Staff
) -> Iterator[Group]:
    """Everybody, each age band, people near a home base, and each need of strength must or should."""
    count = Counter(asked, caseload, model, staff)
    yield count.group("everybody", "any worker", count.asked, list(count.workers))
    for role in BOTH_BANDS:
        members = [demand for demand in asked if demand.role is role]
        workers = [worker for worker in count.workers if serves(worker, role)]
        must = model.rules.age_band.must
        yield count.group(f"aged {role.value}", f"a worker for {role.value}", members, workers, must=must)
    if model.rules.home_base.on:
        yield from _home_bases(count, travel, model)
    for need in Need:
        if model.rules.specialist.strength_of(need) is not Strength.OFF:
            must = model.rules.specialist.strength_of(need) is Strength.MUST
            yield _skilled(count, need, must=must)


def _home_bases(count: Counter, travel: Travel, model: ServiceModel) -> Iterator[Group]:
    rule = model.rules.home_base
    for base in rule.bases:
        near = [d for d in count.asked if travel.near(d.person.place, base, rule.minutes)]
        members = [demand for demand in near if in_group(demand.person, rule.group)]
        workers = [worker for worker in count.workers if worker.base.casefold() == base.casefold()]
        title, asks_for = f"{in_words(rule.group)} near {base}", f"a worker based in {base}"
        yield count.group(title, asks_for, members, workers, must=rule.must)


def _skilled(count: Counter, need: Need, *, must: bool) -> Group:
    members = [demand for demand in count.asked if need in skills_wanted(demand.person)]
    workers = [worker for worker in count.workers if need in worker.skills]
    return count.group(in_words(need.value), f"the skill {in_words(need.value)}", members, workers, must=must)


def in_words(word: str) -> str:
    """A word of the tables as it is said: with blanks, and UASC as it is written."""
    return word.replace("_", " ").replace("uasc", "UASC")


def skills_wanted(person: YoungPerson) -> frozenset[Need]:
    """The needs, and the skill for former UASC."""
    return person.needs | ({Need.UASC} if person.former_uasc else frozenset())


def in_group(person: YoungPerson, group: str) -> bool:
    """Whether somebody belongs to the group that a home base is for: former UASC, everyone, or a need."""
    return group == "everyone" or (person.former_uasc if group == "former_uasc" else group in person.needs)
