"""allocator.engine.wide: rows and pairs for the assignment solver, and what is believed of its answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine import assign
from allocator.engine.assign import Assigned, Pairs
from allocator.engine.core import Task
from allocator.engine.folding import Prices
from allocator.engine.options import NOBODY
from allocator.engine.people import Ints
from allocator.engine.relaxation import bound_by_prices
from allocator.engine.room import NO_LIMIT
from allocator.engine.state import allowed, value
from allocator.engine.wide import FINE, Between, Wide, couples_by_room, firm_prices, settle_wide, wide_prices
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, clock, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case

MINUTES = {("Boston", "Louth"): 50, ("Alford", "Louth"): 10, ("Alford", "Boston"): 40, ("Alford", "Spilsby"): 5}


def _nothing(found: Laid, limits: tuple[float, ...] = ()) -> Prices:
    none = np.zeros(len(found.room.ceiling))
    return Prices(none, none, 0.0, limits)


class Asked:
    """Stands in for the assignment solver: keeps what it is asked and answers with the pairs it is told to take."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: list[list[int] | None]) -> None:
        self.questions: list[Pairs] = []
        self.starts: list[Ints | None] = []
        self.answers = answers
        monkeypatch.setattr(assign, "settle", self)

    def __call__(self, pairs: Pairs, *, start: Ints | None, **_: object) -> Assigned:
        """The next answer; once there are none left, whatever it was given to start from."""
        self.questions.append(pairs)
        self.starts.append(start)
        taken = self.answers.pop(0) if self.answers else None
        return Assigned(None if taken is None else np.array(taken, dtype=np.int64), None, None, False)


def _once(found: Laid, task: Task, taken: Ints, prices: Prices, seconds: float = 0.02) -> Ints:
    return settle_wide(task, found.active, taken, prices, clock(), seconds)


def _rows(pairs: Pairs) -> list[list[tuple[int, int, int]]]:
    """By row: worker, cost in whole units of the target, load."""
    spans = zip(pairs.start[:-1].tolist(), pairs.start[1:].tolist(), strict=True)
    both = list(zip(pairs.worker.tolist(), (pairs.cost // FINE).tolist(), pairs.load.tolist(), strict=True))
    return [both[begin:end] for begin, end in spans]


def _siblings_and_one() -> Laid:
    """S1 (Boston, high) and S2 (Alford) are siblings, P0 (Alford) is not; W2 must not have S1."""
    people = [
        person("P0", place="Alford"),
        person("S1", complexity="high", keep_together="G", avoid_workers={"W2"}),
        person("S2", place="Alford", keep_together="G"),
    ]
    staff = [worker("W1", base="Louth"), worker("W2"), worker("W3")]
    return laid(problem_of(caseload(people, staff, minutes=MINUTES)))


def test_siblings_are_one_row_whose_costs_and_loads_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a joined row has the workers who may have both, at the sum of both: 50 + 10 with W1, 0 + 40 with W3.

    W2 may have S2 alone and is no pair of the row; nobody (numbered 3) may have both.
    """
    found = _siblings_and_one()
    asked = Asked(monkeypatch, [])
    _once(found, found.task("travel"), found.taken(), _nothing(found))
    minute = int(found.setting.problem.units.extra[0])
    load = {
        (p, w): int(found.options.load[found.option(p, w)]) for p in ("P0", "S1", "S2") for w in ("W1", "W3") if w != p
    }
    assert _rows(asked.questions[0]) == [
        [
            (0, 10 * minute, load["P0", "W1"]),
            (1, 40 * minute, int(found.options.load[found.option("P0", "W2")])),
            (2, 40 * minute, load["P0", "W3"]),
            (3, 0, 0),
        ],
        [
            (0, 60 * minute, load["S1", "W1"] + load["S2", "W1"]),
            (2, 40 * minute, load["S1", "W3"] + load["S2", "W3"]),
            (3, 0, 0),
        ],
    ]
    assert load["S1", "W1"] > load["S2", "W1"] > 0
    assert asked.questions[0].room.tolist() == [*found.room.ceiling.tolist(), 0]


def test_what_is_taken_comes_back_as_options_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the joined row's pair with W3 gives both siblings to W3; pairs 1 and 5 of 7, in that order."""
    found = _siblings_and_one()
    task = found.task("unallocated_duty")
    Asked(monkeypatch, [[1, 5]])
    taken = _once(found, task, found.taken(), _nothing(found))
    assert found.ends(taken) == {"P0": "W2", "S1": "W3", "S2": "W3"}


def test_the_search_starts_from_what_is_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that siblings together are found again as one pair, and that siblings apart are no start."""
    found = _siblings_and_one()
    task = found.task("unallocated_duty")
    asked = Asked(monkeypatch, [])
    _once(found, task, found.taken(P0="W1", S1="W3", S2="W3"), _nothing(found))
    _once(found, task, found.taken(P0="W1", S1="W1", S2="W3"), _nothing(found))
    starts = [None if start is None else start.tolist() for start in asked.starts]
    assert [0, 5] in starts
    assert starts[-1] is None


def test_siblings_who_cannot_go_together_stay_put(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that two who may not have one worker between them are left where they are, each in a row of their own.

    A fixed sibling ties S2 likewise. P0 alone has a choice.
    """
    people = [
        person("P0"),
        person("S1", keep_together="G", avoid_workers={"W2"}),
        person("S2", keep_together="G", avoid_workers={"W1"}),
        person("T1", "W1", keep_together="H"),
        person("T2", keep_together="H"),
    ]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])))
    active = found.active & ~((found.options.person == 1) & ~found.options.given)  # nobody is no way out for S1
    asked = Asked(monkeypatch, [])
    taken = found.taken(S1="W1", S2="W2", T2="W2")
    settle_wide(found.task("travel"), active, taken, _nothing(found), clock(), 0.02)
    workers = [[worker for worker, _, _ in row] for row in _rows(asked.questions[0])]
    assert workers == [[0, 1, 2], [0], [1], [1]]


