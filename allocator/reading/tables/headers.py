"""Which column of a raw table is which, by its header; it looks into no cell below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allocator.reading.cells import clean
from allocator.reading.findings import Collector
from allocator.reading.near import did_you_mean, fold, nearest
from allocator.reading.personal import heads_names
from allocator.reading.tables.columns import Column, Table
from allocator.reading.tables.folder import RawTable


@dataclass(frozen=True)
class Layout:
    """Known columns by position, and the positions and headers of those that are kept unread."""

    known: tuple[tuple[int, Column], ...]
    other: tuple[tuple[int, str], ...]
    width: int


def lay_out(raw: RawTable, table: Table, found: Collector) -> Layout:
    """Match the headers of ``raw`` with the columns of ``table``; capitals, spaces and hyphens do not matter."""
    by_fold = {fold(column.name): column for column in table.columns}
    known: dict[str, tuple[int, Column]] = {}
    other: dict[str, int] = {}
    headers = [clean(header) for header in raw.headers]
    for at, header in enumerate(headers):
        column = by_fold.get(fold(header))
        if not header:
            _without_header(raw, table, at=at, found=found)
        elif column is None and header not in other:
            other[header] = at
        elif column is not None and column.name not in known:
            known[column.name] = (at, column)
        else:
            _duplicate(raw, table, column.name if column else header, found)
    kept = tuple((at, header) for header, at in other.items() if _is_kept(header, raw, table, known, found=found))
    if headers:
        _missing(raw, table, known, headers=headers, found=found)
    return Layout(tuple(known.values()), kept if table.keeps_other else (), len(headers))


def _duplicate(raw: RawTable, table: Table, header: str, found: Collector) -> None:
    what = f"Two columns are headed {header}."
    found.add(
        "duplicate_column",
        what,
        table=table.name,
        row=raw.header_row,
        column=header,
        value=header,
        do="Keep the one that counts.",
    )


def _without_header(raw: RawTable, table: Table, *, at: int, found: Collector) -> None:
    """Cells below a blank header are left out; a wholly blank column is nothing at all."""
    if any(at < len(cells) and cells[at].strip() for _, cells in raw.rows):
        what = f"Column {at + 1} has cells, but no header, and was left out."
        found.add(
            "column_without_header", what, table=table.name, row=raw.header_row, do="Give it a header, or take it away."
        )


def _is_kept(header: str, raw: RawTable, table: Table, known: Iterable[str], *, found: Collector) -> bool:
    """Say what becomes of a column that is not known; whether its cells are kept."""
    if heads_names(header):
        what = f"The column {header} seems to hold names and was left out: this program works without names."
        do = "Take the column out of the file; ids are enough."
        found.add("column_of_names", what, table=table.name, row=raw.header_row, column=header, do=do)
        return False
    absent = [name for name in table.headers if name not in set(known)]
    near = nearest(header, absent)
    if near is not None:
        what = f"The column {header} is not known and was not used. Did you mean {near}?"
        do = f"Rename it to {near} if that is meant."
        found.add("misspelt_column", what, table=table.name, row=raw.header_row, column=header, value=header, do=do)
    else:
        kept = "is kept, but not used" if table.keeps_other else "was left out"
        what = f"The column {header} is not known; it {kept}."
        do = "Nothing, unless it was meant as one of the known columns."
        found.add("unknown_column", what, table=table.name, row=raw.header_row, column=header, value=header, do=do)
    return True


def _missing(raw: RawTable, table: Table, known: Iterable[str], *, headers: Iterable[str], found: Collector) -> None:
    """A finding for every column that must be there and is not; an age stands in for a date of birth."""
    present = set(known)
    for column in table.columns:
        if not column.needed or column.name in present:
            continue
        if column.name == "date_of_birth" and "age" in present:
            continue
        strangers = [header for header in headers if header and fold(header) not in {fold(name) for name in present}]
        near = did_you_mean(column.name, strangers)
        found.add(
            "missing_column",
            f"The column {column.name} is missing.{near}",
            table=table.name,
            row=raw.header_row,
            column=column.name,
            do=f"Add it: {column.words}.",
        )
