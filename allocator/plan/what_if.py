"""What if she leaves: the week with some edits beside the same week without; it changes no file and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from allocator.dates import weeks_later
from allocator.load import standard_index
from allocator.pipeline import STANDARD_MODEL, Options, Run, allocate_caseload
from allocator.plan.edits import Edits, caps_as_overrides, edited
from allocator.proposal import ChangeKind, Placement, Proposal
from allocator.reading.caseload import read_caseload
from allocator.reading.models import load_model
from allocator.records import Caseload


@dataclass(frozen=True)
class Row:
    """One line of the comparison: a key, what it means, and its value without and with the edits."""

    key: str
    title: str
    without: Decimal
    with_edits: Decimal

    @property
    def difference(self) -> Decimal:
        """With minus without."""
        return self.with_edits - self.without


@dataclass(frozen=True)
class Affected:
    """A young person for whom the edits change something: worker and kind of change on either side."""

    person_id: str
    without: Placement | None
    with_edits: Placement


@dataclass(frozen=True)
class WhatIf:
    """Both runs, the figures side by side, who is affected, and the later week that they are about, if any."""

    without: Run
    with_edits: Run
    rows: tuple[Row, ...]
    affected: tuple[Affected, ...]
    moved_to: date | None


def what_if(source: Path, options: Options, edits: Edits) -> WhatIf:
    """Run the caseload at ``source`` with and without ``edits``, on the same day.

    Where an edit's day lies beyond the handover weeks, both are run for the Monday of that day's week.
    Raises UsageError for edits that do not fit the tables, and whatever allocate raises.
    """
    caseload = read_caseload(source, as_of=options.as_of)
    after = edited(caseload, edits)
    later = later_week(caseload, options, edits)
    if later is not None:
        caseload, after = (tables.model_copy(update={"as_of": later}) for tables in (caseload, after))
    without = allocate_caseload(caseload, options, source=source)
    with_edits = allocate_caseload(after, _options_with(caseload, options, edits), source=source)
    rows = compare(without.proposal, with_edits.proposal)
    return WhatIf(without, with_edits, rows, affected(without.proposal, with_edits.proposal), later)


def later_week(caseload: Caseload, options: Options, edits: Edits) -> date | None:
    """The Monday of the week that the edits are about, where it lies beyond the handover weeks; else None."""
    model = load_model(options.model or caseload.model or STANDARD_MODEL, {**caseload.overrides, **options.overrides})
    horizon = weeks_later(caseload.as_of, model.duty.handover_weeks)
    last = max(edits.days, default=caseload.as_of)
    return last - timedelta(days=last.weekday()) if last > horizon else None


def _options_with(caseload: Caseload, options: Options, edits: Edits) -> Options:
    """Options of the side with the edits: another model, other caps."""
    name = edits.model or options.model or caseload.model or STANDARD_MODEL
    model = load_model(name, {**caseload.overrides, **options.overrides})
    overrides = {**options.overrides, **caps_as_overrides(edits, standard_index(model))}
    return replace(options, model=edits.model or options.model, overrides=overrides)


def compare(without: Proposal, with_edits: Proposal) -> tuple[Row, ...]:
    """The figures of two proposals side by side, in the order in which a manager asks for them."""
    before, after = figures(without), figures(with_edits)
    return tuple(Row(key, title, before[key], after[key]) for key, title in TITLES.items())


TITLES = {
    "unallocated_duty": "16-20s owed a duty without a worker",
    "unallocated": "others without a worker",
    "over_capacity": "workers above 100 %",
    "over_ceiling": "workers above their ceiling",
    "new": "people given their first worker",
    "forced": "forced changes",
    "room": "moves to make room",
    "chosen": "chosen moves",
    "overdue": "step-downs that wait",
    "needs": "new pairs that leave a need unmet",
    "travel_hours": "hours a week on the road",
}


def figures(proposal: Proposal) -> Mapping[str, Decimal]:
    """What TITLES names, of one proposal."""
    kinds = [placement.change for placement in proposal.placements]
    duty = sum(shortage.duty for shortage in proposal.shortages)
    broken = {(b.rule, b.person_id) for b in proposal.breaches if not b.standing and b.strength == "must"}
    return {
        "unallocated_duty": Decimal(duty),
        "unallocated": Decimal(len(proposal.shortages) - duty),
        "over_capacity": Decimal(sum(w.load_percent > w.capacity_percent for w in proposal.workloads)),
        "over_ceiling": Decimal(sum(w.load_percent > w.ceiling_percent for w in proposal.workloads)),
        **{kind: Decimal(kinds.count(ChangeKind(kind))) for kind in ("new", "forced", "room", "chosen")},
        "overdue": Decimal(len(proposal.overdue_step_downs)),
        "needs": Decimal(len(broken)),
        "travel_hours": sum((w.travel_hours_per_week for w in proposal.workloads), start=Decimal(0)),
    }


def affected(without: Proposal, with_edits: Proposal) -> tuple[Affected, ...]:
    """Everybody whose worker or kind of change differs, in the order of the caseload."""
    before = {placement.person_id: placement for placement in without.placements}
    pairs = ((before.get(after.person_id), after) for after in with_edits.placements)
    return tuple(
        Affected(after.person_id, then, after)
        for then, after in pairs
        if then is None or (then.worker_id, then.change) != (after.worker_id, after.change)
    )
