"""Writing the team workbook: it helps who fills it in, holds what is known and no more, and loses nothing on update."""

from __future__ import annotations

import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings

from allocator.errors import InputError, UsageError
from allocator.reading.findings import Collector
from allocator.reading.team import read_team, update_team_workbook, write_team_workbook
from allocator.records import Need, Role, Worker
from tests.reading.team.extracts import team_file
from tests.reading.test_writing import worker

BLANK = Worker(worker_id="W1", base="", fte=Decimal(1))
PART_TIME = Worker(worker_id="W2", base="=Lincoln", fte=Decimal("0.6"), role=Role.OLDER, skills=frozenset({Need.UASC}))


def rows(file: Path) -> list[dict[str, object]]:
    """The filled cells of each row, by header."""
    headers, *rows = openpyxl.load_workbook(file)["team"].iter_rows(values_only=True)
    return [{str(h): v for h, v in zip(headers, row, strict=True) if v is not None} for row in rows]


def test_what_is_known_is_in_it_and_what_is_assumed_is_blank(tmp_path: Path) -> None:
    """Proves that full time, everybody and no base are left to be filled in, unless an extract states them."""
    file = write_team_workbook(tmp_path / "team.xlsx", [BLANK, PART_TIME])
    assert rows(file) == [
        {"worker_id": "W1"},
        {"worker_id": "W2", "base": "'=Lincoln", "fte": 0.6, "role": "21+", "skill_uasc": "yes"},
    ]
    write_team_workbook(file, [BLANK], overwrite=True, known={"W1": frozenset({"fte", "post"})})
    assert rows(file) == [{"worker_id": "W1", "fte": 1, "post": "lcw"}]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_headers_have_notes_and_cells_have_words_to_choose_from(tmp_path: Path) -> None:
    """Proves a note on every header, drop-downs for role, post and each skill, and a sheet on how to fill in."""
    book = openpyxl.load_workbook(write_team_workbook(tmp_path / "team.xlsx", []))
    sheet = book["team"]
    assert [cell.value for cell in sheet[1] if cell.comment is None] == []
    offered = {str(one.sqref).split("2:")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    words = {str(sheet[f"{column}1"].value): formula for column, formula in offered.items()}
    assert words["role"] == '"16-20,21+,all"'
    assert {words[f"skill_{need.value}"] for need in Need} == {'"yes,no"'}
    explained = [row[0] for row in book["how to fill in"].iter_rows(values_only=True)]
    assert explained[-len(sheet[1]) :] == [cell.value for cell in sheet[1]]


@settings(max_examples=30, deadline=None)
@given(worker("W1"))
def test_what_is_written_is_read_again(one: Worker) -> None:
    """Proves that any worker put into the workbook comes out of it as they were, but for what is assumed anyway."""
    with TemporaryDirectory() as folder:
        found = Collector()
        (row,) = read_team(write_team_workbook(Path(folder) / "team.xlsx", [one]), found).rows
    again = BLANK.model_copy(update=row.stated)
    assert again == one.model_copy(update={"other": {}})
    assert found.found == []


def test_a_filled_in_workbook_is_left_alone(tmp_path: Path) -> None:
    """Proves that it is replaced when asked and never otherwise, and that the message says what else can be done."""
    file = write_team_workbook(tmp_path / "team.xlsx", [PART_TIME])
    with pytest.raises(
        UsageError, match=r"team\.xlsx is there already and was left alone: add workers to it with --update"
    ):
        write_team_workbook(file, [BLANK])
    assert rows(file)[0]["worker_id"] == "W2"


def test_an_update_adds_who_is_missing_and_keeps_everything(tmp_path: Path) -> None:
    """Proves that cells, a column of one's own and a comment stay, in a file that its owner alone can read."""
    file = write_team_workbook(tmp_path / "team.xlsx", [PART_TIME])
    book = openpyxl.load_workbook(file)
    sheet = book["team"]
    sheet["S1"], sheet["S2"], sheet["L2"] = "parking", "yes", date(2024, 5, 1)
    book.save(file)
    file.chmod(0o644)
    assert update_team_workbook(file, [PART_TIME, BLANK], Collector()) == ("W1",)
    kept, added = rows(file)
    assert (kept["parking"], kept["fte"], kept["base"], added) == ("yes", 0.6, "'=Lincoln", {"worker_id": "W1"})
    sheet = openpyxl.load_workbook(file)["team"]
    assert sheet["A1"].comment is not None
    assert len(sheet.data_validations.dataValidation) == 7
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert update_team_workbook(file, [BLANK], Collector()) == ()
    assert file.read_bytes() == before


def test_an_update_does_not_add_by_id_who_stands_there_by_name(tmp_path: Path) -> None:
    """Proves that a new colleague whom somebody typed by name gets no second row once the key knows them."""
    file = team_file(tmp_path / "t.xlsx", ("worker_id", "base"), ("kim sample", "Boston"))
    assert update_team_workbook(file, [BLANK], Collector(), names={"Kim Sample": BLANK.worker_id}) == ()
    assert update_team_workbook(file, [BLANK], Collector()) == (BLANK.worker_id,)


def test_an_update_writes_below_the_last_worker_where_headers_stand_lower(tmp_path: Path) -> None:
    """Proves that a title above the headers and blank rows between workers lead to no row that is written over."""
    file = team_file(tmp_path / "t.xlsx", ("Our team",), ("base", "worker_id"), ("Boston", "W5"), (), ("Lincoln", "W6"))
    update_team_workbook(file, [PART_TIME], Collector())
    sheet = openpyxl.load_workbook(file)["team"]
    assert [row[:2] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ("Boston", "W5"),
        (None, None),
        ("Lincoln", "W6"),
        ("'=Lincoln", "W2"),
    ]


def test_nothing_is_added_to_what_cannot_be_read(tmp_path: Path) -> None:
    """Proves that mistakes are listed first, and that a CSV file is left to its owner."""
    file = team_file(tmp_path / "t.xlsx", ("worker_id", "fte"), ("W5", "half"))
    before = file.read_bytes()
    with pytest.raises(InputError, match=r"t\.xlsx cannot be added to before this is put right:\n  - .*fte"):
        update_team_workbook(file, [BLANK], Collector())
    assert file.read_bytes() == before
    (tmp_path / "t.csv").write_text("worker_id,base\nW5,Boston\n")
    with pytest.raises(UsageError, match=r"t\.csv is not a workbook: add the workers there yourself\."):
        update_team_workbook(tmp_path / "t.csv", [BLANK], Collector())


def test_a_formula_of_one_s_own_is_not_lost(tmp_path: Path) -> None:
    """Proves that a formula that no spreadsheet has calculated yet, in a column of one's own, is left as it is."""
    file = team_file(tmp_path / "t.xlsx", ("worker_id", "base", "row"), ("W5", "Boston", "=ROW()"))
    update_team_workbook(file, [BLANK], Collector())
    assert openpyxl.load_workbook(file)["team"]["C2"].value == "=ROW()"
