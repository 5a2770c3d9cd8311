"""A caseload with numbers and e-mail addresses of people in it is warned of, column by column, and not changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.records import Finding, Severity
from tests.reading.folders import findings, people, read, workers

P1 = "P1,2008-01-05,eligible,Boston,W1"


def warnings(found: tuple[Finding, ...]) -> list[tuple[str, str, str | None, int | None, str]]:
    """What is said of things that look personal."""
    return [(f.code, f.table, f.column, f.row, f.what) for f in found if f.code.startswith("looks_like_")]


def test_one_warning_for_each_column_and_kind(tmp_path: Path) -> None:
    """Two cells of one kind in a column are counted together; the first row is named, and no cell is repeated."""
    rows = [f"{P1},07700 900123,", "P2,2008-01-05,eligible,Lincoln,,exam 01522 555123,x@example.org"]
    found = findings(tmp_path, people=people("key_event", "remarks", rows="\n".join(rows)))
    assert warnings(found) == [
        (
            *("looks_like_telephone", "young_people", "key_event", 2),
            "2 cells hold what looks like a telephone number (first in row 2).",
        ),
        (
            *("looks_like_email", "young_people", "remarks", 3),
            "1 cell holds what looks like an e-mail address (first in row 3).",
        ),
    ]
    assert all(f.severity is Severity.WARNING for f in found if f.code.startswith("looks_like_"))
    assert not [f for f in found if "900123" in f.model_dump_json() or "x@example" in f.model_dump_json()]


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("person_id", "943 476 5919", "looks_like_nhs_number"),
        ("place", "Boston 07700 900123", "looks_like_telephone"),
        ("languages", "AB123456C", "looks_like_national_insurance"),
        ("keep_together", "x@example.org", "looks_like_email"),
        ("avoid_workers", "W1;01522555123", "looks_like_telephone"),
    ],
)
def test_columns_of_people(tmp_path: Path, column: str, text: str, code: str) -> None:
    """Ids, places, languages, groups and workers to avoid."""
    fields = dict(
        zip(("person_id", "date_of_birth", "category", "place", "current_worker"), P1.split(","), strict=True)
    )
    fields[column] = text
    table = f"{','.join(fields)}\n{','.join(fields.values())}\n"
    assert [found[:3] for found in warnings(findings(tmp_path, people=table))] == [(code, "young_people", column)]


def test_columns_of_workers(tmp_path: Path) -> None:
    """Teams, bases, posts and kept columns; ten digits that are no NHS number are an id."""
    table = workers("team", "notes", rows="9434765918,Boston,1,ring 07700 900123,x@example.org\nW1,Boston,1,,")
    assert [found[:3] for found in warnings(findings(tmp_path, workers=table))] == [
        ("looks_like_telephone", "workers", "team"),
        ("looks_like_email", "workers", "notes"),
    ]


def test_nothing_is_changed(tmp_path: Path) -> None:
    """The tables are the user's: what is in them stays in the caseload."""
    caseload = read(tmp_path, people=people("key_event", rows=f"{P1},ring 07700 900123"))
    assert caseload.young_people[0].key_event == "ring 07700 900123"
