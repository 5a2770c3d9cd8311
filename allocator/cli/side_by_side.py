"""Two weeks side by side as text and as JSON: figures first, then who is affected; it compares nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

from allocator.explain.words import day
from allocator.plan.what_if import Affected, Row, WhatIf
from allocator.proposal import Placement

MOST_AFFECTED = 20
NOBODY = "nobody"


def side_by_side(found: WhatIf) -> str:
    """At most forty lines: a table of figures, and the first of those who are affected."""
    without = found.without
    lines = [f"{without.proposal.title}, {day(without.caseload.as_of)}: without the changes and with them"]
    if found.moved_to is not None:
        lines.append("The week of the changes, which lie beyond the handover weeks.")
    lines += ["", *_table(found.rows), "", *_affected(found.affected)]
    return "\n".join(lines)


def side_by_side_json(found: WhatIf) -> str:
    """The same, whole, for other programs."""
    rows = [
        {"key": row.key, "title": row.title, "without": str(row.without), "with": str(row.with_edits)}
        for row in found.rows
    ]
    affected = [
        {"person_id": one.person_id, "without": _as_json(one.without), "with": _as_json(one.with_edits)}
        for one in found.affected
    ]
    moved = found.moved_to.isoformat() if found.moved_to else None
    return json.dumps({"week": moved, "rows": rows, "affected": affected}, indent=2)


def _table(rows: Iterable[Row]) -> list[str]:
    cells = [("", "without", "with", "")]
    cells += [(row.title, _number(row.without), _number(row.with_edits), _signed(row.difference)) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    return [
        f"{title:<{widths[0]}}  {without:>{widths[1]}}  {with_edits:>{widths[2]}}  {change:>{widths[3]}}".rstrip()
        for title, without, with_edits, change in cells
    ]


def _affected(affected: tuple[Affected, ...]) -> list[str]:
    if not affected:
        return ["Nobody is affected."]
    lines = [f"Affected: {len(affected)}"]
    for one in affected[:MOST_AFFECTED]:
        then = _end(one.without) if one.without else "not there"
        lines.append(f"  {one.person_id}  without: {then}; with: {_end(one.with_edits)}")
    rest = len(affected) - MOST_AFFECTED
    return [*lines, f"  and {rest} more: --json lists all"] if rest > 0 else lines


def _end(placement: Placement) -> str:
    return f"{placement.worker_id or NOBODY} ({placement.change})"


def _as_json(placement: Placement | None) -> dict[str, str | None] | None:
    return None if placement is None else {"worker_id": placement.worker_id, "change": placement.change}


def _number(value: Decimal) -> str:
    return str(value)


def _signed(value: Decimal) -> str:
    return f"{value:+}" if value else ""
