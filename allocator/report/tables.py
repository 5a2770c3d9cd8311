"""The tables of a run folder, cell by cell as text; it computes nothing and opens no file.

No cell can act as a formula in a spreadsheet: text that could is led by an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from allocator.proposal import Placement, Proposal, Shortage, Workload
from allocator.reading.cells import safe
from allocator.reading.findings import title_of
from allocator.records import Finding, Severity

Cell = str | int | bool | Decimal | None

WAYS_OUT = 6  # one column for each sort of way out, allocator.explain.ways_out


@dataclass(frozen=True)
class Table:
    """Column names and rows of the same length."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(proposal: Proposal) -> Mapping[str, Table]:
    """Every table of the run folder by the name of its file, without the ending."""
    return {
        "allocation": allocation(proposal.placements),
        "changes": allocation(proposal.changes),
        "unallocated": unallocated(proposal.shortages),
        "workload": workload(proposal.workloads),
        "findings": findings(proposal.findings),
    }


def allocation(placements: Iterable[Placement]) -> Table:
    """Who ends with whom; minutes are one way, load is percent of a full-time post. Of changes alone: changes.csv."""
    columns = "person_id worker_id previous_worker change reason minutes_one_way load_percent cause"
    return _table(columns, map(_placement, placements))


def unallocated(shortages: Iterable[Shortage]) -> Table:
    """Who is left without a worker, why, and the ways out from the cheapest to the dearest."""
    ways = [f"way_out_{number}" for number in range(1, WAYS_OUT + 1)]
    columns = " ".join(["person_id", "duty", "weeks_waited", "reason", *ways])
    return _table(
        columns,
        ((s.person_id, s.duty, s.weeks_waited, s.reason.sentence, *_ways(s)) for s in shortages),
    )


def workload(workloads: Iterable[Workload]) -> Table:
    """Every worker; percentages are of a full-time post, utilisation of the worker's own capacity."""
    columns = (
        "worker_id base role capacity_percent load_percent utilisation_percent people_16_20 people_21_plus "
        "travel_hours_per_week ceiling_percent given takes_people grade"
    )
    return _table(columns, map(_workload, workloads))


def findings(found: Iterable[Finding]) -> Table:
    """What is wrong with the input: where it is and what to do, the gravest first."""
    columns = "severity code table row column record_id what do title file sheet value"
    order = list(Severity)
    return _table(columns, map(_finding, sorted(found, key=lambda finding: order.index(finding.severity))))


def _placement(p: Placement) -> tuple[Cell, ...]:
    ends = (p.person_id, p.worker_id, p.previous_worker, p.change)
    return (*ends, p.reason.sentence, p.minutes_one_way, p.load_percent, p.cause)


def _workload(w: Workload) -> tuple[Cell, ...]:
    shares = (w.capacity_percent, w.load_percent, w.utilisation_percent)
    heads = (w.people_16_20, w.people_21_plus, w.travel_hours_per_week)
    return (w.worker_id, w.base, w.role, *shares, *heads, w.ceiling_percent, w.given, w.takes_people, w.grade)


def _finding(f: Finding) -> tuple[Cell, ...]:
    where = (f.table, f.row, f.column, f.record_id)
    return (f.severity, f.code, *where, f.what, f.do, title_of(f.code), f.file, f.sheet, f.value)


def _ways(shortage: Shortage) -> tuple[str | None, ...]:
    sentences = [way.sentence for way in shortage.ways_out][:WAYS_OUT]
    return (*sentences, *[None] * (WAYS_OUT - len(sentences)))


def _table(columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(tuple(columns.split()), tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return safe(str(cell)) if isinstance(cell, str) else str(cell)
