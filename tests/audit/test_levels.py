"""Every level by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.audit.levels import VALUE_OF, level_value, loss_points, overdue_weight
from allocator.audit.week import Week
from allocator.records import Caseload, Worker, YoungPerson
from allocator.rule_book import LEVELS
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, answer, caseload, model, person, travel, weeks_ago, worker

FREE_ROADS = {"travel": "off"}


def _week(
    cases: Caseload, ends: Mapping[str, str | None] | None = None, *, used: ServiceModel | None = None, **more: Any
) -> Week:
    return Week(cases, travel(cases), used or model(travel="off"), answer(cases, ends, **more), None)


def _value(key: str, cases: Caseload, ends: Mapping[str, str | None] | None = None, **more: Any) -> Fraction:
    return level_value(_week(cases, ends, **more), key)


def test_every_level_has_a_value() -> None:
    """Proves that the audit can work out each level that a model may name, and no other."""
    assert set(VALUE_OF) == set(LEVELS)


def test_people_without_a_worker_weigh_by_load_and_weeks() -> None:
    """Proves the weights: 1/4 x (1 + 2 % x 10) = 0.3 with a duty; others 1/4 and 1/10 x (1 + 2 % x 52) = 0.204."""
    people = [
        person("P1", referred=weeks_ago(10)),
        person("P2", category="qualifying"),
        person("P3", age=22, referred=weeks_ago(60)),
        person("P4", "W1"),
    ]
    cases = caseload(people, [worker("W1")])
    assert _value("unallocated_duty", cases) == Fraction(3, 10)
    assert _value("unallocated", cases) == Fraction(1, 4) + Fraction(204, 1000)


def test_the_freed_have_not_waited() -> None:
    """Proves that somebody who had a worker until now weighs 1/4, however long ago they were referred."""
    cases = caseload([person("P1", "W1", referred=weeks_ago(90))], [worker("W1", last_day=weeks_ago(1))])
    assert _value("unallocated_duty", cases, {"P1": None}) == Fraction(1, 4)


def test_room_moves_count_and_what_is_lost_decides_between_them() -> None:
    """Proves 2 moves and 7,500 millionths: 4 years x 1 + 3 changes x 0.5 + an event x 2 = 7.5; chosen ones are free."""
    since = AS_OF - timedelta(days=1461)
    loser = person("P1", "W1", worker_since=since, changes_so_far=3, key_event_date=weeks_ago(1))
    cases = caseload([loser, person("P2", "W1"), person("P3", "W1", worker_since=since)], [worker("W1"), worker("W2")])
    kinds = {"P1": "room", "P2": "room", "P3": "chosen"}
    moved = dict.fromkeys(kinds, "W2")
    off = model(key_event="off", travel="off")
    assert _value("changes", cases, moved, change=kinds, used=off) == 2 + Fraction(7500, 1_000_000)


def test_what_is_lost_never_outweighs_a_move() -> None:
    """Proves the limit: 40 years x 100 are 4,000,000 points, cut to 999,999 / 2 moves; a future date is 0."""
    rule = model({"rules.continuity.loss_per_year": "100"})
    old = person("P1", "W1", worker_since=AS_OF - timedelta(days=40 * 1461 // 4))
    week = _week(caseload([old], [worker("W1")]), used=rule)
    assert loss_points(week, old) == 499_999
    assert loss_points(week, person("P2", "W1", worker_since=weeks_ago(-2))) == 0
    assert loss_points(week, person("P3", "W1", worker_since=AS_OF - timedelta(days=1))) == 273  # 400000 / 1461 = 273.8


def test_needs_count_musts_of_this_run() -> None:
    """Proves 2: one skill missing in a new pair, one group split; neither the standing one nor the wish."""
    people = [
        person("P1", needs={"custody", "parent"}),  # custody must, parent should
        person("P2", "W1", needs={"custody"}),  # standing
        person("P3", "W1", keep_together="G"),
        person("P4", keep_together="G"),
    ]
    cases = caseload(people, [worker("W1"), worker("W2")])
    assert _value("needs", cases, {"P1": "W1", "P4": "W2"}) == 2


def test_a_step_down_that_waits_weighs_more_than_what_going_could_break() -> None:
    """Proves 1 + 4 single rules + custody = 6 for the one who was freed, nothing for the second who is due."""
    people = [person("P1", "W1", age=22), person("P2", "W1", age=23)]
    cases = caseload(people, [worker("W1", role="16-20"), worker("W2")])
    assert overdue_weight(_week(cases)) == 6
    assert _value("needs", cases) == 6
    assert _value("needs", cases, {"P2": "W2"}) == 0
    mild = model(language="should", home_base="off")
    assert overdue_weight(_week(cases, used=mild)) == 4  # 1 + age_band + together + custody
    assert overdue_weight(_week(cases, used=model(specialist="off"))) == 5


def test_unmet_needs_have_a_price_where_they_are_wishes_or_standing() -> None:
    """Proves 1.5 (a wish, new pair) + 2.5 (a must, standing) + 0.75 (a wish, standing) = 4.75; a must made is free."""
    people = [
        person("P1", needs={"parent", "custody"}),
        person("P2", "W1", needs={"custody"}),
        person("P3", "W1", former_uasc=True),
    ]
    assert _value("cost", caseload(people, [worker("W1")]), {"P1": "W1"}) == Fraction(475, 100)


def test_moves_at_a_bad_time_have_a_price_where_the_rule_is_a_wish() -> None:
    """Proves 6 (key event, room move) + 4 (settled, chosen move) = 10; the forced change is free."""
    event, lately = {"key_event_date": weeks_ago(1)}, {"last_change": weeks_ago(5)}
    people = [person("P1", "W1", **event), person("P2", "W1", **lately), person("P3", "W9", **event, **lately)]
    cases = caseload(people, [worker("W1"), worker("W2")])
    moved, kinds = dict.fromkeys(["P1", "P2", "P3"], "W2"), {"P1": "room", "P2": "chosen"}
    wishes = model(key_event="should", settled="should", travel="off")
    assert _value("cost", cases, moved, change=kinds, used=wishes) == 10
    assert _value("cost", cases, moved, change=kinds, used=model(key_event="off", settled="off", travel="off")) == 0


def test_a_group_split_by_this_run_has_a_price_where_it_is_a_wish() -> None:
    """Proves 5 for the group split now, nothing for the one that was split before."""
    now = [person("P1", "W1", keep_together="G"), person("P2", keep_together="G")]
    before = [person("P3", "W1", keep_together="H"), person("P4", "W2", keep_together="H")]
    cases = caseload([*now, *before], [worker("W1"), worker("W2")])
    assert _value("cost", cases, {"P2": "W2"}, used=model(together="should", travel="off")) == 5
    assert _value("needs", cases, {"P2": "W2"}, used=model(together="should")) == 0


def test_work_above_capacity_has_two_prices() -> None:
    """Proves 36 h x (1 x 0.25 + 3 x 0.25) = 36 for 150 % of a post; W2, without capacity, 36 x 3 x 0.25 = 27."""
    six = [person(f"P{n}", "W1") for n in range(6)]
    cases = caseload(
        [*six, person("P9", "W2"), person("P8", "W3")], [worker("W1"), worker("W2", fte="0"), worker("W3")]
    )
    assert _value("cost", cases) == 36 + 27


def test_balance_adds_up_every_threshold() -> None:
    """Proves (0.7 + 0.6 + 0.5) x 36 = 64.8 for 150 % of a post, and (0.1 + 0.05 + 0) x 36 = 5.4 for 1/2 of a half."""
    six = [person(f"P{n}", "W1") for n in range(6)]
    two = [person("P8", "W2"), person("P9", "W2")]
    cases = caseload([*six, *two], [worker("W1"), worker("W2", fte="0.5")])
    assert _value("balance", cases) == Fraction(648, 10) + Fraction(54, 10)
    assert _value("overload", cases) == 18  # 0.5 x 36


def test_the_road_is_a_level_even_where_it_has_no_price() -> None:
    """Proves 6 visits x 2 x 65 / 52 / 60 = 1/4 h a week, with the rule off."""
    cases = caseload([person("P1", "W1")], [worker("W1", "Lincoln")], minutes={("Boston", "Lincoln"): 65})
    assert _value("travel", cases) == Fraction(1, 4)
    assert _value("cost", cases) == 0


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(6)), st.permutations(range(3)))
def test_the_order_of_the_tables_does_not_matter(people_order: list[int], worker_order: list[int]) -> None:
    """Proves that every level is the same whatever the order of the rows."""
    people: list[YoungPerson] = [
        person("P0", "W0", age=22, needs={"custody"}),
        person("P1", "W0", age=17, keep_together="G"),
        person("P2", age=18, keep_together="G", referred=weeks_ago(3)),
        person("P3", "W1", complexity="very_high"),
        person("P4", age=24, category="qualifying"),
        person("P5", "W1", age=22, date_of_birth=None),
    ]
    workers: list[Worker] = [worker("W0", role="16-20"), worker("W1", role="16-20", fte="0.3"), worker("W2", "Louth")]
    ends, minutes = {"P2": "W2"}, {("Boston", "Louth"): 47}
    as_is = caseload(people, workers, minutes=minutes)
    other = caseload([people[n] for n in people_order], [workers[n] for n in worker_order], minutes=minutes)
    for key in VALUE_OF:
        assert _value(key, as_is, ends, used=model()) == _value(key, other, ends, used=model())
