"""Whatever a command writes is its owner's alone and holds no formula, and text reads back as the same text."""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.cli import main
from allocator.reading.caseload import read_caseload
from allocator.reading.cells import clean
from allocator.reading.privacy import Key, write_key
from allocator.reading.writing.all_or_nothing import write_whole
from allocator.reading.writing.folder import write_caseload
from allocator.reading.writing.workbook import write_caseload_workbook
from allocator.records import Caseload, Category, Worker, YoungPerson

AS_OF = date(2025, 6, 2)
RISKY = re.compile(r"[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "|calc", "%0A", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "'=1"),
    *('=HYPERLINK("http://example.org","x")', "\uff1d1+1", "-", "=", "@"),
]
RUN = ("--as-of", "2025-06-02", "--time-limit", "20", "--quiet")


def caseload(texts: list[str], ids: list[str]) -> Caseload:
    """Texts wherever a caseload keeps any: ids, places, teams, groups, events, further columns and their headers."""
    people = tuple(
        YoungPerson(
            person_id=f"{i}p{n}",
            date_of_birth=date(2008, 1, 5),
            category=Category.ELIGIBLE,
            place=text,
            current_worker=f"{ids[0]}w0",
            keep_together=text,
            key_event=text,
            key_event_date=AS_OF,
            languages=frozenset({text.casefold()}) if not set(text) & {",", ";"} else frozenset(),
            other={f"{text} further": text},
        )
        for n, (text, i) in enumerate(zip(texts, ids, strict=True))
    )
    workers = tuple(
        Worker(worker_id=f"{i}w{n}", base=text, fte=Decimal(1), team=text, other={f"{text} more": text})
        for n, (text, i) in enumerate(zip(texts, ids, strict=True))
    )
    return Caseload(title=texts[0], as_of=AS_OF, young_people=people, workers=workers)


def cells_of(place: Path) -> Iterator[tuple[str, str]]:
    """Every cell of every table below a folder (or of one workbook), header or not, with its file."""
    for file in [place] if place.is_file() else sorted(place.rglob("*")):
        if file.suffix == ".csv":
            rows = csv.reader(file.read_text(encoding="utf-8").splitlines(keepends=True))
            yield from ((file.name, cell) for row in rows for cell in row)
        elif file.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(file).worksheets:
                for row in sheet.iter_rows():
                    assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
                    yield from ((file.name, cell.value) for cell in row if isinstance(cell.value, str))


def formulas(place: Path) -> list[tuple[str, str]]:
    """The cells that a spreadsheet would run."""
    return [(name, cell) for name, cell in cells_of(place) if RISKY.match(cell) and not NUMBER.fullmatch(cell)]


def as_read(text: str) -> str:
    """A text as a caseload has it once it was read: without stray blanks."""
    return clean(text)


def test_no_file_of_a_run_has_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A caseload full of formulas is written, run, and converted to a workbook and a key: no cell begins one."""
    ids = [text.replace(",", "").replace(";", "") for text in FORMULAS]
    made = caseload(FORMULAS, ids)
    write_caseload(made, tmp_path / "folder")
    write_caseload_workbook(made, tmp_path / "book.xlsx")
    write_key(tmp_path / "key.csv", Key(dict.fromkeys(FORMULAS, "=W"), dict.fromkeys(FORMULAS, "@P")))
    assert main(["allocate", str(tmp_path / "folder"), "--out", str(tmp_path / "run"), *RUN]) in (0, 3)
    assert main(["template", str(tmp_path / "folder")]) == 0
    assert capsys.readouterr().err == ""
    assert formulas(tmp_path) == []
    assert "=1+1p0" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")  # a page runs nothing
    assert ("allocation.csv", "'=1+1p0") in set(cells_of(tmp_path / "run"))


@given(st.lists(st.sampled_from(FORMULAS) | st.text("=+-@|%'a1 \uff1d\"", min_size=1), min_size=1, max_size=3))
@settings(max_examples=40)
def test_they_read_back_the_same(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """From a folder and from a workbook, whatever signs a text begins with."""
    texts = [text for text in map(as_read, texts) if text and text == as_read(text) and text != "-"] or ["=1"]
    made = caseload(texts, ["=" for _ in texts])
    place = tmp_path_factory.mktemp("both")
    write_caseload(made, place / "folder")
    write_caseload_workbook(made, place / "book.xlsx")
    assert formulas(place) == []
    for source in (place / "folder", place / "book.xlsx"):
        read = read_caseload(source)
        assert (read.young_people, read.workers) == (made.young_people, made.workers)


@pytest.mark.skipif(os.name != "posix", reason="there are no permissions here")
def test_everything_is_the_owners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that writes, under a umask that would let everybody in: files 0600 in folders 0700."""
    extract = tmp_path / "list9.csv"
    extract.write_text(
        "Child Unique ID,Date of Birth,Does the Child have a Disability,Allocated Team,Allocated Worker,"
        "Eligibility Category,LA in Touch,Activity Status\n1,05/01/2008,b) No,North,Ann Example,b) Former,a) Yes,\n",
        encoding="utf-8",
    )
    base = tmp_path / "deep" / "er"
    county, run = base / "county", ("--as-of", "2025-06-02", "--time-limit", "20", "--quiet")
    convert = ("convert", "annex-a", extract, "--as-of", "2025-06-02")
    commands: list[tuple[object, ...]] = [
        (*convert, "--out", county / "one"),
        (*convert, "--out", base / "books" / "one.xlsx"),
        (*convert, "--out", county / "one", "--overwrite", "--csv", county / "found.csv"),
        ("template", base / "empty"),
        ("template", county / "one"),
        ("demo", "--no-open", "--out", base / "demo" / "run", "--time-limit", "5", "--quiet"),
        ("generate", "lincolnshire-2025", base / "made"),
        ("generate", "lincolnshire-2025", base / "extract", "--as", "annex-a-17"),
        ("generate", "lincolnshire-2025", base / "ssd", "--as", "ssd"),
        ("allocate", county / "one", "--out", base / "runs" / "first", *run),
        ("allocate", county / "one", "--out", base / "runs" / "first", "--overwrite", *run),
        ("what-if", county / "one", "--fte", "W01=0.5", "--out", base / "what-if" / "a", *run),
    ]
    before = os.umask(0)
    try:
        codes = [main([str(word) for word in words]) for words in commands]
    finally:
        os.umask(before)
    said = capsys.readouterr().err
    assert [(words, said) for code, words in zip(codes, commands, strict=True) if code not in (0, 3)] == []
    paths = [base.parent, *base.parent.rglob("*")]
    assert len(paths) > 40
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in paths}
    assert {str(path): oct(mode) for path, mode in wanted.items() if stat.S_IMODE(path.stat().st_mode) != mode} == {}


def test_a_system_without_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where modes cannot be changed, files are written all the same."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refused)
    monkeypatch.setattr(os, "chmod", refused)
    write_whole({tmp_path / "new" / "a.txt": b"text"})
    write_key(tmp_path / "key.csv", Key({"Robin": "W01"}))
    write_caseload(caseload(["Boston"], ["1"]), tmp_path / "folder")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"text"
    assert read_caseload(tmp_path / "folder").young_people[0].place == "Boston"
