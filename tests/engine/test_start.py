"""allocator.engine.start."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from allocator.engine.start import greedy, guide, left_as_they_are
from allocator.engine.state import allowed, value
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case

KEYS = ("unallocated_duty", "unallocated", "changes", "needs", "cost", "balance")


def _greedy(found: Laid) -> dict[str, str | None]:
    return found.ends(greedy(found.setting, found.room, guide(found.setting, KEYS), found.active))


def test_everybody_as_they_are() -> None:
    """Proves that the new have nobody, and that held people and those who step down stay."""
    people = [person("P1"), person("P2", "W1", age=23), person("P3", "W2")]
    found = laid(problem_of(caseload(people, [worker("W1", role="16-20"), worker("W2")])), moves=1)
    assert found.ends(left_as_they_are(found.options)) == {"P1": None, "P2": "W1", "P3": "W2"}


def test_the_guide_leans_as_the_levels_do() -> None:
    """Proves that a duty weighs more than others without a worker, those more than a need, a need more than an hour."""
    people = [person("P1"), person("P2", category="qualifying"), person("P3", languages={"Arabic"})]
    found = laid(problem_of(caseload(people, [worker("W1")])))
    lead = guide(found.setting, KEYS)
    duty, other, need = (
        lead.in_own_units(int(lead.linear[found.option(p, w)])) for p, w in (("P1", None), ("P2", None), ("P3", "W1"))
    )
    assert need == 100  # one unmet must, a hundred hours
    assert other == 25 * 100**2  # 1/4 of a post, two levels higher still
    assert duty == 25 * 100**3


def test_the_guide_prefers_siblings_together() -> None:
    """Proves that a split weighs as one unmet must where it is a must, and its price where it is a wish."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    hard = laid(problem_of(caseload(people, [worker("W1")]))).setting
    lead = guide(hard, KEYS)
    assert lead.in_own_units(lead.split) == 100
    soft = laid(problem_of(caseload(people, [worker("W1")]), model(together="should"))).setting
    assert guide(soft, KEYS).in_own_units(guide(soft, KEYS).split) == 5


def test_the_nearest_with_room_and_the_heaviest_first() -> None:
    """Proves that the one near seat goes to the person for whom being left weighs more, the other goes far away."""
    cases = caseload(
        [person("P1"), person("P2", complexity="high")],
        [worker("W1", fte="0.375"), worker("W2", base="Louth")],
        minutes={("Boston", "Louth"): 50},
    )
    assert _greedy(laid(problem_of(cases))) == {"P1": "W2", "P2": "W1"}


def test_staying_put_where_nothing_fits() -> None:
    """Proves that nobody is squeezed in: no room leaves the new without and those who step down where they are."""
    people = [person("P1"), person("P2", "W1", age=23)]
    staff = [worker("W1", role="16-20", fte="0"), worker("W2", role="21+", fte="0")]
    assert _greedy(laid(problem_of(caseload(people, staff)))) == {"P1": None, "P2": "W1"}


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases())
def test_a_first_allocation_is_always_allowed_and_no_worse_than_leaving_all(case: Case) -> None:
    """Proves for random cases that the quick allocation breaks no limit and leaves no more than doing nothing."""
    found = laid_case(case)
    lead = guide(found.setting, case.model.level_keys)
    taken = greedy(found.setting, found.room, lead, found.active)
    quiet = left_as_they_are(found.options)
    assert allowed(found.options, found.room, taken)
    assert found.active[taken].all()
    for key in ("unallocated_duty", "unallocated"):
        level = found.level(key)
        assert value(level, found.setting, taken) <= value(level, found.setting, quiet)
