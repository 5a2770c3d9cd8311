"""CSV files: whatever encoding, separator and line ends, the same cells come out; what would lose rows is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.files import FileProblem
from allocator.reading.files.text import decode, rows_of_text
from tests.reading.files.made import read, refused, rows

CELLS = [("id", "place", "note"), ("P1", "Château d'If", "née £5"), ("P2", "Boston", "")]
TEXT = "\n".join(",".join(row) for row in CELLS) + "\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8 with a BOM"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """With mark and without, one byte to a letter or four: the same cells."""
    data = "\ufeff".encode() + TEXT.encode() if encoding.endswith("BOM") else TEXT.encode(encoding)
    assert rows(tmp_path, "a.csv", data) == CELLS


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    """Commas, semicolons, tabs and bars; line ends of every system."""
    assert rows(tmp_path, "a.csv", TEXT.replace(",", delimiter).replace("\n", end).encode()) == CELLS


def test_separator_is_told_from_what_stands_in_quotation_marks_and_titles() -> None:
    """Headers and titles that hold commas do not make a file of semicolons one of commas."""
    text = 'List 9, care leavers, all\n"Asylum (UASC), or formerly, if 18";"Age, years"\na;1\nb;2\n'
    assert rows_of_text(text)[1:] == (
        (2, ("Asylum (UASC), or formerly, if 18", "Age, years")),
        (3, ("a", "1")),
        (4, ("b", "2")),
    )


def test_separator_line_is_not_a_row() -> None:
    """The line sep=; that spreadsheets hide is no row, and is not counted."""
    assert rows_of_text("sep=;\r\na;b,c\r\n1;2\r\n") == ((1, ("a", "b,c")), (2, ("1", "2")))


def test_row_numbers_are_the_spreadsheet_s() -> None:
    """Blank rows count, and a cell of several lines is one row."""
    assert rows_of_text('a,b\n"1\n2",3\n,\n \u00a0,\n4,5\n') == ((1, ("a", "b")), (2, ("1\n2", "3")), (5, ("4", "5")))


@given(st.lists(st.lists(st.text("ab;\"\n\r,'\u00e9 ", max_size=5), min_size=3, max_size=3), min_size=2, max_size=5))
def test_whatever_is_written_comes_back(cells: list[list[str]]) -> None:
    """Quotation marks, separators and line breaks within cells come back, or the file is refused; no row is lost."""
    lines = [["id", "place", "note"], *([f"P{at}", *row[1:]] for at, row in enumerate(cells))]
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in lines)
    try:
        read_back = [list(row) for _, row in rows_of_text(text)]
    except FileProblem as problem:
        read_back = lines if problem.what.endswith("has a cell that holds whole rows.") else []
    assert read_back == lines


@pytest.mark.parametrize(
    ("text", "what", "row"),
    [
        ('a,b,c\n1,"2,3\n4,5,6\n', "Row 2 cannot be read (unexpected end of data).", 2),
        ('a,b,c\n1,2,3\n4,"5"x,6\n', "Row 3 cannot be read (',' expected after '\"').", 3),
        ('a,b,c\n1,"2,3\n4,5,6\n7,8",9\n', "Row 2 has a cell that holds whole rows.", 2),
        ('a,b,c\n1,"2,3\n4,5",6\n', "Row 2 has a cell that holds whole rows.", 2),
    ],
)
def test_quotation_marks_without_partner(text: str, what: str, row: int) -> None:
    """One stray mark or two, the rows between them are not swallowed: the row is named."""
    with pytest.raises(FileProblem, match="Row ") as caught:
        rows_of_text(text)
    assert (caught.value.what, caught.value.row) == (what, row)
    assert caught.value.do == "Look there for a quotation mark without its partner."


def test_an_address_or_json_in_a_cell_is_no_row() -> None:
    """Cells of several lines that were meant so are taken."""
    text = 'a,b,c,d\n1,"Flat 1, 2 High St\nBoston",3,4\n5,"{""TOWN"":""x"",\n""A"":1,""B"":2}",6,7\n'
    assert len(rows_of_text(text)) == 3


def test_the_longest_cell(tmp_path: Path) -> None:
    """A cell as long as a spreadsheet allows is taken, a longer one is refused with its row."""
    assert rows_of_text("a,b\n" + "x" * 32_767 + ",1\n")[1][1][1] == "1"
    finding = refused(tmp_path, "a.csv", ("a,b\nx,1\n" + "x" * 32_768 + ",1\n").encode())
    assert (finding.code, finding.what) == ("too_large", "Row 3 has a cell of more than 32,767 characters.")


def test_twenty_thousand_columns(tmp_path: Path) -> None:
    """More columns than any return has are refused; blank ones at the end, however many, are not."""
    finding = refused(tmp_path, "a.csv", (",".join(f"c{at}" for at in range(20_000)) + "\n").encode())
    assert (finding.code, finding.what, finding.row) == ("too_large", "Row 1 has more than 1,000 columns.", 1)
    wide = rows(tmp_path, "b.csv", ("a,b" + "," * 20_000 + "\n1,2" + "," * 20_000 + "\n").encode())
    assert [row[:2] for row in wide] == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("signs", ["Ã©", "â€™", "\ufffd", "Â£"])
def test_garbled_text_is_said(tmp_path: Path, signs: str) -> None:
    """Text that went through a wrong encoding is read, and said with the line where it begins."""
    [grid], [finding] = read(tmp_path, "a.csv", f"id,note\nP1,x\nP2,caf{signs}\n".encode())
    assert len(grid.rows) == 3
    assert (finding.code, finding.do) == ("garbled_text", "Open it in a spreadsheet and save it as CSV (UTF-8).")
    assert finding.what.startswith("Near line 3 the text is garbled (")


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    """UTF-8 with one byte of another encoding in it: the byte is read, and the rest is said to be garbled."""
    [grid], [finding] = read(tmp_path, "a.csv", b"id,note\nP1,caf\xc3\xa9\nP2,\xa35\n")
    assert (grid.rows[2][1], finding.code) == (("P2", "£5"), "garbled_text")


def test_no_encoding_at_all(tmp_path: Path) -> None:
    """Bytes that mean nothing in any encoding that spreadsheets write are refused."""
    finding = refused(tmp_path, "a.csv", b"id,note\nP1,caf\x81\n")
    assert (finding.code, finding.what) == ("unreadable_table", "a.csv is in no encoding that is known.")


@given(st.text(min_size=1, max_size=30))
def test_utf_8_is_always_utf_8(text: str) -> None:
    """Text in UTF-8 is never taken for another encoding, with accents or without."""
    sample = f"id,place\nP1,{text}\n".replace("\x00", "")
    assert decode(sample.encode()) == sample.removeprefix("\ufeff")
