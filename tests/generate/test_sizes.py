"""allocator.generate.sizes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from allocator.errors import UsageError
from allocator.generate import england_of
from allocator.generate.counties import counties_of
from allocator.generate.sizes import preset_of


@pytest.mark.parametrize(("people", "counties", "each"), [(250, 1, 250), (2500, 2, 1250), (100_000, 50, 2000)])
def test_counties_fill_up_with_people(people: int, counties: int, each: int) -> None:
    """Proves that a county has about a thousand people until all fifty are in use."""
    found = list(counties_of(preset_of(people)))
    assert [county.people for county in found] == [each] * counties


@pytest.mark.parametrize("people", [250, 1000, 2500, 100_000])
def test_the_density_is_always_the_same(people: int) -> None:
    """Proves that there are 32.6 full-time posts per thousand people (2.66 + 0.6 per hundred), whatever the size."""
    posts = sum(float(post.fte) for county in counties_of(preset_of(people)) for post in county.posts)
    assert posts / people == pytest.approx(0.0326, rel=0.01)


def test_one_in_a_hundred_is_open() -> None:
    """Proves that of 2,500 people 20 are new, and 4 must not stay with their worker: 2 in each county of 1,250."""
    cases = england_of(2500)
    assert len(cases.young_people) == 2500
    assert sum(person.current_worker is None for person in cases.young_people) == 20
    assert sum(person.current_worker in person.avoid_workers for person in cases.young_people) == 4


def test_ids_and_siblings_are_of_one_county() -> None:
    """Proves that no id is used twice, and that siblings are always two of the same county."""
    cases = england_of(2500)
    assert len({person.person_id for person in cases.young_people}) == 2500
    siblings = [person for person in cases.young_people if person.keep_together]
    assert set(Counter(person.keep_together for person in siblings).values()) == {2}
    assert {person.person_id[:4] for person in siblings} == {"C01-", "C02-"}
    assert all(person.person_id[:4] == (person.keep_together or "")[:4] for person in siblings)


def test_leavers_are_spread_evenly() -> None:
    """Proves that of the workers those in the middle of each half leave in two weeks, and nobody else does."""
    cases = england_of(250, leavers=2)
    leave = [row for row, worker in enumerate(cases.workers) if worker.last_day]
    assert leave == [len(cases.workers) // 4, 3 * len(cases.workers) // 4]
    assert {cases.workers[row].last_day for row in leave} == {cases.as_of + timedelta(weeks=2)}


def test_one_seed_one_county() -> None:
    """Proves that a seed gives the same people again, and another seed others."""
    assert england_of(250, seed=3) == england_of(250, seed=3)
    assert england_of(250, seed=3).young_people != england_of(250, seed=4).young_people


def test_too_few_people_are_refused() -> None:
    """Proves that nobody waits for a county that has not everybody whom a week asks for."""
    with pytest.raises(UsageError, match="at least 200 young people, not 199"):
        england_of(199)
