"""Whether a workbook is safe to unpack: its sizes, how far it was packed, and no XML that declares entities.

It refuses what could fill the memory before anything of it is unpacked, and reads no sheet.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from allocator.reading.files.grid import FileProblem
from allocator.reading.files.limits import HIGHEST_RATIO, MOST_PARTS, MOST_UNPACKED, SMALL_PART, SPLIT

ASK = "Do not open it. Ask where it comes from, and export it again."
SAVE_AGAIN = "Open it in a spreadsheet and save it again as .xlsx."
_CHUNK = 16_384
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class _Declared(Exception):
    """The XML declares a document type: entities could be behind it."""


class _Begun(Exception):
    """The first element has come: after it no document type can."""


def refuse_unsafe(data: bytes, shown: str) -> None:
    """Raise FileProblem where a workbook would unpack to too much, or where its XML could.

    The declared sizes suffice: nothing is unpacked beyond what is declared, and what declares too little is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_sizes(archive.infolist(), shown)
            for part in archive.infolist():
                if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _refuse_entities(archive, part, shown)
    except _DAMAGE as problem:
        raise FileProblem("unreadable_table", f"{shown} is damaged or cut short.", SAVE_AGAIN) from problem


def _refuse_sizes(parts: list[zipfile.ZipInfo], shown: str) -> None:
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1):
            raise FileProblem("unsafe_file", f"{shown} is packed as files are that are made to do harm.", ASK)
        if part.flag_bits & 0x1:
            raise FileProblem("wrong_kind_of_file", f"{shown} has a password.", "Save it without a password.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileProblem("too_large", f"{shown} unpacks to more than can be a list of people.", SPLIT)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shown: str) -> None:
    """Look into the XML up to its first element: workbooks declare no document type, attacks must."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _raise_declared
    parser.StartElementHandler = _raise_begun
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
    except _Declared as problem:
        raise FileProblem(
            "unsafe_file", f"{shown} has XML that declares entities, as no workbook does.", ASK
        ) from problem
    except _Begun:
        return
    except expat.ExpatError:
        return  # no XML: the reader of the part will say so, if anything needs it


def _raise_declared(*_: object) -> None:
    raise _Declared


def _raise_begun(*_: object) -> None:
    raise _Begun
