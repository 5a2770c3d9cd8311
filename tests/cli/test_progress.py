"""Progress on standard error."""

from __future__ import annotations

import sys

import pytest

from allocator.answer import Progress
from allocator.cli.progress import level_text, shown_progress, state_text

STEP = Progress("cost", 5, 6, value=12.3456789, bound=12.0, seconds_left=41.6)


def test_a_step_names_its_level_and_how_far_it_is() -> None:
    """Proves level, best value, bound and time left; 41.6 s are shown as 42."""
    assert level_text(STEP) == "Level 5 of 6 (cost)"
    assert state_text(STEP) == "best 12.3457, at least 12, 42 s left"


def test_what_is_not_known_is_not_shown() -> None:
    """Proves that a level that has just begun shows no number, and that time never runs below zero."""
    assert state_text(Progress("cost", 5, 6)) == ""
    assert state_text(Progress("cost", 5, 6, seconds_left=-3.0)) == "0 s left"


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that a file or a pipe gets no bar."""
    with shown_progress(quiet=False) as show:
        show(STEP)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("quiet", [True, False])
def test_a_terminal_gets_a_bar_unless_quiet(
    quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves that a terminal sees the level, on standard error alone, and --quiet nothing at all."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress(quiet=quiet) as show:
        show(STEP)
    caught = capsys.readouterr()
    assert caught.out == ""
    assert ("Level 5 of 6 (cost)" in caught.err, "at least 12" in caught.err) == (not quiet, not quiet)
