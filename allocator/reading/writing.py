"""From a caseload to a folder of CSV files that reads back the same; it overwrites nothing unless asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from allocator.errors import UsageError
from allocator.reading.cells import safe
from allocator.reading.columns import PLACES, TABLES, TRAVEL, WORKERS, YOUNG_PEOPLE, Column, Table
from allocator.reading.settings import FILE_NAME, setting_value
from allocator.reading.whole import OWNER_ONLY_FILE as OWNER_ONLY_FILE
from allocator.reading.whole import OWNER_ONLY_FOLDER as OWNER_ONLY_FOLDER
from allocator.reading.whole import write_whole
from allocator.records import Caseload, Record


def write_caseload(caseload: Caseload, folder: Path, *, overwrite: bool = False, every_column: bool = False) -> Path:
    """Write the tables and caseload.toml into ``folder``, readable by the owner only; the findings are not written.

    Columns that nobody fills are left out unless ``every_column`` is asked for.

    Raises UsageError where a file of that name is there already and ``overwrite`` is not asked for.
    """
    files: dict[str, str] = {
        "young_people.csv": table_text(YOUNG_PEOPLE, caseload.young_people, every_column=every_column),
        "workers.csv": table_text(WORKERS, caseload.workers, every_column=every_column),
        FILE_NAME: settings_text(caseload),
    }
    if caseload.places:
        files["places.csv"] = table_text(PLACES, caseload.places)
    if caseload.travel:
        files["travel.csv"] = table_text(TRAVEL, caseload.travel)
    tables = [f"{table.name}.csv" for table in TABLES.values()]
    write_owner_only(folder, files, overwrite=overwrite, replaces=tables)
    return folder


def write_owner_only(
    folder: Path, files: Mapping[str, str], *, overwrite: bool = False, replaces: Iterable[str] = ()
) -> None:
    """Write texts into a folder that only its owner can open, all or none; none if one would be overwritten unasked.

    ``replaces`` are files of what was there before: they stand in the way too, and go when it is overwritten.
    """
    there = [name for name in dict.fromkeys((*files, *replaces)) if (folder / name).exists()]
    if there and not overwrite:
        raise UsageError(f"{folder} holds {', '.join(there)} already. Name another folder, or use --overwrite.")
    texts = {folder / name: text.encode() for name, text in files.items()}
    write_whole(texts, remove=[folder / name for name in there if name not in files])


def write_file_owner_only(path: Path, text: str) -> None:
    """Write one text file that only its owner can read, whole or not at all, over whatever is there."""
    write_whole({path: text.encode()})


def table_text(table: Table, records: Sequence[Record], *, every_column: bool = False) -> str:
    """A table as CSV: the known columns that any record fills (and those that must be there), then the kept ones."""
    columns = columns_to_write(table, records, every_column=every_column)
    others = other_headers(records) if table.keeps_other else ()
    rows: list[list[str]] = [[column.name for column in columns] + [safe(header) for header in others]]
    targets = [column.target for column in columns]
    for record in records:
        kept = getattr(record, "other", {})
        rows.append(
            [cell_text(getattr(record, target)) for target in targets] + [safe(kept.get(name, "")) for name in others]
        )
    return csv_text(rows)


def columns_to_write(table: Table, records: Sequence[Record], *, every_column: bool = False) -> list[Column]:
    """The columns that must be there and those that any record fills, or all of them."""
    return [c for c in table.columns if every_column or c.needed or _is_used(c.target, records)]


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV with one newline at the end of each, the same on every system.

    A row in which another sign than the comma could be taken for what separates cells is in quotation marks throughout.
    """
    stream = io.StringIO(newline="")
    plain = csv.writer(stream, lineterminator="\n")
    quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        (quoted if _may_mislead(row) else plain).writerow(row)
    return stream.getvalue()


def _may_mislead(row: Sequence[str]) -> bool:
    text = "".join(row)
    return "|" in text or "\t" in text or text.count(";") >= len(row) > 1


def cell_text(value: object) -> str:
    """A field as the text of a cell; no and nothing are blank."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, frozenset):
        return safe(";".join(sorted(str(item) for item in value)))
    return safe(str(value))


def _is_used(target: str, records: Sequence[Record]) -> bool:
    """Whether any record says something here that a blank cell would not say."""
    default = type(records[0]).model_fields[target].get_default() if records else None
    return any(getattr(record, target) != default for record in records)


def other_headers(records: Sequence[Record]) -> tuple[str, ...]:
    """The headers of columns that are kept unread, in the order in which they come."""
    headers: dict[str, None] = {}
    for record in records:
        headers.update(dict.fromkeys(getattr(record, "other", {})))
    return tuple(headers)


def settings_text(caseload: Caseload) -> str:
    """caseload.toml for this caseload."""
    lines = [f"title = {toml_value(caseload.title)}", f"as_of = {caseload.as_of.isoformat()}"]
    if caseload.model is not None:
        lines.append(f"model = {toml_value(caseload.model)}")
    for name, values in (("set", caseload.overrides), ("options", caseload.options)):
        if values:
            lines += ["", f"[{name}]", *(f"{toml_value(key)} = {toml_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def toml_value(value: Any) -> str:
    """A value in TOML; raises TypeError for what has no place in a settings file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (Decimal, float)):
        text = f"{value:f}" if isinstance(value, Decimal) else repr(value)
        return text if any(sign in text for sign in ".en") else f"{text}.0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{toml_value(key)} = {toml_value(item)}' for key, item in value.items())}}}"
    if isinstance(value, str):
        return _toml_string(value)
    raise TypeError(f"{type(value).__name__} has no place in {FILE_NAME}")


def setting_text(value: Any) -> str:
    """A value as a cell of the sheet ``caseload`` holds it: words plain, all else in TOML; see ``setting_value``."""
    plain = isinstance(value, str) and setting_value(value) == value
    return value if plain else toml_value(value)


def _toml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in escaped) + '"'
