"""Working out a load once for everybody alike gives what working it out for each would."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator import load
from allocator.audit.shares import Shares
from allocator.records import Category, Complexity, Lead, Need, Worker, YoungPerson
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, born, caseload, model, person, travel, weeks_ago, worker

NEWLY = {"title": "newly qualified", "experience_below_years": "1", "cap_16_20": "3", "cap_21_plus": "7"}
MODEL = model(
    {
        "load.category": {"qualifying": {"bands": ["16-20"], "load_factor": "0.5", "visits_per_year": "1"}},
        "load.lead": {"social_worker": {"load_factor": "0.6", "visits_factor": "0.4"}},
        "load.needs": {"custody": {"load_factor": "1.2", "visits_factor": "1.1"}, "parent": {"visits_factor": "2"}},
        "load.visits_stayer": "5",
        "caseloads": [
            NEWLY | {"ceiling_cases": "4"},
            {"title": "others", "cap_16_20": "4", "cap_21_plus": "10", "cap_stayer": "6", "ceiling_percent": "125"},
        ],
    }
)
WORKERS = [worker("W1", "Lincoln"), worker("W2", "Boston", experience_years="0.5"), worker("W3", "Louth", fte="0.4")]
MINUTES = {("Boston", "Lincoln"): 62, ("Boston", "Louth"): 44, ("Skegness", "Lincoln"): 75, ("Skegness", "Boston"): 37}

people = st.builds(
    person,
    st.just("P"),
    age=st.integers(16, 24),
    category=st.sampled_from(list(Category)),
    complexity=st.sampled_from(list(Complexity)),
    lead=st.sampled_from(list(Lead)),
    needs=st.frozensets(st.sampled_from(list(Need)), max_size=3),
    in_education=st.booleans(),
    keep_after_21=st.booleans(),
    place=st.sampled_from(["Boston", "Skegness", None]),
    referred=st.sampled_from([None, weeks_ago(3), weeks_ago(80)]),
)


def _plain_load(one: YoungPerson, other: Worker, used: ServiceModel, *, minutes: int) -> Fraction:
    visits = load.visits_per_year(one, used, as_of=AS_OF)
    base = load.base_share(one, load.class_of(other, used, AS_OF), used, as_of=AS_OF)
    return base + load.extra_travel_share(visits, minutes, used)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=1, max_size=8))
def test_what_is_remembered_is_what_it_was(some: list[YoungPerson]) -> None:
    """Proves that no two people share a load, visits or a weight who differ in anything these depend on."""
    named = [one.model_copy(update={"person_id": f"P{n}"}) for n, one in enumerate(some)]
    roads = travel(caseload(named, WORKERS, minutes=MINUTES))
    shares = Shares(roads, MODEL, as_of=AS_OF)
    for one in named:
        assert shares.visits(one) == load.visits_per_year(one, MODEL, as_of=AS_OF)
        assert shares.weight(one) == load.weight_unallocated(one, MODEL, as_of=AS_OF)
        for other in WORKERS:
            minutes = roads.minutes_one_way(one.place, other.base)
            assert shares.load(one, other) == _plain_load(one, other, MODEL, minutes=minutes)


def test_loads_by_hand() -> None:
    """Proves the sum: 1/4 x 1.5 = 0.375 of a post, and beyond 30 minutes 6 x 2 x (62 - 30) / 52 / 60 / 36 more."""
    one = person("P1", complexity="high")
    shares = Shares(travel(caseload([one], WORKERS, minutes=MINUTES)), MODEL, as_of=AS_OF)
    extra = Fraction(6 * 2 * 32, 52 * 60 * 36)
    assert shares.load(one, WORKERS[0]) == Fraction(3, 8) + extra
    assert shares.without_travel(one, WORKERS[0]) == Fraction(3, 8)
    # W2 is newly qualified: 1/3 x 1.5, and Boston is next door.
    assert shares.load(one, WORKERS[1]) == Fraction(1, 2)


def test_ceilings_by_hand() -> None:
    """Proves the ceilings: 0.4 x 125 % = 0.5; 4 cases where 3 are a full caseload; in induction a share of either."""
    starter = worker("W4", fte="0.8", start_date=weeks_ago(2), experience_years="3")  # first month: 25 % of 0.8
    shares = Shares(travel(caseload([], [*WORKERS, starter])), MODEL, as_of=AS_OF)
    assert shares.ceiling(WORKERS[2]) == Fraction(1, 2)
    assert shares.ceiling(WORKERS[1]) == Fraction(4, 3)
    assert (shares.capacity(starter), shares.ceiling(starter)) == (Fraction(1, 5), Fraction(1, 4))
    assert shares.ceiling_after_induction(starter) == Fraction(1)


def test_a_stayer_is_of_21_or_over() -> None:
    """Proves that education makes a stayer at 22 but not at 20, and only while the rule is on."""
    cases = caseload([], WORKERS)
    student, younger = person("P1", age=22, in_education=True), person("P2", age=20, in_education=True)
    on = Shares(travel(cases), MODEL, as_of=AS_OF)
    assert (on.stayer(student), on.stayer(younger)) == (True, False)
    assert not Shares(travel(cases), model(stay_after_21="off"), as_of=AS_OF).stayer(student)
    assert born(22) == student.date_of_birth
