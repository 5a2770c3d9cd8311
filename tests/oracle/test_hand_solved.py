"""Cases solved on paper: the oracle's own vector of levels, with the arithmetic beside it; no engine takes part.

One full-time post of the test model is 4 people of 16-20 or 10 of 21+, its ceiling 125 %, a week 36 hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from allocator.records import Worker, YoungPerson
from tests.builders import caseload, model, person, weeks_ago, worker
from tests.oracle.binding import Outcome, outcome
from tests.oracle.case import Case

HERE = {("Boston", "Boston"): 0}
FAR = {("Boston", "Boston"): 0, ("Boston", "Lincoln"): 60, ("Lincoln", "Lincoln"): 0, ("Lincoln", "Boston"): 60}


def solved(
    people: Iterable[YoungPerson],
    workers: Iterable[Worker],
    changes: Mapping[str, Any] | None = None,
    *,
    minutes: Mapping[tuple[str, str], int] = HERE,
    moves: int | None = 0,
) -> Outcome:
    """What the oracle makes of a case with the test model and ``changes`` to it."""
    return outcome(Case(caseload(people, workers, minutes=minutes), model(changes), moves))


def week_of(found: Outcome) -> dict[str, Fraction]:
    """The settled levels of the week."""
    return dict(found.week.settled)


def test_one_new_person_is_given_to_the_only_worker() -> None:
    """Proves that nothing is left open where there is room: all six levels are 0."""
    found = solved([person("P1")], [worker("W1")])
    assert found.base == {"P1": "W1"}
    assert list(week_of(found)) == ["unallocated_duty", "unallocated", "changes", "needs", "cost", "balance"]
    assert set(week_of(found).values()) == {Fraction(0)}


def test_the_ceiling_leaves_the_sixth_without_a_worker() -> None:
    """Proves ceiling, price above capacity and balance: five of six quarters fit under 125 %."""
    found = solved([person(f"P{n}") for n in range(6)], [worker("W1")], {"rules.intake.strength": "off"})
    levels = week_of(found)
    assert levels["unallocated_duty"] == Fraction(1, 4)
    assert levels["cost"] == 9  # 36 h x (1.25 - 1.00) x 1
    assert levels["balance"] == Fraction("37.8")  # 36 h x (0.45 + 0.35 + 0.25)


def test_the_intake_leaves_three_of_six() -> None:
    """Proves that no more than three a week are given to one worker, whatever the room."""
    found = solved([person(f"P{n}") for n in range(6)], [worker("W1")])
    assert week_of(found)["unallocated_duty"] == Fraction(3, 4)
    assert list(found.base.values()).count("W1") == 3


def test_who_waited_longest_is_placed() -> None:
    """Proves that weight grows with waiting: 10 weeks at 2 % make 0.25 x 1.2, and the other one, 0.25, is left."""
    people = [person("P1"), person("P2", referred=weeks_ago(10))]
    found = solved(people, [worker("W1", fte="0.2")])  # ceiling 0.2 x 1.25 = 0.25: one of them
    assert found.base == {"P1": None, "P2": "W1"}
    assert week_of(found)["unallocated_duty"] == Fraction(1, 4)


def test_somebody_moves_to_make_room() -> None:
    """Proves a room move and what it loses: 731 days are 731 x 4/1461 = 2.0013 years, so 2001 millionths."""
    held = person("P1", "W1", worker_since=weeks_ago(0).replace(year=2024, day=5))  # 5 January 2024: 731 days
    people = [held, person("P2", avoid_workers={"W2"})]
    workers = [worker("W1", fte="0.2"), worker("W2")]
    found = solved(people, workers)
    assert found.base == {"P1": "W2", "P2": "W1"}
    assert week_of(found)["unallocated_duty"] == 0
    assert week_of(found)["changes"] == 1 + Fraction(2001, 1_000_000)
    shut = solved(people, workers, {"rules.continuity.room_moves": 0})
    assert shut.base == {"P1": "W1", "P2": None}


def test_a_step_down_is_made_where_there_is_room_and_weighed_where_not() -> None:
    """Proves that a waiting step-down counts one more than the five checks that must."""
    people = [person("P1", "W1", age=22)]
    younger, older = worker("W1", role="16-20"), worker("W2", role="21+")
    assert solved(people, [younger, older]).base == {"P1": "W2"}
    away = worker("W2", role="21+", absent_from=weeks_ago(1), absent_to=weeks_ago(-1))
    waiting = solved(people, [younger, away])
    assert waiting.base == {"P1": "W1"}
    # 1 + age_band, home_base, language, together and custody
    assert week_of(waiting)["needs"] == 6
    assert week_of(waiting)["cost"] == 3  # the standing age band at its price


def test_only_the_longest_overdue_is_freed() -> None:
    """Proves per_week = 1 and its order: P2 was born first, P1 is held and not even counted as waiting."""
    people = [person("P1", "W1", age=22), person("P2", "W1", age=23)]
    found = solved(people, [worker("W1", role="16-20"), worker("W2", role="21+")])
    assert found.base == {"P1": "W1", "P2": "W2"}
    assert found.scales.opening.overdue == ("P2", "P1")
    assert week_of(found)["needs"] == 0


def test_siblings_are_split_where_no_worker_has_room_for_both() -> None:
    """Proves that a split counts once at needs as a must, and 5 hours at cost as a should."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    workers = [worker("W1", fte="0.25"), worker("W2", fte="0.25")]  # ceilings 0.3125: one quarter each
    assert week_of(solved(people, workers))["needs"] == 1
    priced = week_of(solved(people, workers, {"rules.together.strength": "should"}))
    assert priced["needs"] == 0
    assert priced["cost"] == 5