def test_loads_beside_fixed_people_and_pieces_are_those_of_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that room and breaks count from what fixed people take: W1 holds two of four, 2 to 5 quarters of a post.

    Of 80, 90 and 100 % there are 30, 40 and 50 % left to W1's breaks; nobody has no room and no need of any.
    """
    people = [person("P1"), person("H1", "W1"), person("H2", "W1")]
    found = laid(problem_of(caseload(people, [worker("W1")])))
    asked = Asked(monkeypatch, [])
    _once(found, found.task("balance"), found.taken(), _nothing(found))
    post = int(found.setting.problem.units.post)
    question = asked.questions[0]
    assert question.room.tolist() == [post * 3 // 4, 0]
    assert question.edges.tolist() == [[post * 3 // 10, post * 4 // 10, post // 2], [0, 0, 0]]
    assert question.slopes.tolist() == [FINE, FINE, FINE]


def test_an_answer_that_breaks_a_limit_is_not_taken_and_its_price_rises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that leaving P1 for a shorter road is refused, and costs more at each new asking: heads twice as much.

    Nobody may be left, but it costs nothing at first; then a unit as much as the dearest option, then twice that.
    """
    found = laid(problem_of(caseload([person("P1")], [worker("W1", base="Louth")], minutes=MINUTES)))
    heads = found.level("unallocated_duty")
    task = found.task("travel", [(heads, 0)])
    asked = Asked(monkeypatch, [[1], [1], [1]])
    taken = found.taken(P1="W1")
    assert _once(found, task, taken, _nothing(found, (0.0,)), seconds=0.3).tolist() == taken.tolist()
    nobody = [int(question.cost[1]) for question in asked.questions[:3]]
    # P1 is all that counts at either level, so a price of the dearest option by P1's weight costs just as much as that.
    first = int(task.target.linear.max()) * FINE
    assert nobody == [0, pytest.approx(first, rel=1e-2), pytest.approx(2 * first, rel=1e-2)]
    assert first > 0


