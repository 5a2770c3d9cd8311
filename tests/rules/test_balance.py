"""Work is spread evenly: hours above 80, 90 and 100 % of each worker's capacity are what the records come to."""

from __future__ import annotations

from tests.builders import caseload, model, person, worker
from tests.rules.says import level, says

# W1 has 4 x 1/4 = 100 %: 20 % above the first threshold, 10 % above the second: 0.3 x 36 h = 10.8 h.
# W2 works half time and has 1/4, which is 50 % of 0.5: nothing.
CASES = caseload(
    [*(person(f"P{n}", "W1") for n in range(3)), person("P8"), person("P9", "W2")],
    [worker("W1"), worker("W2", fte="0.5")],
)


def test_kept_where_the_hours_agree() -> None:
    """Proves that 10.8 hours are found where W1 is given P8."""
    assert says("balance", CASES, {"P8": "W1"}, levels=(level("balance", 10.8),)) == []


def test_broken_where_they_do_not() -> None:
    """Proves that the figure of another allocation is a contradiction: W2 at 100 % of a half post makes 5.4 h."""
    assert says("balance", CASES, {"P8": "W2"}, levels=(level("balance", 10.8),)) == [
        "contradiction: Level balance is said to be 10.8, but the records come to 5.4."
    ]


def test_overload_counts_above_100_percent_alone() -> None:
    """Proves that W2 with 3/4 of a half post is 25 % of a post above it: 9 h; W1 at 2/4 takes nothing off."""
    people = [person("P1", "W2"), person("P2", "W2"), person("P3", "W2"), person("P4", "W1"), person("P5", "W1")]
    cases = caseload(people, CASES.workers)
    own_level = model({"levels": [{"key": k} for k in ("unallocated_duty", "unallocated", "changes", "overload")]})
    assert says("balance", cases, levels=(level("overload", 9.0),), model=own_level) == []
    assert says("balance", cases, levels=(level("overload", 8.0),), model=own_level) == [
        "contradiction: Level overload is said to be 8, but the records come to 9."
    ]
