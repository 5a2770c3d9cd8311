"""Ids across tables: one worker is one worker however the id is spelt, and no name is repeated."""

from __future__ import annotations

from pathlib import Path

from allocator.reading.findings import in_words
from tests.reading.folders import P1, findings, people, read, workers


def test_two_spellings_are_not_guessed(tmp_path: Path) -> None:
    """Where W1 and w1 are two workers, a worker called neither way exactly is unknown, and exact ones stay."""
    caseload = read(tmp_path, workers=workers(rows="W1a,Boston,1\nw1A,Lincoln,1\nW1,Lincoln,1"))
    assert caseload.young_people[0].current_worker == "W1"


def test_case_of_avoided_workers_is_put_right(tmp_path: Path) -> None:
    """A conflict is not lost over a small letter."""
    caseload = read(tmp_path, people=people("avoid_workers", rows=f"{P1},w2"))
    assert caseload.young_people[0].avoid_workers == {"W2"}


def test_names_are_not_repeated(tmp_path: Path) -> None:
    """A name in an id column appears in no finding, whatever else is wrong with its row."""
    rows = "Robin Example,2025-07-01,eligible,Boston,W1\nRobin Example,2025-07-01,eligible,Boston,Kim Other"
    found = findings(tmp_path, people=people(rows=rows))
    assert {"born_in_future", "duplicate_id", "unknown_current_worker"} <= {finding.code for finding in found}
    assert not [finding for finding in found if "Example" in in_words(finding) or "Kim" in in_words(finding)]


def test_without_worker_ids_nobody_is_a_stranger(tmp_path: Path) -> None:
    """A table of workers without its id column is one finding, not one for each young person."""
    found = findings(tmp_path, workers="worker,base,fte\nW1,Boston,1\n")
    assert [finding.code for finding in found] == ["misspelt_column", "missing_column"]