def test_what_keeps_its_limit_is_taken_and_its_price_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves the other direction: P1 goes from W2, 50 minutes away, to W1 in Boston, and no price changes."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1"), worker("W2", base="Louth")], minutes=MINUTES)))
    task = found.task("travel", [(found.level("unallocated_duty"), 0)])
    asked = Asked(monkeypatch, [[0]])
    taken = _once(found, task, found.taken(P1="W2"), _nothing(found, (0.5,)), seconds=0.1)
    assert found.ends(taken) == {"P1": "W1"}
    assert len({int(question.cost[2]) for question in asked.questions}) == 1


def test_too_many_in_a_week_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that four people for W1, who may be given three, are refused though every limit is kept."""
    people = [person(f"P{i}", place="Alford") for i in range(4)]
    staff = [worker("W1", base="Spilsby"), worker("W2")]
    found = laid(problem_of(caseload(people, staff, minutes=MINUTES)))
    task = found.task("travel", [(found.level("unallocated_duty"), 0)])
    Asked(monkeypatch, [[0, 3, 6, 9]])
    taken = found.taken(P0="W1", P1="W1", P2="W2", P3="W2")
    assert _once(found, task, taken, _nothing(found, (1.0,)), seconds=0.1).tolist() == taken.tolist()


def test_prices_rise_no_higher_than_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a limit that no price makes up for ends the search, long before sums outgrow 63 bits and time is up.

    Prices double from about a tenth: 2**61 is some 65 doublings away.
    """
    found = laid(problem_of(caseload([person("P1")], [worker("W1", base="Louth")], minutes=MINUTES)))
    task = found.task("travel", [(found.level("unallocated_duty"), 0)])
    asked = Asked(monkeypatch, [[1]] * 1000)
    taken, running = found.taken(P1="W1"), clock(60)
    assert settle_wide(task, found.active, taken, _nothing(found, (0.0,)), running, 30.0).tolist() == taken.tolist()
    assert 30 < len(asked.questions) < 100
    assert running.left > 50


def test_a_question_that_is_settled_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that once limits hold there is one more asking, with all the time, and then the time is left to others."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1")])))
    task = found.task("travel", [(found.level("unallocated_duty"), 0)])
    asked, running = Asked(monkeypatch, [[0], [0], [0]]), clock(60)
    settle_wide(task, found.active, found.taken(P1="W1"), _nothing(found, (1.0,)), running, 30.0)
    assert len(asked.questions) == 2
    assert running.left > 50


