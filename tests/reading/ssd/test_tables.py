"""Which tables and columns there are: exact names in any capitals, files or sheets, and what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import UsageError
from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.reading.ssd.columns import TABLES
from allocator.reading.ssd.tables import table_called
from tests.reading.ssd.folders import AS_OF, codes, leaver, read, tables, write

NAMES = {
    "ssd_person": "ssd_person",
    "SSD_Care_Leavers": "ssd_care_leavers",
    "professionals": "ssd_professionals",
    "Care Leavers": "ssd_care_leavers",
    "ssd_development.ssd_address": "ssd_address",
    "ssd_person_2026-01-05": "ssd_person",
    "ssd_involvements 20260105": "ssd_involvements",
    "ssd_cin_plans": "ssd_cin_plans",
    "readme": None,
    "ssd_persons": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_tables_by_name(name: str) -> None:
    """Proves which names are a table's: with or without prefix, schema or date, and no misspelt one."""
    assert table_called(name) == NAMES[name]


def test_every_published_name_is_known() -> None:
    """Proves that each table that is read is found by its own name."""
    assert {table_called(name) for name in TABLES} == set(TABLES)


def test_capitals_and_order_of_columns_do_not_matter(tmp_path: Path) -> None:
    """Proves that headers are matched by name in any capitals, and that a row of another title may stand above."""
    folder = write(tmp_path / "ssd", tables())
    (folder / "ssd_care_leavers.csv").unlink()
    (folder / "Care_Leavers.CSV").write_text(
        "Extract of January,,\nCLEA_Care_Leaver_Eligibility,Clea_Person_ID,CLEA_CARE_LEAVER_PERSONAL_ADVISOR\n"
        "Qualifying,P1,A1\n",
        encoding="utf-8",
    )
    found = Collector()
    extract = read_ssd(folder, as_of=AS_OF, found=found)
    assert [(row.number, person.person_id, person.current_worker) for row, person in extract.people] == [
        (3, "P1", "A1")
    ]
    assert "missing_table" not in codes(found.found)


def test_sheets_of_a_workbook(tmp_path: Path) -> None:
    """Proves that a workbook, by itself or in the folder, gives what a folder of files gives."""
    book = Workbook()
    for name, rows in tables().items():
        sheet = book.create_sheet(name)
        headers = list(dict.fromkeys(header for row in rows for header in row)) or list(TABLES[name].columns)
        sheet.append(headers)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
    book.save(tmp_path / "ssd.xlsx")
    by_files, _ = read(tmp_path / "files")
    for source in (tmp_path / "ssd.xlsx", tmp_path):
        extract = read_ssd(source, as_of=AS_OF, found=Collector())
        assert [person for _, person in extract.people] == [person for _, person in by_files.people]
        assert extract.workers == by_files.workers
    assert {row.sheet for row, _ in extract.people} == {"ssd_care_leavers"}


def test_what_is_missing_is_said_once(tmp_path: Path) -> None:
    """Proves an error for each table that is needed, and a note that says what stays blank for each other."""
    extract, findings = read(tmp_path, address=None, professionals=None, person=None)
    assert {(f.code, f.table) for f in findings if "missing" in f.code} == {
        ("missing_table", "ssd_person"),
        ("optional_table_missing", "ssd_address"),
        ("optional_table_missing", "ssd_professionals"),
    }
    assert extract.people == ()  # nobody has a date of birth, which is said of the table
    notes = {f.table: f.what for f in findings if f.code == "optional_table_missing"}
    assert notes["ssd_address"] == "There is no ssd_address. Blank without it: where people live, and moves."


def test_without_care_leavers_there_is_nothing(tmp_path: Path) -> None:
    """Proves that the error says so, and that nothing else is made up."""
    extract, findings = read(tmp_path, care_leavers=None)
    assert [(f.code, f.table) for f in findings] == [("missing_table", "ssd_care_leavers")]
    assert (extract.people, extract.workers, extract.rows) == ((), {}, 0)


def test_other_tables_are_counted_and_not_opened(tmp_path: Path) -> None:
    """Proves one note for the other tables of the SSD, however broken, and one for each file that is none of them."""
    folder = write(tmp_path / "ssd", tables())
    for name in ("ssd_cin_plans.csv", "ssd_contacts.csv", "ssd_adress.csv", ".hidden.csv", "notes.txt"):
        (folder / name).write_bytes(b'"\x00never closed')
    found = Collector()
    read_ssd(folder, as_of=AS_OF, found=found)
    others = [f for f in found.found if f.code in {"table_unread", "unknown_table", "unreadable_table"}]
    assert [(f.code, f.what) for f in others] == [
        (
            "unknown_table",
            "ssd_adress.csv is none of the tables of the SSD and was left out. Did you mean ssd_address?",
        ),
        ("table_unread", "2 other tables of the SSD (first ssd_cin_plans) hold nothing for an allocation."),
    ]


def test_columns_that_are_missing_or_there_twice(tmp_path: Path) -> None:
    """Proves an error for a needed column, with the nearest header; a note for another; an error for one twice."""
    folder = write(tmp_path / "ssd", tables())
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_dobb\nP1,2003-08-07\n", encoding="utf-8")
    (folder / "ssd_department.csv").write_text("dept_team_id,dept_team_name,dept_team_name\n", encoding="utf-8")
    (folder / "ssd_address.csv").write_text(
        "addr_person_id,addr_address_start_date,addr_address_end_date,addr_address_postcode\n", encoding="utf-8"
    )
    found = Collector()
    read_ssd(folder, as_of=AS_OF, found=found)
    said = {f.code: f for f in found.found}
    assert said["missing_column"].what == "The column pers_dob is missing. Did you mean pers_dobb?"
    assert said["duplicate_column"].what == "Two columns are headed dept_team_name."
    assert said["column_not_there"].what == "There is no column addr_address_json: blank for everybody."


def test_the_same_table_twice(tmp_path: Path) -> None:
    """Proves that two files of one table are an error, and that the first is read on."""
    folder = write(tmp_path / "ssd", tables())
    write(tmp_path / "other", tables(care_leavers=[leaver("P9")]))
    (tmp_path / "other" / "ssd_care_leavers.csv").rename(folder / "z_care_leavers.csv")
    (folder / "z_care_leavers.csv").rename(folder / "ssd_care_leavers_2026.csv")
    found = Collector()
    extract = read_ssd(folder, as_of=AS_OF, found=found)
    twice = [f for f in found.found if f.code == "table_twice"]
    assert [(f.table, f.file) for f in twice] == [("ssd_care_leavers", "ssd_care_leavers_2026.csv")]
    assert [person.person_id for _, person in extract.people] == ["P1", "P2"]


def test_empty_tables(tmp_path: Path) -> None:
    """Proves that care leavers without a row are an error, and another empty file a note."""
    folder = write(tmp_path / "ssd", tables(care_leavers=[]))
    (folder / "ssd_address.csv").write_bytes(b"")
    found = Collector()
    read_ssd(folder, as_of=AS_OF, found=found)
    assert {(f.code, f.table) for f in found.found} >= {
        ("empty_table", "ssd_care_leavers"),
        ("optional_table_missing", "ssd_address"),
    }


def test_no_folder(tmp_path: Path) -> None:
    """Proves that a folder that is not there is wrong usage."""
    with pytest.raises(UsageError, match=r"There is no folder .*nowhere\."):
        read_ssd(tmp_path / "nowhere", as_of=AS_OF, found=Collector())
