"""What is said to be left out at least is never more than what must be: against the oracle and what is known."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from allocator.bundled import instances_dir
from allocator.load import base_share, standard_class
from allocator.pipeline import Options, check
from allocator.records import Caseload, Worker, YoungPerson
from allocator.room.check import room_report
from allocator.room.demand import Staff, demands
from allocator.room.left_out.least import LeastLeftOut, least_left_out
from allocator.room.left_out.who import week_of
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from tests.builders import caseload, model, person, travel, worker
from tests.docs.consoles import ROOT
from tests.oracle.case import Case
from tests.oracle.compare import travel_of
from tests.oracle.levels import Scales
from tests.oracle.opening import open_up
from tests.oracle.search import allowed_in_week
from tests.oracle.week import lay_out
from tests.strategies import case_of, cases

CASES, BATCHES, LEAST_EXACT = 160, 8, 0.85
INSTANCES = sorted(path.name for path in instances_dir().iterdir() if path.is_dir() and path.name != "untidy")
WITHIN = Fraction(2, 100)


def least(cases: Caseload, roads: Travel, rules: ServiceModel) -> LeastLeftOut:
    """The bounds of one caseload."""
    staff, loads = Staff(cases, rules), Loads(roads, rules, cases.as_of)
    asked = demands(cases, rules, staff, loads)
    return least_left_out(week_of(asked, cases, rules, staff, loads), cases, roads, rules, loads)


def least_of(people: Iterable[YoungPerson], workers: Iterable[Worker], by: ServiceModel) -> LeastLeftOut:
    """The same of a tiny caseload; a full-time post holds 5 of 16-20 (each 1/4 of a post) at its ceiling of 5/4."""
    cases = caseload(people, workers)
    return least(cases, travel(cases), by)


@dataclass(frozen=True)
class Truth:
    """The least that any allowed allocation leaves out, each counted for itself."""

    people: int
    posts: Fraction
    duty: Fraction
    others: Fraction
    both: Fraction


def truth_of(case: Case, roads: Travel) -> Truth:
    """By enumeration of everything that is allowed, room moves, step-downs, intake and who is kept apart included."""
    week = lay_out(case, usual_minutes=roads.median_minutes)
    scales = Scales(week, open_up(week))
    share = {
        p.person_id: base_share(p, standard_class(case.model), case.model, as_of=case.caseload.as_of)
        for p in case.caseload.young_people
    }
    rows = []
    for ends in allowed_in_week(week, scales.opening):
        left = [key for key, end in ends.items() if end is None]
        levels = scales.weigh("unallocated_duty", ends), scales.weigh("unallocated", ends)
        rows.append((len(left), sum((share[key] for key in left), Fraction(0)), *levels, sum(levels)))
    return Truth(*(min(column) for column in zip(*rows, strict=True)))


def wrong(found: LeastLeftOut, truth: Truth) -> list[str]:
    """Which bounds are above the truth, and whether a place for everybody is claimed where there is none."""
    names = [
        name for name in ("people", "posts", "duty", "others", "both") if getattr(found, name) > getattr(truth, name)
    ]
    return [*names, *(["everybody_fits"] if found.everybody_fits and truth.people else [])]


@cache
def judged(seed: int) -> tuple[LeastLeftOut, Truth]:
    """Bounds and truth of one random case."""
    case = case_of(seed)
    roads = travel_of(case)
    return least(case.caseload, roads, case.model), truth_of(case, roads)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_bound_is_above_what_the_oracle_finds(batch: int) -> None:
    """Proves that twenty random cases a batch leave out at least what is said, in people, posts and both levels."""
    for seed in range(batch + 1, CASES + 1, BATCHES):
        assert wrong(*judged(seed)) == [], f"case {seed}"


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_no_bound_is_above_the_truth_on_drawn_cases(case: Case) -> None:
    """Proves the same for cases that hypothesis draws and makes smaller."""
    roads = travel_of(case)
    assert wrong(least(case.caseload, roads, case.model), truth_of(case, roads)) == []


def test_bounds_say_something() -> None:
    """Proves that mostly the people are counted exactly, and a place for everybody is found where there is one."""
    both = [judged(seed) for seed in range(1, CASES + 1)]
    short = [found.people == truth.people for found, truth in both if truth.people]
    roomy = [found.everybody_fits for found, truth in both if not truth.people]
    assert min(len(short), len(roomy)) > 30
    assert sum(short) >= LEAST_EXACT * len(short)
    assert sum(roomy) >= LEAST_EXACT * len(roomy)


@cache
def best_known(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The levels of the best known allocation of an instance, by key."""
    file = ROOT / "benchmarks" / "library" / "best_known.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))["instances"][name]
    return {level["key"]: level for level in known["levels"]}