def test_no_answer_and_no_time_leave_what_is_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that nothing is lost where the solver finds nothing, and that it is not asked without time."""
    found = _siblings_and_one()
    task, taken = found.task("unallocated_duty"), found.taken(P0="W3")
    asked = Asked(monkeypatch, [])
    assert _once(found, task, taken, _nothing(found)).tolist() == taken.tolist()
    asked.questions.clear()
    assert settle_wide(task, found.active, taken, _nothing(found), clock(0), 5.0) is taken
    assert asked.questions == []


def test_pairs_stand_for_the_options_of_all_members() -> None:
    """Proves that pair 0 stands for options 4 and 7, pair 1 for 5 alone; half of a pair is no pair."""
    numbers = [np.array(some, dtype=np.int64) for some in ([0, 1, 2], [0, 1], [9, 9], [2, 1], [0, 2, 3], [4, 7, 5])]
    wide = Wide(*numbers)
    assert wide.options_of(np.array([1, 0])).tolist() == [4, 5, 7]
    assert wide.options_of(np.array([1])).tolist() == [5]
    found = wide.pairs_of(np.array([4, 5, 7]))
    assert found is not None
    assert found.tolist() == [0, 1]
    assert wide.pairs_of(np.array([4, 5])) is None


@pytest.mark.parametrize(
    ("moves", "intake", "expected"),
    [(0, NO_LIMIT, True), (NO_LIMIT, NO_LIMIT, True), (1, NO_LIMIT, False), (0, 3, False), (NO_LIMIT, 3, False)],
)
def test_people_who_are_counted_couple_others(moves: int, intake: int, expected: bool) -> None:
    """Proves that a level may be settled as a whole where neither moves nor people a week are counted, else not."""
    found = _siblings_and_one()
    each = np.array([NO_LIMIT, intake, NO_LIMIT])
    task = replace(found.task("cost"), room=replace(found.room, moves=moves, intake=each))
    assert couples_by_room(task) is expected


def test_prices_of_room_bound_what_room_allows() -> None:
    """Proves that two seats for three people alike make a bound of one person's weight, and dearer ones stay first.

    W1's room is two standard people exactly. Without prices the bound would be 0.
    """
    people = [person(f"P{i}") for i in range(3)]
    found = laid(problem_of(caseload(people, [worker("W1", fte="0.4")])))
    task = found.task("unallocated_duty")
    prices = wide_prices(task, found.active)
    weight = int(task.target.linear.max())
    assert prices.load[0] > 0
    assert bound_by_prices(task, found.active, prices).value == pytest.approx(weight, rel=1e-3)


def test_what_the_level_above_must_keep_has_a_price_if_it_counts_hours() -> None:
    """Proves that a level of pieces right above is priced, and one of heads is not.

    Nobody may work above 80 %, and W1 holds three of four already, so P1's road of 50 minutes to W2 has to be paid.
    """
    held = [person(f"H{i}", "W1") for i in range(3)]
    staff = [worker("W1"), worker("W2", base="Louth")]
    found = laid(problem_of(caseload([person("P1"), *held], staff, minutes=MINUTES)))
    heads = (found.level("unallocated_duty"), 0)
    given = found.options.given  # to have nobody is not among the options in play
    task = found.task("travel", [heads, (found.level("balance"), 0)])
    priced = wide_prices(task, given)
    assert priced.limits[0] == 0.0
    assert priced.limits[1] > 0.0
    road = int(task.target.linear.max())
    assert 0 < bound_by_prices(task, given, priced).value <= road
    assert wide_prices(found.task("travel", [(found.level("balance"), 0), heads]), given).limits == (0.0, 0.0)


def test_needs_that_nobody_may_have_any_more_cost_what_the_dearest_option_costs() -> None:
    """Proves the price of a level that is as good as it can be, and that one which leaves something free has none.

    P1 must have somebody who knows custody: W1 does and is 50 minutes away, W2 is near and does not, so 0 is the least
    for the needs. If one were allowed, a price would only get in the way.
    """
    staff = [worker("W1", base="Louth", skills={"custody"}), worker("W2")]
    found = laid(problem_of(caseload([person("P1", needs={"custody"})], staff, minutes=MINUTES)))
    needs = found.level("needs")
    firm, free = (found.task("cost", [(needs, limit), (found.level("unallocated"), 0)]) for limit in (0, 1))
    assert firm_prices(firm, found.active) == (float(firm.target.linear.max()), 0.0)
    assert firm_prices(free, found.active) == (0.0, 0.0)


def test_siblings_whom_no_worker_can_have_both_are_priced_apart() -> None:
    """Proves that prices are found, of nothing, though P1 may only go to W2 and P2, their sibling, only to W1."""
    people = [
        person("P1", keep_together="G", avoid_workers={"W1"}),
        person("P2", keep_together="G", avoid_workers={"W2"}),
    ]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2", base="Louth")], minutes=MINUTES)))
    to_somebody = np.asarray(found.active & (found.options.worker != NOBODY))
    assert to_somebody.sum() == 2
    for key in ("cost", "balance"):
        assert wide_prices(found.task(key), to_somebody).load == pytest.approx([0.0, 0.0], abs=1e-6)


def test_prices_are_tried_no_longer_than_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that with no time the price of the level above is the one to begin with, a unit for a unit."""
    staff = [worker("W1"), worker("W2", base="Louth")]
    found = laid(problem_of(caseload([person("P1"), person("P2")], staff, minutes=MINUTES)))
    level = found.level("balance")
    task = found.task("cost", [(level, 10**6)])
    unit = float(task.target.scale / level.scale)
    assert wide_prices(task, found.active, left=lambda: 0.0).limits == (unit,)
    assert wide_prices(task, found.active).limits[0] < unit  # so much may be uneven that nothing is worth paying
    guided = Prices(np.zeros(2), np.zeros(2), 0.0, ())  # what the guide had, which has no levels above
    assert wide_prices(task, found.active, left=lambda: 0.0, known=guided).limits == (unit,)
    known = Prices(np.zeros(2), np.zeros(2), 0.0, (3.0 * unit,))
    assert wide_prices(task, found.active, left=lambda: 0.0, known=known).limits == (3.0 * unit,)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), key=st.sampled_from(LEVELS))
