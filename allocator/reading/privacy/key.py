"""The key from ids to who they stand for: a file of its own beside the caseload, never in it, and its owner's alone.

It is written whole or not at all, and read again so that ids stay the same from week to week.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from allocator.errors import UsageError
from allocator.reading.cells import clean, safe
from allocator.reading.findings import Collector
from allocator.reading.writing.all_or_nothing import OWNER_ONLY_FILE, write_whole
from allocator.reading.writing.folder import csv_text

HEADERS = ("worker_id", "name")
WITH_PEOPLE = ("worker_id", "person_id", "name")


@dataclass(frozen=True)
class Key:
    """``workers``: every spelling of a worker's name -> id; ``people``: what stood for a young person -> id."""

    workers: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


def key_beside(folder: Path) -> Path:
    """Where the key to a caseload lies: next to its folder, never in it."""
    return folder.resolve().parent / f"{folder.resolve().name}-worker-key.csv"


def read_key(file: Path, found: Collector | None = None) -> Key:
    """The key that was written before; an empty one where there is none.

    Others who could read it no longer can, and that is a warning in ``found``. Raises UsageError where the file is
    something else, is damaged, or cannot be read.
    """
    if not file.exists():
        return Key()
    rows = _rows(file)
    headers = tuple(rows[0]) if rows else ()
    if headers not in (HEADERS, WITH_PEOPLE):
        raise UsageError(f"{file.name} is not a key to workers' names (worker_id,name). Move it away, or put it right.")
    key = _key(file, [_three(row, headers) for row in enumerate(rows[1:], start=2) if any(row[1])])
    _keep_from_others(file, found)
    return key


def write_key(file: Path, key: Key) -> None:
    """Write the key, readable by its owner only, whole or not at all; UsageError where the system refuses."""
    headers = WITH_PEOPLE if key.people else HEADERS
    workers = [(worker_id, "", name) for name, worker_id in key.workers.items()]
    people = [("", person_id, name) for name, person_id in key.people.items()]
    rows = [dict(zip(WITH_PEOPLE, row, strict=True)) for row in (*sorted(workers), *sorted(people))]
    text = csv_text([headers, *([safe(row[header]) for header in headers] for row in rows)])
    write_whole({file: text.encode()})


def _rows(file: Path) -> list[list[str]]:
    """The cells of the file, also as a spreadsheet saves it again; none where it is no table."""
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig" if _is_utf8(data) else "cp1252")
        header = text.split("\n", 1)[0]
        separator = ";" if ";" in header else ","
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (csv.Error, UnicodeError, OSError):
        return []


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeError:
        return False
    return True


def _three(numbered: tuple[int, Sequence[str]], headers: Sequence[str]) -> tuple[int, str, str, str]:
    """Row number, worker's id, person's id and name; all blank where the row is damaged."""
    number, row = numbered
    cells = dict(zip(headers, map(clean, row), strict=False)) if len(row) == len(headers) else {}
    return number, cells.get("worker_id", ""), cells.get("person_id", ""), cells.get("name", "")


def _key(file: Path, rows: Iterable[tuple[int, str, str, str]]) -> Key:
    """The rows as a key; raises UsageError where one of them has no name, not one id, or another id for a name."""
    workers: dict[str, str] = {}
    people: dict[str, str] = {}
    for number, worker_id, person_id, name in rows:
        ids, new = (workers, worker_id) if worker_id else (people, person_id)
        if not name or bool(worker_id) == bool(person_id) or ids.setdefault(name, new) != new:
            do = "Put the row right, or move the file away."
            raise UsageError(f"{file.name} is a damaged key: row {number} is not one id and one name. {do}")
    return Key(workers, people)


def _keep_from_others(file: Path, found: Collector | None) -> None:
    """Take away what others may do with the key, where the system knows of others."""
    if os.name != "posix" or not stat.S_IMODE(file.stat().st_mode) & 0o077:
        return
    try:
        file.chmod(OWNER_ONLY_FILE)
        what, do = "Others could read the key to names; now only its owner can.", "Ask who may have seen it."
    except OSError:
        what, do = "Others can read the key to names.", "Move it to a folder that is yours alone."
    if found is not None:
        found.add("key_open_to_others", what, table="key", file=file.name, do=do)
