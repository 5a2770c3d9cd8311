"""At least how much is left out this week, counted in several ways; what is found holds for every allocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from allocator.load import owed_duty, standard_index, weight_unallocated
from allocator.records import Caseload, YoungPerson
from allocator.room.left_out.bound import bound
from allocator.room.left_out.making_table import TableMaker
from allocator.room.left_out.prices import prices_to_try
from allocator.room.left_out.seating import everybody_fits
from allocator.room.left_out.table import Table
from allocator.room.left_out.who import Week
from allocator.room.left_out.whole import down, units_of
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

FINE = 2**40
"""Units in the largest weight, about: so fine that prices can be whole numbers."""


@dataclass(frozen=True)
class LeastLeftOut:
    """Lower bounds, each for itself: whatever is done, no less is left out. All are 0 where ``everybody_fits``.

    ``people`` are heads and ``posts`` their work without travel; ``duty`` and ``others`` are in the units of the levels
    ``unallocated_duty`` and ``unallocated``, and ``both`` bounds the sum of the two. ``everybody_fits`` is certain
    where it is True; where it is False and nobody is counted, there may be room or not.
    """

    people: int
    posts: Fraction
    duty: Fraction
    others: Fraction
    both: Fraction
    everybody_fits: bool

    def others_beside(self, duty: Fraction) -> Fraction:
        """The level ``unallocated`` at least where the level ``unallocated_duty`` is ``duty``."""
        return max(self.others, self.both - duty)


def least_left_out(week: Week, caseload: Caseload, travel: Travel, model: ServiceModel, loads: Loads) -> LeastLeftOut:
    """Bounds for the week; intake, room moves and step-downs are counted."""
    make = TableMaker(week, caseload, travel, model, loads)
    table = make.table()
    if everybody_fits(table):
        nothing = Fraction(0)
        return LeastLeftOut(0, nothing, nothing, nothing, nothing, everybody_fits=True)
    table = make.with_leavers(table)
    duty = [owed_duty(person, caseload.as_of) for person in table.people]
    weights = [weight_unallocated(person, model, as_of=caseload.as_of) for person in table.people]
    entry = standard_index(model)

    def least(weigh: Callable[[int, YoungPerson], Fraction | int]) -> Fraction:
        return _least(table, [Fraction(weigh(row, person)) for row, person in enumerate(table.people)])

    return LeastLeftOut(
        people=ceil(least(lambda _, __: 1)),
        posts=least(lambda _, person: loads.base(person, entry)),
        duty=least(lambda row, _: weights[row] if duty[row] else 0),
        others=least(lambda row, _: 0 if duty[row] else weights[row]),
        both=least(lambda row, _: weights[row]),
        everybody_fits=False,
    )


def _least(table: Table, weights: Sequence[Fraction]) -> Fraction:
    """The best bound at the prices that were found for these weights (kinds,)."""
    units = units_of(weights) * max(1, FINE // units_of(weights))
    units = max(1, int(units / max(1, ceil(max(weights, default=Fraction(0))))))
    whole = np.array([down(weight, units) for weight in weights], dtype=np.int64)
    return Fraction(max(bound(table, whole, prices) for prices in prices_to_try(table, whole)), units)
