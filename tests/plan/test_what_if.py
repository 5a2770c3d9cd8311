"""allocator.plan.what_if."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.errors import UsageError
from allocator.pipeline import Options, Run, allocate
from allocator.plan.edits import Arrival, Edits, Hire
from allocator.plan.what_if import TITLES, WhatIf, what_if
from allocator.proposal import ChangeKind
from allocator.records import Category

COUNTY, TINY = instances_dir() / "lincolnshire-2025", instances_dir() / "tiny"
OPTIONS = Options(limits=Limits(seconds=30, threads=1))
SOON = date(2025, 4, 25)


def _by_hand(folder: Path, leaver: str, day: date) -> Path:
    """The county with one last day written into workers.csv."""
    shutil.copytree(COUNTY, folder)
    path = folder / "workers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        if row["worker_id"] == leaver:
            row["last_day"] = day.isoformat()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys([*columns, "last_day"])), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _levels(run: Run) -> list[tuple[str, float, float | None, float, bool]]:
    return [(level.key, level.value, level.bound, level.kept, level.proven) for level in run.answer.levels]


@pytest.mark.parametrize("leaver", ["W03", "W17", "W30"])
def test_leaving_equals_editing_the_table_by_hand(leaver: str, tmp_path: Path) -> None:
    """Proves that the side with the leaver is what allocate makes of workers.csv with her last day, proven."""
    found = what_if(COUNTY, OPTIONS, Edits(leave={leaver: SOON}))
    hand = allocate(_by_hand(tmp_path / "county", leaver, SOON), OPTIONS)
    assert found.moved_to is None
    assert _levels(found.with_edits) == _levels(hand)
    assert all(proven for *_, proven in _levels(hand))
    assert found.with_edits.answer.worker_of == hand.answer.worker_of
    assert found.with_edits.answer.change == hand.answer.change
    assert leaver not in hand.answer.worker_of.values()
    assert found.without.answer.worker_of != hand.answer.worker_of


def _rows(found: WhatIf) -> dict[str, tuple[int, int]]:
    return {row.key: (int(row.without), int(row.with_edits)) for row in found.rows if row.key != "travel_hours"}


def test_figures_side_by_side() -> None:
    """Proves each row of the tiny week when W01 leaves, and that the differences are with minus without."""
    found = what_if(TINY, OPTIONS, Edits(leave={"W01": date(2025, 6, 20)}))
    assert [row.key for row in found.rows] == list(TITLES)
    assert [row.title for row in found.rows] == list(TITLES.values())
    for run, side in ((found.without, 0), (found.with_edits, 1)):
        kinds = list(run.answer.change.values())
        mine = {key: values[side] for key, values in _rows(found).items()}
        assert (mine["new"], mine["forced"]) == (kinds.count(ChangeKind.NEW), kinds.count(ChangeKind.FORCED))
        assert mine["unallocated"] + mine["unallocated_duty"] == kinds.count(ChangeKind.UNALLOCATED)
        assert mine["over_capacity"] == sum(w.load_percent > w.capacity_percent for w in run.proposal.workloads)
        road = sum((w.travel_hours_per_week for w in run.proposal.workloads), start=Decimal(0))
        assert (found.rows[-1].without, found.rows[-1].with_edits)[side] == road
    assert all(row.difference == row.with_edits - row.without for row in found.rows)
    assert any(row.difference for row in found.rows)


def test_who_is_affected() -> None:
    """Proves that exactly those are listed whose worker or kind of change differs, in the order of the table."""
    found = what_if(TINY, OPTIONS, Edits(leave={"W01": date(2025, 6, 20)}))
    before, after = found.without.answer, found.with_edits.answer
    differ = [
        p for p in after.worker_of if (before.worker_of[p], before.change[p]) != (after.worker_of[p], after.change[p])
    ]
    assert [one.person_id for one in found.affected] == differ != []
    one = found.affected[0]
    assert one.without is not None
    assert (one.without.worker_id, one.with_edits.worker_id) == (
        before.worker_of[one.person_id],
        after.worker_of[one.person_id],
    )


def test_arrivals_are_affected_and_have_no_before() -> None:
    """Proves that people who are only on one side are listed, and placed like anybody else who is new."""
    found = what_if(TINY, OPTIONS, Edits(arrive=(Arrival(1, "Boston", Category.RELEVANT, 17),)))
    arrived = [one for one in found.affected if one.without is None]
    assert [one.person_id for one in arrived] == ["ARRIVE01-01"]
    assert arrived[0].with_edits.change in (ChangeKind.NEW, ChangeKind.UNALLOCATED)
    assert len(found.with_edits.caseload.young_people) == len(found.without.caseload.young_people) + 1


def test_a_day_beyond_the_handover_is_about_a_later_week() -> None:
    """Proves that both sides are about the Monday of the week she leaves in, once that is over four weeks off."""
    assert what_if(TINY, OPTIONS, Edits(leave={"W01": date(2025, 6, 30)})).moved_to is None  # four weeks to the day
    found = what_if(TINY, OPTIONS, Edits(leave={"W01": date(2025, 7, 3)}))  # a Thursday
    assert found.moved_to == date(2025, 6, 30)
    assert {run.caseload.as_of for run in (found.without, found.with_edits)} == {date(2025, 6, 30)}
    away = what_if(TINY, OPTIONS, Edits(absent={"W02": (date(2025, 8, 4), None)}))
    assert away.moved_to == date(2025, 8, 4)


def test_edits_together() -> None:
    """Proves that a leaver, shorter hours, a new worker and an arrival act on one side only, all at once."""
    edits = Edits(
        leave={"W01": date(2025, 6, 20)},
        fte={"W02": Decimal("0.5")},
        hire=(Hire("Boston", Decimal("0.5")),),
        arrive=(Arrival(2, "Boston", Category.RELEVANT, 17),),
    )
    found = what_if(TINY, OPTIONS, edits)
    after = {w.worker_id: w for w in found.with_edits.caseload.workers}
    assert after["W01"].last_day == date(2025, 6, 20)
    assert after["W02"].fte == Decimal("0.5")
    assert after["HIRE01"].base == "Boston"
    assert "W01" not in found.with_edits.answer.worker_of.values()
    assert found.without.caseload.workers != found.with_edits.caseload.workers
    assert all(level.proven for level in found.with_edits.answer.levels)


def test_other_caps_and_another_model() -> None:
    """Proves that caps and model belong to the side with the edits, and that caps are those of the other model then."""
    caps = what_if(TINY, OPTIONS, Edits(cap={"16-20": Decimal(40)}))
    assert [run.model.caseloads[-1].cap_16_20 for run in (caps.without, caps.with_edits)] == [20, 40]
    other = what_if(TINY, OPTIONS, Edits(model="nottinghamshire", cap={"21+": Decimal(50)}))
    assert [run.model.name for run in (other.without, other.with_edits)] == ["lincolnshire-2025", "nottinghamshire"]
    assert other.with_edits.model.caseloads[-1].cap_21_plus == 50


def test_options_hold_on_both_sides() -> None:
    """Proves that a day, an override and a model given as options are those of both runs."""
    options = Options(
        model="lincolnshire-2025",
        as_of=date(2025, 6, 9),
        overrides={"rules.intake.per_week": 1},
        limits=OPTIONS.limits,
    )
    found = what_if(TINY, options, Edits(fte={"W02": Decimal("0.5")}))
    for run in (found.without, found.with_edits):
        assert (run.caseload.as_of, run.model.rules.intake.per_week) == (date(2025, 6, 9), 1)


def test_edits_that_do_not_fit_are_refused_before_anything_is_solved() -> None:
    """Proves that a worker who does not exist stops the question."""
    with pytest.raises(UsageError, match=r"--leave W99: there is no such worker in workers"):
        what_if(TINY, OPTIONS, Edits(leave={"W99": SOON}))
