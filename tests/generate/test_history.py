"""The years before the day of the run: nearest with room, turnover, step-down, siblings, who stays out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from allocator.generate.background import History
from allocator.generate.history import NOBODY, Life, Past, live_through
from allocator.generate.seats import seats
from allocator.records import Need, Worker
from tests.builders import AS_OF, model, person, worker

FIGURES: dict[str, Any] = {
    "years": 2,
    "leavers_per_year": Decimal(0),
    "settled_months": 6,
    "crowding_minutes": 0,
    "missing_skill_minutes": 30,
    "sibling_minutes": 90,
    "step_down_weeks": (2, 11),
    "first_staff_years": (2, 4),
}
LONG_AGO = AS_OF - timedelta(days=2000)
NEAR, FAR = 0, 1


def _past(workers: Sequence[Worker], minutes: list[list[int]], lives: Sequence[Life], **figures: Any) -> Past:
    """One full-time post holds 5 people of 16-20 at its ceiling (tests.builders); ``minutes`` by (place, worker)."""
    people = [person(f"P{life.row}") for life in lives]
    return Past(
        lives=list(lives),
        seats=seats(people, workers, model(), as_of=AS_OF),
        minutes=np.array(minutes, dtype=np.int64),
        figures=History.model_validate(FIGURES | figures),
        started=np.full(len(workers), LONG_AGO.toordinal()),
    )


def _life(row: int, day: int = 500, **fields: Any) -> Life:
    """Somebody who arrived so many days before AS_OF."""
    known: dict[str, Any] = {
        "step_down": None, "moved": None, "place": 0, "place_before": 0, "needs": (), "group": None, "avoids": NOBODY,
    }  # fmt: skip
    return Life(row=row, arrived=AS_OF - timedelta(days=day), **(known | fields))


def _lived(past: Past, fixed: dict[int, date] | None = None, without: frozenset[int] = frozenset()) -> list[int]:
    turning = list(range(len(past.started)))
    live_through(past, np.random.default_rng(1), as_of=AS_OF, fixed=fixed or {}, turning=turning, without=without)
    return [int(row) for row in past.worker]


def test_people_go_to_the_nearest_worker_until_the_ceiling() -> None:
    """Five fit with the near worker (5 x 1/4 = 125 %), the sixth to arrive goes to the far one."""
    lives = [_life(row, day=500 - row) for row in range(6)]
    assert _lived(_past([worker("W1"), worker("W2")], [[10, 25]], lives)) == [NEAR] * 5 + [FAR]


def test_where_nobody_has_room_the_least_full_goes_above_the_ceiling() -> None:
    """Full time 1.0 and 0.4: 5 and 2 people fill both, the eighth makes 6/5 of one and 3/2 of the other."""
    lives = [_life(row, day=500 - row) for row in range(8)]
    past = _past([worker("W1"), worker("W2", fte="0.4")], [[10, 25]], lives)
    assert _lived(past) == [NEAR] * 5 + [FAR] * 2 + [NEAR]


def test_the_new_meet_nobody() -> None:
    """Rows that are new have no worker, no day and no change."""
    past = _past([worker("W1")], [[10]], [_life(0), _life(1)])
    assert _lived(past, without=frozenset({1})) == [0, NOBODY]
    assert past.since == [AS_OF - timedelta(days=500), None]


def test_a_missing_skill_is_worth_its_minutes() -> None:
    """30 minutes for the skill: 25 farther is worth it, 35 is not."""
    able = worker("W2", skills={"custody"})
    for minutes, expected in ((35, FAR), (45, NEAR)):
        assert _lived(_past([worker("W1"), able], [[10, minutes]], [_life(0, needs=(Need.CUSTODY,))])) == [expected]


def test_siblings_come_to_one_worker() -> None:
    """The second lives near W1, but the first, who lives near W2, is there already: 80 minutes farther is worth 90."""
    lives = [_life(0, day=500, group="G1"), _life(1, day=400, group="G1", place=1)]
    assert _lived(_past([worker("W1"), worker("W2")], [[90, 10], [10, 90]], lives)) == [1, 1]


def test_avoided_workers_are_passed_over() -> None:
    """The nearest is avoided."""
    assert _lived(_past([worker("W1"), worker("W2")], [[10, 60]], [_life(0, avoids=NEAR)])) == [FAR]


def test_turnover_gives_everybody_again_and_counts_a_change() -> None:
    """W1 left 100 days ago; on the first day the successor has a quarter of a post and room for one of three."""
    left = AS_OF - timedelta(days=100)
    past = _past([worker("W1"), worker("W2")], [[10, 25]], [_life(row, day=500 - row) for row in range(3)])
    # On the first day the share is 0.25, so the ceiling is 0.3125: one person of 0.25, and two go to W2.
    assert sorted(_lived(past, fixed={0: left})) == [NEAR, FAR, FAR]
    assert past.changes.tolist() == [1, 1, 1]
    assert past.last_change == past.since == [left] * 3
    assert past.started.tolist() == [left.toordinal(), LONG_AGO.toordinal()]


def test_posts_change_hands_evenly_and_not_in_the_last_months() -> None:
    """Four a year over two years: eight changes at most 730 days ago, none of them in the last six months."""
    past = _past([worker("W1"), worker("W2")], [[10, 25]], [_life(0, day=729)], leavers_per_year=Decimal(4))
    _lived(past)
    assert past.changes[0] >= 1
    assert all(start <= AS_OF.toordinal() - 182 for start in past.started)


def test_the_step_down_goes_to_a_worker_for_21_plus_and_counts_a_change() -> None:
    """From the near worker for 16-20 to the far one for 21+, on the day; who has a worker for all stays."""
    day = AS_OF - timedelta(days=30)
    past = _past([worker("W1", role="16-20"), worker("W2", role="21+")], [[10, 25]], [_life(0, step_down=day)])
    assert _lived(past) == [FAR]
    assert (past.since, past.changes.tolist()) == ([day], [1])
    assert past.load.tolist() == pytest.approx([0.0, 0.25])
    stays = _past([worker("W1"), worker("W2", role="21+")], [[10, 25]], [_life(0, step_down=day)])
    assert (_lived(stays), stays.changes.tolist()) == ([NEAR], [0])


def test_who_moved_was_given_by_the_place_of_that_time() -> None:
    """Near W2 until 100 days ago, near W1 since: still with W2."""
    life = _life(0, moved=AS_OF - timedelta(days=100), place=0, place_before=1)
    assert _lived(_past([worker("W1"), worker("W2")], [[10, 60], [60, 10]], [life])) == [FAR]
