"""Before and after."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.report.statistics.change import FASTER, LEVEL, SINGLE, SLOWER, change, changes
from benchmarks.report.statistics.repeats import Repeats
from tests.benchmarks.report.made_up import failed, level, repeats, row, timed


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ((12.0, 12.1, 12.2), SLOWER),  # all of 10 to 10.2 against all of 12 to 12.2
        ((8.0, 8.1, 8.2), FASTER),
        ((9.0, 11.0, 13.0), LEVEL),  # the interval holds 1
        ((10.3, 10.3, 10.3), LEVEL),  # clear, but below 5 %
        ((20.0,), SINGLE),
    ],
)
def test_what_the_interval_allows_to_say(after: tuple[float, ...], verdict: str) -> None:
    """Proves that slower and faster need a whole interval on one side of 1 and 5 %."""
    found = change(timed(10.0, 10.1, 10.2), timed(*after))
    assert found.verdict == verdict
    assert found.worse == (verdict == SLOWER)


@pytest.mark.parametrize(
    ("old", "new", "notes", "worse"),
    [
        ({"proven": True}, {}, ("no longer proven",), True),
        ({}, {"proven": True}, ("proven now",), False),
        ({"value": 4.0}, {"value": 5.0}, ("worse value",), True),
        ({"value": 4.0, "proven": True}, {"value": 3.0}, ("no longer proven", "better value"), True),
        ({"value": 4.0}, {"value": 4.0}, (), False),
        ({"levels": (level("cost", 9, 9),)}, {"levels": (level("cost", 8, 8),)}, ("better value",), False),
        ({}, {"audit": "failed"}, ("fails now",), True),
    ],
)
def test_what_became_of_the_answer(
    old: dict[str, Any], new: dict[str, Any], notes: tuple[str, ...], worse: bool
) -> None:
    """Proves that proof, value and failure are held against before, whatever the time."""
    found = change(timed(3.0, **old), timed(3.0, **new))
    assert (found.notes, found.worse) == (notes, worse)


def test_a_run_that_fails_has_no_ratio() -> None:
    """Proves that a failure is told, and no time made up for it."""
    found = change(repeats(failed()), repeats(row()))
    assert (found.ratio, found.notes) == (None, ("no longer fails",))


def test_earliest_against_latest_and_the_slowest_first() -> None:
    """Proves that of three folders the outer ones that have a place are compared, and places in one alone are not."""

    def folder(**seconds: float) -> dict[tuple[str, str, str, str], Repeats]:
        found = [timed(taken, case=case) for case, taken in seconds.items()]
        return {one.place: one for one in found}

    found = changes([folder(a=10.0, b=4.0), folder(a=1.0, c=7.0), folder(a=5.0, b=8.0)])
    assert [(one.place[1], one.ratio.ratio) for one in found if one.ratio] == [("b", 2.0), ("a", 0.5)]
