"""Public assignment instances are read, written and checked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from allocator.answer import Limits, Progress
from benchmarks.backends import ours
from benchmarks.gap import MalformedGap, faults, parse, read, value, write

TEXT = "2 3\n 4 6 5\n 7 3 9\n 2 3 4\n 3 2 5\n 6 5\n"


def test_an_instance_is_read_as_it_stands() -> None:
    """Proves the order of the numbers: costs by agent, needs by agent, capacities; and that writing gives it back."""
    gap = parse("own", TEXT)
    assert gap.cost.tolist() == [[4, 6, 5], [7, 3, 9]]
    assert gap.need.tolist() == [[2, 3, 4], [3, 2, 5]]
    assert gap.capacity.tolist() == [6, 5]
    again = parse("own", write(gap))
    assert all(np.array_equal(getattr(gap, key), getattr(again, key)) for key in ("cost", "need", "capacity"))


def test_a_file_is_named_after_itself(tmp_path: Path) -> None:
    """Proves that an instance is called what its file is called."""
    (tmp_path / "own02").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / "own02").name == "own02"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty or too short"),
        ("2 x", "'x' is not a whole number"),
        ("2 -", "'-' is not a whole number"),
        ("2 1.5", "'1.5' is not a whole number"),
        ("0 3", "at least one of each"),
        (TEXT + "1", "take 16 numbers, but there are 17"),
        (TEXT.replace("6 5\n", "6"), "but there are"),
        (TEXT.replace("3 2 5", "3 -2 5"), "is negative"),
        (TEXT.replace("7 3 9", "7 3 " + "9" * 20), "too large"),
    ],
)
def test_malformed_text_is_refused(text: str, words: str) -> None:
    """Proves that a text that is no instance is refused with its name and the reason."""
    with pytest.raises(MalformedGap, match=f"own: .*{words}"):
        parse("own", text)


def test_an_answer_is_checked() -> None:
    """Proves the checker: jobs 0 and 2 need 2 + 4 = 6 of agent 0's 6; all three need 9; the value is 4 + 3 + 5."""
    gap = parse("own", TEXT)
    assert faults(gap, np.array([0, 1, 0])) == []
    assert value(gap, np.array([0, 1, 0])) == 12
    assert faults(gap, np.array([0, 0, 0])) == ["agent 1 needs 9 of 6"]
    for wrong in (np.array([0, 2, 0]), np.array([0, 1]), None):
        assert faults(gap, wrong) == ["the answer does not name one of 2 agents for each of 3 jobs"]


def test_our_backend_solves_it() -> None:
    """Proves that the project's solver answers an instance, proves it, and tells how far it is."""
    gap = parse("own", TEXT)
    seen: list[Progress] = []
    found = ours.assign(gap, Limits(seconds=5, on_progress=seen.append))
    assert found.agent is not None
    assert faults(gap, found.agent) == []
    assert (found.value, found.bound, found.proven) == (12, 12.0, True)
    assert seen[-1].value == 12.0
