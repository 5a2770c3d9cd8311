"""A caseload from a folder of CSV files or a workbook, with every finding in one go; it solves and looks up nothing.

What needs the service model or the roads to be found is in ``allocator.reading.validate``.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from allocator.errors import UsageError
from allocator.reading.checks.ids import check_names, spell_workers_alike
from allocator.reading.checks.people import check_people
from allocator.reading.checks.personal import check_personal
from allocator.reading.checks.workers import check_places, check_travel, check_workers
from allocator.reading.files import REFUSALS
from allocator.reading.findings import Collector, Source, without_errors
from allocator.reading.near import did_you_mean
from allocator.reading.tables.columns import PLACES, TABLES, TRAVEL, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.tables.folder import RawTable, read_folder
from allocator.reading.tables.rows import Parsed, parse
from allocator.reading.tables.settings import FILE_NAME, Settings, read_settings, settings_from_sheet
from allocator.records import Caseload, Finding, Journey, Place, Record, Worker, YoungPerson

AnyRecord = TypeVar("AnyRecord", bound=Record)
WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def read_caseload(source: Path, *, as_of: date | None = None) -> Caseload:
    """The caseload in ``source``, a folder or an .xlsx file; ``as_of`` wins over caseload.toml, which wins over today.

    Raises UsageError where there is no such folder or workbook, and InputError, which lists every finding, where any of
    them is an error; warnings and notes are in ``Caseload.findings``.
    """
    find_caseload(source)
    with without_collector():
        return _read(source, as_of)


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the search for circular garbage: records make none, and for a hundred thousand it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(source: Path, as_of: date | None) -> Caseload:
    found = Collector()
    tables, settings = _open(source, found)
    _note_sources(tables, source, found)
    day = as_of or settings.as_of or date.today()
    _report_missing(tables, source, found)
    people = _parsed(tables, YOUNG_PEOPLE, YoungPerson, found=found)
    workers = _parsed(tables, WORKERS, Worker, found=found)
    places = _parsed(tables, PLACES, Place, found=found)
    journeys = _parsed(tables, TRAVEL, Journey, found=found)
    people = spell_workers_alike(people, workers, found)
    check_people(people, workers, as_of=day, found=found)
    check_names(people, workers, found)
    check_personal(people, workers, found)
    check_workers(workers, as_of=day, found=found)
    check_places(places, found)
    check_travel(journeys, found)
    findings = without_errors(f"The caseload {source.name}", in_order(found.found))
    return Caseload(
        title=settings.title or source.stem,
        as_of=day,
        model=settings.model,
        overrides=settings.overrides,
        options=settings.options,
        young_people=people.records,
        workers=workers.records,
        places=places.records,
        travel=journeys.records,
        findings=findings,
        sources=found.sources,
    )


def find_caseload(source: Path) -> None:
    """Raise UsageError unless ``source`` is a folder or a workbook."""
    if source.is_dir() or (source.is_file() and source.suffix.casefold() in WORKBOOKS):
        return
    if source.exists():
        raise UsageError(
            f"{source} is neither a folder of CSV files nor an .xlsx workbook. Name the folder that holds the tables."
        )
    siblings = [path.name for path in source.parent.iterdir()] if source.parent.is_dir() else []
    raise UsageError(f"There is no caseload {source}.{did_you_mean(source.name, siblings)}")


def _open(source: Path, found: Collector) -> tuple[Mapping[str, RawTable], Settings]:
    if source.is_dir():
        found.sources[FILE_NAME] = Source(FILE_NAME)
        return read_folder(source, found), read_settings(source / FILE_NAME, found)
    from allocator.reading.tables.workbook import read_workbook  # openpyxl is slow to import and seldom needed

    tables, sheet = read_workbook(source, found)
    beside = source.with_suffix(".toml")
    return tables, read_settings(beside, found) if beside.is_file() else settings_from_sheet(sheet, found)


def _note_sources(tables: Mapping[str, RawTable], source: Path, found: Collector) -> None:
    """Let every finding about a table say which file, and which sheet of a workbook, it is in."""
    for name, raw in tables.items():
        sheet = raw.file.removeprefix("the sheet ")
        found.sources[name] = Source(raw.file) if source.is_dir() else Source(source.name, sheet)


def _report_missing(tables: Mapping[str, RawTable], source: Path, found: Collector) -> None:
    unreadable = {finding.table for finding in found.found if finding.code in REFUSALS}
    for table in TABLES.values():
        if table.needed and table.name not in tables and table.name not in unreadable:
            what = f"The table {table.name} is missing from {source.name}."
            where = f"a file {table.name}.csv" if source.is_dir() else f"a sheet {table.name}"
            needed = ", ".join(column.name for column in table.columns if column.needed)
            found.add("missing_table", what, table=table.name, do=f"Add {where} with at least the columns {needed}.")


def _parsed(
    tables: Mapping[str, RawTable], table: Table, kind: type[AnyRecord], *, found: Collector
) -> Parsed[AnyRecord]:
    return parse(tables[table.name], table, kind, found=found) if table.name in tables else Parsed()


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Settings first, then table by table and row by row."""
    order = {name: at for at, name in enumerate((FILE_NAME, *TABLES))}
    return tuple(sorted(findings, key=lambda finding: (order.get(finding.table, len(order)), finding.row or 0)))
