"""Files: every encoding and delimiter that spreadsheets save is read, row numbers are those that a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.files import Grid
from allocator.reading.files.text import rows_of_text
from allocator.reading.findings import Collector
from allocator.reading.tables.folder import decode, raw_table
from tests.reading.folders import PEOPLE, WORKERS, findings, folder, one, read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A place with an accent is the same place in each encoding."""
    text = PEOPLE.replace("Boston", "Château d'If")
    assert read(tmp_path, people=text.encode(encoding)).young_people[0].place == "Château d'If"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Commas, semicolons and tabs separate cells alike."""
    caseload = read(tmp_path, workers=WORKERS.replace(",", delimiter))
    assert [worker.base for worker in caseload.workers] == ["Lincoln", "Boston"]


def test_blank_lines_are_counted_but_not_read() -> None:
    """Row numbers are the spreadsheet's: the header is 1 and blank rows count."""
    grid = Grid("workers.csv", None, rows_of_text("worker_id,b\n1,2\n\n , \n3,4\n"))
    table = raw_table("workers", grid, Collector(), shown="workers.csv")
    assert table.headers == ("worker_id", "b")
    assert [number for number, _ in table.rows] == [2, 5]


def test_decode_falls_back() -> None:
    """Bytes that are no UTF-8 are taken for the Windows code page."""
    assert decode("naïve".encode("cp1252")) == "naïve"


def test_quotation_mark_without_partner(tmp_path: Path) -> None:
    """A file in which rows would be swallowed is refused, not read in part."""
    found = one(tmp_path, "unreadable_table", workers='worker_id,base,fte\nW1,"Boston,1.0\nW2,Lincoln,1.0\n')
    assert (found.what, found.row) == ("Row 2 cannot be read (unexpected end of data).", 2)
    assert found.do == "Look there for a quotation mark without its partner."


def test_unreadable_table_is_not_missing_too(tmp_path: Path) -> None:
    """One fault gives one finding."""
    codes = {finding.code for finding in findings(tmp_path, workers='worker_id,base,fte\nW1,"Boston,1.0\n')}
    assert codes == {"unreadable_table"}


def test_table_names_are_forgiving(tmp_path: Path) -> None:
    """Young People.csv is the table young_people."""
    place = folder(tmp_path)
    (place / "young_people.csv").rename(place / "Young People.CSV")

    assert len(read_caseload(place).young_people) == 2


def test_table_twice(tmp_path: Path) -> None:
    """Two files for one table are an error, and the first is read."""
    found = one(tmp_path, "table_twice", workers_=WORKERS)
    assert found.what == "The table workers is there twice."
    assert found.do == "Keep the one that counts."


def test_unknown_table(tmp_path: Path) -> None:
    """A stranger among the files is a note with the nearest table; the word list of a template is none."""
    found = one(tmp_path, "unknown_table", travels="from,to\n", words="table,column\n")
    assert found.what == "travels.csv is none of the tables and was left out. Did you mean travel?"


def test_short_rows_and_blank_looking_cells(tmp_path: Path) -> None:
    """Cells that are not there, or hold a hard space only, are blank."""
    text = "base,fte,role,worker_id\nLincoln,1,\u00a0,W1\nBoston,1\n"
    [found] = findings(tmp_path, workers=text)
    assert (found.code, found.what, found.row) == ("missing_value", "worker_id is blank.", 3)