def test_what_comes_out_is_allowed_and_never_worse(case: Case, key: str) -> None:
    """Proves for random cases that the assignment solver's answers are taken only where they keep everything.

    Its prices are as good as any for a bound, which holds.
    """
    found = laid_case(case)
    if not len(found.options.open_people):
        return
    every = found.every_allowed()
    above, taken = found.level("unallocated_duty"), every[0]
    limit = value(above, found.setting, taken)
    task = found.task(key, [(above, limit)])
    prices = wide_prices(task, found.active)
    best = _once(found, task, taken, prices, seconds=0.05)
    assert allowed(found.options, found.room, best)
    assert value(above, found.setting, best) <= limit
    assert value(task.target, found.setting, best) <= value(task.target, found.setting, taken)
    least = min(value(task.target, found.setting, t) for t in every if value(above, found.setting, t) <= limit)
    assert bound_by_prices(task, found.active, prices).value <= least


def _between(*heads: bool) -> Between:
    return Between(heads, (0.5,) * len(heads), [0.0] * len(heads), [float("inf")] * len(heads), step=1.1)


def test_prices_rise_in_growing_steps_until_a_level_is_kept() -> None:
    """Proves that a broken level gets dearer by 1.1, by 1.1 squared, and so on, and one that has no price gets one."""
    between, seen = _between(False, False), []
    prices: tuple[float, ...] = (2.0, 0.0)
    for broken in ([True, False], [True, False], [True, True]):
        between.see(prices, broken)
        prices = between.next(prices, broken)
        seen.append(prices)
    steps = 1.1, 1.1**3, 1.1**7
    assert [price for price, _ in seen] == pytest.approx([2.0 * step for step in steps])
    assert [price for _, price in seen] == [0.0, 0.0, 0.5]


def test_prices_narrow_down_between_broken_and_kept() -> None:
    """Proves that after 2 (broken) and 8 (kept) comes 4, then 5.7 (4 is broken), until they are as good as the same."""
    between = _between(False)
    between.see((2.0,), [True])
    assert (between.weighs, between.narrow) == (True, False)
    between.see((8.0,), [False])
    assert between.next((8.0,), [False]) == pytest.approx((4.0,))
    between.see((4.0,), [True])
    assert between.next((4.0,), [True]) == pytest.approx((32.0**0.5,))
    between.see((4.1,), [False])
    assert between.narrow
    assert between.kept_prices == (4.1,)
    between.see((5.0,), [True])  # what was kept at 4.1 by chance is begun anew from 5
    assert not between.narrow
    assert between.next((5.0,), [True])[0] > 5.0


def test_heads_are_never_made_cheaper() -> None:
    """Proves that a level which counts heads gets dearer in steps of two, and is no reason to narrow anything down."""
    between = _between(True)
    between.see((3.0,), [True])
    assert between.next((3.0,), [True]) == (6.0,)
    between.see((6.0,), [False])
    assert between.next((6.0,), [False]) == (6.0,)
    assert not between.weighs
    assert not between.narrow
