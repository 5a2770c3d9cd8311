"""Annex A, List 9: the extract with all its dirt becomes a caseload that reads, and no worker's name is in it."""

from __future__ import annotations

import csv
import stat
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocator.errors import InputError, UsageError
from allocator.reading.annex_a import Conversion, convert_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import in_words
from allocator.reading.list_nine import columns_of, in_custody, in_education, is_parent, says_yes
from allocator.reading.worker_key import read_key
from allocator.records import Category, Need

AS_OF = date(2025, 6, 2)
HEADERS = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth ",
    "Age",
    "Does the Child have a Disability",
    "Allocated Team",
    "Allocated Worker",
    "Eligibility Category",
    "LA in Touch",
    "Type of Accommodation",
    "Suitability of Accommodation",
    "Activity Status",
]
ROBIN, KIM = "Robin\u00a0Example", "Kim O'Sample "
YES, NO, FEMALE, MALE = "a) Yes", "b) No", "b) Female", "a) Male"
NOT_WORKING = "G5: Not in education, employment or training - other"
FURTHER = "F2: Full time in education other than higher"
OLD_CODE = "d1) Not in education, training or employment - illness/disability"
ROWS: list[list[object]] = [
    [
        *(500123, FEMALE, "a) WBRI", datetime(2007, 8, 7), 17.8, NO, "Leaving Care", ROBIN),
        *("b) Former relevant child", YES, "X: In custody", "b) Unsuitable", NOT_WORKING),
    ],
    [
        *(500124, "Male", "r) OOTH", "08/10/2005", "#N/A", YES, "#N/A", "#N/A"),
        *("Qualifying care leaver", YES, "U: Independent living", "a) Suitable", FURTHER),
    ],
    [500125, FEMALE, "l) ABAN", None, 19.44, "No", "Leaving Care", KIM, "a)", NO, "", "", "G6: pregnancy or parenting"],
    [None, " "],
    [
        *(500126, MALE, "a) WBRI", datetime(2006, 2, 1), 19.3, NO, "North", "robin example", "d) Eligible child"),
        *(YES, "", "", OLD_CODE),
    ],
    [500127, MALE, "a) WBRI", datetime(2005, 2, 1), 20.3, NO, "North", KIM, "Relevant", "c) Died", "", "", ""],
    [500128, MALE, "a) WBRI", datetime(1997, 2, 1), 28.3, NO, "North", KIM, "b)", YES, "", "", ""],
    [500129, MALE, "a) WBRI", datetime(2004, 2, 1), 21.3, NO, "North", KIM, "No Current Eligibility", "", "", "", ""],
]


def workbook(path: Path, rows: list[list[object]] | None = None, headers: list[str] | None = None) -> Path:
    """A workbook in which List 9 is the second sheet and its headers are in the second row."""
    book = Workbook()
    book.worksheets[0].title = "List 8"
    book.worksheets[0].append(["Child Unique ID", "Legal status"])
    sheet = book.create_sheet("List 9")
    for row in ([["Care leavers"]], [headers or HEADERS], ROWS if rows is None else rows):
        for cells in row:
            sheet.append(cells)
    book.save(path)
    return path


@pytest.fixture
def conversion(tmp_path: Path) -> Conversion:
    """The made-up extract, converted."""
    return convert_annex_a(workbook(tmp_path / "a.xlsx"), tmp_path / "out", as_of=AS_OF)


def test_people(conversion: Conversion) -> None:
    """Everybody who is still for the service comes over, with what an allocation needs, from letters or from words."""
    people = {person.person_id: person for person in read_caseload(conversion.folder).young_people}
    assert list(people) == ["500123", "500124", "500125", "500126"]
    assert [person.category for person in people.values()] == [
        Category.FORMER_RELEVANT,
        Category.QUALIFYING,
        Category.RELEVANT,
        Category.ELIGIBLE,
    ]
    assert people["500123"].needs == {Need.CUSTODY}
    assert people["500124"].needs == {Need.DISABILITY}
    assert people["500125"].needs == {Need.PARENT}
    assert [key for key, person in people.items() if person.in_education] == ["500124"]
    assert people["500124"].date_of_birth == date(2005, 10, 8)
    assert (people["500125"].date_of_birth, people["500125"].age) == (None, 19)


def test_workers_are_ids(conversion: Conversion) -> None:
    """A worker is one worker however the name is spelt, in the order of first appearance; #N/A is nobody."""
    caseload = read_caseload(conversion.folder)
    assert [person.current_worker for person in caseload.young_people] == ["W01", None, "W02", "W01"]
    assert [(worker.worker_id, worker.team, worker.base) for worker in caseload.workers] == [
        ("W01", "Leaving Care", ""),  # once Leaving Care, once North: the first in the alphabet
        ("W02", "Leaving Care", ""),
    ]
    assert (conversion.people, conversion.workers) == (4, 2)


