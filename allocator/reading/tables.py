"""From a folder of CSV files or a workbook to raw tables of text; it knows no column and judges no cell.

The csv module and not pandas: a county's thousand people take either of them about 4 ms, but pandas takes 0.4 seconds
to import, and the csv module keeps the row numbers that a person sees in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.reading.columns import TABLES
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean, fold

SAVE_AGAIN = "Save it as CSV (UTF-8) from a spreadsheet; look for a quotation mark without its partner."
DELIMITERS = (",", ";", "\t")
FOLDER_EXTRAS = frozenset({"words"})  # the word list that a template brings along
Cells = Sequence[str]


@dataclass(frozen=True)
class RawTable:
    """A table as text; ``rows`` are (row number in a spreadsheet, cells), rows without any filled cell left out."""

    name: str
    file: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]


def read_folder(folder: Path, found: Collector) -> Mapping[str, RawTable]:
    """Every table of a caseload that lies in ``folder`` as a CSV file."""
    texts: dict[str, tuple[str, list[list[str]]]] = {}
    for path in sorted(folder.glob("*.[cC][sS][vV]")):
        name = table_called(path.stem, path.name, found)
        if name is None:
            continue
        if name in texts:
            twice(name, found)
        rows = _csv_rows(path, name, found)
        if rows is not None:
            texts.setdefault(name, (path.name, rows))
    return {name: raw_table(name, file, rows) for name, (file, rows) in texts.items()}


def table_called(stem: str, shown: str, found: Collector) -> str | None:
    """The table that a file or sheet of this name holds, or None with a note."""
    known = {fold(name): name for name in TABLES}
    if fold(stem) in known:
        return known[fold(stem)]
    if fold(stem) not in FOLDER_EXTRAS:
        found.add(
            "unknown_table",
            f"{shown} is none of the tables and was left out.{did_you_mean(stem, TABLES)}",
            table=stem,
            do=f"Nothing, unless it is meant as one of: {', '.join(TABLES)}.",
        )
    return None


def twice(name: str, found: Collector) -> None:
    """Note that two files or sheets hold the same table; the first is read on, for whatever else there is to find."""
    found.add("table_twice", f"The table {name} is there twice.", table=name, do="Keep the one that counts.")


def _csv_rows(path: Path, name: str, found: Collector) -> list[list[str]] | None:
    """The rows of one file, or None with a finding."""
    try:
        return csv_rows(path.read_bytes())
    except (csv.Error, UnicodeError, OSError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        what = f"{path.name} cannot be read as a table ({reason})."
        found.add("unreadable_table", what, table=name, do=SAVE_AGAIN)
        return None


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file in whatever encoding and with whatever delimiter a spreadsheet saved it.

    Raises csv.Error or UnicodeError where it is none; a quotation mark without its partner is an error too: it would
    swallow the rows below it.
    """
    text = decode(data)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))


def decode(data: bytes) -> str:
    """Text saved as UTF-8, as UTF-16 with its mark, or else in the Windows code page of western Europe."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _delimiter(text: str) -> str:
    """The sign that cuts the first filled line into the most cells."""
    first = next((line for line in text.splitlines()[:50] if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def raw_table(name: str, file: str, rows: Iterable[Cells]) -> RawTable:
    """Headers from the first row, and the rows below it that hold anything, with their numbers (the header's is 1)."""
    numbered = [
        (number, cells) for number, cells in enumerate(rows, start=1) if any(cells) and any(map(str.strip, cells))
    ]
    if not numbered:
        return RawTable(name, file, (), ())
    return RawTable(name, file, tuple(numbered[0][1]), tuple(numbered[1:]))