@cache
def instance(name: str) -> tuple[LeastLeftOut, float]:
    """The bounds of an instance, and the computing time of the whole report of room in seconds."""
    cases, rules, roads = check(instances_dir() / name, Options())
    started = time.process_time()
    found = room_report(cases, roads, rules).least
    return found, time.process_time() - started


@pytest.mark.parametrize("name", INSTANCES)
def test_no_bound_is_above_the_best_known_allocation(name: str) -> None:
    """Proves that on every instance a known allocation leaves out no less than is said to be the least."""
    found, levels = instance(name)[0], best_known(name)
    duty, others = (Fraction(levels[key]["value"]) for key in ("unallocated_duty", "unallocated"))
    rounding = Fraction(1, 10**12)
    assert found.duty <= duty + rounding
    assert found.others <= others + rounding
    assert found.both <= duty + others + rounding
    assert found.everybody_fits == (duty + others == 0)


@pytest.mark.parametrize("name", INSTANCES)
def test_every_instance_is_answered_in_under_a_second(name: str) -> None:
    """Proves that the whole report of room takes less than a second of computing time."""
    assert instance(name)[1] < 1


def test_where_hundreds_wait_the_bounds_are_within_two_percent() -> None:
    """Proves how close counting comes on lait-33-posts: for the first level, for both, and for the second beside it."""
    found, levels = instance("lait-33-posts")[0], best_known("lait-33-posts")
    duty, others = (Fraction(levels[key]["value"]) for key in ("unallocated_duty", "unallocated"))
    assert found.duty >= (1 - WITHIN) * duty
    assert found.both >= (1 - WITHIN) * (duty + others)
    assert (1 - WITHIN) * others <= found.others_beside(duty) <= others


def test_intake_leaves_people_out_where_there_is_room() -> None:
    """Five wait for two workers with ten seats, two may be given to each: one is left out, a quarter of a post."""
    found = least_of(
        [person(f"P{n}") for n in range(5)], [worker("W1"), worker("W2")], model({"rules.intake.per_week": 2})
    )
    assert (found.people, found.everybody_fits) == (1, False)
    assert Fraction(24, 100) < found.duty <= Fraction(1, 4)


def test_a_room_move_may_make_room() -> None:
    """W1 is full with five and P9 may only be with W1; one of the five can go to W2: nobody need be left out.

    Without moves, P9 is.
    """
    people = [*(person(f"P{n}", "W1") for n in range(5)), person("P9", avoid_workers={"W2"})]
    workers = [worker("W1"), worker("W2")]
    counted = [least_of(people, workers, model({"rules.continuity.room_moves": n})).people for n in (0, 1)]
    assert counted == [1, 0]
    locked = [p.model_copy(update={"locked": p.current_worker is not None}) for p in people]
    assert least_of(locked, workers, model()).people == 1


@pytest.mark.parametrize(("step_down", "expected"), [("must", 0), ("off", 1)])
def test_a_step_down_may_make_room(step_down: str, expected: int) -> None:
    """W1 holds three of 16-20 and five of 21+ (3/4 + 5/10 = 5/4) and is full; P9 (21+, 1/10) may not be with W2.

    Once one of the five has gone to W2 there is room for P9.
    """
    people = [*(person(f"P{n}", "W1") for n in range(3)), *(person(f"Q{n}", "W1", age=23) for n in range(5))]
    people.append(person("P9", age=23, avoid_workers={"W2"}))
    workers = [worker("W1", role="16-20"), worker("W2", role="21+")]
    rules = model({"rules.continuity.room_moves": 0}, step_down=step_down)
    assert least_of(people, workers, rules).people == expected


def test_the_second_level_beside_the_first() -> None:
    """At least 5 of both: beside a first level of 3 the second is 2 at least, beside 4.5 it is 1, as it is alone."""
    found = LeastLeftOut(1, Fraction(1), Fraction(3), Fraction(1), Fraction(5), everybody_fits=False)
    assert [found.others_beside(Fraction(duty)) for duty in ("3", "4.5")] == [2, 1]


def test_nobody_waits_or_nobody_is_there() -> None:
    """Nobody to seat: everybody fits; nobody on duty: all are left out."""
    assert least_of([person("P1", "W1")], [worker()], model()).everybody_fits
    gone = least_of([person("P1"), person("P2", age=23)], [], model())
    assert (gone.people, gone.duty, gone.others, gone.both) == (2, Fraction(1, 4), Fraction(1, 10), Fraction(35, 100))
