"""Findings about workers, places and journeys, and about whether anybody is on duty at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.folders import findings, one, workers

WORKER_CASES = [
    ("base_blank", (), "W1,,1", "base", "The base is blank, so every journey is priced at the median."),
    ("no_contract", (), "W1,Boston,0", "fte", "The contract is 0, so there is no room for anybody."),
    ("out_of_range", (), "W1,Boston,2.5", "fte", "'2.5' is not between 0 and 2."),
    (
        "out_of_range",
        ("reduction_percent",),
        "W1,Boston,1,-20",
        "reduction_percent",
        "'-20' is not between 0 and 100.",
    ),
    (
        "left_before_start",
        ("start_date", "last_day"),
        "W1,Boston,1,2024-03-02,2024-03-01",
        "last_day",
        "last_day 2024-03-01 lies before start_date 2024-03-02.",
    ),
    (
        "absence_ends_before_start",
        ("absent_from", "absent_to"),
        "W1,Boston,1,2025-03-02,2025-03-01",
        "absent_to",
        "absent_to 2025-03-01 lies before absent_from 2025-03-02.",
    ),
    (
        "absence_long_past",  # 104 weeks before 2 June 2025 is 5 June 2023
        ("absent_from",),
        "W1,Boston,1,2023-06-04",
        "absent_from",
        "Away since 2023-06-04, more than two years, and absent_to is blank: nobody stays with them.",
    ),
    (
        "start_far_ahead",  # 52 weeks after it is 1 June 2026
        ("start_date",),
        "W1,Boston,1,2026-06-02",
        "start_date",
        "start_date 2026-06-02 is more than a year ahead, so they are given nobody until then.",
    ),
    (
        "contract_above_full_time",
        (),
        "W1,Boston,1.21",
        "fte",
        "The contract is 1.21, which is more than 1.2 of a full-time post.",
    ),
    (
        "absence_without_start",
        ("absent_to",),
        "W1,Boston,1,2025-03-01",
        "absent_from",
        "absent_to 2025-03-01 is filled, but absent_from is blank: no absence is counted.",
    ),
]


@pytest.mark.parametrize(("code", "columns", "rows", "column", "what"), WORKER_CASES)
def test_workers(tmp_path: Path, code: str, columns: tuple[str, ...], rows: str, column: str, what: str) -> None:
    """One thing wrong with one worker is one finding, in the promised words, in row 2."""
    found = one(tmp_path, code, workers=workers(*columns, rows=rows))
    assert (found.what, found.column, found.row, found.record_id) == (what, column, 2, "W1")
    assert found.do.endswith(".")


@pytest.mark.parametrize(
    "row",
    [
        "W1,Boston,1,,2025-06-01,,",
        "W1,Boston,1,2025-06-03,,,",
        "W1,Boston,1,,,2025-06-02,",
        "W1,Boston,1,,,2025-05-01,2025-06-02",
    ],
)
def test_nobody_on_duty(tmp_path: Path, row: str) -> None:
    """Left, not started, away without end and away to this very day: nobody is there."""
    table = workers("start_date", "last_day", "absent_from", "absent_to", rows=row)
    assert one(tmp_path, "nobody_on_duty", workers=table).what.startswith(
        "No worker can be given anybody on 2025-06-02:"
    )


def test_somebody_on_duty(tmp_path: Path) -> None:
    """Whose last day is today is there, and so is who came back yesterday."""
    rows = "W1,Boston,1,2025-06-02,,\nW2,Boston,1,,2025-05-01,2025-06-01"
    table = workers("last_day", "absent_from", "absent_to", rows=rows)
    assert findings(tmp_path, workers=table) == ()


def test_just_before_the_line(tmp_path: Path) -> None:
    """An absence of two years, one that has ended, a start within a year and 1.2 of a post are no finding."""
    rows = "W1,Boston,1.2,,,\nW2,Boston,1,,2023-06-05,\nW3,Boston,1,,2020-01-06,2020-06-05\nW4,Boston,1,2026-06-01,,"
    table = workers("start_date", "absent_from", "absent_to", rows=rows)
    assert findings(tmp_path, workers=table) == ()


@pytest.mark.parametrize(
    ("table", "text", "code", "what"),
    [
        (
            "places",
            "place,latitude,longitude\nOld Road,52.97,-0.02\nold road,52.98,-0.03\n",
            "duplicate_place",
            "old road stands in row 2 already.",
        ),
        (
            "travel",
            "from,to,minutes\nLincoln,Boston,60\nBoston,Lincoln,65\nLINCOLN,Boston,55\n",
            "duplicate_journey",
            "The journey from LINCOLN to Boston stands in row 2 already.",
        ),
        ("travel", "from,to,minutes\nLincoln,Boston,an hour\n", "bad_number", "'an hour' is not a number."),
        ("places", "place,latitude,longitude\nOld Road,97,-0.02\n", "out_of_range", "'97' is not between -90 and 90."),
    ],
)
def test_places_and_travel(tmp_path: Path, table: str, text: str, code: str, what: str) -> None:
    """The optional tables are checked as well; there and back are two journeys."""
    assert one(tmp_path, code, **{table: text}).what == what
