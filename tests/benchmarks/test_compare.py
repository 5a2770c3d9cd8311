"""Two results folders side by side: the verdicts of the rule in benchmarks/README.md, on made-up rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.rows import FAILED, Level, Machine, Row, append_row, write_machine

ON = Machine("3.11.9", "Linux", "a processor", 2, 7000, {"ortools": "9.14"}, "abc123")
ROW = Row(
    "weekly", "a", "ours", "solve", 1, 1, "done", 1.0, "2025-06-02T09:00:00+00:00",
    audit="passed", levels=(Level("cost", 40.0, 40.0, True, 0.5),), proven=True,
)  # fmt: skip
SECONDS = (1.0, 1.01, 0.99, 1.02, 0.98)


def _folder(place: Path, rows: Sequence[Row], machine: Machine = ON) -> str:
    place.mkdir()
    write_machine(place, machine)
    for row in rows:
        append_row(place, row)
    return str(place)


def _timed(factor: float, row: Row = ROW) -> list[Row]:
    """Five repeats, each so many times as long as in SECONDS."""
    return [replace(row, repeat=r, seconds=s * factor) for r, s in enumerate(SECONDS, start=1)]


@pytest.mark.parametrize(
    ("factor", "verdict", "code"),
    [(1.5, "regression", 3), (1 / 1.5, "faster", 0), (1.01, "no clear change", 0)],
)
def test_a_verdict_on_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], factor: float, verdict: str, code: int
) -> None:
    """Proves the three verdicts and their exit codes: half as long again, two thirds, and one percent."""
    old, new = _folder(tmp_path / "old", _timed(1)), _folder(tmp_path / "new", _timed(factor))
    assert main(["compare", old, new]) == code
    header, line = capsys.readouterr().out.splitlines()
    assert header.split() == [
        "suite",
        "case",
        "backend",
        "phase",
        "old",
        "s",
        "new",
        "s",
        "ratio",
        "95",
        "%",
        "verdict",
    ]
    assert line.startswith("weekly  a     ours     solve  1.000  ")
    assert f"  {factor:.2f}   " in line
    assert line.endswith(f"  {verdict}")


def test_single_runs_give_no_verdict_on_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that nothing is claimed of two single runs, however far apart."""
    old, new = _folder(tmp_path / "old", [ROW]), _folder(tmp_path / "new", [replace(ROW, seconds=9.0)])
    assert main(["compare", old, new]) == 0
    assert capsys.readouterr().out.endswith("9.00   -     too few runs to tell\n")


def test_an_answer_that_got_worse_is_a_regression_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that lost proof and a worse value are told and give exit code 3: 41 with a bound of 40 instead of 40."""
    worse = replace(ROW, levels=(Level("cost", 41.0, 40.0, False, 0.5),), proven=False)
    old, new = _folder(tmp_path / "old", _timed(1)), _folder(tmp_path / "new", _timed(1, worse))
    assert main(["compare", old, new]) == 3
    assert "no longer proven; worse value" in capsys.readouterr().out


def test_a_contradicted_optimum_is_told_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves both ways: a row that a run marked already, and two proofs of 40 and 39 that cannot both be right."""
    marked = replace(ROW, outcome=FAILED, error="contradicts what is known: cost is 39, below the proven optimum of 40")
    lower = replace(ROW, levels=(Level("cost", 39.0, 39.0, True, 0.5),))
    old = _folder(tmp_path / "old", [ROW])
    assert main(["compare", old, _folder(tmp_path / "marked", [marked])]) == 1
    assert "Contradiction: weekly a: ours: contradicts what is known: cost is 39, " in capsys.readouterr().out
    assert main(["compare", old, _folder(tmp_path / "lower", [lower])]) == 1
    assert (
        "Contradiction: weekly a: ours: cost is 39, below the proven optimum of 40 by ours" in capsys.readouterr().out
    )


def test_what_cannot_be_compared_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that another machine is pointed out, and that folders without a common case are refused."""
    old, other = _folder(tmp_path / "old", [ROW]), replace(ON, cores=16, allocator_commit="def456")
    assert main(["compare", old, _folder(tmp_path / "new", [ROW], other)]) == 0
    assert capsys.readouterr().err == "Not on the same machine: cores was 2, now 16.\n"
    assert main(["compare", old, _folder(tmp_path / "else", [replace(ROW, case="b")])]) == 2
    assert "have no case of the same backend in common: nothing can be compared." in capsys.readouterr().err
