"""Public assignment instances: a folder of them as a suite, and somebody's answers to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.errors import InputError, UsageError
from benchmarks.__main__ import main
from benchmarks.cases import ASSIGN, Asked
from benchmarks.rows import DONE, FAILED, read_rows
from benchmarks.suites import gap
from tests.benchmarks.mini import MINI, folder_of_mini

RUN = ("run", "gap", "--threads", "1", "--time-limit", "20")


def test_every_file_is_a_case_in_natural_order(tmp_path: Path) -> None:
    """Proves that what is no instance is passed over, that 2 comes before 10, and that what is known is read."""
    folder = folder_of_mini(tmp_path / "gap", value=9, bound=9)
    for name in ("mini-10", "mini-2"):
        (folder / name).write_text(MINI, encoding="utf-8")
    cases = list(gap.cases(Asked(gap_dir=folder)))
    assert [(case.name, case.asks) for case in cases] == [(f"mini-{n}", ASSIGN) for n in (1, 2, 10)]
    assert [case.facts.get("value") for case in cases] == [9.0, None, None]
    question = gap.question(cases[0])
    assert question.gap.need.tolist() == [[3, 2, 4], [4, 2, 3]]
    assert (question.best_value, question.best_bound) == (9.0, 9.0)


def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """Proves the wording where best_known.csv has other columns."""
    folder = folder_of_mini(tmp_path / "gap", value=9, bound=9)
    (folder / "best_known.csv").write_text("instance,best\nmini-1,9\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"it needs the columns instance, best_known_bound and best_known_value\.$"):
        list(gap.cases(Asked(gap_dir=folder)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 3 x", r"odd: 'x' is not a whole number\.$"),
        ("2 3 1 2 3", r"odd: 2 agents and 3 jobs take 16 numbers, but there are 5\.$"),
    ],
)
def test_a_file_that_is_no_instance_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Proves the wording of two files that are none: 2 + 2 x 2 x 3 + 2 = 16 numbers are needed in the second."""
    (tmp_path / "odd").write_text(text, encoding="utf-8")
    (case,) = gap.cases(Asked(gap_dir=tmp_path))
    with pytest.raises(InputError, match=rf"odd is no assignment instance: {said}"):
        gap.question(case)


def test_backends_are_run_and_judged(tmp_path: Path) -> None:
    """Proves that the optimum of 9 is found and kept, and that who finds nothing, as one by one, has a failed row."""
    folder, out = folder_of_mini(tmp_path / "gap", value=9, bound=9), tmp_path / "out"
    backends = ("--backend", "ours", "--backend", "spreadsheet")
    assert main([*RUN, *backends, "--gap-dir", str(folder), "--out", str(out)]) == 3
    best, hand = read_rows(out)[1]
    assert (best.outcome, best.audit, best.value, best.bound, best.proven, best.best_known) == (
        DONE, "passed", 9.0, 9.0, True, 9.0,
    )  # fmt: skip
    assert (best.people, best.workers) == (3, 2)
    assert (hand.outcome, hand.error, hand.value) == (FAILED, "no answer was found", None)


def test_a_value_below_a_proven_optimum_is_caught(tmp_path: Path) -> None:
    """Proves that a published optimum of 10 and a value of 9 end in a failed row in words, and in exit code 1."""
    folder, out = folder_of_mini(tmp_path / "gap", value=10, bound=10), tmp_path / "out"
    assert main([*RUN, "--backend", "cp_sat_levels", "--gap-dir", str(folder), "--out", str(out)]) == 1
    (row,) = read_rows(out)[1]
    assert row.outcome == FAILED
    assert row.error == "contradicts what is known: the value 9 lies below the proven optimum of 10"


@pytest.mark.parametrize(
    ("agents", "code", "said"),
    [
        ("1 1 2", 0, "cost   9      9           9      the best there is\n\nThe answer holds.\n"),
        ("1\n2\n2\n", 1, "Why it does not hold (1):\n  - agent 2 needs 5 of 4\n\nThe answer does not hold.\n"),
        ("1 1", 1, "is no answer to mini-1: it needs 3 whole numbers from 1 to 2, one for each job.\n"),
        ("1 1 0", 1, "is no answer to mini-1: it needs 3 whole numbers from 1 to 2, one for each job.\n"),
    ],
)
def test_an_answer_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], agents: str, code: int, said: str
) -> None:
    """Proves the verdicts: the best answer, one that needs 2 + 3 of 4, one too short, and one that counts from 0."""
    folder, answer = folder_of_mini(tmp_path / "gap", value=9, bound=9), tmp_path / "answer.txt"
    answer.write_text(agents, encoding="utf-8")
    assert main(["check", str(folder / "mini-1"), str(answer)]) == code
    caught = capsys.readouterr()
    assert (caught.out + caught.err).endswith(said)
