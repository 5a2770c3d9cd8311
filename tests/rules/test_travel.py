"""Workers spend little time on the road: what the answer says of it is what the records come to."""

from __future__ import annotations

from tests.builders import caseload, model, person, worker
from tests.rules.says import level, says

# P1: 6 visits x 2 x 26 / 52 / 60 = 0.1 h a week; P2, over 21: 4 visits x 2 x 78 / 52 / 60 = 0.2 h. Together 0.3 h.
# P2's 78 minutes lie 48 beyond the included 30: load, but far from capacity, so that nothing else costs anything.
CASES = caseload(
    [person("P1", place="Boston"), person("P2", "W1", age=22, place="Skegness")],
    [worker("W1", "Lincoln")],
    minutes={("Boston", "Lincoln"): 26, ("Skegness", "Lincoln"): 78},
)
ENDS = {"P1": "W1"}


def test_kept_where_the_hours_agree() -> None:
    """Proves that 0.3 hours a week are found, as cost and as a level of their own, standing and new pairs alike."""
    own_level = model(
        {"levels": [{"key": k} for k in ("unallocated_duty", "unallocated", "changes", "travel", "cost")]}
    )
    figures = (level("travel", 0.3), level("cost", 0.3))
    assert says("travel", CASES, ENDS, levels=figures, model=own_level) == []


def test_broken_where_they_do_not() -> None:
    """Proves that a road forgotten is a contradiction."""
    assert says("travel", CASES, ENDS, levels=(level("cost", 0.1),)) == [
        "contradiction: Level cost is said to be 0.1, but the records come to 0.3."
    ]


def test_the_price_is_the_models_and_off_costs_nothing() -> None:
    """Proves that an hour at 2.5 makes 0.75 of 0.3, and that with the rule off cost is 0."""
    dear = model({"rules.travel.price_per_hour": "2.5"})
    assert says("travel", CASES, ENDS, levels=(level("cost", 0.75),), model=dear) == []
    assert says("travel", CASES, ENDS, levels=(level("cost", 0.0),), model=model(travel="off")) == []


def test_an_unknown_place_counts_as_the_median() -> None:
    """Proves that nobody is dropped: the median of 26 and 78 is 52, and 6 x 2 x 52 / 52 / 60 = 0.2 h for P3."""
    cases = caseload(
        [*CASES.young_people, person("P3", place=None)],
        CASES.workers,
        minutes={
            ("Boston", "Lincoln"): 26,
            ("Skegness", "Lincoln"): 78,
        },
    )
    assert says("travel", cases, {"P1": "W1", "P3": "W1"}, levels=(level("cost", 0.5),)) == []
