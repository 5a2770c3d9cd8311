"""From a caseload to one .xlsx workbook that reads back the same: a sheet for each table, and one for the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from allocator.errors import UsageError
from allocator.reading.columns import PLACES, TRAVEL, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.files.writing_workbooks import Rows, SheetHelp, refuse_to_replace, workbook_bytes
from allocator.reading.settings import OPTION_PREFIX, SET_PREFIX
from allocator.reading.whole import write_whole
from allocator.reading.workbook import SETTINGS_SHEET
from allocator.reading.writing import columns_to_write, other_headers, setting_text
from allocator.records import Caseload, Record

WORKBOOK = ".xlsx"


def write_caseload_workbook(
    caseload: Caseload, file: Path, *, overwrite: bool = False, every_column: bool = False
) -> Path:
    """Write the tables and settings into ``file``, readable by the owner only; the findings are not written.

    Columns that nobody fills are left out unless ``every_column`` is asked for. Raises UsageError where the file, or a
    .toml file of the same name (which would win over its settings), is there and ``overwrite`` is not asked for.
    """
    beside = file.with_suffix(".toml")
    if beside.exists() and not overwrite:
        raise UsageError(f"{beside} would win over the settings in {file.name}. Move it away, or use --overwrite.")
    tables: list[tuple[Table, Sequence[Record]]] = [(YOUNG_PEOPLE, caseload.young_people), (WORKERS, caseload.workers)]
    tables += [(table, records) for table, records in ((PLACES, caseload.places), (TRAVEL, caseload.travel)) if records]
    sheets = {table.name: _rows(table, records, every_column) for table, records in tables}
    guides = {table.name: SheetHelp({column.name: column.words for column in table.columns}) for table, _ in tables}
    refuse_to_replace(file, overwrite=overwrite)
    data = workbook_bytes({**sheets, SETTINGS_SHEET: _settings(caseload)}, guides=guides)
    write_whole({file: data}, remove=[beside] if beside.exists() else [])
    return file


def _rows(table: Table, records: Sequence[Record], every_column: bool) -> Rows:
    columns = columns_to_write(table, records, every_column=every_column and table.keeps_other)
    others = other_headers(records) if table.keeps_other else ()
    rows: list[Sequence[object]] = [[*(column.name for column in columns), *others]]
    for record in records:
        kept: Mapping[str, str] = getattr(record, "other", {})
        rows.append(
            [*(_value(getattr(record, column.target)) for column in columns), *(kept.get(name) for name in others)]
        )
    return rows


def _value(value: object) -> object:
    """A field as a spreadsheet keeps it: days and numbers as such where they come back the same, all else as text."""
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, frozenset):
        return ";".join(sorted(str(item) for item in value))
    if isinstance(value, Decimal | float) and not _comes_back(value):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value


def _comes_back(number: Decimal | float) -> bool:
    """Whether a cell's number, which is read with twelve digits, is this number."""
    text = f"{float(number):.12g}"
    return "e" not in text and type(number)(text) == number


def _settings(caseload: Caseload) -> Rows:
    settings: dict[str, Any] = {"title": caseload.title, "as_of": caseload.as_of, "model": caseload.model}
    rows: list[Sequence[object]] = [["key", "value"]]
    rows += [[key, value] for key, value in settings.items() if value is not None]
    for prefix, values in ((SET_PREFIX, caseload.overrides), (OPTION_PREFIX, caseload.options)):
        rows += [[f"{prefix}{key}", setting_text(value)] for key, value in values.items()]
    return rows
