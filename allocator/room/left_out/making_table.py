"""Makes the table of a week: who is alike, what fits where, how many seats there are; it decides nothing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from allocator.load import weeks_waited
from allocator.records import Caseload, Role, Worker, YoungPerson
from allocator.room.demand import serves
from allocator.room.left_out.alike import alike
from allocator.room.left_out.table import Leavers, Table
from allocator.room.left_out.who import Mover, Movers, Week
from allocator.room.left_out.whole import FINEST, Bools, Ints, units_of, up
from allocator.room.left_out.whole_loads import WholeLoads
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


class TableMaker:
    """Holds what every part of a table needs: the columns, one worker of each, who may go, the units.

    Who may go is many people where few wait, so that they are put into the table only once they matter.
    """

    def __init__(self, week: Week, caseload: Caseload, travel: Travel, model: ServiceModel, loads: Loads) -> None:
        self.week, self.model, self.loads, self.as_of = week, model, loads, caseload.as_of
        self.named = frozenset[str]().union(*(person.avoid_workers for person in week.waiting))
        self.columns = alike(week.taking, self._column)
        self.workers = [workers[0] for workers in self.columns]
        self.column = {w.worker_id: at for at, workers in enumerate(self.columns) for w in workers}
        self.whole = WholeLoads(self.workers, travel, model, loads)
        everybody = [*week.waiting, *(mover.person for movers in self._who_goes() for mover in movers.people)]
        self.units = units_of([*self.whole.parts(everybody), *week.most.values(), *week.free.values()])
        self.most = self._each(week.most)

    def _column(self, worker: Worker) -> Hashable:
        """Workers whom somebody avoids have a column of their own."""
        key = worker.worker_id
        own = key if key in self.named else None
        room = self.week.free[key], self.week.most[key]
        return worker.base.strip(), self.loads.class_of(worker), worker.role, room, own

    def _person(self, person: YoungPerson) -> Hashable:
        apart = person.avoid_workers.intersection(self.column)
        return self.loads.kind(person), (person.place or "").strip(), apart, weeks_waited(person, self.as_of)

    def _mover(self, mover: Mover) -> Hashable:
        return self.loads.kind(mover.person), (mover.person.place or "").strip(), self.column[mover.worker.worker_id]

    def table(self) -> Table:
        """The table as if nobody went, though with the seats that there are if they do."""
        kinds = alike(self.week.waiting, self._person)
        people = tuple(members[0] for members in kinds)
        load = self.whole.table(people, self.units)
        count = np.array([len(members) for members in kinds], dtype=np.int64)
        may = np.asarray(load <= self.most, dtype=bool) & self._not_apart(people)
        return Table(
            people=people,
            count=count,
            load=load,
            may=may,
            size=np.array([len(workers) for workers in self.columns], dtype=np.int64),
            free=self._each(self.week.free),
            seats=self._seats(load, may, count),
            leavers=(),
            slack=2 + int(self.whole.beyond.max(initial=0)) if self.units == FINEST else 0,
        )

    def with_leavers(self, table: Table) -> Table:
        """The same table and all who may go."""
        return replace(table, leavers=tuple(self._leavers(movers) for movers in self._who_goes()))

    def _who_goes(self) -> list[Movers]:
        return [movers for movers in (self.week.room_moves, self.week.step_downs) if movers.most and movers.people]

    def _each(self, by_worker: dict[str, Fraction]) -> Ints:
        """(columns,): what one worker of each column has, rounded up."""
        return np.array([up(by_worker[worker.worker_id], self.units) for worker in self.workers], dtype=np.int64)

    def _not_apart(self, people: Sequence[YoungPerson]) -> Bools:
        may = np.ones((len(people), len(self.columns)), dtype=bool)
        for row, person in enumerate(people):
            may[row, [self.column[worker] for worker in person.avoid_workers if worker in self.column]] = False
        return may

    def _seats(self, load: Ints, may: Bools, count: Ints) -> Ints:
        """(columns,): intake, or fewer where even the lightest who may come are too many for the room."""
        rule = self.model.rules.intake
        intake = rule.per_week if rule.on else int(count.sum())
        seats = np.zeros(len(self.columns), dtype=np.int64)
        for column in range(len(self.columns)):
            rows = np.flatnonzero(may[:, column])
            rows = rows[np.argsort(load[rows, column], kind="stable")][:intake]
            together = np.repeat(load[rows, column], np.minimum(count[rows], intake))[:intake].cumsum()
            seats[column] = np.searchsorted(together, self.most[column], side="right")
        return seats

    def _leavers(self, movers: Movers) -> Leavers:
        moving = alike(movers.people, self._mover)
        load = self.whole.table([members[0].person for members in moving], self.units)
        may = np.asarray(load <= self.most, dtype=bool)
        if movers is self.week.step_downs:
            may &= np.array([serves(worker, Role.OLDER) for worker in self.workers], dtype=bool)
        return Leavers(
            count=np.array([len(members) for members in moving], dtype=np.int64),
            home=np.array([self.column[members[0].worker.worker_id] for members in moving], dtype=np.int64),
            freed=np.array([up(self._freed(members[0]), self.units) for members in moving], dtype=np.int64),
            load=load,
            may=may,
            most=movers.most,
        )

    def _freed(self, mover: Mover) -> Fraction:
        """The room that a mover makes; above the ceiling, all who go together make good first what is too much."""
        too_much = max(Fraction(0), -self.week.free[mover.worker.worker_id])
        return max(Fraction(0), mover.load - too_much / sum(movers.most for movers in self._who_goes()))
