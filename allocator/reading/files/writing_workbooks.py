"""From rows of values to an .xlsx file that only its owner can read, whole or not at all; it writes no formula, ever.

The same values give the same bytes, so that a hash of the file says whether anything has changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allocator.errors import UsageError
from allocator.reading.cells import safe
from allocator.reading.whole import write_whole

if TYPE_CHECKING:
    from openpyxl.cell import Cell

WRITTEN_ON = datetime(2000, 1, 1)  # the same for every file, so that equal contents are equal bytes
LONGEST_TEXT = 32_767  # letters in a cell of a spreadsheet
WIDEST = 60  # letters that a column is wide at most; longer text is wrapped
ROWS_WITH_CHOICES = 1000
LONGEST_CHOICES = 255  # letters that a drop-down may take
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

Rows = Sequence[Sequence[object]]
Plain = str | int | float | date | None


@dataclass(frozen=True)
class DropDown:
    """Words to choose from in a column; where ``only`` is false, other text is taken as well (a list of words, say)."""

    words: tuple[str, ...]
    only: bool = True

    def __post_init__(self) -> None:
        """Refuse words that would become other words, or spoil the file: ValueError."""
        if len(self.joined) > LONGEST_CHOICES or '"' in self.joined or self.joined.count(",") >= len(self.words):
            raise ValueError("these words cannot stand in a drop-down")

    @property
    def joined(self) -> str:
        """The words as a spreadsheet keeps them."""
        return ",".join(self.words)


@dataclass(frozen=True)
class SheetHelp:
    """What helps whoever fills a sheet in: a note on a header and a drop-down below it, both by the header's text."""

    notes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, DropDown] = field(default_factory=dict)


def write_workbook(
    file: Path, sheets: Mapping[str, Rows], *, overwrite: bool = False, guides: Mapping[str, SheetHelp] | None = None
) -> Path:
    """Write sheets (by title; the first row of each is its header) of str, int, float, Decimal, date, bool and None.

    ``guides`` (by title) are notes and drop-downs. Raises UsageError where the file is there already and ``overwrite``
    is not asked for, or where a text is longer than a cell can hold; then nothing has changed on disk.
    """
    refuse_to_replace(file, overwrite=overwrite)
    write_whole({file: workbook_bytes(sheets, guides=guides)})
    return file


def refuse_to_replace(file: Path, *, overwrite: bool) -> None:
    """Raise UsageError where the file is there already, unless ``overwrite`` is asked for."""
    if file.exists() and not overwrite:
        raise UsageError(f"{file} is there already. Name another file, or use --overwrite.")


def workbook_bytes(sheets: Mapping[str, Rows], *, guides: Mapping[str, SheetHelp] | None = None) -> bytes:
    """The workbook as bytes; see ``write_workbook``."""
    from openpyxl import Workbook  # late: half a second that who writes no workbook need not wait

    plain = {title: [[_plain(value) for value in row] for row in rows] for title, rows in sheets.items()}
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "allocator", WRITTEN_ON
    for title, rows in plain.items():
        _sheet(book.create_sheet(title), rows, guide=(guides or {}).get(title, SheetHelp()))
    stream = io.BytesIO()
    book.save(stream)
    return _always_the_same(stream.getvalue())


def _plain(value: object) -> Plain:
    """What a cell can hold: a number, a day, nothing, or text that no spreadsheet calculates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    # Blanks first: they would hide a sign from ``safe``.
    text = safe(_CONTROL.sub(" ", "" if value is None else str(value)).lstrip())
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"A text of {len(text)} letters is longer than a cell of a workbook can hold ({LONGEST_TEXT}). "
            "Shorten it, or write a folder of CSV files."
        )
    return text or None


def _sheet(sheet: Any, rows: Sequence[Sequence[Plain]], *, guide: SheetHelp) -> None:
    """Fill one sheet; its type is Any because the stubs of a write-only sheet know neither widths nor drop-downs."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for at, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows):
        cells = [_cell(sheet, value) for value in row]
        if number == 0:
            _as_headers(cells, guide)
        sheet.append(cells)
    for at, header in enumerate(rows[0] if rows else (), start=1):
        if header in guide.choices:
            _offer(sheet, get_column_letter(at), guide.choices[str(header)], last=len(rows) + ROWS_WITH_CHOICES)


def _widths(rows: Sequence[Sequence[Plain]]) -> list[int]:
    """How wide each column is to be, in letters."""
    widths: dict[int, int] = {}
    for row in rows:
        for at, value in enumerate(row):
            widths[at] = max(widths.get(at, 8), 10 if isinstance(value, date) else len(str(value or "")))
    return [min(WIDEST, widths[at] + 2) for at in sorted(widths)]


def _cell(sheet: Any, value: Plain) -> Cell | None:
    """One cell that holds exactly this value; text is text, whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if value is None:
        return None
    cell: Cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # the stubs leave out days without a time
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str):
        cell.data_type = "s"  # never a formula, nor an error such as #N/A
        if len(value) > WIDEST:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _as_headers(cells: Sequence[Cell | None], guide: SheetHelp) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    for cell in filter(None, cells):
        cell.font = Font(bold=True)
        note = guide.notes.get(str(cell.value))
        if note:
            cell.comment = Comment(note, "allocator", height=40 + 18 * (len(note) // 40 + note.count("\n")), width=320)


def _offer(sheet: Any, letter: str, choice: DropDown, *, last: int) -> None:
    """A drop-down from the second row of a column to row ``last``."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{choice.joined}"', allow_blank=True, showErrorMessage=choice.only)
    offered.errorTitle, offered.error = "Not one of the words", f"Choose one of: {', '.join(choice.words)}."[:225]
    offered.add(f"{letter}2:{letter}{last}")
    sheet.data_validations.append(offered)


def _always_the_same(data: bytes) -> bytes:
    """The same workbook without the time at which it was written, in its parts and in its list of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, WRITTEN_ON.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            day = WRITTEN_ON.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            part = old.read(name)
            new.writestr(entry, _MODIFIED.sub(rb"\g<1>" + day, part) if name == "docProps/core.xml" else part)
    return stream.getvalue()
