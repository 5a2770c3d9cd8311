"""Workbooks that are written: every value comes back, no text is ever a formula, whole or not at all, owner only."""

from __future__ import annotations

import io
import stat
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import UsageError
from allocator.reading.cells import clean
from allocator.reading.files.writing_workbooks import DropDown, SheetHelp, workbook_bytes, write_workbook

ROWS: list[list[object]] = [["id", "day", "fte", "n", "none"], ["A-7", date(2025, 6, 2), Decimal("0.6"), 11, None]]


def values(file: Path, title: str) -> list[tuple[object, ...]]:
    """What stands in a sheet."""
    return list(openpyxl.load_workbook(file)[title].iter_rows(values_only=True))


def test_every_kind_of_value_comes_back(tmp_path: Path) -> None:
    """Proves that text, days, numbers and blanks are stored as what they are, below a bold and frozen header."""
    file = write_workbook(tmp_path / "new" / "book.xlsx", {"one": ROWS, "two": [["x"], [True], [False]]})
    sheet = openpyxl.load_workbook(file)["one"]
    day = sheet["B2"].value
    assert (sheet["A2"].value, day.date(), sheet["C2"].value, sheet["D2"].value) == ("A-7", date(2025, 6, 2), 0.6, 11)
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("A2", True, False)
    assert values(file, "two") == [("x",), ("yes",), ("no",)]


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30))
@pytest.mark.parametrize("start", ["", "=", "+", "@", "-", "#N/A", "\t=", "\x01=", "|"])
def test_no_text_is_a_formula(start: str, text: str) -> None:
    """Proves that any text is stored as text, and is the same again for whoever reads it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"s": [["h"], [start + text, "last"]]})))
    cell = book["s"]["A2"]
    assert cell.data_type in ("s", "inlineStr", "n")
    assert not str(cell.value or "").startswith(("=", "@", "\t"))
    assert clean(str(cell.value or "")) == clean(start.replace("\x01", " ") + text)


def test_letters_that_no_workbook_can_hold_become_blanks(tmp_path: Path) -> None:
    """Proves that a control character from a broken extract does not stop a workbook from being written."""
    file = write_workbook(tmp_path / "b.xlsx", {"s": [["h"], ["a\x01b\x0bc"]]})
    assert values(file, "s")[1] == ("a b c",)


def test_a_text_too_long_for_a_cell_is_said_and_not_cut(tmp_path: Path) -> None:
    """Proves that nothing is lost silently: a spreadsheet holds 32,767 letters in a cell."""
    with pytest.raises(UsageError, match=r"A text of 32768 letters is longer than a cell of a workbook can hold"):
        write_workbook(tmp_path / "b.xlsx", {"s": [["h"], ["x" * 32_768]]})
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    """Proves that a workbook that somebody filled in survives a second call."""
    file = write_workbook(tmp_path / "b.xlsx", {"s": [["h"], [1]]})
    with pytest.raises(UsageError, match=r"b\.xlsx is there already. Name another file, or use --overwrite"):
        write_workbook(file, {"s": [["h"], [2]]})
    assert values(file, "s")[1] == (1,)
    write_workbook(file, {"s": [["h"], [3]]}, overwrite=True)
    assert values(file, "s")[1] == (3,)


def test_only_the_owner_can_read_it_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the draft and the file are 0600 and a new folder 0700, and that a fault leaves nothing behind."""
    file = write_workbook(tmp_path / "new" / "b.xlsx", {"s": ROWS})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    modes: list[int] = []

    def refused(draft: Path, target: Path) -> None:
        modes.append(stat.S_IMODE(draft.stat().st_mode))
        raise OSError(30, "Read-only file system", str(target))

    before = file.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refused)
        with pytest.raises(UsageError, match=r"cannot be written to \(Read-only file system\), so nothing was changed"):
            write_workbook(file.parent / "c.xlsx", {"s": [["h"], ["other"]]})
    assert (modes, file.read_bytes()) == ([0o600], before)
    assert [path.name for path in file.parent.iterdir()] == ["b.xlsx"]


def test_the_same_values_are_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no time of writing is in the file, so that its hash says whether anything has changed."""
    guides = {"s": SheetHelp({"id": "An id."}, {"fte": DropDown(("0.5", "1"))})}
    first = workbook_bytes({"s": ROWS}, guides=guides)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    time.sleep(1.1)  # a second later by the clock that the standard library asks
    assert workbook_bytes({"s": ROWS}, guides=guides) == first
    assert workbook_bytes({"s": [*ROWS, ["B"]]}, guides=guides) != first


def test_notes_and_drop_downs(tmp_path: Path) -> None:
    """Proves that a header carries its note, and that the cells below it offer the words, strictly or not."""
    guide = SheetHelp(
        {"role": "Whom they take."}, {"role": DropDown(("16-20", "21+")), "skills": DropDown(("uasc",), only=False)}
    )
    file = write_workbook(tmp_path / "b.xlsx", {"s": [["id", "role", "skills"], ["W1"]]}, guides={"s": guide})
    sheet = openpyxl.load_workbook(file)["s"]
    assert sheet["B1"].comment.text == "Whom they take."
    strict, free = sheet.data_validations.dataValidation
    assert (strict.formula1, str(strict.sqref), strict.showErrorMessage) == ('"16-20,21+"', "B2:B1002", True)
    assert (free.formula1, free.showErrorMessage) == ('"uasc"', False)
    with zipfile.ZipFile(file) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "sheets/" in name)


def test_words_that_cannot_be_offered_are_a_fault_of_ours() -> None:
    """Proves that a comma inside a word would not silently become two words."""
    with pytest.raises(ValueError, match="cannot stand in a drop-down"):
        DropDown(("a,b",))
