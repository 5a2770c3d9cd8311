"""From the sheets of an .xlsx file to raw tables of text; it calculates no formula and knows no column."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from allocator.errors import InputError
from allocator.reading.findings import Collector
from allocator.reading.near import fold
from allocator.reading.tables import RawTable, raw_table, table_called, twice

SETTINGS_SHEET = "caseload"


def read_workbook(file: Path, found: Collector) -> tuple[Mapping[str, RawTable], Mapping[str, str]]:
    """Every table of a caseload that is a sheet of ``file``, and the keys and values of the sheet ``caseload``."""
    tables: dict[str, RawTable] = {}
    settings: dict[str, str] = {}
    for title, rows in sheets(file):
        if fold(title) == SETTINGS_SHEET:
            settings = {
                row[0].strip(): row[1].strip() for row in rows if len(row) > 1 and row[0].strip() and row[1].strip()
            }
            continue
        name = table_called(title, f"the sheet {title}", found)
        if name is None:
            continue
        if name in tables:
            twice(name, found)
        tables.setdefault(name, raw_table(name, f"the sheet {title}", rows))
    return tables, settings


def sheets(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet's title and rows of text; raises InputError where the file is no workbook."""
    from openpyxl import load_workbook  # imported here: half a second that a folder of CSVs need not wait
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that do not concern us
            book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as problem:
        raise InputError(
            f"{file.name} cannot be opened as a workbook. Save it again as .xlsx, without a password."
        ) from problem
    with closing(book):
        for sheet in book.worksheets:
            yield sheet.title, [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as yyyy-mm-dd."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.12g}"  # 0.6 and not 0.6000000000000001, which a sum in the spreadsheet may leave
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value)
