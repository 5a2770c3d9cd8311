"""How full a service is: everybody's lightest load over all ceilings, in total and by role; it shares nothing out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.load import ceiling
from allocator.records import Caseload, Role
from allocator.room.demand import Demand, Staff, demands, serves
from allocator.room.loads import Loads, added
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel


@dataclass(frozen=True)
class Filled:
    """Work asked for and the sum of ceilings, both in full-time posts."""

    work: Fraction
    ceiling: Fraction

    @property
    def percent(self) -> Fraction | None:
        """Work in percent of the ceilings; None where there is no ceiling at all."""
        return 100 * self.work / self.ceiling if self.ceiling else None


@dataclass(frozen=True)
class Fullness:
    """In total, and for 16-20 and 21+ where somebody asks for it; workers for all ages count with both."""

    total: Filled
    by_role: Mapping[Role, Filled]


def fullness(caseload: Caseload, travel: Travel, model: ServiceModel) -> Fullness:
    """Fullness on the day of the run, counted over the workers who take or hold people."""
    staff, loads = Staff(caseload, model), Loads(travel, model, caseload.as_of)
    return fullness_of(demands(caseload, model, staff, loads), caseload, model, staff)


def fullness_of(asked: list[Demand], caseload: Caseload, model: ServiceModel, staff: Staff) -> Fullness:
    """The same from demands that are counted already."""
    ceilings = [(worker, ceiling(worker, model, as_of=caseload.as_of)) for worker in staff.counted]
    roles = [role for role in (Role.YOUNGER, Role.OLDER) if any(demand.role is role for demand in asked)]
    return Fullness(
        total=Filled(_work(asked), added(full for _, full in ceilings)),
        by_role={
            role: Filled(
                _work([demand for demand in asked if demand.role is role]),
                added(full for worker, full in ceilings if serves(worker, role)),
            )
            for role in roles
        },
    )


def _work(asked: list[Demand]) -> Fraction:
    return added(demand.lightest for demand in asked if demand.lightest is not None)
