"""Whole synthetic caseloads: what years of manual practice leave behind, and one seed, one caseload."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from allocator.dates import birthday
from allocator.generate.synthetic import generate
from allocator.load import age_of, band_of, ceiling, is_stayer
from allocator.reading.models import load_model
from allocator.records import Band, Caseload, Role, YoungPerson
from allocator.room.loads import Loads, added
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel, build_travel
from tests.generate.drawn import county

LINCOLNSHIRE = ("lincolnshire-2023", "lincolnshire-2025", "lincolnshire-lait")


@pytest.fixture(scope="module", params=LINCOLNSHIRE)
def cases(request: pytest.FixtureRequest) -> Caseload:
    """Each of the three counties of Lincolnshire."""
    return county(request.param)


@pytest.fixture(scope="module")
def plain() -> Caseload:
    """Lincolnshire in April 2025."""
    return county("lincolnshire-2025")


@pytest.fixture(scope="module")
def travel(plain: Caseload) -> Travel:
    """Its journeys."""
    return build_travel(plain)


def _held(cases: Caseload) -> list[YoungPerson]:
    return [person for person in cases.young_people if person.current_worker]


def test_one_seed_gives_one_caseload_and_another_seed_another() -> None:
    """The same seed twice is the same to the last field; the next seed is not."""
    assert generate("lincolnshire-2025", seed=4) == generate("lincolnshire-2025", seed=4)
    assert generate("lincolnshire-2025", seed=4) != generate("lincolnshire-2025", seed=5)


def test_ids_are_unique_and_say_nothing(cases: Caseload) -> None:
    """P0001 and W01 and so on, each once; no other field names anybody."""
    ids = [person.person_id for person in cases.young_people] + [worker.worker_id for worker in cases.workers]
    assert len(set(ids)) == len(ids)
    assert all(name[0] in "PW" and name[1:].isdigit() for name in ids)


def test_the_new_are_few_of_different_categories_and_were_referred_in_the_last_weeks(cases: Caseload) -> None:
    """Four to eight, at least three categories, at least one former UASC, all referred within four weeks."""
    new = [person for person in cases.young_people if person.current_worker is None]
    assert 4 <= len(new) <= 8
    assert len({person.category for person in new}) >= 3
    assert any(person.former_uasc for person in new)
    for person in new:
        assert person.referred is not None
        assert timedelta(0) < cases.as_of - person.referred < timedelta(weeks=4)


def test_one_or_two_are_freed_because_they_must_not_work_together(cases: Caseload) -> None:
    """The only held people whose pair does not stand; all others avoid somebody else or nobody."""
    apart = [person for person in _held(cases) if person.current_worker in person.avoid_workers]
    assert 1 <= len(apart) <= 2
    assert sum(bool(person.avoid_workers) for person in cases.young_people) > 10


def test_nobody_is_overdue_for_the_step_down(cases: Caseload) -> None:
    """Who is past the deadline is a stayer, serves with a worker for 21+, or has a sibling with the same worker."""
    model = load_model(str(cases.model))
    role = {worker.worker_id: worker.role for worker in cases.workers}
    deadline = timedelta(weeks=model.rules.step_down.deadline_weeks)
    pairs = Counter((person.keep_together, person.current_worker) for person in _held(cases))
    for person in _held(cases):
        assert person.date_of_birth is not None
        due = birthday(person.date_of_birth, 21) + deadline <= cases.as_of
        with_sibling = person.keep_together is not None and pairs[person.keep_together, person.current_worker] > 1
        if due and not is_stayer(person, model, cases.as_of) and not with_sibling:
            assert role[str(person.current_worker)] is not Role.YOUNGER


def test_16_to_20s_and_21_plus_are_with_workers_for_them(cases: Caseload) -> None:
    """No 16-20 is with a worker for 21+, some stayers and some who just turned 21 are still with a worker for 16-20."""
    role = {worker.worker_id: worker.role for worker in cases.workers}
    with_older = [person for person in _held(cases) if role[str(person.current_worker)] is Role.OLDER]
    assert all(band_of(person, cases.as_of) is Band.OLDER for person in with_older)
    with_younger = [person for person in _held(cases) if role[str(person.current_worker)] is Role.YOUNGER]
    assert sum(band_of(person, cases.as_of) is Band.OLDER for person in with_younger) >= 30


def test_most_posts_are_full_and_hardly_any_is_above_its_ceiling(plain: Caseload, travel: Travel) -> None:
    """Above capacity at least 20 of 36, above the ceiling one or two, nobody above 115 % of it."""
    model = load_model(str(plain.model))
    use = _use(plain, travel, model)
    assert sum(share > 100 / 110 for share in use.values()) >= 20
    assert 1 <= sum(share > 1 for share in use.values()) <= 2
    assert max(use.values()) < 1.15


def _use(cases: Caseload, travel: Travel, model: ServiceModel) -> dict[str, float]:
    loads = Loads(travel, model, cases.as_of)
    held = {
        worker.worker_id: [p for p in _held(cases) if p.current_worker == worker.worker_id] for worker in cases.workers
    }
    return {
        worker.worker_id: float(
            added(loads.of(p, worker) for p in held[worker.worker_id]) / ceiling(worker, model, as_of=cases.as_of)
        )
        for worker in cases.workers
    }


def test_most_people_are_near_their_worker_and_some_are_far(plain: Caseload, travel: Travel) -> None:
    """Half are within half an hour, and 5 to 30 % have more than 15 minutes farther than to the nearest base."""
    base = {worker.worker_id: worker.base for worker in plain.workers}
    own = [travel.minutes_one_way(p.place, base[str(p.current_worker)]) for p in _held(plain)]
    least = [min(travel.minutes_one_way(p.place, b) for b in travel.bases) for p in _held(plain)]
    assert sum(minutes <= 30 for minutes in own) > len(own) / 2
    far = sum(minutes > nearest + 15 for minutes, nearest in zip(own, least, strict=True))
    assert 0.05 < far / len(own) < 0.30


def test_tenure_and_changes_fit_together(cases: Caseload) -> None:
    """The last change is the day the pair began, after the worker's first day and the 16th birthday."""
    start = {worker.worker_id: worker.start_date for worker in cases.workers}
    for person in _held(cases):
        assert person.worker_since is not None
        assert person.date_of_birth is not None
        began = start[str(person.current_worker)]
        assert began is not None
        assert began <= person.worker_since <= cases.as_of
        assert birthday(person.date_of_birth, 16) <= person.worker_since
        assert (person.changes_so_far == 0) == (person.last_change is None)
        assert person.last_change in (None, person.worker_since)


