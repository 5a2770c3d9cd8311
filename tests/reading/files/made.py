"""Files for tests of reading: workbooks as a spreadsheet makes them, and as somebody who means harm does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocator.reading.files import Grid, grids_of
from allocator.reading.findings import Collector
from allocator.records import Finding

Rows = Sequence[Sequence[object]]
TABLE: Rows = [["id", "born", "share"], ["P1", date(2008, 3, 14), 0.6], ["P2", date(2004, 12, 1), 1]]


def workbook(*, change: Callable[[Workbook], None] = lambda _: None, **sheets: Rows) -> bytes:
    """The bytes of a workbook with these sheets, ``change``d before it is saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (sheets or {"List": TABLE}).items():
        sheet: Worksheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A workbook of which some parts are others; a part that is not there is added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, bytes)(old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name](b""))
    return stream.getvalue()


def read(folder: Path, name: str, data: bytes) -> tuple[tuple[Grid, ...], list[Finding]]:
    """The grids of a file with these bytes, and what was found."""
    file = folder / name
    file.write_bytes(data)
    found = Collector()
    return grids_of(file, found), found.found


def refused(folder: Path, name: str, data: bytes) -> Finding:
    """The only finding of a file that gives no grid; it says what and what to do in at most 160 characters."""
    grids, findings = read(folder, name, data)
    assert grids == ()
    [finding] = findings
    assert len(f"{finding.what} {finding.do}") <= 160
    assert finding.file == name
    return finding


def rows(folder: Path, name: str, data: bytes) -> list[tuple[str, ...]]:
    """The rows of a file that has one grid and no finding."""
    [grid], findings = read(folder, name, data)
    assert findings == []
    return [cells for _, cells in grid.rows]