def test_a_sibling_excuses_the_age_band() -> None:
    """Proves that together wins over age_band: 17 and 22 both go to the only one whom both may have."""
    people = [person("P1", age=17, keep_together="G"), person("P2", age=22, keep_together="G")]
    found = solved(people, [worker("W1", role="16-20")])
    assert found.base == {"P1": "W1", "P2": "W1"}
    assert week_of(found)["needs"] == 0
    alone = solved([p.model_copy(update={"keep_together": None}) for p in people], [worker("W1", role="16-20")])
    assert week_of(alone)["needs"] == 1


def test_a_chosen_move_must_gain_enough() -> None:
    """Proves minimum_gain_hours: the road alone is worth 6 x 2 x 60 / 52 / 60 = 3/13 hours, less than the 0.5 asked."""
    far, near = worker("W1", "Lincoln"), worker("W2", "Boston", skills={"custody"})
    stays = solved([person("P1", "W1")], [far, near], minutes=FAR, moves=1)
    assert stays.chosen is not None
    assert dict(stays.chosen.settled)["cost"] == Fraction(3, 13)
    # With custody unmet 2.5 hours more are at stake, and the move costs what it must gain.
    moves = solved([person("P1", "W1", needs={"custody"})], [far, near], minutes=FAR, moves=1)
    assert week_of(moves)["cost"] == Fraction(3, 13) + Fraction("2.5")
    assert moves.chosen is not None
    assert dict(moves.chosen.settled)["cost"] == Fraction(1, 2)
    assert [dict(ends) for ends in moves.chosen.allocations] == [{"P1": "W2"}]


def test_nobody_moves_by_choice_in_the_window_or_twice_or_if_locked() -> None:
    """Proves that key_event, settled and locked each hold somebody whom 2.73 hours would move."""
    far, near = worker("W1", "Lincoln"), worker("W2", "Boston", skills={"custody"})
    for stuck in (
        {"key_event_date": weeks_ago(4)},  # the last day of the window
        {"last_change": weeks_ago(25)},
        {"locked": True},
        {"avoid_workers": {"W2"}},
    ):
        found = solved([person("P1", "W1", needs={"custody"}, **stuck)], [far, near], minutes=FAR, moves=1)
        assert found.chosen is not None
        assert [dict(ends) for ends in found.chosen.allocations] == [{"P1": "W1"}], stuck


