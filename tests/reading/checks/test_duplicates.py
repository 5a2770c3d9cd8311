"""One person under two ids: what is probably one person is told of, what may well be two is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.checks.duplicates import ids_alike
from allocator.reading.findings import Collector
from tests.reading.folders import findings, one, people, workers

COLUMNS = ("former_uasc", "keep_together", "worker_since", "languages")
ONE = "P1,2006-02-11,former_relevant,Boston,W1,no,,2024-01-08,"


def test_entered_twice(tmp_path: Path) -> None:
    """Proves that the same date of birth, place, category and worker under another id is a warning at the second."""
    found = one(tmp_path, "double_entry", people=people(*COLUMNS, rows=f"{ONE}\n{ONE.replace('P1', 'P22')}"))
    assert found.what == "P22 has the date of birth, place, category and worker of P1."
    assert (found.row, found.record_id, found.value) == (3, "P22", "P22")


@pytest.mark.parametrize(
    "rows",
    [
        f"{ONE}\nP22,2006-02-12,former_relevant,Boston,W1,no,,2024-01-08,",
        f"{ONE}\nP22,2006-02-11,former_relevant,Lincoln,W1,no,,2024-01-08,",
        f"{ONE}\nP22,2006-02-11,qualifying,Boston,W1,no,,2024-01-08,",
        f"{ONE}\nP22,2006-02-11,former_relevant,Boston,W2,no,,2024-01-08,",
        f"{ONE}\nP22,2006-02-11,former_relevant,Boston,W1,no,,2024-01-09,",  # not since the same day
        f"{ONE}\nP22,2006-02-11,former_relevant,Boston,W1,yes,,2024-01-08,",
        f"{ONE}arabic\nP22,2006-02-11,former_relevant,Boston,W1,no,,2024-01-08,dari",
        "P1,2006-02-11,former_relevant,Boston,W1,no,G1,,\nP22,2006-02-11,former_relevant,Boston,W1,no,G1,,",  # twins
        "P1,2006-01-01,former_relevant,Boston,W1,yes,,,\nP22,2006-01-01,former_relevant,Boston,W1,yes,,,",  # assumed
    ],
)
def test_two_people(tmp_path: Path, rows: str) -> None:
    """Proves that one difference, twins in a group and an assumed birthday of those who came alone are no warning."""
    assert findings(tmp_path, people=people(*COLUMNS, rows=rows)) == ()


@pytest.mark.parametrize("other", ["P-12", "p12", "P012", "P 12"])
def test_ids_that_only_look_different(tmp_path: Path, other: str) -> None:
    """Proves that capitals, leading zeros, spaces and hyphens do not make another person."""
    rows = f"P12,2006-02-11,former_relevant,Boston,W1\n{other},2005-08-19,former_relevant,Lincoln,W1"
    found = one(tmp_path, "ids_alike", people=people(rows=rows))
    assert found.what == f"The ids P12 and {other} differ in capitals, zeros or spaces alone."


def test_workers_whose_ids_only_look_different(tmp_path: Path) -> None:
    """Proves that workers are held against each other as well."""
    found = one(tmp_path, "ids_alike", workers=workers(rows="W1,Lincoln,1\nW01,Boston,0.6"))
    assert (found.table, found.row, found.what) == (
        "workers",
        3,
        "The ids W1 and W01 differ in capitals, zeros or spaces alone.",
    )


@given(st.lists(st.integers(min_value=0, max_value=10**6), unique=True, max_size=50))
def test_different_numbers_are_never_alike(numbers: list[int]) -> None:
    """Proves that zeros count everywhere but in front: 10 is not 1, and 100 is not 10."""
    found = Collector()
    ids_alike([(row, f"A{number}") for row, number in enumerate(numbers)], found, table="workers", column="worker_id")
    assert found.found == []