def test_missing_table(tmp_path: Path) -> None:
    """A needed table that is not there is named with its columns."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()

    with pytest.raises(InputError, match="The table workers is missing from caseload") as caught:
        read_caseload(place)
    [found] = caught.value.findings
    assert found.do == "Add a file workers.csv with at least the columns worker_id, base, fte."  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_empty_file(tmp_path: Path, text: str) -> None:
    """A file without anything is one error, and its table is not said to be missing too."""
    [found] = findings(tmp_path, workers=text)
    assert (found.code, found.what) == ("empty_file", "workers.csv is empty.")


def test_empty_table(tmp_path: Path) -> None:
    """A needed table without rows is an error."""
    found = one(tmp_path, "empty_table", workers="worker_id,base,fte\n")
    assert (found.what, found.do) == ("workers.csv has no rows below its headers.", "Fill it in.")


def test_empty_optional_table(tmp_path: Path) -> None:
    """A table that nobody needs may be empty."""
    assert not [f for f in findings(tmp_path, travel="from,to,minutes\n") if f.table == "travel"]


def test_a_title_and_totals(tmp_path: Path) -> None:
    """Titles above and totals below are counted as left out; row numbers stay the spreadsheet's."""
    text = f"Our workers\n\n{WORKERS}\nTotal,,1.6\n,,1.6\n"
    caseload = read(tmp_path, workers=text)
    assert [worker.worker_id for worker in caseload.workers] == ["W1", "W2"]
    assert [(f.code, f.what, f.row) for f in caseload.findings] == [
        ("rows_above_headers", "1 row above the headers was left out.", 1),
        ("totals_left_out", "2 rows of totals at the bottom were left out.", 7),
    ]


def test_findings_below_a_title_name_the_right_row(tmp_path: Path) -> None:
    """The row of the headers is the one in which they stand."""
    found = one(tmp_path, "unknown_column", workers="Our workers\nworker_id,base,fte,bicycle\nW1,Lincoln,1,yes\n")
    assert found.row == 2


def test_headers_in_two_rows(tmp_path: Path) -> None:
    """Headers that fall into two rows are joined."""
    caseload = read(tmp_path, workers="worker,base,fte,start\nid,,,date\nW1,Lincoln,1,2020-01-06\n")
    assert [(worker.worker_id, str(worker.start_date)) for worker in caseload.workers] == [("W1", "2020-01-06")]


def test_people_above_the_headers(tmp_path: Path) -> None:
    """Rows as full as records above the headers are an error and not a title, for they would be lost."""
    first, *rest = PEOPLE.splitlines(keepends=True)
    found = one(tmp_path, "records_above_headers", people="".join([rest[0], first, *rest[1:]]))
    assert (found.what, found.row) == ("Rows above the headers look like records.", 1)
    assert found.do == "Make the row of headers the first of the table."


def workbook_of(path: Path, hidden: tuple[str, ...] = (), **sheets: str) -> None:
    """A workbook with these sheets, given as CSV."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, text in sheets.items():
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(","))
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(path)


def test_a_workbook_in_a_folder(tmp_path: Path) -> None:
    """One table of a folder may be a workbook: the visible sheet with its headers counts, and others are said."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()
    workbook_of(place / "workers.xlsx", Notes="see below", Now=WORKERS, Old=WORKERS, hidden=("Old",))
    caseload = read_caseload(place)
    assert len(caseload.workers) == 2
    assert [(f.code, f.sheet) for f in caseload.findings] == [("unknown_table", "Notes")]


def test_two_sheets_with_one_table(tmp_path: Path) -> None:
    """Two visible sheets with the same headers are an error: which one counts, nobody can know."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()
    workbook_of(place / "workers.xlsx", Now=WORKERS, Old=WORKERS)
    with pytest.raises(InputError, match="The table workers is there twice"):
        read_caseload(place)


def test_a_hidden_sheet_where_there_is_no_other(tmp_path: Path) -> None:
    """A table that only a hidden sheet holds is read from there, with a note."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()
    workbook_of(place / "workers.xlsx", Notes="see below", Old=WORKERS, hidden=("Old",))
    caseload = read_caseload(place)
    assert len(caseload.workers) == 2
    assert [f.what for f in caseload.findings if f.code == "hidden_sheet"] == [
        "The table workers was read from the hidden sheet Old."
    ]


def test_a_table_that_was_a_folder(tmp_path: Path) -> None:
    """A folder called workers.csv is said to be one, and the table is not said to be missing too."""
    place = folder(tmp_path)
    (place / "workers.csv").unlink()
    (place / "workers.csv").mkdir()
    with pytest.raises(InputError, match=r"has 1 error:\n.*workers\.csv is a folder, not a table"):
        read_caseload(place)
