"""The shipped instances are built again byte for byte, are what their README says, and hold what they are there for."""

from __future__ import annotations

import runpy
import stat
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from allocator.bundled import instances_dir
from allocator.generate import instances
from allocator.generate.instances import build, scenarios
from allocator.load import leaves_people, takes_people
from allocator.reading.caseload import read_caseload
from allocator.reading.models import load_model
from allocator.records import Caseload
from allocator.room.check import RoomReport, room_report
from allocator.service_model import ServiceModel
from allocator.travel.times import build_travel

WEEKLY = ("lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait", "leaver-week", "peterborough-closes")
READ = (*WEEKLY, "lait-33-posts", "storm-week", "insourcing-day", "tiny", "impossible")


@cache
def _instance(name: str) -> tuple[Caseload, ServiceModel, RoomReport]:
    cases = read_caseload(instances_dir() / name)
    model = load_model(str(cases.model), cases.overrides)
    return cases, model, room_report(cases, build_travel(cases), model)


@cache
def _rows() -> dict[str, list[str]]:
    """The cells of the README's first table by instance."""
    lines = (instances_dir() / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): row[1:] for row in cells if len(row) == 8}


def test_the_builder_writes_the_shipped_instances_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run as a program, it writes into the folder named: every file is the shipped one, readable by its owner only."""
    monkeypatch.setattr("sys.argv", ["instances", str(tmp_path)])
    runpy.run_path(instances.__file__, run_name="__main__")
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(written) == 3 * len(scenarios())
    for file in written:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.read_bytes() == (instances_dir() / file.relative_to(tmp_path)).read_bytes(), file.name


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_what_is_written_reads_back_the_same(name: str) -> None:
    """Only the findings are new, and none is more than a note, but for two people whom chance has made alike."""
    read = _instance(name)[0]
    assert read.model_copy(update={"findings": (), "sources": {}}) == build(scenarios()[name])
    alike = [finding for finding in read.findings if finding.code == "double_entry"]
    assert len(alike) == (1 if name in ("lait-33-posts", "lincolnshire-lait") else 0)
    assert {finding.severity.value for finding in read.findings if finding not in alike} <= {"note"}


@pytest.mark.parametrize("name", READ)
def test_the_readme_states_people_workers_fte_and_fullness(name: str) -> None:
    """Day, people, workers, FTE, and how full in total and by role, to one decimal."""
    cases, _, report = _instance(name)
    full = [report.fullness.total, *report.fullness.by_role.values()]
    percent = [f"{float(filled.percent):.1f}" for filled in full if filled.percent is not None]
    counted = [str(len(cases.young_people)), str(len(cases.workers)), str(sum(w.fte for w in cases.workers))]
    assert _rows()[name] == [cases.as_of.isoformat(), *counted, *percent, *["-"] * (3 - len(percent))]


def test_every_instance_has_its_row() -> None:
    """The folders and the rows of the README are the same."""
    folders = {path.name for path in instances_dir().iterdir() if path.is_dir()}
    assert set(_rows()) == folders


@pytest.mark.parametrize("name", set(scenarios()) - {"insourcing-day"})
def test_weekly_runs_are_on_mondays(name: str) -> None:
    """All but the day of in-sourcing, which is 1 April 2025, a Tuesday."""
    assert _instance(name)[0].as_of.weekday() == 0


def test_lincolnshire_2025_is_94_to_95_percent_full_and_no_role_is_above_99() -> None:
    """The fullness that the instance was made for."""
    full = _instance("lincolnshire-2025")[2].fullness
    assert full.total.percent is not None
    assert 94 <= full.total.percent <= 95
    assert all(filled.percent is not None and filled.percent <= 99 for filled in full.by_role.values())


def test_insourcing_day_is_98_percent_full_and_nobody_has_a_worker() -> None:
    """1 April 2025, 98 % of the ceilings to the nearest percent, intake and induction off, everybody on duty."""
    cases, model, report = _instance("insourcing-day")
    assert cases.as_of == date(2025, 4, 1)
    assert all(person.current_worker is None for person in cases.young_people)
    assert report.fullness.total.percent is not None
    assert round(report.fullness.total.percent) == 98
    assert not model.rules.intake.on
    assert not model.rules.induction.on
    assert all(takes_people(worker, model, cases.as_of) for worker in cases.workers)


@pytest.mark.parametrize("name", WEEKLY)
def test_in_an_ordinary_week_everybody_who_waits_fits_somewhere(name: str) -> None:
    """Somebody has room for each of them, and all rooms together are larger than their work."""
    waiting = _instance(name)[2].waiting
    assert waiting.fit_nowhere == ()
    assert waiting.room > waiting.work


def test_leaver_week_is_what_it_says() -> None:
    """One worker leaves within the handover weeks, five arrive, two reach the step-down this week, and it is tight."""
    cases, model, report = _instance("leaver-week")
    leaving = [worker for worker in cases.workers if leaves_people(worker, model, cases.as_of)]
    new = [person for person in cases.young_people if person.current_worker is None]
    before, after = _due("lincolnshire-2025"), _due("leaver-week")
    assert (len(leaving), len(new), before, after) == (1, 5, 0, 2)
    assert report.fullness.total.percent is not None
    assert 96 <= report.fullness.total.percent <= 98


def _due(name: str) -> int:
    """People who are 21 for the deadline's weeks and still with a worker for 16-20, stayers and siblings aside."""
    cases, model, _ = _instance(name)
    younger = {worker.worker_id for worker in cases.workers if worker.role.value == "16-20"}
    deadline = model.rules.step_down.deadline_weeks
    return sum(
        person.current_worker in younger
        and person.date_of_birth is not None
        and (cases.as_of - person.date_of_birth.replace(year=person.date_of_birth.year + 21)).days >= 7 * deadline
        and not (person.keep_after_21 or person.in_education or person.keep_together)
        for person in cases.young_people
    )


