"""allocator.engine.objective."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.audit.levels import level_value
from allocator.audit.week import Week
from allocator.engine.objective import loss_points
from allocator.proposal import Cause, ChangeKind
from tests.builders import AS_OF, answer, caseload, model, person, weeks_ago, worker
from tests.engine.small import LEVELS, Laid, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case
from tests.oracle.compare import travel_of

STAFF = [worker("W1"), worker("W2", base="Louth")]
MINUTES = {("Boston", "Louth"): 65}


def _laid(*people: Any, moves: int = 0, extra: Fraction = Fraction(0), by: Any = None) -> Laid:
    return laid(problem_of(caseload(people, STAFF, minutes=MINUTES), by), moves=moves, extra=extra)


def test_the_weight_of_those_left_without() -> None:
    """Proves both levels of unallocated people: duty apart from the others, growing 2 % a week up to 52 weeks."""
    found = _laid(
        person("P1", referred=weeks_ago(10)),  # 1/4 x 1.2 = 0.3
        person("P2", complexity="high"),  # 3/8
        person("P3", category="qualifying", referred=weeks_ago(60)),  # 1/4 x (1 + 0.02 x 52) = 0.51
        person("P4", age=22),  # 1/10
    )
    nobody = found.taken()
    assert found.value("unallocated_duty", nobody) == Fraction(3, 10) + Fraction(3, 8)
    assert found.value("unallocated", nobody) == Fraction(51, 100) + Fraction(1, 10)
    assert found.value("unallocated_duty", found.taken(P1="W1")) == Fraction(3, 8)


def test_moves_by_number_then_by_what_is_lost() -> None:
    """Proves that a move counts 1 and each point lost a millionth: two years 2000, three changes 1500, event 2000."""
    two_years = AS_OF - timedelta(days=1461 // 2)
    found = _laid(
        person("P1", "W1", worker_since=two_years + timedelta(days=1)),  # 729 days = 1.9959 years
        person("P2", "W1", changes_so_far=3, worker_since=AS_OF + timedelta(days=9)),
        person("P3", "W1", key_event_date=weeks_ago(1)),
        moves=2,
        by=model(key_event="off"),
    )
    assert found.value("changes", found.taken()) == 0
    assert found.value("changes", found.taken(P1="W2")) == 1 + Fraction(1995, 1_000_000)
    assert found.value("changes", found.taken(P2="W2", P3="W2")) == 2 + Fraction(3500, 1_000_000)


def test_loss_points_never_add_up_to_a_move() -> None:
    """Proves the cap: with two room moves nobody's loss is more than 499,999 millionths."""
    who = person("P1", "W1", changes_so_far=10_000)
    problem = problem_of(caseload([who], STAFF))
    assert loss_points(problem, 0) == 499_999
    none = problem_of(caseload([who], STAFF), model({"rules.continuity.room_moves": 0}))
    assert loss_points(none, 0) == 999_999


def test_needs_count_musts_and_step_downs_that_wait() -> None:
    """Proves that a step-down that waits outweighs all five musts, and that a fixed pair counts nothing."""
    staff = [worker("W1", role="16-20"), worker("W2", role="21+"), worker("W3", role="21+", languages={"Arabic"})]
    cases = caseload(
        [person("P1", "W1", age=23, languages={"Arabic"}), person("P2", "W1", languages={"Pashto"})], staff
    )
    found = laid(problem_of(cases))
    assert found.value("needs", found.taken()) == 6
    assert found.value("needs", found.taken(P1="W2")) == 1
    assert found.value("needs", found.taken(P1="W3")) == 0


def test_hours_of_the_road_and_above_capacity() -> None:
    """Proves cost against paper: 65 minutes twice a visit, six visits a year; 1.25 posts at W2 of which 0.25 are above.

    Road: 6 x 2 x 65 / 52 / 60 = 0.25 hours each. Load of each: 1/4 + 0.25 x 35/65 / 36 = 1/4 + 7/1872 a post.
    Five people: 5/4 + 35/1872; capacity 1, ceiling 5/4: 9 hours at 1 and 36 x 35/1872 = 35/52 hours at 3.
    """
    found = _laid(*(person(f"P{i}") for i in range(5)))
    ends = {f"P{i}": "W2" for i in range(5)}
    assert found.value("cost", found.taken(**ends)) == Fraction(5, 4) + 9 + 3 * Fraction(35, 52)
    assert found.value("travel", found.taken(**ends)) == Fraction(5, 4)
    assert found.value("overload", found.taken(**ends)) == 9 + Fraction(35, 52)
    assert found.value("cost", found.taken()) == 0


def test_travel_that_is_off_costs_nothing_but_is_still_measured() -> None:
    """Proves that the rule's strength concerns the price, not the extra level."""
    found = _laid(person("P1"), person("P2", "W2"), by=model(travel="off"))
    assert found.value("cost", found.taken(P1="W2")) == 0
    assert found.value("travel", found.taken(P1="W2")) == Fraction(1, 2)  # the fixed one counts too


def test_balance_adds_hours_above_each_threshold() -> None:
    """Proves the convex hours: four people fill W1 to 100 %, above 80 % and 90 % of 36 hours: 7.2 + 3.6."""
    found = _laid(*(person(f"P{i}") for i in range(5)))
    four = found.taken(P0="W1", P1="W1", P2="W1", P3="W1")
    assert found.value("balance", four) == Fraction(108, 10)
    five = found.taken(P0="W1", P1="W1", P2="W1", P3="W1", P4="W1")
    assert found.value("balance", five) == Fraction(108, 10) + 3 * 9


def test_moving_somebody_held_may_have_a_price() -> None:
    """Proves that key_event (6 hours) and settled (4) are added up where they are wishes, and the gain asked for."""
    soft = model(key_event="should", settled="should")
    who = person("P1", "W1", key_event_date=AS_OF, last_change=weeks_ago(1))
    found = _laid(who, moves=1, extra=Fraction(1, 2), by=soft)
    assert found.value("cost", found.taken(P1="W2")) == Fraction(1, 4) + 6 + 4 + Fraction(1, 2)
    free = _laid(person("P1", "W1"), moves=1, by=soft)
    assert free.value("cost", free.taken(P1="W2")) == Fraction(1, 4)


def _ends_as_answered(found: Laid, case: Case, taken: Any) -> Week:
    """What the audit is shown: the ends of an allocation, held movers as room moves."""
    ends = found.ends(taken)
    causes = dict(zip(found.setting.problem.people.ids, found.setting.problem.people.cause, strict=True))
    moved = {
        p.person_id: ChangeKind.ROOM
        for p in case.caseload.young_people
        if causes[p.person_id] is Cause.HELD and ends[p.person_id] != p.current_worker
    }
    said = answer(case.caseload, ends, change=moved)
    return Week(case.caseload, travel_of(case), case.model, said, 0)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_every_level_is_what_the_audit_works_out(case: Case, seed: int) -> None:
    """Proves for random allocations, allowed or not, that each level equals the audit's exact fraction."""
    found, chance = laid_case(case), Random(seed)
    every = list(found.every())
    for taken in chance.sample(every, min(4, len(every))):
        week = _ends_as_answered(found, case, taken)
        for key in LEVELS:
            assert found.value(key, taken) == level_value(week, key), key


@pytest.mark.parametrize("key", LEVELS)
def test_a_level_knows_its_name(key: str) -> None:
    """Proves that the key in a report is that of the model."""
    assert _laid(person("P1")).level(key).key == key
