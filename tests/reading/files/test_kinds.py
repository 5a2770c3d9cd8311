"""Files are what they hold: each that is no table is told what it is and what to do, and none is read in part."""

from __future__ import annotations

import errno
import gzip
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from allocator.errors import UsageError
from allocator.reading.files import grids as reading
from allocator.reading.files import grids_in, grids_of
from allocator.reading.findings import Collector
from tests.reading.files.made import read, refused, rows, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    """A ZIP archive with files of these names."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return stream.getvalue()


def ole(name: str) -> bytes:
    """The beginning of an old Office file with a part of this name."""
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "what", "do"),
    [
        (b"%PDF-1.7\n", "a PDF", "Export the table itself"),
        (ole("Workbook"), "an old Excel workbook (.xls)", "save it as .xlsx"),
        (ole("EncryptedPackage"), "a workbook with a password", "take the password off"),
        (ole("WordDocument"), "an old Word document", "Export the table itself"),
        (OLE, "an old Office file", "save it as .xlsx"),
        (b"\x09\x08\x10\x00\x00\x06", "an Excel workbook of the 1990s", "save it as .xlsx"),
        (b"  <html><body><table><tr><td>id", "a web page (HTML)", "save it as .xlsx"),
        (b"<TABLE border=1>", "a web page (HTML)", "save it as .xlsx"),
        ("\ufeff<html>".encode("utf-16-le"), "a web page (HTML)", "save it as .xlsx"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file", "Export the table itself"),
        (b'[{"id": "P1"}]', "a JSON file", "Export the table itself"),
        (gzip.compress(b"id\nP1\n"), "a packed file (gzip)", "Unpack it first."),
        (archive("young_people.csv"), "a ZIP archive", "Unpack it first."),
        (archive("[Content_Types].xml", "xl/workbook.bin"), "a binary workbook (.xlsb)", "save it as .xlsx"),
        (archive("mimetype", "content.xml"), "an OpenDocument file (.ods)", "save it as .xlsx"),
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document", "Export the table itself"),
        (archive(), "an empty ZIP archive", "Export the table itself"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "Export the table itself"),
        (bytes(range(32)) * 40, "no text (or damaged)", "Export the table itself"),
        (b"id,place\nP1,Boston\n" + bytes(4096), "no text (or damaged)", "Export the table itself"),
    ],
)
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_what_it_really_is(tmp_path: Path, name: str, data: bytes, what: str, do: str) -> None:
    """Whatever the file is called, it is told for what it is."""
    finding = refused(tmp_path, name, data)
    assert (finding.code, finding.what) == ("wrong_kind_of_file", f"{name} is {what}, not a table that can be read.")
    assert do in finding.do


@pytest.mark.parametrize("data", [b"", b"\n\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00", bytes(512)])
def test_empty(tmp_path: Path, data: bytes) -> None:
    """A file without anything is empty, marks and blank lines or not."""
    finding = refused(tmp_path, "a.csv", data)
    assert (finding.code, finding.what) == ("empty_file", "a.csv is empty.")


def test_endings_do_not_matter(tmp_path: Path) -> None:
    """A CSV file called .xlsx and a workbook called .csv are read as what they are."""
    assert rows(tmp_path, "a.xlsx", b"id,share\nP1,0.6\n") == [("id", "share"), ("P1", "0.6")]
    assert rows(tmp_path, "b.csv", workbook())[1] == ("P1", "2008-03-14", "0.6")


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there is the only thing that is the caller's mistake."""
    with pytest.raises(UsageError, match=r"There is no file .*nowhere\.csv\."):
        grids_of(tmp_path / "nowhere.csv", Collector())


def test_folders_called_like_files(tmp_path: Path) -> None:
    """A folder called x.csv is said to be one; marks of open spreadsheets are passed over; order is by name."""
    (tmp_path / "x.csv").mkdir()
    (tmp_path / "~$b.xlsx").write_bytes(b"lock")
    (tmp_path / "readme.txt").write_text("not read")
    (tmp_path / "b.xlsx").write_bytes(workbook(One=[["a"]], Two=[["b"]]))
    (tmp_path / "a.CSV").write_text("id\n")
    found = Collector()
    assert [(grid.file, grid.sheet) for grid in grids_in(tmp_path, found)] == [
        ("a.CSV", None),
        ("b.xlsx", "One"),
        ("b.xlsx", "Two"),
    ]
    assert [finding.what for finding in found.found] == ["x.csv is a folder, not a table that can be read."]


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """What is neither file nor folder is not opened: reading would never end."""
    os.mkfifo(tmp_path / "x.csv")
    found = Collector()
    assert grids_of(tmp_path / "x.csv", found) == ()
    assert [finding.what for finding in found.found] == ["x.csv is no file, not a table that can be read."]


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOENT, errno.EIO])
def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """No right to read, gone since it was listed, a disk that fails: a finding with the system's reason."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    (tmp_path / "a.csv").write_text("id\n")
    monkeypatch.setattr(Path, "open", refuse)
    found = Collector()
    assert grids_of(tmp_path / "a.csv", found) == ()
    [finding] = found.found
    assert finding.code == "unreadable_table"
    assert finding.what == f"a.csv cannot be opened ({os.strerror(code)})."


def test_larger_than_any_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused, and no more than the limit is taken into memory."""
    monkeypatch.setattr(reading, "MOST_BYTES", 2**20)
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(10 * 2**40)  # ten terabytes that take no room on the disk
    found = Collector()
    assert grids_of(tmp_path / "a.csv", found) == ()
    assert [finding.what for finding in found.found] == ["a.csv has more than 1 MiB."]


@pytest.mark.parametrize("name", ["our list.csv", "Zoë Straße.csv", "📋 list.csv", "x" * 200 + ".csv"])
def test_any_name(tmp_path: Path, name: str) -> None:
    """Spaces, accents, emoji and long names are names like others, and fit into a message."""
    [grid], _ = read(tmp_path, name, b"id\nP1\n")
    assert grid.file == name
    refused(tmp_path, name, b"%PDF-1.7")
