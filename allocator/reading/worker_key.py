"""The key from workers' ids to their names: a file of its own, outside every caseload, that only its owner can read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.cells import clean, safe
from allocator.reading.tables import csv_rows
from allocator.reading.writing import csv_text, write_file_owner_only

HEADERS = ("worker_id", "name")


def key_beside(folder: Path) -> Path:
    """Where the key to a caseload lies: next to its folder, never in it."""
    return folder.resolve().parent / f"{folder.resolve().name}-worker-key.csv"


def read_key(file: Path) -> dict[str, str]:
    """Names to ids of a key that was written before, if it was. Raises UsageError where the file is something else."""
    if not file.exists():
        return {}
    try:
        rows = csv_rows(file.read_bytes())
    except (csv.Error, UnicodeError):
        rows = []
    if not rows or tuple(rows[0]) != HEADERS or any(len(row) != len(HEADERS) for row in rows):
        raise UsageError(f"{file.name} is not a key to workers' names (worker_id,name). Move it away, or put it right.")
    return {clean(name): clean(worker_id) for worker_id, name in rows[1:]}


def write_key(file: Path, ids: Mapping[str, str]) -> None:
    """Write names and ids, readable by the owner only."""
    rows = sorted((worker_id, name) for name, worker_id in ids.items())
    write_file_owner_only(file, csv_text([HEADERS, *([safe(worker_id), safe(name)] for worker_id, name in rows)]))


def with_new_names(ids: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Names to ids: those that have one keep it, the others get W01, W02 ... in the order in which they come."""
    result, taken = dict(ids), set(ids.values())
    folded = {name.casefold(): worker_id for name, worker_id in ids.items()}
    number = 0
    for name in names:
        if name.casefold() in folded:
            continue
        number += 1
        while f"W{number:02}" in taken:
            number += 1
        result[name] = folded[name.casefold()] = f"W{number:02}"
    return result
