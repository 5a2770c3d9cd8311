"""What there is to fill in: empty tables with one row of example, or the team workbook with the workers that are known.

It never touches tables that are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.cells import safe
from allocator.reading.columns import TABLES, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.conversion.found_workers import holds_caseload, workers_in
from allocator.reading.findings import Collector
from allocator.reading.privacy import key_beside, read_key, write_key
from allocator.reading.settings import FILE_NAME
from allocator.reading.team import FILE_NAME as TEAM_FILE
from allocator.reading.team import update_team_workbook, write_team_workbook
from allocator.reading.writing import csv_text, write_owner_only

EXAMPLE_PERSON: Mapping[str, str] = {
    "person_id": "P001",
    "date_of_birth": "2008-03-14",
    "category": "eligible",
    "place": "Boston",
    "current_worker": "W01",
    "worker_since": "2024-04-08",
    "former_uasc": "no",
    "needs": "custody;parent",
    "complexity": "standard",
}
EXAMPLE_WORKER: Mapping[str, str] = {
    "worker_id": "W01",
    "base": "Lincoln",
    "fte": "0.8",
    "role": "16-20",
    "skills": "uasc;custody",
}
SETTINGS = """\
# What this caseload is called, and for which day it is read. Options on the command line win over what stands here.
title = "Our caseload"
as_of = 2025-06-02
# model = "lincolnshire-2025"

# [set]                                # values of the service model that are other in this caseload
# "rules.intake.per_week" = 2
"""


@dataclass(frozen=True)
class Written:
    """What was written: ``team`` with ``workers`` in it, of whom ``added`` are new, and empty ``tables`` too or not."""

    team: Path
    workers: int
    added: tuple[str, ...] = ()
    tables: bool = False
    key: Path | None = None


def write_templates(
    folder: Path,
    *,
    source: Path | None = None,
    key: Path | None = None,
    overwrite: bool = False,
    update: bool = False,
    as_of: date | None = None,
) -> Written:
    """Write team.xlsx into ``folder`` with the workers of ``source``: a caseload, or an extract of another system.

    Without ``source`` the workers are those of the caseload in ``folder``; where there is none, empty tables are
    written as well. ``key`` is where ids and names are kept (None: beside ``folder``). ``update`` adds workers to a
    team.xlsx that is there. Raises UsageError where something is there already and neither it nor ``overwrite`` is
    asked for, InputError where ``source`` cannot be read.
    """
    team = folder / TEAM_FILE
    if source is None and not holds_caseload(folder):
        if update:
            raise UsageError(f"{folder} holds no caseload to take workers from. Name one, or an extract, with --from.")
        write_template(folder, overwrite=overwrite)
        return Written(team, 0, tables=True)
    key_file = key or key_beside(folder)
    there = workers_in(source or folder, key_file, as_of=as_of)
    named = there.key is not None and bool(there.key.workers)
    if there.key is not None and named:  # first: ids without a key are lost
        write_key(key_file, there.key)
    if update and team.is_file():
        names = (there.key or read_key(key_file)).workers
        added = update_team_workbook(team, there.workers, Collector(), names=names)
    else:
        write_team_workbook(team, there.workers, overwrite=overwrite, known=there.known)
        added = tuple(worker.worker_id for worker in there.workers)
    return Written(team, len(there.workers), added, key=key_file if named or key_file.is_file() else None)


def write_template(folder: Path, *, overwrite: bool = False) -> Path:
    """Write young_people.csv, workers.csv (each with one row of example), words.csv, caseload.toml and team.xlsx.

    Raises UsageError where one of them is there already and ``overwrite`` is not asked for.
    """
    files = {
        "young_people.csv": _table(YOUNG_PEOPLE, EXAMPLE_PERSON),
        "workers.csv": _table(WORKERS, EXAMPLE_WORKER),
        "words.csv": words_text(),
        FILE_NAME: SETTINGS,
    }
    team = folder / TEAM_FILE
    if overwrite or not team.exists():  # who has filled it in keeps it, whatever else is refused
        write_owner_only(folder, files, overwrite=overwrite)
    write_team_workbook(team, (), overwrite=overwrite)
    return folder


def _table(table: Table, example: Mapping[str, str]) -> str:
    return csv_text([table.headers, [example.get(header, "") for header in table.headers]])


def words_text() -> str:
    """Table, column, whether it must be there, and what a cell may hold, for all tables."""
    rows = [["table", "column", "must be there", "what a cell may hold"]]
    for table in TABLES.values():
        for column in table.columns:
            rows.append([table.name, column.name, "yes" if column.needed else "", safe(column.words)])
    return csv_text(rows)
