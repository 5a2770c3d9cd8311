"""The workers that a converted caseload, or an authority's own extract, is about, by the ids of the key beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allocator.errors import InputError, UsageError
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import WORKBOOKS, read_caseload
from allocator.reading.columns import WORKERS, YOUNG_PEOPLE
from allocator.reading.extracts import Extract
from allocator.reading.files import grids_of
from allocator.reading.findings import Collector
from allocator.reading.near import fold
from allocator.reading.privacy import Key, read_key, without_names
from allocator.reading.ssd import read_ssd
from allocator.reading.ssd.columns import TABLES
from allocator.reading.ssd.tables import table_called
from allocator.records import Worker

NEEDED = frozenset({fold(YOUNG_PEOPLE.name), fold(WORKERS.name)})


@dataclass(frozen=True)
class FoundWorkers:
    """Workers in the order of their ids; ``known`` is what an extract states of each, ``key`` the key to their names.

    For a caseload, which says everything and has no names, both are None.
    """

    workers: tuple[Worker, ...]
    known: Mapping[str, frozenset[str]] | None = None
    key: Key | None = None


def holds_caseload(folder: Path) -> bool:
    """Whether a folder holds any table of a caseload."""
    return any((folder / f"{table.name}.csv").is_file() for table in (YOUNG_PEOPLE, WORKERS))


def workers_in(source: Path, key_file: Path, *, as_of: date | None = None) -> FoundWorkers:
    """The workers in a caseload (folder or workbook), an Annex A file, or a folder of the SSD.

    ``as_of`` is the day of the extract (None: today; a caseload knows its own), ``key_file`` the key that the caseload
    of an extract has or will have. Raises UsageError where there is no such
    file or folder, and InputError where it holds no workers that could be read.
    """
    if not source.exists():
        raise UsageError(f"There is no {source}. Name a converted caseload, or the extract itself.")
    if is_caseload(source):
        return FoundWorkers(_in_order(read_caseload(source, as_of=as_of).workers))
    found = Collector()
    extract, key = without_names(_extract(source, as_of or date.today(), found), read_key(key_file), found=found)
    if not extract.workers:
        raise InputError(f"{source.name} names no worker. Convert it first: that lists what is wrong.", found.found)
    return FoundWorkers(_in_order(extract.workers.values()), extract.known, key)


def _in_order(workers: Iterable[Worker]) -> tuple[Worker, ...]:
    return tuple(sorted(workers, key=lambda worker: worker.worker_id))


def is_caseload(source: Path) -> bool:
    """Whether a folder holds a table of a caseload, or a workbook the sheets that one needs."""
    if source.is_dir():
        return holds_caseload(source)
    return source.suffix.casefold() in WORKBOOKS and {fold(title) for title in _titles(source)} >= NEEDED


def _titles(file: Path) -> list[str]:
    return [grid.sheet or "" for grid in grids_of(file, Collector())]


def _extract(source: Path, as_of: date, found: Collector) -> Extract:
    """The extract of whichever system: the SSD where one of its tables is there, otherwise Annex A."""
    names = [file.stem for file in source.iterdir()] if source.is_dir() else _titles(source)
    read = read_ssd if any(table_called(name) in TABLES for name in names) else read_annex_a
    return read(source, as_of=as_of, found=found)
