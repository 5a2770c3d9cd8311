"""The people who are shortest of workers, from what they must have; it moves nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from allocator.records import Worker
from allocator.room.demand import Demand
from allocator.room.loads import added
from allocator.room.seats import Group
from allocator.room.tightest.asks import EVERYBODY, Ask, ask_of, title_of
from allocator.room.tightest.flow import Question, Tight
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

MOST_SETS = 5
"""Sets that are looked for: the tightest are what matters."""


class Asking:
    """Who asks for what, beside workers with some room; made once for all that is asked about them."""

    def __init__(self, asked: Iterable[Demand], workers: Sequence[Worker], travel: Travel, model: ServiceModel) -> None:
        self.members: dict[Ask, list[Demand]] = {}
        for demand in asked:
            if demand.lightest is not None:
                self.members.setdefault(ask_of(demand, travel, model), []).append(demand)
        self.workers: dict[frozenset[Ask], list[Worker]] = {}
        for worker in workers:
            self.workers.setdefault(frozenset(ask for ask in self.members if ask.met_by(worker)), []).append(worker)
        self._may = {ask: frozenset(sort for sort in self.workers if ask in sort) for ask in self.members}

    def tightest(self, room: Mapping[str, Fraction]) -> tuple[Group, ...]:
        """Sets with more work (everybody's lightest load) than room, or else the one that has most for its room.

        ``room`` is by worker in full-time posts.
        """
        work = {ask: added(d.lightest for d in who if d.lightest is not None) for ask, who in self.members.items()}
        rooms = {sort: added(room[worker.worker_id] for worker in workers) for sort, workers in self.workers.items()}
        found = list(islice(Question(work, rooms, self._may).tightest(), MOST_SETS))
        shown = [tight for tight in found if tight.short] or found[:1]
        return tuple(self._group(tight, first=tight is found[0]) for tight in shown)

    def _group(self, tight: Tight[Ask, frozenset[Ask]], *, first: bool) -> Group:
        people = sum(len(self.members[ask]) for ask in tight.kinds)
        workers = sum(len(self.workers[sort]) for sort in tight.sorts)
        title = title_of(tight.kinds)
        if title == EVERYBODY and not first:
            title = "everybody else"
        return Group(title, "all that they must have", people, tight.work, workers, tight.room)
