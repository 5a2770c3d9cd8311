"""Hostile and broken files by name: how a sound caseload folder is spoilt, and what must come of it."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reading.mutations.forms import Csv, write_book
from tests.reading.mutations.inputs import PEOPLE, Table

TAKEN = "taken"
FILE = "young_people.csv"
Spoil = Callable[[Path], None]


def text(change: Callable[[str], str], encoding: str = "utf-8") -> Spoil:
    """Another text in the file of young people."""

    def spoil(folder: Path) -> None:
        (folder / FILE).write_bytes(change((folder / FILE).read_text(encoding="utf-8")).encode(encoding))

    return spoil


def data(content: bytes) -> Spoil:
    """Other bytes in the file of young people."""

    def spoil(folder: Path) -> None:
        (folder / FILE).write_bytes(content)

    return spoil


def form(**changes: str) -> Spoil:
    """The same table in another form of CSV."""

    def spoil(folder: Path) -> None:
        (folder / FILE).write_bytes(Csv(**changes).data(PEOPLE))  # type: ignore[arg-type]

    return spoil


def book(change: Callable[[Workbook], object] = lambda _: None, *, ending: str = ".csv") -> Spoil:
    """The table of young people as a workbook that is called like a CSV file, or as what it is."""

    def spoil(folder: Path) -> None:
        (folder / FILE).unlink()
        file = folder / f"young_people{ending}"
        write_book(file, {"young_people": PEOPLE}, change)

    return spoil


def set_cell(place: str, value: str) -> Callable[[Workbook], object]:
    """Another value in one cell of the sheet."""

    def change(made: Workbook) -> None:
        made.worksheets[0][place] = value

    return change


def _from_1904(made: Workbook) -> None:
    made.epoch = CALENDAR_MAC_1904


def _hidden_rows(made: Workbook) -> None:
    made.worksheets[0].row_dimensions[3].hidden = True


def _only_sheet_hidden(made: Workbook) -> None:
    made.create_sheet("Notes")["A1"] = "see the other sheet"
    made.worksheets[0].sheet_state = "hidden"
    made.move_sheet("Notes", -1)
    made.active = 0


def _zip(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, parts.get(name, b"<x/>"))
    return stream.getvalue()


def _headers_in_two_rows(content: str) -> str:
    first, rest = content.split("\n", 1)
    upper = first.replace("worker_since", "worker").replace("date_of_birth", "date of")
    lower = ",".join({"worker_since": "since", "date_of_birth": "birth"}.get(cell, "") for cell in first.split(","))
    return f"{upper}\n{lower}\n{rest}"


def _million_rows(content: str) -> str:
    return content + "\n" * 1_050_000


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'

HOSTILE: dict[str, tuple[Spoil, str]] = {
    "UTF-8 with a mark": (form(encoding="utf-8-sig"), TAKEN),
    "cp1252": (form(encoding="cp1252"), TAKEN),
    "UTF-16 with a mark": (form(encoding="utf-16"), TAKEN),
    "UTF-16 without, little end first": (form(encoding="utf-16-le"), TAKEN),
    "UTF-16 without, big end first": (form(encoding="utf-16-be"), TAKEN),
    "semicolons": (form(delimiter=";"), TAKEN),
    "tabs": (form(delimiter="\t"), TAKEN),
    "bars": (form(delimiter="|"), TAKEN),
    "CR only": (form(end="\r"), TAKEN),
    "the wrong encoding": (text(lambda content: content.replace("â", "Ã¢")), TAKEN),
    "half of a UTF-16 sign": (data(Csv("utf-16").data(PEOPLE)[:-1]), "unreadable_table"),
    "day numbers": (text(lambda content: content.replace("2008-01-05", "39452")), TAKEN),
    "days with months by name": (text(lambda content: content.replace("2008-01-05", "5 Jan 2008")), TAKEN),
    "years of two digits": (text(lambda content: content.replace("2008-01-05", "05/01/08")), TAKEN),
    "the month first": (text(lambda content: content.replace("2008-01-05", "01/25/2008")), "bad_date"),
    "non-breaking spaces": (text(lambda content: content.replace("W1,", "\u00a0W1\u00a0,")), TAKEN),
    "trailing blanks": (text(lambda content: content.replace("W1,", " W1  , ").replace("Boston", "Boston  ")), TAKEN),
    "blanks before quotation marks": (text(lambda content: content.replace(',"', ',  "')), TAKEN),
    "blank columns at the end": (text(lambda content: content.replace("\n", ",,,,\n")), TAKEN),
    "headers in two rows": (text(_headers_in_two_rows), TAKEN),
    "a title above": (text(lambda content: f"List 9 as at 1 June\n\n{content}"), TAKEN),
    "totals below": (text(lambda content: f"{content}\nTotal,5\n,,,,,,,6\n"), TAKEN),
    "headers half way down": (
        text(lambda content: "\n".join(content.split("\n")[1:3] + content.split("\n")[:1] + content.split("\n")[3:])),
        "records_above_headers",
    ),
    "one quotation mark": (text(lambda content: content.replace("Boston", '"Boston')), "unreadable_table"),
    "two quotation marks": (
        text(lambda content: content.replace("Boston,", '"Boston,').replace("2025-01-06,", '2025-01-06",')),
        "unreadable_table",
    ),
    "a NUL within an id": (text(lambda content: content.replace("P105", "P1\x0005")), TAKEN),
    "a block of NULs": (text(lambda content: content + "\x00" * 4096), "wrong_kind_of_file"),
    "#N/A": (text(lambda content: content.replace("Sleaford", "#N/A")), TAKEN),
    "an error instead of an id": (text(lambda content: content.replace("P105", "#REF!")), "missing_value"),
    "a very long cell": (text(lambda content: content.replace("Boston", "B" * 40_000)), "too_large"),
    "a cell beyond what Python takes": (text(lambda content: content.replace("Boston", "B" * 200_000)), "too_large"),
    "20,000 columns": (text(lambda content: content.replace("\n", "," + "x," * 20_000 + "\n")), "too_large"),
    "more than a million rows": (text(_million_rows), "too_large"),
    "nothing at all": (data(b""), "empty_file"),
    "headers only": (data(Csv().data(Table(PEOPLE.rows[:1]))), "empty_table"),
    "a PDF": (data(b"%PDF-1.7\n%\xe2\xe3"), "wrong_kind_of_file"),
    "an old workbook": (data(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)), "wrong_kind_of_file"),
    "a web page": (data(b"<html><table><tr><td>person_id</table>"), "wrong_kind_of_file"),
    "a ZIP archive that is cut short": (data(_zip()[:60]), "unreadable_table"),
    "a zip bomb": (data(_zip(**{"xl/workbook.xml": b" " * 50_000_000})), "unsafe_file"),
    "billion laughs": (data(_zip(**{"xl/workbook.xml": LAUGHS})), "unsafe_file"),
    "a workbook called .csv": (book(), TAKEN),
    "a workbook called .xlsm": (book(ending=".xlsm"), TAKEN),
    "hidden rows": (book(_hidden_rows), TAKEN),
    "a hidden sheet": (book(_only_sheet_hidden), TAKEN),
    "days from 1904": (book(_from_1904), TAKEN),
    "a formula without value for a place": (book(set_cell("D2", "=D3")), "formula_without_value"),
    "a formula without value for a date": (book(set_cell("B2", "=TODAY()")), "formula_without_value"),
    "cells merged over people": (book(lambda made: made.worksheets[0].merge_cells("E2:E4")), TAKEN),
    "a formatted cell far below": (book(lambda made: made.worksheets[0].cell(1_048_576, 1)), TAKEN),
    "a value far to the right": (book(set_cell("ZZ3", "x")), "cells_beyond_headers"),
    "a folder called like a file": (lambda folder: (folder / "travel.csv").mkdir(), "wrong_kind_of_file"),
    "a link that leads nowhere": (lambda folder: (folder / "travel.csv").symlink_to("nowhere"), "unreadable_table"),
}


def no_space(_: int) -> None:
    """What the system says when the disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_only(*_: object, **__: object) -> None:
    """What the system says when the disk is read-only."""
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
