"""Caps and hours against people: whether one person fits at all, and who has far too many; it places nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from allocator.load import band_of, base_share, capacity, ceiling, class_of, takes_people
from allocator.reading.checks.context import people_in_words
from allocator.reading.findings import Collector
from allocator.reading.personal import shown
from allocator.records import Band, Caseload, Category, Complexity, Lead, Need, Role, Worker, YoungPerson
from allocator.service_model import CaseloadClass, ServiceModel

TABLE = "workers"
FAR_ABOVE = Fraction(3, 2)  # of the ceiling: a caseload may well be over it, but hardly by half


class Sort(NamedTuple):
    """All that decides how large a share of a post somebody takes, travel apart."""

    band: Band
    stays: bool
    category: Category
    complexity: Complexity
    lead: Lead
    needs: frozenset[Need]


def check_capacity(caseload: Caseload, model: ServiceModel, found: Collector) -> None:
    """Caps below one person, workers without room for one, and workers far above their ceiling."""
    example: dict[Sort, YoungPerson] = {}
    theirs: dict[str, Counter[Sort]] = defaultdict(Counter)
    for person in caseload.young_people:
        sort = _sort(person, caseload)
        example.setdefault(sort, person)
        if person.current_worker is not None:
            theirs[person.current_worker][sort] += 1
    shares = _Shares(example, model, caseload)
    small = _caps(caseload, shares, found)
    for worker in caseload.workers:
        if takes_people(worker, model, caseload.as_of) and not small & _bands(worker.role):
            _room_for_one(worker, shares, found)
        if worker.worker_id in theirs and not small:  # where the caps are wrong, so is every ceiling
            _far_above(worker, theirs[worker.worker_id], shares=shares, found=found)


def _sort(person: YoungPerson, caseload: Caseload) -> Sort:
    stays = person.keep_after_21 or person.in_education
    band = band_of(person, caseload.as_of)
    return Sort(band, stays, person.category, person.complexity, person.lead, person.needs)


class _Shares:
    """Shares of a post by sort of person and caps: each worked out once, however many people there are."""

    def __init__(self, example: Mapping[Sort, YoungPerson], model: ServiceModel, caseload: Caseload) -> None:
        self.example, self.model, self.as_of = example, model, caseload.as_of
        self._known: dict[tuple[str, Sort], Fraction] = {}
        self._least: dict[tuple[str, Role], Fraction | None] = {}

    def of(self, sort: Sort, caps: CaseloadClass) -> Fraction:
        """The share that somebody of this sort takes of a post under these caps."""
        key = (caps.title, sort)
        if key not in self._known:
            self._known[key] = base_share(self.example[sort], caps, self.model, as_of=self.as_of)
        return self._known[key]

    def least(self, role: Role, caps: CaseloadClass) -> Fraction | None:
        """The share of whoever takes least among those whom a role takes; None where nobody is."""
        key = (caps.title, role)
        if key not in self._least:
            bands = _bands(role)
            self._least[key] = min((self.of(sort, caps) for sort in self.example if sort.band in bands), default=None)
        return self._least[key]


def _bands(role: Role) -> set[Band]:
    return set(Band) if role is Role.ALL else {Band(role.value)}


def _caps(caseload: Caseload, shares: _Shares, found: Collector) -> set[Band]:
    """Bands in which one person is more than a full-time post may hold, under the caps of every worker on duty."""
    classes = {
        (entry := class_of(worker, shares.model, caseload.as_of)).title: entry
        for worker in caseload.workers
        if takes_people(worker, shares.model, caseload.as_of)
    }
    small: set[Band] = set()
    for caps in classes.values():
        for band in Band:
            least = shares.least(Role(band.value), caps)
            if least is not None and least > caps.ceiling_ratio:
                small.add(band)
                what = f"By the caps of the service model nobody of {band.value} fits: one takes {_percent(least)}."
                do = f"Put {'cap_16_20' if band is Band.YOUNGER else 'cap_21_plus'} and the factors of the load right."
                found.add("caps_too_small", what, table=TABLE, do=do)
    return small


def _room_for_one(worker: Worker, shares: _Shares, found: Collector) -> None:
    """Whoever takes people and has any hours has enough of them for one person."""
    top = ceiling(worker, shares.model, as_of=shares.as_of)
    least = shares.least(worker.role, class_of(worker, shares.model, shares.as_of))
    if least is not None and 0 < top < least:
        what = f"{shown(worker.worker_id)} may have {_percent(top)}, and nobody takes less than {_percent(least)}."
        do = "Nothing, if that is meant; else put fte or reduction_percent right."
        found.add("no_room_for_one", what, table=TABLE, column="fte", record_id=worker.worker_id, do=do)


def _far_above(worker: Worker, people: Counter[Sort], *, shares: _Shares, found: Collector) -> None:
    """Nobody has half as many people again as their ceiling; who leaves or is new has too many by nature."""
    if not takes_people(worker, shares.model, shares.as_of):
        return
    caps, as_of = class_of(worker, shares.model, shares.as_of), shares.as_of
    load = sum((shares.of(sort, caps) * count for sort, count in people.items()), start=Fraction(0))
    top = ceiling(worker, shares.model, as_of=as_of)
    if top > 0 and load > FAR_ABOVE * top:
        used = _percent(load / capacity(worker, shares.model, as_of=as_of), of="their capacity")
        what = f"{shown(worker.worker_id)} has {people_in_words(people.total())}: {used}, far above the ceiling."
        do = "Check fte, reduction_percent and start_date, or whose people these are."
        found.add("far_above_ceiling", what, table=TABLE, column="fte", record_id=worker.worker_id, do=do)


def _percent(share: Fraction, of: str = "a post") -> str:
    return f"{float(round(share * 100, 1)):g} % of {of}"
