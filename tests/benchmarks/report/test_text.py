"""Figures in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.report import text

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"),
        (0.000004, "under 0.001 %"),
        (-0.000004, "above -0.001 %"),
        (0.000181, "0.0181 %"),
        (0.00398, "0.398 %"),
        (0.0174, "1.74 %"),
        (0.25, "25.0 %"),
        (12.34, "1,234 %"),
        (None, text.NONE),
    ],
)
def test_percentages(share: float | None, words: str) -> None:
    """Proves three digits that mean something, and a blank that does not break."""
    assert text.percent(share) == words.replace(" %", f"{NBSP}%")


@given(st.floats(1e-12, 10))
def test_what_is_open_never_reads_as_nought(share: float) -> None:
    """Proves that rounding never makes a proof of a gap."""
    assert text.percent(share) != text.percent(0.0)


@pytest.mark.parametrize(
    ("taken", "words"), [(0.0042, "0.004"), (3.14159, "3.14"), (61.25, "61.2"), (1234.5, "1,234"), (None, text.NONE)]
)
def test_seconds(taken: float | None, words: str) -> None:
    """Proves as many digits as mean something."""
    assert text.seconds(taken) == words


def test_values_and_counts() -> None:
    """Proves whole numbers without a point, others without idle zeros, and nouns in their number."""
    shown = [text.value(figure) for figure in (1768.0, 71812.72, 0.5, None, float("-inf"))]
    assert shown == ["1,768", "71,812.72", "0.5", text.NONE, text.NONE]
    assert [text.counted(n, "case") for n in (1, 2000)] == ["1 case", "2,000 cases"]
    assert [text.factor(x) for x in (1.046, 12.34, 123.4)] == ["1.05", "12.3", "123"]
    assert [text.listed(x) for x in ([], ["a"], ["a", "b", "c"])] == ["", "a", "a, b and c"]


@pytest.mark.parametrize(
    ("started", "words"),
    [
        ("2026-03-02T09:05:59", "2026-03-02 09:05"),
        ("2026-03-02T09:05:59.25+00:00", "2026-03-02 09:05 UTC"),
        ("2026-03-02T09:05:59+01:00", "2026-03-02 09:05 +01:00"),
        ("yesterday", "yesterday"),
    ],
)
def test_moments(started: str, words: str) -> None:
    """Proves day and minute, and that what is no moment stays as it is."""
    assert text.moment(started) == words


def test_colours_of_a_terminal_are_dropped() -> None:
    """Proves that what XML cannot hold becomes a blank, and escape sequences nothing."""
    assert text.plain(" \x1b[31mred\x1b[0m\x00 and\nblue ") == "red and blue"
