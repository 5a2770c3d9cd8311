"""An extract and what the team workbook says as one; where both speak, the workbook counts, and that is said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.reading.names import shown
from allocator.reading.team.columns import FILE_NAME, SHEET
from allocator.reading.team.reader import Team, TeamRow
from allocator.records import Worker

FULL_TIME = Decimal(1)
SHOWN = 5  # ids in a line; the others are counted
ASKED: Mapping[str, tuple[str, str]] = {
    "base": ("base is not known", "every journey is priced at the median"),
    "fte": ("fte is not known", "full time (1) is assumed"),
    "role": ("role is not known", "they take everybody"),
    "skills": ("skills are not known", "nobody meets a special need"),
}


def with_team(extract: Extract, team: Team, *, found: Collector) -> Extract:
    """The extract with what ``team`` says of its workers, and with those of the team whom it does not know.

    Findings say which workers are not in the workbook, which of it work with nobody, and where the two differ.
    """
    workers = dict(extract.workers)
    known = {worker_id: frozenset(fields) for worker_id, fields in extract.known.items()}
    spelt = {worker_id.casefold(): worker_id for worker_id in workers}
    differ: dict[str, list[str]] = {}
    for row in team.rows:
        worker_id = spelt.setdefault(row.worker_id.casefold(), row.worker_id)
        before = workers.get(worker_id, Worker(worker_id=worker_id, base="", fte=FULL_TIME))
        fields = _differing(before, row, known.get(worker_id, frozenset()))
        if fields:
            differ[worker_id] = fields
        workers[worker_id] = before.model_copy(update=row.stated)
        known[worker_id] = known.get(worker_id, frozenset()) | row.stated.keys()
    _say_differences(differ, found)
    listed = {row.worker_id.casefold() for row in team.rows}
    missing = [worker_id for worker_id in extract.workers if worker_id.casefold() not in listed]
    _say_missing(missing, team, found)
    staying = [spelt[row.worker_id.casefold()] for row in team.rows if "last_day" not in row.stated]
    _say_idle(extract, staying, found)
    return replace(extract, workers=workers, known=known)


def check_team_ids(extract: Extract, team: Team, found: Collector, *, known: bool) -> None:
    """An error for a worker in two rows, by id and by name, and where the ids of ``team`` are of another key.

    They can only be that where the workers of the extract were not ``known``: all of them were given ids just now.
    """
    first: dict[str, TeamRow] = {}
    for row in team.rows:
        if first.setdefault(row.worker_id.casefold(), row) is not row:
            what = f"{shown(row.worker_id)} stands in row {first[row.worker_id.casefold()].row.number}, too."
            do = "Keep one row for each worker, by the id of the key."
            at = row.row
            found.add(
                "duplicate_id",
                what,
                table=SHEET,
                row=at.number,
                column="worker_id",
                file=at.file,
                sheet=at.sheet,
                do=do,
            )
    held = {person.current_worker.casefold() for _, person in extract.people if person.current_worker}
    if held and team.rows and not known and first.keys().isdisjoint(held):
        what = f"No worker of the extract has an id of {team.file.name[:30]} (0 of {len(held)})."
        do = "Name the key of last time with --key, or move the workbook away."
        found.add("team_of_other_key", what, table=SHEET, column="worker_id", file=team.file.name, do=do)


def say_what_is_blank(extract: Extract, found: Collector) -> None:
    """One warning for each of base, contract and role that is not known of some workers, and of skills of nobody."""
    for name, (words, effect) in ASKED.items():
        blank = [worker_id for worker_id in extract.workers if name not in extract.known.get(worker_id, frozenset())]
        if blank and (name != "skills" or len(blank) == len(extract.workers)):
            many = "1 worker" if len(blank) == 1 else f"{len(blank)} workers"
            what = f"{words} of {many} ({ids_in_words(blank)}): {effect}."
            code = "contract_assumed" if name == "fte" else "team_blank"
            found.add(code, what, table="workers", column=name, do=f"Fill in {name} in {FILE_NAME}.")


def ids_in_words(ids: Sequence[str]) -> str:
    """The first few ids in their order, and how many more there are."""
    words = ", ".join(shown(worker_id) for worker_id in sorted(ids)[:SHOWN])
    return words if len(ids) <= SHOWN else f"{words} and {len(ids) - SHOWN} more"


def _differing(before: Worker, row: TeamRow, known: Iterable[str]) -> list[str]:
    return [name for name in sorted(known) if name in row.stated and row.stated[name] != getattr(before, name)]


def _say_differences(differ: Mapping[str, Sequence[str]], found: Collector) -> None:
    if differ:
        parts = [f"{shown(worker_id)} ({', '.join(fields)})" for worker_id, fields in differ.items()]
        more = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
        what = f"The extract says otherwise of {', '.join(parts[:SHOWN])}{more}."
        found.add("team_differs", what, table=SHEET, do="Nothing, if the workbook is right: it counts.")


def _say_missing(ids: Sequence[str], team: Team, found: Collector) -> None:
    if ids:
        many = "1 worker of the extract is" if len(ids) == 1 else f"{len(ids)} workers of the extract are"
        what = f"{many} not in {team.file.name}: {ids_in_words(ids)}."
        do = "Add them with: allocator template DIR --update"
        found.add("worker_not_in_team", what, table=SHEET, column="worker_id", do=do)


def _say_idle(extract: Extract, ids: Sequence[str], found: Collector) -> None:
    held = {person.current_worker for _, person in extract.people}
    idle = [worker_id for worker_id in ids if worker_id not in held]
    if idle:
        many = "1 worker works" if len(idle) == 1 else f"{len(idle)} workers work"
        what = f"{many} with nobody in the extract ({ids_in_words(idle)}): kept, for they have room."
        do = "Fill in last_day for those who have left."
        found.add("team_without_people", what, table=SHEET, column="worker_id", do=do)
