"""What a file really is, by its first bytes and not by its ending; it reads no table out of any."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from allocator.reading.files.grid import FileProblem

SAVE_XLSX = "Open it in a spreadsheet and save it as .xlsx."
EXPORT = "Export the table itself as .xlsx or CSV."
HEAD = 65_536  # bytes that are looked at
MOST_CONTROL = 0.01  # the share of control characters from which on bytes are no text

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", EXPORT),
    (b"{\\rtf", "a text document (RTF)", EXPORT),
    (b"\x1f\x8b", "a packed file (gzip)", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", "Unpack it first."),
    (b"Rar!", "a packed file (rar)", "Unpack it first."),
    (b"PK\x05\x06", "an empty ZIP archive", EXPORT),
    (b"SQLite format 3", "a database", EXPORT),
    (b"PAR1", "a Parquet file", EXPORT),
    (b"\x89PNG", "a picture", EXPORT),
    (b"\xff\xd8\xff", "a picture", EXPORT),
    (b"GIF8", "a picture", EXPORT),
    (b"\x09\x08\x10\x00", "an Excel workbook of the 1990s", SAVE_XLSX),
)
_MARKUP: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<(!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE), "a web page (HTML)"),
    (re.compile(rb"<\?xml|<!doctype|<!entity|<workbook\b", re.IGNORECASE), "an XML file"),
    (re.compile(rb"[\[{]\s*[\[{\"]"), "a JSON file"),
)
_PACKED: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)", SAVE_XLSX),
    ("content.xml", "an OpenDocument file (.ods)", SAVE_XLSX),
    ("word/document.xml", "a Word document", EXPORT),
    ("ppt/presentation.xml", "a set of slides", EXPORT),
    ("index/document.iwa", "an Apple Numbers file", "Export it as .xlsx or CSV."),
)
_COMPOUND: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "a workbook with a password", "Open it, take the password off, and save it again."),
    ("WordDocument", "an old Word document", EXPORT),
    ("__substg1.0", "a saved e-mail", "Save the attachment itself."),
    ("Workbook", "an old Excel workbook (.xls)", SAVE_XLSX),
    ("Book", "an old Excel workbook (.xls)", SAVE_XLSX),
)
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1a")


def is_workbook(data: bytes) -> bool:
    """Whether these bytes begin as an .xlsx or .xlsm does, whatever the file is called."""
    return data.startswith(ZIP)


def refuse_other(data: bytes, shown: str) -> None:
    """Raise FileProblem, which says what the file is and what to do, unless it may be a CSV file or a workbook."""
    head = data[:HEAD]
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00\t\r\n\x1a ") and len(data) <= HEAD:
        raise FileProblem("empty_file", f"{shown} is empty.", "Export it again, or take it away.")
    if is_workbook(head):
        _refuse_packed(data, shown)
    elif head.startswith(OLE):
        names = tuple((name.encode("utf-16-le"), what, do) for name, what, do in _COMPOUND)
        raise _wrong_kind(shown, *_first(names, data, "an old Office file"))
    else:
        _refuse_signs(head, shown)


def _refuse_packed(data: bytes, shown: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name.casefold() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as problem:
        what = f"{shown} is a workbook that is damaged or cut short."
        raise FileProblem("unreadable_table", what, "Copy or export it again.") from problem
    if "[content_types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        listed = next(
            ((what, do) for name, what, do in _PACKED if name in names), ("a ZIP archive", "Unpack it first.")
        )
        raise _wrong_kind(shown, *listed)


def _refuse_signs(head: bytes, shown: str) -> None:
    for sign, what, do in _SIGNS:
        if head.startswith(sign):
            raise _wrong_kind(shown, what, do)
    opening = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for pattern, what in _MARKUP:
        if pattern.match(opening):
            raise _wrong_kind(shown, what, SAVE_XLSX if what.endswith("(HTML)") else EXPORT)


def refuse_binary(text: str, shown: str) -> None:
    """Raise FileProblem where decoded text is so full of control characters that it never was text."""
    head = text[:HEAD].encode("utf-8", "replace")
    if len(head) - len(head.translate(None, _CONTROL)) > MOST_CONTROL * len(head) + 2:
        raise _wrong_kind(shown, "no text (or damaged)", EXPORT)


def _first(names: Iterable[tuple[bytes, str, str]], data: bytes, otherwise: str) -> tuple[str, str]:
    return next(((what, do) for name, what, do in names if name in data), (otherwise, SAVE_XLSX))


def _wrong_kind(shown: str, what: str, do: str) -> FileProblem:
    return FileProblem("wrong_kind_of_file", f"{shown} is {what}, not a table that can be read.", do)
