"""Loads of many people with many workers at once, in whole units rounded down; it knows no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from allocator.load import extra_travel_share
from allocator.records import Worker, YoungPerson
from allocator.room.left_out.whole import Ints, down
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


class WholeLoads:
    """Load = share of the post by kind and entry of the caseloads + minutes beyond those included x one minute's load.

    Made for certain workers, the columns.
    """

    def __init__(self, workers: Sequence[Worker], travel: Travel, model: ServiceModel, loads: Loads) -> None:
        self._model, self._loads = model, loads
        known = np.where(travel.minutes < 0, travel.median_minutes, travel.minutes).astype(np.int64)
        minutes = np.pad(known, ((0, 1), (0, 1)), constant_values=travel.median_minutes)
        bases = {base: column for column, base in enumerate(travel.bases)}
        columns = np.array([bases.get(worker.base.strip(), -1) for worker in workers], dtype=np.int64)
        self.beyond: Ints = np.maximum(0, minutes[:, columns] - model.load.included_minutes)
        self._places = {place: row for row, place in enumerate(travel.places)}
        self._entries = np.array([loads.class_of(worker) for worker in workers], dtype=np.int64)

    def parts(self, people: Iterable[YoungPerson]) -> Iterator[Fraction]:
        """Every share that the loads of these people are made of."""
        for person in {self._loads.kind(person): person for person in people}.values():
            yield from self._shares(person)
            yield self._minute(person)

    def table(self, people: Sequence[YoungPerson], units: int) -> Ints:
        """(people, columns): loads, each part rounded down."""
        kinds = [self._loads.kind(person) for person in people]
        examples = dict(zip(kinds, people, strict=True))
        row = {kind: at for at, kind in enumerate(examples)}
        share = [[down(share, units) for share in self._shares(person)] for person in examples.values()]
        minute = np.array([down(self._minute(person), units) for person in examples.values()], dtype=np.int64)
        kind = np.array([row[kind] for kind in kinds], dtype=np.int64)
        place = np.array([self._places.get((p.place or "").strip(), -1) for p in people], dtype=np.int64)
        base = np.array(share, dtype=np.int64).reshape(len(examples), len(self._model.caseloads))
        loads: Ints = base[kind][:, self._entries] + minute[kind][:, None] * self.beyond[place]
        return loads

    def _shares(self, person: YoungPerson) -> list[Fraction]:
        return [self._loads.base(person, entry) for entry in range(len(self._model.caseloads))]

    def _minute(self, person: YoungPerson) -> Fraction:
        """Load of one minute one way beyond those that a cap includes."""
        return extra_travel_share(self._loads.visits(person), self._model.load.included_minutes + 1, self._model)
