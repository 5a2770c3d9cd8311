"""Findings about young people: one thing wrong with one row is one finding, in the promised words."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.reading.findings import CATALOGUE
from tests.reading.folders import P1, findings, one, people, workers

PEOPLE_CASES = [
    ("no_age", (), "P1,,eligible,Boston,W1", "date_of_birth", "There is neither a date of birth nor an age."),
    (
        "born_in_future",
        (),
        "P1,2025-06-03,eligible,Boston,W1",
        "date_of_birth",
        "The date of birth 2025-06-03 lies ahead of 2025-06-02.",
    ),
    (
        "age_out_of_range",  # 15 on 3 June 2025, the day after
        (),
        "P1,2010-06-03,eligible,Boston,W1",
        "date_of_birth",
        "Somebody aged 14 is outside the service, which is for 16 to 25.",
    ),
    (
        "age_out_of_range",  # 27 on the very day
        (),
        "P1,1998-06-02,qualifying,Boston,W1",
        "date_of_birth",
        "Somebody aged 27 is outside the service, which is for 16 to 25.",
    ),
    ("age_at_edge", (), "P1,1998-06-03,relevant,Boston,W1", "date_of_birth", "Somebody aged 26 is already 26."),
    ("age_at_edge", ("age",), "P1,,relevant,Boston,W1,15.9", "age", "Somebody aged 15 is not yet 16."),
    (
        "age_disagrees",
        ("age",),
        f"{P1},18",
        "age",
        "The age 18 and the date of birth 2008-01-05 (17 on the day) do not agree.",
    ),
    (
        "since_in_future",
        ("worker_since",),
        f"{P1},2025-06-03",
        "worker_since",
        "worker_since 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "since_before_birth",
        ("worker_since",),
        f"{P1},2008-01-04",
        "worker_since",
        "worker_since 2008-01-04 lies before the date of birth.",
    ),
    (
        "since_without_worker",
        ("worker_since",),
        "P1,2008-01-05,eligible,Boston,,2024-01-04",
        "worker_since",
        "worker_since is filled, but current_worker is blank.",
    ),
    (
        "unknown_current_worker",
        (),
        "P1,2008-01-05,eligible,Boston,W11",
        "current_worker",
        "The current worker W11 is not in the table of workers: treated as left. Did you mean W1?",
    ),
    (
        "unknown_current_worker",
        (),
        "P1,2008-01-05,eligible,Boston,Robin Example",
        "current_worker",
        "The current worker (what looks like a name) is not in the table of workers: treated as left.",
    ),
    (
        "unknown_avoided_worker",
        ("avoid_workers",),
        f"{P1},W2;X9",
        "avoid_workers",
        "avoid_workers names X9, who is not in the table of workers.",
    ),
    (
        "referred_in_future",
        ("referred",),
        f"{P1},03/06/2025",
        "referred",
        "referred 2025-06-03 lies after the day of the run; no waiting is counted.",
    ),
    (
        "change_in_future",
        ("last_change",),
        f"{P1},2025-06-03",
        "last_change",
        "last_change 2025-06-03 lies after the day of the run, 2025-06-02.",
    ),
    (
        "key_event_without_date",
        ("key_event",),
        f"{P1},exam",
        "key_event_date",
        "The key event 'exam' has no date, so it protects nobody from a change.",
    ),
    (
        "group_of_one",
        ("keep_together",),
        f"{P1},G7",
        "keep_together",
        "The group G7 has one member, so there is nobody to keep together.",
    ),
    (
        "place_blank",
        (),
        "P1,2008-01-05,eligible,,W1\nP2,2008-01-05,eligible,,W1",
        "place",
        "2 young people have no place (first in row 2): their journeys are priced at the median.",
    ),
    (
        "lock_without_worker",
        ("locked",),
        "P1,2008-01-05,eligible,Boston,,yes",
        "locked",
        "Locked, but there is no current worker: the lock is void.",
    ),
    (
        "lock_without_worker",
        ("locked",),
        "P1,2008-01-05,eligible,Boston,X9,yes",
        "locked",
        "Locked, but X9 is not in the table of workers: the lock is void.",
    ),
    (
        "lock_and_avoid",
        ("locked", "avoid_workers"),
        f"{P1},yes,W1",
        "locked",
        "Locked to W1, whom avoid_workers keeps apart.",
    ),
    ("id_spelling", (), "P1,2008-01-05,eligible,Boston,w1", "current_worker", "w1 was read as W1."),
    ("blank_word", (), "P1,2008-01-05,eligible,#N/A,W1", "place", "'#N/A' was read as blank."),
    ("missing_value", (), "P1,2008-01-05,,Boston,W1", "category", "category is blank."),
    ("duplicate_id", (), f"{P1}\n{P1}", "person_id", "P1 stands in more than one row."),
    (
        "id_looks_like_name",
        (),
        "Robin Example,2008-01-05,eligible,Boston,W1",
        "person_id",
        "1 id looks like a person's name (first in row 2); this program works without names.",
    ),
    (
        "cells_beyond_headers",
        (),
        f"{P1},Lincoln",
        None,
        "The row has more cells than there are headers (5).",
    ),
]


@pytest.mark.parametrize(("code", "columns", "rows", "column", "what"), PEOPLE_CASES)
def test_young_people(
    tmp_path: Path, code: str, columns: tuple[str, ...], rows: str, column: str | None, what: str
) -> None:
    """One thing wrong with one young person is one finding, in the promised words, with its column and what to do."""
    found = one(tmp_path, code, people=people(*columns, rows=rows))
    assert (found.what, found.column, found.table) == (what, column, "young_people")
    assert found.severity is CATALOGUE[code].severity
    assert found.do.endswith(".")


def test_locked_to_somebody_who_left(tmp_path: Path) -> None:
    """A lock needs a worker who has not left."""
    found = one(
        tmp_path,
        "lock_worker_left",
        people=people("locked", rows=f"{P1},yes"),
        workers=workers("last_day", rows="W1,Lincoln,1,2025-06-01"),
    )
    assert found.what == "Locked to W1, who left on 2025-06-01: the lock is void."


def test_bad_date_of_birth_is_one_finding(tmp_path: Path) -> None:
    """A date that cannot be read is not missed as well."""
    found = findings(tmp_path, people=people(rows="P1,31/04/2008,eligible,Boston,W1"))
    assert [finding.code for finding in found] == ["bad_date"]
