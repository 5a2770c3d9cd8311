"""Loads that are counted once are the loads of allocator.load."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from allocator.load import base_share, class_of, extra_travel_share, visits_per_year
from allocator.records import YoungPerson
from allocator.room.loads import Loads, added
from tests.builders import AS_OF, caseload, model, person, travel, worker

PERSONS = st.builds(
    person,
    age=st.integers(16, 25),
    category=st.sampled_from(["eligible", "relevant", "former_relevant", "qualifying"]),
    complexity=st.sampled_from(["low", "standard", "high", "very_high"]),
    needs=st.sets(st.sampled_from(["custody", "parent", "disability"])),
    lead=st.sampled_from(["lcw", "social_worker"]),
    in_education=st.booleans(),
)


@given(st.lists(PERSONS, min_size=1, max_size=4), st.integers(0, 90))
def test_the_load_is_base_plus_extra_travel(people: list[YoungPerson], minutes: int) -> None:
    """For whoever it is and however often it is asked, exactly."""
    rules = model(
        {"load.category": {"qualifying": {"visits_per_year": "2"}}, "load.needs": {"parent": {"load_factor": "1.25"}}}
    )
    people = [who.model_copy(update={"person_id": f"P{number}"}) for number, who in enumerate(people)]
    near = worker()
    cases = caseload(people, [near], minutes={("Boston", "Boston"): minutes})
    loads = Loads(travel(cases), rules, AS_OF)
    for who in people * 2:
        visits = visits_per_year(who, rules, as_of=AS_OF)
        base = base_share(who, class_of(near, rules, AS_OF), rules, as_of=AS_OF)
        assert loads.of(who, near) == base + extra_travel_share(visits, minutes, rules)


@given(st.lists(st.fractions(min_value=-3, max_value=3, max_denominator=400)))
def test_added_is_the_sum(amounts: list[Fraction]) -> None:
    """Exactly, and 0 for nothing."""
    assert added(amounts) == sum(amounts, Fraction(0))
