"""The checks between rows and tables, on an extract put together with its team; it says where each row was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from allocator.reading.checks.people import check_people
from allocator.reading.checks.workers import check_workers
from allocator.reading.columns import WORKERS, YOUNG_PEOPLE
from allocator.reading.extracts import Extract, Row
from allocator.reading.findings import Collector, errors_among
from allocator.reading.rows import Parsed
from allocator.reading.team import Team
from allocator.records import Finding

NOWHERE = Row("", None, 0)
SAID_ALREADY = frozenset({"base_blank"})  # once for all workers, when the team was merged


def check_extract(extract: Extract, team: Team | None, *, as_of: date, found: Collector) -> None:
    """Every finding that a caseload of these people and workers would give rise to when it is read."""
    _say_nobody(extract, found)
    rows = {row.worker_id: row.row for row in team.rows} if team is not None else {}
    workers = Parsed(
        tuple((rows.get(worker_id, NOWHERE).number, worker) for worker_id, worker in extract.workers.items()),
        frozenset(extract.workers),
    )
    people = Parsed(
        tuple((row.number, person) for row, person in extract.people),
        frozenset(person.person_id for _, person in extract.people),
    )
    checked = Collector()
    check_people(people, workers, as_of=as_of, found=checked)
    check_workers(workers, as_of=as_of, found=checked)
    places = {
        YOUNG_PEOPLE.name: _Places({person.person_id: row for row, person in extract.people}),
        WORKERS.name: _Places(rows),
    }
    for finding in checked.found:
        if finding.code not in SAID_ALREADY:
            found.found.append(places[finding.table].placed(finding))


class _Places:
    """Where the records of one table were read, by id, and by row number for findings that name nobody."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._by_id = rows
        self._by_number = {row.number: row for row in reversed([*rows.values()])}

    def placed(self, finding: Finding) -> Finding:
        """The finding with its file, sheet and row; without a row where it is in none."""
        row = self._by_id.get(finding.record_id or "") or self._by_number.get(finding.row or 0, NOWHERE)
        return finding.model_copy(update={"file": row.file or None, "sheet": row.sheet, "row": row.number or None})


def _say_nobody(extract: Extract, found: Collector) -> None:
    """A caseload needs people and workers; where nothing could be read, that is said already."""
    if not extract.rows and errors_among(found.found):
        return
    if not extract.people:
        what, do = "Nobody in the extract is for this service.", "Export the list of care leavers."
        found.add("empty_table", what, table=YOUNG_PEOPLE.name, do=do)
    elif not extract.workers:
        what, do = "The extract names no worker.", "Name them in team.xlsx: allocator template DIR"
        found.add("empty_table", what, table=WORKERS.name, do=do)