def test_turnover_leaves_its_mark(plain: Caseload) -> None:
    """Nine a year in about 36 posts: most people of 21 and over lost a worker at least once, most 16s never did."""
    older = [p.changes_so_far for p in _held(plain) if age_of(p, plain.as_of) >= 21]
    sixteen = [p.changes_so_far for p in _held(plain) if age_of(p, plain.as_of) == 16]
    assert sum(map(bool, older)) > 0.7 * len(older)
    assert sum(map(bool, sixteen)) < 0.3 * len(sixteen)


def test_siblings_are_pairs_of_one_place(plain: Caseload) -> None:
    """20 pairs (2 % of 1,003), each of two people who live in one place, a third of them or more with one worker."""
    groups: dict[str, list[YoungPerson]] = {}
    for person in plain.young_people:
        if person.keep_together:
            groups.setdefault(person.keep_together, []).append(person)
    assert {len(members) for members in groups.values()} == {2}
    assert len(groups) == 20
    assert all(len({member.place for member in members}) == 1 for members in groups.values())
    together = sum(len({member.current_worker for member in members}) == 1 for members in groups.values())
    assert together >= len(groups) / 3


def test_a_few_are_locked_and_they_have_a_worker(plain: Caseload) -> None:
    """0.5 % of 1,003, so five, none of them freed."""
    locked = [person for person in plain.young_people if person.locked]
    assert len(locked) == 5
    assert all(person.current_worker and person.current_worker not in person.avoid_workers for person in locked)


def test_every_place_and_base_is_known(cases: Caseload) -> None:
    """The gazetteer knows every place of the presets."""
    known = build_travel(cases)
    assert (known.unknown_places, known.unknown_bases) == ((), ())
