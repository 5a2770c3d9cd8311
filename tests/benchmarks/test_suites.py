"""The suites: every one is found, and asks what it says."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

import benchmarks.suites
from allocator.bundled import instances_dir
from allocator.errors import UsageError
from allocator.room.fullness import fullness
from benchmarks.cases import ALLOCATE, PIPELINE, Asked, Case, Week
from benchmarks.planning import Plan, tasks_of
from benchmarks.suites import growth, insourcing, national, suite_named, suites, tight, what_if

NEW_SUITE = '''"""One case that is the same as tiny."""
from benchmarks.suites._instances import case_of, folders, week_of
QUESTION, SECONDS, REPEATS, BACKENDS = "Does one file do?", 7.0, 2, ("ours",)
def cases(asked):
    return (case_of(folder) for folder in folders(asked, ["tiny"]))
question = week_of
'''


def _names(suite: str, *instances: str) -> list[str]:
    return [case.name for case in suite_named(suite).cases(Asked(instances))]


def test_one_file_adds_a_suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves what benchmarks/README.md promises: a file in the folder of suites is a suite, by its name."""
    before = set(suites())
    (tmp_path / "one_file.py").write_text(NEW_SUITE, encoding="utf-8")
    monkeypatch.setattr(benchmarks.suites, "__path__", [*benchmarks.suites.__path__, str(tmp_path)])
    assert set(suites()) - before == {"one_file"}
    first, second = tasks_of("one-file", Plan(seed=5))
    assert (first.case.name, first.seconds, first.repeat, first.seed) == ("tiny", 7.0, 1, 5)
    assert (second.repeat, second.seed) == (2, 6)


@pytest.mark.parametrize("name", sorted(suites()))
def test_every_suite_says_what_it_answers(name: str) -> None:
    """Proves that each has a question, a limit, repeats and backends."""
    suite = suite_named(name)
    assert suite.QUESTION.endswith("?")
    assert suite.SECONDS > 0
    assert suite.REPEATS > 0
    assert suite.BACKENDS


def test_every_suite_is_in_the_protocol() -> None:
    """Proves that the table of benchmarks/README.md names every suite and no other."""
    protocol = (Path(benchmarks.suites.__path__[0]).parent / "README.md").read_text(encoding="utf-8")
    table = protocol.split("## Suites")[1].split("\n\n")[1]
    assert sorted(re.findall(r"^\| `(\w+)` ", table, flags=re.MULTILINE)) == list(suites())


def test_the_weekly_suite_runs_every_instance_that_can_be_run() -> None:
    """Proves that nothing committed is left out but the caseload that is full of mistakes."""
    folders = {path.parent.name for path in instances_dir().glob("*/caseload.toml")}
    assert set(_names("weekly")) == folders - {"untidy"}


def test_each_worker_leaves_in_turn() -> None:
    """Proves that what_if has a case for every worker of tiny but the one who leaves anyway, and what it changes."""
    assert _names("what-if", "tiny") == ["tiny/W01", "tiny/W02", "tiny/W03"]
    case = list(what_if.cases(Asked(("tiny",))))[1]
    week = what_if.question(case)
    days = {worker.worker_id: str(worker.last_day) for worker in week.caseload.workers}
    assert days["W02"] == "2025-06-13"  # the Friday of the week after Monday 2 June 2025
    assert days["W01"] == "None"
    assert week.known == ()


def test_insourcing_gives_nobody_a_worker_beforehand() -> None:
    """Proves that from scratch means nobody held, and no limit on how many are given to one worker at once."""
    assert _names("insourcing") == ["insourcing-day", "lincolnshire-lait/from-scratch"]
    (case,) = insourcing.cases(Asked(("leaver-week",)))
    week = insourcing.question(case)
    assert {person.current_worker for person in week.caseload.young_people} == {None}
    assert not week.model.rules.intake.must
    assert not week.model.rules.induction.must
    assert week.known == ()


@pytest.mark.parametrize("name", ["96-held", "104-scratch"])
def test_tight_is_as_full_as_it_says(name: str) -> None:
    """Proves fullness as instances/README.md counts it, to a fifth of a percent, and that held people are held."""
    (case,) = (case for case in tight.cases(Asked()) if case.name == name)
    week = tight.question(case)
    full = fullness(week.caseload, week.travel, week.model).total.percent
    assert full is not None
    assert float(full) == pytest.approx(case.facts["percent"], abs=0.2)
    without = sum(person.current_worker is None for person in week.caseload.young_people)
    assert (without == 1003) if case.facts["scratch"] else (0 < without < 100)


def test_growth_grows_with_the_same_density() -> None:
    """Proves sizes and density: 250 and 2,500 people with about 33 full-time posts a thousand, from scratch or not."""
    names = _names("growth")
    assert names[:2] == ["weekly-250", "scratch-250"]
    assert names[-2:] == ["weekly-100000", "scratch-100000"]
    asks = {case.name: (case.asks, case.seconds) for case in growth.cases(Asked())}
    assert asks["weekly-100000"] == (PIPELINE, None)
    assert asks["scratch-100000"] == (ALLOCATE, 180.0)
    for people in (250, 2500):
        scratch = growth.question(Case("x", {"people": people}))
        assert len(scratch.caseload.young_people) == people
        assert {person.current_worker for person in scratch.caseload.young_people} == {None}
        assert _posts(scratch) * 1000 / people == pytest.approx(32.6, abs=0.3)
    weekly = growth.question(Case("x", {"people": 250}, PIPELINE))
    assert sum(person.current_worker is None for person in weekly.caseload.young_people) == 2  # eight in a thousand


def _posts(week: Week) -> float:
    return float(sum(worker.fte for worker in week.caseload.workers))


def test_a_nation_is_its_counties() -> None:
    """Proves that each county is a case, drawn by itself as it is drawn within the nation."""
    cases = list(national.cases(Asked()))
    assert [case.name for case in cases[:2]] == ["england-10k/county-01", "england-10k/county-02"]
    assert len(cases) == 10
    (third,) = islice(cases, 2, 3)
    week = national.question(third)
    assert len(week.caseload.young_people) == 1000
    assert {person.person_id[:4] for person in week.caseload.young_people} == {"C03-"}
    with pytest.raises(UsageError, match=r"^The preset lincolnshire-2025 is one county\. Nations are england-10k and "):
        list(national.cases(Asked(preset="lincolnshire-2025")))