def test_caseload_has_warnings_only(conversion: Conversion) -> None:
    """What is written can be checked and run as it is; what is to be filled in is said."""
    assert {finding.code for finding in read_caseload(conversion.folder).findings} == {
        "base_blank",
        "place_blank",
        "category_against_age",  # 500126 is 19 and said to be an eligible child
    }


def test_table_of_workers_can_be_filled_in(conversion: Conversion) -> None:
    """Every column is there, with full time assumed, and that is said."""
    with (conversion.folder / "workers.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {"base", "role", "skills", "last_day", "absent_from"} <= set(rows[0])
    assert [row["fte"] for row in rows] == ["1", "1"]
    [found] = [finding for finding in conversion.findings if finding.code == "contract_assumed"]
    assert found.what == "List 9 does not say how much the 2 workers work: full time (1) is assumed."
    assert found.do == "Fill in fte, base, role and absences in workers.csv."


def test_no_name_and_nothing_needless_is_in_the_caseload(conversion: Conversion) -> None:
    """No worker's name, no gender and no ethnicity is in any file of the folder or in any finding."""
    text = "".join(file.read_text(encoding="utf-8") for file in conversion.folder.iterdir())
    text += "".join(in_words(finding) for finding in conversion.findings)
    for word in ("Robin", "robin", "Kim", "Sample", "Male", "Female", "WBRI", "OOTH"):
        assert word not in text
    assert "500123" in text


def test_team_called_by_a_name(tmp_path: Path) -> None:
    """A team that is called by its worker's name does not come over."""
    row = [*ROWS[0]]
    row[6] = "Robin Example's team"
    conversion = convert_annex_a(workbook(tmp_path / "a.xlsx", [row]), tmp_path / "out", as_of=AS_OF)
    assert read_caseload(conversion.folder).workers[0].team is None


def test_key_lies_outside_and_is_the_owners(conversion: Conversion) -> None:
    """The key is beside the folder, readable by its owner only, and holds each name once."""
    assert conversion.key.parent == conversion.folder.parent
    assert stat.S_IMODE(conversion.key.stat().st_mode) == 0o600
    assert conversion.key.name == "out-worker-key.csv"
    assert conversion.key.read_text() == "worker_id,name\nW01,Robin Example\nW02,Kim O'Sample\n"


def test_rows_left_out_are_listed(conversion: Conversion) -> None:
    """Whoever is not for the service is left out with a reason and a row."""
    found = [(f.row, f.record_id, f.what) for f in conversion.findings if f.code == "row_left_out"]
    assert found == [
        (8, "500127", "Left out: the extract says that the young person has died."),
        (9, "500128", "Left out: aged 28 on 2025-06-02, and the service is for 16 to 25."),
        (10, "500129", "Left out: the extract says that there is no current eligibility."),
    ]


def test_same_extract_same_bytes(tmp_path: Path) -> None:
    """Converting twice gives the same files."""
    file = workbook(tmp_path / "a.xlsx")
    one = convert_annex_a(file, tmp_path / "one", as_of=AS_OF)
    two = convert_annex_a(file, tmp_path / "two", as_of=AS_OF)
    for name in ("young_people.csv", "workers.csv", "caseload.toml"):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_ids_stay_from_one_extract_to_the_next(tmp_path: Path) -> None:
    """With the key in place Kim stays W02 although Robin is gone, and somebody new gets the next id."""
    convert_annex_a(workbook(tmp_path / "a.xlsx"), tmp_path / "out", as_of=AS_OF)
    rows = [[*ROWS[2]], [*ROWS[4]]]
    rows[1][7] = "Sam New"
    again = convert_annex_a(workbook(tmp_path / "b.xlsx", rows), tmp_path / "out", as_of=AS_OF, overwrite=True)
    assert [person.current_worker for person in read_caseload(again.folder).young_people] == ["W02", "W03"]
    assert read_key(again.key) == {"Robin Example": "W01", "Kim O'Sample": "W02", "Sam New": "W03"}


def test_filled_in_caseload_is_not_written_over(tmp_path: Path, conversion: Conversion) -> None:
    """A second conversion into the same folder needs to be asked for."""
    with pytest.raises(UsageError, match=r"holds young_people\.csv, workers\.csv, caseload\.toml already"):
        convert_annex_a(workbook(tmp_path / "a.xlsx"), conversion.folder, as_of=AS_OF)


def test_csv_and_other_order_of_columns(tmp_path: Path) -> None:
    """A CSV export with the columns the other way round and longer headers gives the same people."""
    headers = [*reversed(HEADERS)]
    headers[headers.index("Age")] = "Age of Child (Years)"
    file = tmp_path / "a.csv"
    with file.open("w", newline="", encoding="cp1252") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(headers)
        writer.writerows([str(cell or "").removesuffix(" 00:00:00") for cell in reversed(row)] for row in ROWS)
    people = read_caseload(convert_annex_a(file, tmp_path / "out", as_of=AS_OF).folder).young_people
    book = workbook(tmp_path / "a.xlsx")
    assert people == read_caseload(convert_annex_a(book, tmp_path / "other", as_of=AS_OF).folder).young_people


def test_every_error_at_once_and_nothing_written(tmp_path: Path) -> None:
    """Rows that cannot be taken over are all listed, with the rows of the sheet, and no file is written."""
    rows = [[*ROWS[0]], [*ROWS[0]], [*ROWS[4]], [*ROWS[2]], [*ROWS[4]]]
    rows[1][8] = "c)"
    rows[2][3], rows[2][0] = "some day", 500130
    rows[3][4], rows[3][0] = "#N/A", 500131
    rows[4][8], rows[4][0] = "e) Other", None
    with pytest.raises(InputError, match=r"List 9 in a\.xlsx cannot be taken over, and nothing was written:") as caught:
        convert_annex_a(workbook(tmp_path / "a.xlsx", rows), tmp_path / "out", as_of=AS_OF)
    text = str(caught.value)
    assert "List 9 row 4 (500123): 500123 stands in more than one row, and the rows differ." in text
    assert "List 9 row 5 (500130): 'some day' is not a date that can be read." in text
    assert "List 9 row 6 (500131): There is neither a date of birth nor an age." in text
    assert "List 9 row 7: The Child Unique ID is blank. Fill it in." in text
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_unknown_eligibility(tmp_path: Path) -> None:
    """A category that List 9 does not know is refused with those that it knows."""
    row = [*ROWS[0]]
    row[8] = "e) Other"
    with pytest.raises(
        InputError, match=r"'e\) Other' is no eligibility category of List 9\. Write one of: a\) Relevant"
    ):
        convert_annex_a(workbook(tmp_path / "a.xlsx", [row]), tmp_path / "out", as_of=AS_OF)


def test_without_eligible_children_it_is_said(tmp_path: Path) -> None:
    """An extract in which nobody is still looked after is pointed out."""
    conversion = convert_annex_a(workbook(tmp_path / "a.xlsx", ROWS[:1]), tmp_path / "out", as_of=AS_OF)
    assert "nobody_eligible" in {finding.code for finding in conversion.findings}


def test_no_list_nine(tmp_path: Path) -> None:
    """A workbook without the list says which headers were not found."""
    headers = [header for header in HEADERS if header not in {"Eligibility Category", "Allocated Worker"}]
    with pytest.raises(InputError, match=r"List 9: Allocated Worker, Eligibility Category not found\. Export List 9"):
        convert_annex_a(workbook(tmp_path / "a.xlsx", [], headers), tmp_path / "out")


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    """No file, a broken CSV, and something else where the key should be."""
    with pytest.raises(UsageError, match=r"There is no file .*none\.xlsx"):
        convert_annex_a(tmp_path / "none.xlsx", tmp_path / "out")
    (tmp_path / "broken.csv").write_text('Child Unique ID\n"1\n')
    with pytest.raises(InputError, match=r"broken\.csv cannot be read as a table \(unexpected end of data\)"):
        convert_annex_a(tmp_path / "broken.csv", tmp_path / "out")
    for text in ("a,b,c\n", 'worker_id,name\nW01,"Robin\n'):
        (tmp_path / "out-worker-key.csv").write_text(text)
        with pytest.raises(UsageError, match=r"out-worker-key\.csv is not a key to workers' names \(worker_id,name\)"):
            convert_annex_a(workbook(tmp_path / "a.xlsx"), tmp_path / "out")


def test_headers_are_told_by_their_words() -> None:
    """Positions, capitals and trailing spaces do not matter; suitability is not the type of accommodation."""
    headers = ["SUITABILITY OF ACCOMMODATION", " type of accommodation ", "Child's ID", "Age at\u00a0review", "Stage"]
    assert columns_of(headers) == {"accommodation": 1, "person_id": 2, "age": 3}


@pytest.mark.parametrize(
    ("text", "education", "parent"),
    [
        ("F1: Full time in higher education", True, False),
        ("P2", True, False),
        ("Part time in education other than higher", True, False),
        ("F4: Young person engaged full time in an apprenticeship", False, False),
        ("F5: Young person engaged full time in training or employment", False, False),
        ("G4: Not in education, employment or training - illness or disability", False, False),
        ("G6", False, True),
        ("Not in education, employment or training - pregnancy or parenting", False, True),
        ("NEET", False, False),
        ("", False, False),
    ],
)
def test_activity(text: str, education: bool, parent: bool) -> None:
    """Education and parenting are told by code or by words."""
    assert (in_education(text), is_parent(text)) == (education, parent)


@pytest.mark.parametrize(
    ("text", "custody"), [("X: In custody", True), ("X2", True), ("In custody", True), ("U1", False), ("", False)]
)
def test_accommodation(text: str, custody: bool) -> None:
    """Custody is told by code or by words."""
    assert in_custody(text) is custody


@pytest.mark.parametrize(
    ("text", "flag"),
    [("a) Yes", True), ("Yes", True), ("a", True), ("b) No", False), ("c) Unknown", False), ("", False)],
)
def test_flags(text: str, flag: bool) -> None:
    """Yes is told by letter or by word."""
    assert says_yes(text) is flag
