"""Somebody's answers are judged: right ones, tampered ones, and files that are none."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.checking import BEST, BETTER, IMPOSSIBLE, INCOMPARABLE, UNKNOWN, stands
from benchmarks.library.known import KnownLevel

ANSWER = Path(__file__).with_name("tiny-allocation.csv")
NEW_PERSON, HELD_PERSON = "P06,W02", "P02,W01"


def _check(capsys: pytest.CaptureFixture[str], instance: str, allocation: Path) -> tuple[int, str, str]:
    code = main(["check", instance, str(allocation)])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def _tampered(place: Path, old: str, new: str) -> Path:
    text = ANSWER.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
    return place


def test_the_best_answer_is_called_the_best(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that the answer of the README to tiny holds, and is as good as the oracle says on every level."""
    code, out, _ = _check(capsys, "tiny", ANSWER)
    assert code == 0
    lines = out.splitlines()
    assert lines[5].split()[:4] == ["cost", "0.645513", "0.645513", "0.645513"]
    assert [line.endswith("the best there is") for line in lines[1:7]] == [True] * 6
    assert out.endswith("\n\nThe answer holds.\n")


def test_a_worse_answer_holds_but_stands_lower(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that leaving somebody out who could be placed is seen at the level that is about it, and ends there."""
    code, out, _ = _check(capsys, "tiny", _tampered(tmp_path / "a.csv", NEW_PERSON, f"{NEW_PERSON.split(',')[0]},"))
    assert code == 0
    assert " % above the best known" in out
    assert INCOMPARABLE in out


def test_a_broken_rule_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that the audit judges: nobody may leave somebody without a worker whose pair stands."""
    code, out, _ = _check(capsys, "tiny", _tampered(tmp_path / "a.csv", HELD_PERSON, f"{HELD_PERSON.split(',')[0]},"))
    assert code == 1
    assert "\nWhy it does not hold (" in out
    assert HELD_PERSON.split(",")[0] in out.split("Why it does not hold")[1]
    assert out.endswith("\n\nThe answer does not hold.\n")


def test_a_file_that_does_not_fit_is_refused_with_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves that missing, unknown and doubled people and unknown workers are all named at once."""
    person, worker = HELD_PERSON.split(",")
    odd = _tampered(tmp_path / "odd.csv", f"{HELD_PERSON}\n", f"X99,{worker}\nX98,W77\nX98,W77\n")
    code, _, err = _check(capsys, "tiny", odd)
    assert code == 1
    assert err.splitlines()[1:] == [
        f"  - {person}: not in the allocation",
        "  - X98, X99: in the allocation, but not in the caseload",
        "  - X98: in the allocation more than once",
        "  - W77: named as workers, but not in the caseload",
    ]
    (tmp_path / "none.csv").write_text("who,whom\n", encoding="utf-8")
    code, _, err = _check(capsys, "tiny", tmp_path / "none.csv")
    assert code == 1
    assert err.endswith("none.csv is no allocation: it needs the columns person_id and worker_id.\n")


def test_an_unknown_instance_is_answered_with_the_name_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves the wording of a near miss."""
    code, _, err = _check(capsys, "leaverweek", ANSWER)
    assert code == 2
    assert err == "There is no instance leaverweek, shipped or as a folder. Did you mean leaver-week?\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (50.0, "as good as the best known"),
        (50.2, "0.4 % above the best known, within the tolerance of 0.5 %"),
        (51.0, "2 % above the best known"),
        (49.0, BETTER),
        (47.0, IMPOSSIBLE),
    ],
)
def test_how_a_level_stands(value: float, said: str) -> None:
    """Proves each way to stand beside a value of 50 with a bound of 48, and what that means for the level below.

    The level below can be compared only while this one is between 50 and 50.25, which the tolerance allows.
    """
    known = (KnownLevel("cost", 50.0, 48.0, False), KnownLevel("balance", 7.0, 7.0, True))
    cost, balance, other = stands([("cost", value), ("balance", 7.0), ("else", 1.0)], known, {"cost": Fraction(1, 200)})
    assert cost.said == said
    assert balance.said == (BEST if 50 <= value <= 50.25 else INCOMPARABLE)
    assert other.said == UNKNOWN