def test_storm_week_leaves_28_posts_and_more_work_than_their_ceilings() -> None:
    """Three leave, two are long away, 5.0 of 33.0 FTE; the work is more than what the ceilings hold."""
    cases, model, report = _instance("storm-week")
    leaving = [worker for worker in cases.workers if leaves_people(worker, model, cases.as_of)]
    assert sorted(worker.last_day is None for worker in leaving) == [False, False, False, True, True]
    assert sum(worker.fte for worker in cases.workers if worker not in leaving) == 28
    assert report.fullness.total.work > report.fullness.total.ceiling


def test_lait_33_posts_has_the_people_of_lait_and_a_third_more_work_than_room() -> None:
    """The same people; held ones with the same workers; what is above the ceilings is 30 to 40 % of the work."""
    small, _, report = _instance("lait-33-posts")
    large = _instance("lincolnshire-lait")[0]
    worker = {person.person_id: person.current_worker for person in large.young_people}
    assert [person.person_id for person in small.young_people] == list(worker)
    held = [person for person in small.young_people if person.current_worker]
    assert all(worker[person.person_id] == person.current_worker for person in held)
    assert sum(w.fte for w in small.workers) == 33
    total = report.fullness.total
    assert Fraction(30, 100) < (total.work - total.ceiling) / total.work < Fraction(40, 100)


def test_peterborough_has_no_worker_left_when_it_closes() -> None:
    """Six workers had their base there in lincolnshire-2025; the rule home_base is a wish now."""
    before, (after, model, _) = _instance("lincolnshire-2025")[0], _instance("peterborough-closes")
    moved = [b.worker_id for a, b in zip(before.workers, after.workers, strict=True) if a.base != b.base]
    assert moved == [worker.worker_id for worker in before.workers if worker.base == "Peterborough"]
    assert len(moved) == 6
    assert model.rules.home_base.strength.value == "should"