def test_the_order_of_levels_is_the_models() -> None:
    """Proves that travel before balance keeps P2 near, and that balance before travel sends P2 an hour away."""
    # W1, 0.4 of a post, would hold 0.25 + 0.25: within the ceiling of 0.5, above all three thresholds. W2 is empty.
    people, workers = [person("P1", "W1"), person("P2")], [worker("W1", fte="0.4"), worker("W2", "Lincoln")]
    first = ["unallocated_duty", "unallocated", "changes"]
    for last, expected in ((["travel", "balance"], "W1"), (["balance", "travel"], "W2")):
        levels = {"levels": [{"key": key} for key in (*first, *last)]}
        assert solved(people, workers, levels, minutes=FAR).base == {"P1": "W1", "P2": expected}


def test_a_percentage_of_a_level_may_be_given_away() -> None:
    """Proves the tolerance: what 30 minutes cost may become what 45 do at 50 %, but not at 49 %."""
    # W1 is 30 minutes away and W2 45: half as much again.
    minutes = {("Boston", "Boston"): 30, ("Boston", "Lincoln"): 45}
    levels = [{"key": k} for k in ("unallocated_duty", "unallocated", "changes", "travel", "balance")]
    workers = [worker("W1", fte="0.2"), worker("W2", "Lincoln")]  # a quarter is above 100 % of W1, below 80 % of W2
    for percent, expected in (("49", "W1"), ("50", "W2")):
        levels[3] = {"key": "travel", "tolerance_percent": percent}
        found = solved([person("P1")], workers, {"levels": levels}, minutes=minutes)
        assert found.base == {"P1": expected}, percent


def test_a_newcomer_has_room_for_fewer() -> None:
    """Proves induction: in the third month 0.75 of a post with a ceiling of 0.9375 takes three quarters, not four."""
    people = [person(f"P{n}", "W1" if n < 3 else None) for n in range(4)]
    started = weeks_ago(9)  # two months complete: the third share
    found = solved(people, [worker("W1", start_date=started)])
    assert week_of(found)["unallocated_duty"] == Fraction(1, 4)
    assert week_of(solved(people, [worker("W1")]))["unallocated_duty"] == 0


def test_a_worker_of_the_base_nearby_is_looked_for() -> None:
    """Proves home_base: who lives 20 minutes from Peterborough gets the worker there, though Boston is nearer."""
    minutes = {("Bourne", "Peterborough"): 20, ("Bourne", "Boston"): 5}
    people = [person("P1", place="Bourne", former_uasc=True)]
    workers = [worker("W1", "Boston"), worker("W2", "Peterborough")]
    assert solved(people, workers, minutes=minutes).base == {"P1": "W2"}
    elsewhere = solved(people, workers[:1], minutes=minutes)
    assert week_of(elsewhere)["needs"] == 1
    assert solved(people, workers, {"rules.home_base.strength": "off"}, minutes=minutes).base == {"P1": "W1"}


def test_a_journey_nobody_knows_counts_as_the_usual_one() -> None:
    """Proves the median: 10 and 25 minutes make 18, so P3 costs 6 x 2 x 18 / 52 / 60 hours a week."""
    minutes = {("Boston", "Boston"): 10, ("Bourne", "Boston"): 25}
    people = [person("P1"), person("P2", place="Bourne"), person("P3", place="Elsewhere")]
    found = solved(people, [worker("W1")], minutes=minutes)
    assert week_of(found)["cost"] == Fraction(6 * 2 * (10 + 25 + 18), 52 * 60)


def test_whoever_leaves_frees_their_people() -> None:
    """Proves handover and long absence at their edges: 28 days ahead, not 29; 42 days away, not 41."""
    other = worker("W2")
    leaves_in_time, leaves_later = weeks_ago(-4), weeks_ago(-4).replace(day=3)
    assert solved([person("P1", "W1")], [worker("W1", last_day=leaves_in_time), other]).base == {"P1": "W2"}
    assert solved([person("P1", "W1")], [worker("W1", last_day=leaves_later), other]).base == {"P1": "W1"}
    begins = weeks_ago(1)  # 29 December: 41 days on is 8 February, the 42nd day
    for day, expected in ((8, "W2"), (7, "W1")):
        away = worker("W1", absent_from=begins, absent_to=begins.replace(year=2026, month=2, day=day))
        assert solved([person("P1", "W1")], [away, other]).base == {"P1": expected}, day
