"""Where there is too little room, it goes to the right people: no 21+ is placed while a 16-20 who fits there waits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.load import (
    band_of,
    base_share,
    ceiling,
    class_of,
    extra_travel_share,
    owed_duty,
    takes_people,
    visits_per_year,
)
from allocator.pipeline import Options, Run, allocate
from allocator.proposal import ChangeKind
from allocator.records import Band, Worker, YoungPerson

SECONDS = 5.0
GIVEN = (ChangeKind.NEW, ChangeKind.FORCED, ChangeKind.ROOM)


def _load(run: Run, person: YoungPerson, worker: Worker) -> Fraction:
    day, model = run.caseload.as_of, run.model
    minutes = run.travel.minutes_one_way(person.place, worker.base)
    extra = extra_travel_share(visits_per_year(person, model, as_of=day), minutes, model)
    return base_share(person, class_of(worker, model, day), model, as_of=day) + extra


def _given_older(run: Run) -> list[YoungPerson]:
    """Everybody of 21+ who is given to somebody in this run."""
    folk = [p for p in run.caseload.young_people if run.answer.change[p.person_id] in GIVEN]
    return [p for p in folk if band_of(p, run.caseload.as_of) is Band.OLDER]


def _could_give_up(run: Run) -> Iterator[tuple[str, str, str]]:
    """(person of 21+ given to a worker, worker, 16-20 owed a duty who waits and would fit there instead)."""
    day, ends = run.caseload.as_of, run.answer.worker_of
    workers = {w.worker_id: w for w in run.caseload.workers}
    loads = dict.fromkeys(workers, Fraction(0))
    for person in run.caseload.young_people:
        if (end := ends[person.person_id]) is not None:
            loads[end] += _load(run, person, workers[end])
    waiting = [p for p in run.caseload.young_people if ends[p.person_id] is None and owed_duty(p, day)]
    assert waiting
    for older in _given_older(run):
        end = ends[older.person_id] or ""
        worker = workers[end]
        assert takes_people(worker, run.model, day)
        room = ceiling(worker, run.model, as_of=day) - loads[end] + _load(run, older, worker)
        for young in waiting:
            if end not in young.avoid_workers and _load(run, young, worker) <= room:
                yield older.person_id, end, young.person_id


@pytest.mark.parametrize("name", ["storm-week", "lait-33-posts"])
def test_no_21_plus_is_placed_while_a_16_20_who_fits_there_waits(name: str) -> None:
    """Proves, after a short run, that taking any one 21+ out again makes room for none of the 16-20s who wait.

    Nobody who is held is left without a worker, either.
    """
    run = allocate(instances_dir() / name, Options(limits=Limits(seconds=SECONDS, threads=1)))
    assert len(_given_older(run)) > 0
    assert list(_could_give_up(run)) == []
    workers = {worker.worker_id for worker in run.caseload.workers}
    held = [p for p in run.caseload.young_people if run.answer.cause[p.person_id] == "held"]
    assert held
    assert all(run.answer.worker_of[p.person_id] in workers for p in held)
