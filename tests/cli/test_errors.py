"""What a person reads when something goes wrong, and the exit codes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from allocator.cli.errors import Session, run_guarded
from allocator.errors import AuditError, InputError, ModelError, NoAnswerError
from allocator.explain import model_words
from tests.cli.conftest import Ran


def raising(error: BaseException) -> Callable[[], object]:
    """A command that ends in ``error``."""

    def call() -> object:
        raise error

    return call


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            ModelError("essex", ["caps.x is not known"]),
            2,
            "The service model essex cannot be used:\n  - caps.x is not known",
        ),
        (InputError("The caseload has 1 error."), 1, "The caseload has 1 error."),
        (NoAnswerError("Stopped."), 4, "Stopped."),
        (AuditError(["P1 is missing"]), 70, "nothing was written. Please report this:\n  - P1 is missing"),
        (KeyboardInterrupt(), 4, "Stopped before there was any answer. Nothing has been written."),
        (click.Abort(), 4, "Stopped before there was any answer. Nothing has been written."),
        (click.UsageError("no such thing"), 2, "Error: no such thing"),
    ],
)
def test_each_error_has_its_words_and_its_exit_code(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves that every sort of error is said on standard error, with the exit code of the contract."""
    assert run_guarded(raising(error), Session()) == code
    caught = capsys.readouterr()
    assert words in caught.err
    assert caught.out == ""
    assert "Traceback" not in caught.err


def test_a_fault_of_ours_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that a fault gets exit code 70 and advice, and shows no traceback by itself."""
    assert run_guarded(raising(ZeroDivisionError("division by zero")), Session()) == 70
    said = capsys.readouterr().err
    assert "A fault in the program itself, not in your data: ZeroDivisionError: division by zero" in said
    assert "with --debug to see where" in said
    assert "Traceback" not in said


def test_debug_shows_where_a_fault_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that --debug brings the traceback, and then no advice to give --debug."""
    assert run_guarded(raising(ZeroDivisionError("division by zero")), Session(debug=True)) == 70
    said = capsys.readouterr().err
    assert "Traceback (most recent call last)" in said
    assert "with --debug" not in said


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that an error of the file system names the file and is no fault of the program."""
    missing = tmp_path / "nowhere.csv"
    assert run_guarded(missing.read_text, Session()) == 2
    assert f"{missing}: No such file or directory. Check the name" in capsys.readouterr().err


def test_an_error_of_the_system_without_a_file_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that only errors about a file are put down to the file."""
    assert run_guarded(raising(OSError("no more handles")), Session()) == 70
    assert "OSError: no more handles" in capsys.readouterr().err


def test_a_full_disk_is_no_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that a disk which refuses in the midst of writing, when the system names no file, exits with 2."""
    assert run_guarded(raising(OSError(errno.ENOSPC, "No space left on device")), Session()) == 2
    assert capsys.readouterr().err.startswith("The disk: No space left on device.")


@pytest.mark.parametrize(("result", "code"), [(3, 3), (None, 0), ("text", 0)])
def test_the_exit_code_is_what_the_command_returns(result: object, code: int) -> None:
    """Proves that a command's number becomes the exit code, and anything else means done."""
    assert run_guarded(lambda: result, Session()) == code


@pytest.mark.parametrize("error", [BrokenPipeError(), SystemExit(1)])
def test_a_closed_pipe_takes_the_rest_in_silence(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that what Python writes while it ends goes nowhere, so that it cannot complain about the pipe again."""
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert run_guarded(raising(error), Session()) == 0
        out.write("the rest")
    assert (tmp_path / "out").read_text(encoding="utf-8") == ""


def test_a_reader_who_stops_early_is_no_error() -> None:
    """Proves that ``allocator ... | head`` ends quietly: the pipe is closed before anything is written."""
    code = "import sys; from allocator.cli import main; sys.exit(main(['--help']))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    ran = subprocess.run([sys.executable, "-c", code], stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write_end)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_debug_may_stand_behind_any_command(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the option reaches the very edge from a subcommand: a fault there shows where it happened."""

    def faulty(_: object) -> str:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(model_words, "describe", faulty)
    plain, debug = cli("models", "show", "essex"), cli("models", "show", "essex", "--debug")
    assert (plain.code, debug.code) == (70, 70)
    assert "in faulty" not in plain.err
    assert "in faulty" in debug.err


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_repeats_no_cell(debug: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that what Python quotes in an error, which may be somebody's name or number, is not printed."""
    error = KeyError("Zebedee O'Feather")
    error.__cause__ = ValueError('ring 07700 900123: input_value="Zebedee"')
    assert run_guarded(raising(error), Session(debug=debug)) == 70
    said = capsys.readouterr().err
    assert "KeyError: '...'" in said
    assert not [word for word in ("Zebedee", "Feather", "07700") if word in said]
