"""Findings about headers: strange, doubled, missing and nearly right ones, and what becomes of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.folders import P1, PEOPLE, findings, one, people, read

HEADER_CASES = [
    ("duplicate_column", "Place", "Two columns are headed place.", "Keep the one that counts."),
    (
        "misspelt_column",
        "avoid_worker",
        "The column avoid_worker is not known and was not used. Did you mean avoid_workers?",
        "Rename it to avoid_workers if that is meant.",
    ),
    (
        "unknown_column",
        "shoe size",
        "The column shoe size is not known; it is kept, but not used.",
        "Nothing, unless it was meant as one of the known columns.",
    ),
    (
        "column_of_names",
        "First name",
        "The column First name seems to hold names and was left out: this program works without names.",
        "Take the column out of the file; ids are enough.",
    ),
    (
        "column_without_header",
        " ",
        "Column 6 has cells, but no header, and was left out.",
        "Give it a header, or take it away.",
    ),
]


@pytest.mark.parametrize(("code", "header", "what", "do"), HEADER_CASES)
def test_headers(tmp_path: Path, code: str, header: str, what: str, do: str) -> None:
    """Every sort of strange header is named, with what becomes of the column."""
    found = one(tmp_path, code, people=people(header, rows=f"{P1},x"))
    assert (found.what, found.do, found.row) == (what, do, 1)


def test_unknown_columns_are_kept_and_names_are_not(tmp_path: Path) -> None:
    """Cells of an unknown column stay with the record, those of a column of names do not."""
    caseload = read(tmp_path, people=people("bus pass", "surname", rows=f"{P1},until 2026,Example"))
    assert caseload.young_people[0].other == {"bus pass": "until 2026"}


def test_blank_column_is_nothing(tmp_path: Path) -> None:
    """A wholly blank column at the right, as spreadsheets leave it, is no finding."""
    assert findings(tmp_path, people=people("", rows=f"{P1},")) == ()


def test_missing_column(tmp_path: Path) -> None:
    """A column that must be there is missed, with the header that is nearly it."""
    found = one(tmp_path, "missing_column", people=PEOPLE.replace("category", "catagory"))
    assert found.what == "The column category is missing. Did you mean catagory?"
    assert found.do == "Add it: eligible, relevant, former_relevant, qualifying."


def test_age_stands_in_for_date_of_birth(tmp_path: Path) -> None:
    """A table with ages and no dates of birth is complete."""
    table = "person_id,age,category,place\nP1,17,eligible,Boston\n"
    assert read(tmp_path, people=table).young_people[0].age == 17
