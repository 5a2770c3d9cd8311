"""An empty caseload to fill in: every header, one row of example, a list of what a cell may hold; no data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from allocator.reading.cells import safe
from allocator.reading.columns import TABLES, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.settings import FILE_NAME
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


def write_template(folder: Path, *, overwrite: bool = False) -> Path:
    """Write young_people.csv, workers.csv (each with one row of example), words.csv and caseload.toml into ``folder``.

    Raises UsageError where one of them is there already and ``overwrite`` is not asked for.
    """
    files = {
        "young_people.csv": _table(YOUNG_PEOPLE, EXAMPLE_PERSON),
        "workers.csv": _table(WORKERS, EXAMPLE_WORKER),
        "words.csv": words_text(),
        FILE_NAME: SETTINGS,
    }
    write_owner_only(folder, files, overwrite=overwrite)
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
