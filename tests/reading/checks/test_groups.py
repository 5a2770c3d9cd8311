"""Findings about siblings: what pulls a group apart is said once, at the member who does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.folders import findings, one, people

COLUMNS = ("keep_together", "avoid_workers", "locked")
WITH_W1 = "P1,2006-02-11,former_relevant,Boston,W1,G7,{},{}"
WITH_W2 = "P2,2007-02-11,former_relevant,Boston,W2,G7,{},{}"
NEW = "P2,2007-02-11,former_relevant,Boston,,G7,{},{}"


def rows(*filled: str) -> str:
    """A table of young people in one group."""
    return people(*COLUMNS, rows="\n".join(filled))


def test_a_wish_against_a_siblings_worker(tmp_path: Path) -> None:
    """Proves that somebody who is to be kept apart from a sibling's worker is told of, with the worker."""
    found = one(tmp_path, "group_avoids_worker", people=rows(WITH_W1.format("", ""), NEW.format("W1", "")))
    assert found.what == "avoid_workers names W1, who works with a sibling in the group G7."
    assert (found.row, found.record_id, found.column, found.value) == (3, "P2", "keep_together", "G7")


def test_a_group_that_nobody_can_take(tmp_path: Path) -> None:
    """Proves that wishes which leave a worker to each, but none to all, are one finding."""
    found = findings(tmp_path, people=rows(WITH_W1.format("W2", ""), NEW.format("W1", "")))
    assert [finding.code for finding in found] == ["group_without_worker"]
    assert found[0].what == "The members of the group G7 avoid every worker between them: nobody can take them all."


def test_locked_to_different_workers(tmp_path: Path) -> None:
    """Proves that locks which part a group are told of, with both workers."""
    found = one(tmp_path, "group_locked_apart", people=rows(WITH_W1.format("", "yes"), WITH_W2.format("", "yes")))
    assert found.what == "Members of the group G7 are locked to different workers: W1 and W2."


@pytest.mark.parametrize(
    "members",
    [
        (WITH_W1.format("W2", ""), NEW.format("W2", "")),  # both want W1
        (WITH_W1.format("", "yes"), WITH_W2.format("", "")),  # one of them may come
        (WITH_W1.format("", "yes"), WITH_W2.replace("W2", "W1").format("", "yes")),
    ],
)
def test_a_group_that_agrees(tmp_path: Path, members: tuple[str, ...]) -> None:
    """Proves that wishes and locks which can be kept together are no finding."""
    assert findings(tmp_path, people=rows(*members)) == ()
