"""A caseload as one workbook: it comes back field by field, belongs to its owner, and explains its headers."""

from __future__ import annotations

import stat
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import UsageError
from allocator.reading.caseload import read_caseload
from allocator.reading.tables.columns import YOUNG_PEOPLE
from allocator.reading.writing.workbook import write_caseload_workbook
from allocator.records import Accommodation, Activity, Caseload, InTouch, Suitability
from tests.reading.writing.test_folder import DAYS, caseloads, small

FIELDS_OF_THE_RETURNS = st.fixed_dictionaries(
    {
        "in_touch": st.none() | st.sampled_from(InTouch),
        "accommodation": st.none() | st.sampled_from(Accommodation),
        "suitability": st.none() | st.sampled_from(Suitability),
        "activity": st.none() | st.sampled_from(Activity),
        "pathway_plan": st.none() | DAYS,
        "latest_contact": st.none() | DAYS,
    }
)


@settings(max_examples=20, deadline=None)
@given(caseloads(), FIELDS_OF_THE_RETURNS, st.booleans())
def test_every_caseload_comes_back(caseload: Caseload, returns: dict[str, object], every_column: bool) -> None:
    """Proves that each field of people, workers, places, journeys and settings is the same after write and read."""
    first, *others = caseload.young_people
    caseload = caseload.model_copy(update={"young_people": (first.model_copy(update=returns), *others)})
    with TemporaryDirectory() as folder:
        file = write_caseload_workbook(caseload, Path(folder) / "c.xlsx", every_column=every_column)
        again = read_caseload(file)
    assert again.model_copy(update={"findings": (), "sources": {}}) == caseload


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_comes_back(tmp_path: Path) -> None:
    """Proves that 0.00001 and 19 digits are written as text, where a cell's number would be another one."""
    caseload = small()
    for text in ("0.00001", "1.000000000001", "0.6"):
        worker = caseload.workers[0].model_copy(update={"fte": Decimal(text)})
        file = tmp_path / "c.xlsx"
        write_caseload_workbook(caseload.model_copy(update={"workers": (worker,)}), file, overwrite=True)
        assert read_caseload(file).workers[0].fte == Decimal(text)


def test_the_workbook_is_its_owner_s_and_explains_its_headers(tmp_path: Path) -> None:
    """Proves 0600, a note on every header, every column where asked for, and days that a spreadsheet sorts."""
    file = write_caseload_workbook(small(), tmp_path / "c.xlsx", every_column=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["young_people", "workers", "caseload"]
    header, person = list(book["young_people"].iter_rows(max_row=2))
    assert tuple(cell.value for cell in header) == YOUNG_PEOPLE.headers
    note = header[1].comment
    assert note is not None
    assert note.text == "a date: yyyy-mm-dd or dd/mm/yyyy; or fill age"
    assert person[1].number_format == "yyyy-mm-dd"


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    """Proves that neither a workbook nor settings beside it, which would win over its own, are passed over."""
    file = write_caseload_workbook(small(), tmp_path / "c.xlsx")
    with pytest.raises(UsageError, match=r"c\.xlsx is there already"):
        write_caseload_workbook(small(), file)
    file.with_suffix(".toml").write_text('title = "Another"\n')
    with pytest.raises(UsageError, match=r"c\.toml would win over the settings in c\.xlsx\. Move it away"):
        write_caseload_workbook(small(), file)
    write_caseload_workbook(small(), file, overwrite=True)
    assert read_caseload(file).title == "Small"
