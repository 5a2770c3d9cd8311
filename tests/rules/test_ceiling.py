"""Nobody is given to a worker who would then stand above the ceiling."""

from __future__ import annotations

from allocator.records import YoungPerson
from tests.builders import caseload, person, worker
from tests.rules.says import says


def _full(number: int, worker_id: str = "W1") -> list[YoungPerson]:
    return [person(f"P{n}", worker_id) for n in range(number)]


def test_kept_at_the_ceiling() -> None:
    """Proves that the last seat counts: 4/4 + 1/4 = 125 % of a post, which is the ceiling."""
    cases = caseload([*_full(4), person("P9")], [worker("W1"), worker("W2")])
    assert says("ceiling", cases, {"P9": "W1"}) == []


def test_broken_one_above_it() -> None:
    """Proves that one more is a contradiction: 5/4 + 1/4 = 150 %."""
    cases = caseload([*_full(5), person("P9")], [worker("W1"), worker("W2")])
    assert says("ceiling", cases, {"P9": "W1"}) == [
        "contradiction: W1 stands at 150 % of a full-time post, above their ceiling of 125 %, and is given 1."
    ]


def test_extra_travel_counts_towards_it() -> None:
    """Proves that minutes beyond the included 30 add load: 6 x 2 x (120 - 30) / 52 / 60 = 0.346 h of 36, 0.96 %."""
    far = person("P9", place="Skegness")
    cases = caseload([*_full(4), far], [worker("W1")], minutes={("Skegness", "Boston"): 120})
    assert says("ceiling", cases, {"P9": "W1"}) == [
        "contradiction: W1 stands at 126 % of a full-time post, above their ceiling of 125 %, and is given 1."
    ]


def test_standing_above_it_is_only_reported() -> None:
    """Proves that who was above already keeps their people: 3/4 of a half post with a ceiling of 62.5 %."""
    cases = caseload(_full(3), [worker("W1", fte="0.5")])
    assert says("ceiling", cases) == [
        "standing, must: W1 stands at 75 % of a full-time post, above their ceiling of 62.5 %; "
        "nobody new is given to them."
    ]


def test_a_reduction_lowers_it() -> None:
    """Proves that a reduction counts: 125 % x (1 - 60 %) = 50 %, and the third person makes 75 %."""
    cases = caseload([*_full(2), person("P9")], [worker("W1", reduction_percent="60")])
    assert says("ceiling", cases, {"P9": "W1"}) == [
        "contradiction: W1 stands at 75 % of a full-time post, above their ceiling of 50 %, and is given 1."
    ]
