"""The levels counted in hours, held against the records; a long road or uneven work is no breach by itself."""

from __future__ import annotations

from allocator.audit.claims import level_values
from allocator.audit.week import Week
from allocator.audit.words import Faults
from allocator.rule_book import audits


@audits("travel")
def travel(week: Week) -> Faults:
    """Time on the road, and the cost in which it has its price, are as the answer says."""
    yield from level_values(week, "travel", "cost")


@audits("balance")
def balance(week: Week) -> Faults:
    """Hours above the thresholds, and above capacity, are as the answer says."""
    yield from level_values(week, "balance", "overload")
