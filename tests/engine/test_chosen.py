"""allocator.engine.chosen."""

from __future__ import annotations

from typing import Any

from allocator.answer import Answer, Limits
from allocator.engine import solve
from allocator.proposal import ChangeKind
from tests.builders import caseload, model, person, travel, weeks_ago, worker

FAR = {("Boston", "Louth"): 65}
STAFF = [worker("W1"), worker("W2", base="Louth")]


def _solve(people: Any, moves: int | None, by: Any = None, staff: Any = STAFF) -> Answer:
    cases = caseload(people, staff, minutes=FAR)
    limits = Limits(seconds=20, threads=1, chosen_moves=moves)
    return solve(cases, travel(cases), by or model({"rules.continuity.minimum_gain_hours": "0.2"}), limits)


def _chosen(answer: Answer) -> list[str]:
    return [p for p, kind in answer.change.items() if kind is ChangeKind.CHOSEN]


def test_none_unless_asked() -> None:
    """Proves that nobody held moves for a shorter road by default, and that there is no second phase."""
    answer = _solve([person("P1", "W2")], 0)
    assert _chosen(answer) == []
    assert {level.phase for level in answer.levels} == {"weekly"}


def test_a_move_has_to_gain_the_minimum() -> None:
    """Proves the threshold: 6 x 2 x 65 / 3120 = 0.25 hours and 36 x 7/1872 ... are worth 0.2, but not 0.3 hours."""
    assert _chosen(_solve([person("P1", "W2")], 1)) == ["P1"]
    dear = model({"rules.continuity.minimum_gain_hours": "0.3"})
    assert _chosen(_solve([person("P1", "W2")], 1, dear)) == []


def test_so_many_and_no_more() -> None:
    """Proves that of three who would gain, one moves of one, two of two, and all three without a limit."""
    people = [person(f"P{i}", "W2") for i in (1, 2, 3)]
    assert [len(_chosen(_solve(people, moves))) for moves in (1, 2, None)] == [1, 2, 3]


def test_chosen_moves_mend_standing_needs_first() -> None:
    """Proves that a 21+ worker's 19-year-old (3 hours standing) is moved rather than somebody far from theirs."""
    staff = [worker("W1"), worker("W2", base="Louth"), worker("W3", role="21+")]
    answer = _solve([person("P1", "W2"), person("P2", "W3")], 1, staff=staff)
    assert _chosen(answer) == ["P2"]


def test_a_split_made_this_week_may_be_mended() -> None:
    """Proves that a sibling given to W2 this week, since W1 may not have them, draws the other one there if asked."""
    people = [person("P1", "W1", keep_together="G"), person("P9", keep_together="G", avoid_workers={"W1"})]
    weekly, both = _solve(people, 0), _solve(people, 1)
    assert [level.value for level in weekly.levels if level.key == "needs"] == [1]
    assert _chosen(both) == ["P1"]
    assert [level.value for level in both.levels if level.key == "needs"] == [1, 0]


def test_who_changed_already_is_frozen() -> None:
    """Proves that the new person stays where the weekly run put them, while P1 may still move."""
    people = [person("P1", "W2"), person("P9", avoid_workers={"W1"})]
    weekly, both = _solve(people, 0), _solve(people, None)
    assert weekly.worker_of["P9"] == both.worker_of["P9"] == "W2"
    assert both.change["P9"] is ChangeKind.NEW
    assert _chosen(both) == ["P1"]


def test_who_may_not_move_does_not() -> None:
    """Proves that a lock, a key event and a late change hold people back from chosen moves, too."""
    people = [
        person("P1", "W2", locked=True),
        person("P2", "W2", key_event_date=weeks_ago(0)),
        person("P3", "W2", last_change=weeks_ago(3)),
        person("P4", "W2"),
    ]
    assert _chosen(_solve(people, None)) == ["P4"]


def test_only_needs_cost_and_balance_are_settled_again() -> None:
    """Proves which levels the second phase has, each proven, and that cost holds what the move has to gain."""
    answer = _solve([person("P1", "W2")], 1)
    chosen = [level for level in answer.levels if level.phase == "chosen"]
    assert [(level.key, level.proven) for level in chosen] == [("needs", True), ("cost", True), ("balance", True)]
    assert chosen[1].value == chosen[1].kept == 0.2  # no road any more, and the minimum gain of the move
