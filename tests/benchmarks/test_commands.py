"""The words of the command line: what there is, and what is said where something is put wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from allocator.reading.caseload import read_caseload
from benchmarks.__main__ import main
from benchmarks.library.known import library


def test_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that suites with their questions, backends and instances are listed, and the cases of one suite."""
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert "  weekly      How long does a manager wait on a Monday, and is every level proven?\n" in out
    assert "\nBackends (--backend NAME):\n  ours " in out
    assert f"\nInstances of the library, version {library()['version']} (--instance NAME):\n" in out
    assert main(["list", "what-if", "--instance", "tiny"]) == 0
    assert capsys.readouterr().out == "tiny/W01\ntiny/W02\ntiny/W03\n"


def test_the_cases_of_a_suite_are_written_as_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that others get the very tables: what is read back has the SHA-256 of the library, and its people."""
    assert main(["export", "growth", str(tmp_path), "--case", "weekly-250"]) == 0
    sha256, place = capsys.readouterr().out.split()
    assert sha256 == library()["drawn"]["growth/weekly-250"]["sha256"]
    assert len(read_caseload(Path(place)).young_people) == 250


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("run weakly", "There is no suite weakly. Did you mean weekly? There are "),
        ("run weekly --backend our", "There is no backend our. Did you mean ours? There are ours"),
        ("run weekly --instance leaver", "There is no instance leaver, shipped or as a folder."),
        ("run weekly --case zz*", "No case of weekly has a name like zz*. See: python -m benchmarks list weekly"),
        ("run gap", "The suite gap needs --gap-dir DIR: a folder of instances in the OR-Library's text form."),
        ("run phases --backend spreadsheet", "None of spreadsheet can answer phases. See: python -m benchmarks list"),
        ("national --preset england", "There is no preset england. Did you mean england-10k?"),
        ("report nowhere --out r.html", "nowhere holds no results: name a folder that python -m benchmarks run wrote."),
        ("compare nowhere there", "nowhere holds no results: name a folder that python -m benchmarks run wrote."),
        ("chek", "There is no command 'chek'. Did you mean check?"),
    ],
)
def test_what_is_put_wrongly_is_answered_in_words(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves exit code 2 and the wording: what is wrong, what was meant, what to do."""
    assert main(words.split()) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("option", "package"), [("--jobs 2", "joblib"), ("--cluster tcp://x:1", "distributed")])
def test_a_missing_package_is_named(
    option: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves that who has not installed the extra is told which package is needed and how to get it."""
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["run", "weekly", "--case", "tiny", "--out", str(tmp_path / "out"), *option.split()]) == 2
    said = capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert f"needs {package}, which is not installed. Install what is needed with: python -m pip install" in said
