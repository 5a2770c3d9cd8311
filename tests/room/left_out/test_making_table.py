"""The table of a week: who is put together, what fits, how many seats, how loads are rounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from allocator.records import Worker, YoungPerson
from allocator.room.demand import Staff, demands
from allocator.room.left_out.making_table import TableMaker
from allocator.room.left_out.table import Table
from allocator.room.left_out.who import Week, week_of
from allocator.room.left_out.whole import FINEST
from allocator.room.loads import Loads
from allocator.service_model import ServiceModel
from tests.builders import AS_OF, caseload, model, person, travel, weeks_ago, worker


def made(
    people: Iterable[YoungPerson],
    workers: Iterable[Worker],
    by: ServiceModel,
    minutes: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Week, Table]:
    """Week and table of a tiny caseload; 16-20 are 1/4 of a post, 21+ 1/10, a post holds 5/4."""
    cases = caseload(people, workers, minutes=minutes)
    staff, loads = Staff(cases, by), Loads(travel(cases), by, AS_OF)
    week = week_of(demands(cases, by, staff, loads), cases, by, staff, loads)
    make = TableMaker(week, cases, travel(cases), by, loads)
    return week, make.with_leavers(make.table())


def test_who_is_alike_is_one_row_or_column() -> None:
    """P1 and P2 are alike, P3 is older and P4 waits longer; W1 and W2 are alike, W3 is full time no more."""
    people = [person("P1"), person("P2"), person("P3", age=23), person("P4", referred=weeks_ago(5))]
    table = made(people, [worker("W1"), worker("W2"), worker("W3", fte="0.5")], model())[1]
    assert table.count.tolist() == [2, 1, 1]
    assert table.size.tolist() == [2, 1]
    assert (table.room / table.free.clip(1)).tolist() == [2, 1]
    # Room is 5/4 and 5/8 of a post, loads are 1/4 and 1/10: in fortieths 50 and 25, 10 and 4.
    units = int(table.free[0]) * 4 // 5
    assert (table.free * 40 / units).tolist() == [50, 25]
    assert (table.load * 40 / units).tolist() == [[10, 10], [4, 4], [10, 10]]


def test_seats_are_intake_or_what_the_lightest_fill() -> None:
    """Intake is 3; 0.2 posts hold 1/4: one of 16-20, or two of 21+, who are lighter."""
    people = [*(person(f"P{n}") for n in range(4)), *(person(f"Q{n}", age=23) for n in range(4))]
    table = made(people, [worker("W1"), worker("W2", fte="0.2")], model())[1]
    assert table.seats.tolist() == [3, 2]


def test_a_worker_whom_somebody_avoids_has_a_column_of_their_own() -> None:
    """P2 may be with W2 only."""
    table = made([person("P1"), person("P2", avoid_workers={"W1"})], [worker("W1"), worker("W2")], model())[1]
    assert table.size.tolist() == [1, 1]
    assert table.may.tolist() == [[True, True], [False, True]]


def test_room_is_beside_all_who_are_held_and_may_grow_by_those_who_go() -> None:
    """W1 holds six of 16-20 (6/4 of 5/4) and is 1/4 above; with two room moves two quarters go: 1/4 may be there."""
    week, table = made([*(person(f"P{n}", "W1") for n in range(6)), person("P9")], [worker("W1")], model())
    assert (week.free, week.most) == ({"W1": Fraction(-1, 4)}, {"W1": Fraction(1, 4)})
    # In quarters: the room now, and what each of two who go makes: 1 less its half of the 1 that is too much.
    units = int(table.load[0, 0]) * 4
    assert table.room.tolist() == [0]
    (leavers,) = table.leavers
    assert Fraction(int(leavers.freed[0]), units) == Fraction(1, 8)
    assert (leavers.count.tolist(), leavers.most) == ([6], 2)


def test_who_may_go() -> None:
    """Locked people stay; for a step-down it takes 21+, a worker for 16-20, the deadline, and no reason to stay.

    Q1 turned 21 half a year ago, Q2 a month ago (the deadline is 13 weeks), Q3 is in education, Q4's worker takes all.
    """
    people = [
        person("P1", "W1"),
        person("P2", "W1", locked=True),
        person("Q1", "W1", age=21),
        person("Q2", "W1", date_of_birth=weeks_ago(52 * 21 + 4)),
        person("Q3", "W1", age=22, in_education=True),
        person("Q4", "W2", age=22),
        person("P9"),
    ]
    week = made(people, [worker("W1", role="16-20"), worker("W2")], model())[0]
    assert [mover.person.person_id for mover in week.room_moves.people] == ["P1", "Q1", "Q2", "Q3", "Q4"]
    assert [mover.person.person_id for mover in week.step_downs.people] == ["Q1"]
    assert (week.room_moves.most, week.step_downs.most) == (2, 1)


def test_loads_too_fine_for_a_unit_are_rounded_down_and_said_to_be() -> None:
    """A cap of 3.0000001 and odd visits: FINEST units, each load at most 2 + minutes beyond 30 too small."""
    rules = model({"caseloads.0.cap_16_20": "3.0000001", "load.visits_16_20": "6.7"})
    table = made([person("P1")], [worker("W1", "Spalding")], rules, {("Boston", "Spalding"): 47})[1]
    exact = 1 / Fraction("3.0000001") + Fraction("6.7") * 2 * 17 / 52 / 60 / 36
    assert table.slack == 2 + 17
    assert 0 <= exact * FINEST - int(table.load[0, 0]) < table.slack
