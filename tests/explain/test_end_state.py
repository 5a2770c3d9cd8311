"""Where everybody stands at the end of a run."""

from __future__ import annotations

from fractions import Fraction

from tests.builders import model, person, worker
from tests.explain.states import end_state


def test_load_room_and_given_of_a_worker() -> None:
    """Load counts all of a worker's people, room is what the ceiling leaves, given only those new to them."""
    state = end_state([person("P1", "W1"), person("P2", age=22), person("P3", age=17)], [worker()], {"P2": "W1"})
    end = state.workers["W1"]
    # 1/4 for P1 and 1/10 for P2; a ceiling of 5/4 leaves 9/10.
    assert (end.load, end.room, end.given) == (Fraction(7, 20), Fraction(9, 10), 1)


def test_share_counts_travel_beyond_the_included_minutes() -> None:
    """A share has extra travel only beyond the minutes that a cap includes, whatever the base."""
    state = end_state([person("P1", "W1"), person("P2", "W1", place="Louth")], [worker(), worker("W2", "Lincoln")])
    near, far = (state.share(state.people[p], state.workers["W1"]) for p in ("P1", "P2"))
    # 6 visits x 2 x (45 - 30) minutes / 52 / 60 hours over a week of 36 hours.
    assert (near, far) == (Fraction(1, 4), Fraction(1, 4) + Fraction(6 * 2 * 15, 52 * 60 * 36))
    assert state.share_near_by(state.people["P2"], state.workers["W1"]) == Fraction(1, 4)


def test_shares_are_told_apart_by_profile() -> None:
    """Two people of one profile have the same share, a third with another complexity does not."""
    people = [person("P1"), person("P2"), person("P3", complexity="high")]
    state = end_state(people, [worker()])
    shares = [state.share(state.people[p], state.workers["W1"]) for p in ("P1", "P2", "P3")]
    assert shares == [Fraction(1, 4), Fraction(1, 4), Fraction(3, 8)]


def test_shares_grow_in_proportion_to_the_minutes_beyond() -> None:
    """Proves that base, slope and scale give the exact share for every journey, not only for those looked at."""
    state = end_state([person("P1", complexity="high", lead="social_worker")], [worker()])
    who, caps = state.people["P1"], state.workers["W1"].caps
    base, slope, scale = state.share_by_minutes(who, caps)
    for minutes in (0, 30, 31, 47, 600):
        assert Fraction(base + slope * max(0, minutes - 30), scale) == state.share_at(who, caps, minutes)
    assert slope > 0


def test_intake_left_is_counted_only_while_the_rule_is_on() -> None:
    """A worker with this week's people has no intake left, unless the rule is off."""
    people, given = [person("P1"), person("P2", "W1")], {"P1": "W1"}
    for strength, left in (("must", False), ("off", True)):
        used = model({"rules.intake.per_week": 1}, intake=strength)
        state = end_state(people, [worker()], given, model=used)
        assert state.intake_left(state.workers["W1"]) is left


def test_unknown_places_count_the_median() -> None:
    """An unknown place is known to be unknown and counts the median of the others."""
    state = end_state([person("P1", "W1", place=None), person("P2", "W1", place="Louth")], [worker()])
    unknown, known = state.people["P1"], state.people["P2"]
    assert not state.journey_known(unknown, "Boston")
    assert state.journey_known(known, "Boston")
    assert state.minutes(unknown, "Boston") == 45  # Louth is the only known place


def test_only_those_on_duty_take_people() -> None:
    """Somebody who leaves takes nobody, and somebody full is not among those with any room."""
    workers = [worker("W1", fte="0.2"), worker("W2"), worker("W3", last_day="2026-01-09")]
    state = end_state([person("P1", "W1")], workers)
    # W1: 1/4 on a ceiling of 1/4.
    assert [end.worker.worker_id for end in state.taking] == ["W1", "W2"]
    assert [end.worker.worker_id for end in state.with_any_room] == ["W2"]


def test_workers_are_found_by_base_and_by_room() -> None:
    """Proves that those who take people stand by their base, and that the roomiest of one base and caps come first."""
    workers = [worker("W1", fte="0.2"), worker("W2", fte="0.5"), worker("W3", "Lincoln"), worker("W4")]
    state = end_state([person("P1", "W1")], workers)
    assert {base: [e.worker.worker_id for e in ends] for base, ends in state.taking_at.items()} == {
        "Boston": ["W1", "W2", "W4"],
        "Lincoln": ["W3"],
    }
    assert state.roomy == {"W2", "W3", "W4"}  # W1: 1/4 on a ceiling of 1/4
    assert [[end.worker.worker_id for end in ends] for ends in state.roomiest_at] == [["W4", "W2"], ["W3"]]


def test_siblings_are_the_others_of_a_group() -> None:
    """Siblings are everybody else of the group, and nobody for those without one."""
    people = [person("P1", keep_together="G"), person("P2", keep_together="G"), person("P3")]
    state = end_state(people, [worker()])
    assert [*state.siblings(people[1])] == ["P1"]
    assert [*state.siblings(people[2])] == []
