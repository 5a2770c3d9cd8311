"""allocator.engine.folding: a task at prices, recomputed in plain Python."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.engine.candidates import Candidates
from allocator.engine.core import Task
from allocator.engine.cuts import Cut, counting_cuts
from allocator.engine.folding import FINEST, LARGEST, Folded, Prices, folded, whole
from allocator.engine.objective import Setting
from allocator.engine.options import NOBODY, Options, bare_options
from allocator.engine.people import Ints
from allocator.engine.room import NO_LIMIT
from allocator.engine.state import loads, value
from tests.builders import caseload, person, worker
from tests.engine.small import LEVELS, Laid, cuts_of, laid, laid_case, problem_of, small_cases
from tests.oracle.case import Case


def _prices(found: Laid, **given: object) -> Prices:
    nothing = np.zeros(len(found.room.ceiling))
    return replace(Prices(nothing, nothing, 0.0, ()), **given)  # type: ignore[arg-type]


def _two_and_two(moves: int = 1) -> Laid:
    """P1 is new, P2 held by W1 with a relationship to lose; W2 is 50 minutes away."""
    people = [person("P1"), person("P2", "W1", worker_since="2024-01-05")]
    staff = [worker("W1"), worker("W2", base="Louth")]
    return laid(problem_of(caseload(people, staff, minutes={("Boston", "Louth"): 50})), moves=moves)


def test_everything_but_room_becomes_a_price() -> None:
    """Proves the arithmetic of a fold: costs per option in quarters of a unit, and what is subtracted once.

    fine = 4. Given prices: 2 at W1, 3 at W2, so 8 and 12 whole; a move 5: 20; the level "changes" above, limit 6 units,
    at 0.5: 2. Once: 3 people may come to each (8 x 3 + 12 x 3 = 60), one move (20), the limit (2 x 6 = 12).
    """
    found = _two_and_two()
    changes = found.level("changes")
    moved = int(changes.linear[found.option("P2", "W2")])
    assert moved > 10**6  # a move, and what it loses
    prices = _prices(found, given=np.array([2.0, 3.0]), move=5.0, limits=(0.5,))
    fold = folded(found.task("travel", [(changes, 6)]), found.active, prices, finest=4)
    road = int(found.level("travel").linear[found.option("P1", "W2")])
    assert road > 0
    assert dict(zip(fold.index.tolist(), fold.cost.tolist(), strict=True)) == {
        found.option("P1", None): 0,
        found.option("P1", "W1"): 8,
        found.option("P1", "W2"): 4 * road + 12,
        found.option("P2", "W1"): 0,
        found.option("P2", "W2"): 4 * road + 12 + 20 + 2 * moved,
    }
    assert (fold.fine, fold.constant, fold.given.tolist(), fold.move) == (4, -60 - 20 - 12, [8, 12], 20)
    assert fold.limits == (2,)


def test_a_cut_weighs_on_its_options_and_sells_its_limit() -> None:
    """Proves that at a price of 1.5 (6 quarters) options pay 6 and 12 for weights of 1 and 2; 6 x 5 comes back."""
    found = _two_and_two()
    first, second = found.option("P1", "W1"), found.option("P2", "W2")
    cut = Cut(np.array([first, second]), np.array([1, 2]), 5)
    task = found.task("unallocated_duty")
    plain = folded(task, found.active, _prices(found), finest=4)
    fold = folded(task, found.active, _prices(found, cuts=(1.5,)), (cut,), finest=4)
    more = dict(zip(fold.index.tolist(), (fold.cost - plain.cost).tolist(), strict=True))
    assert {option: extra for option, extra in more.items() if extra} == {first: 6, second: 12}
    assert fold.constant == plain.constant - 30


def test_a_group_is_split_where_its_cuts_pay_for_it() -> None:
    """Proves that a split costs 1 need (4 quarters) and saves 3 + 3 where two cuts of the group cost 0.75 each: -2.

    At 0.5 each it would save 2 + 2, no more than it costs, so nothing is added.
    """
    people = [person("P1", keep_together="G"), person("P2", keep_together="G")]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2")])))
    cuts = tuple(cut for cut in cuts_of(found.task("needs"), found.active) if cut.group is not None)[:2]
    assert [cut.limit for cut in cuts] == [0, 0]
    for price, expected in ((0.75, -2), (0.5, 0)):
        fold = folded(found.task("needs"), found.active, _prices(found, cuts=(price, price)), cuts, finest=4)
        assert fold.constant == expected


def test_what_has_no_limit_has_no_price() -> None:
    """Proves that prices of intake and moves that nothing limits are dropped: they could only lower a bound."""
    found = _two_and_two()
    room = replace(found.room, intake=np.array([NO_LIMIT, 2]), moves=NO_LIMIT)
    task = replace(found.task("travel"), room=room)
    fold = folded(task, found.active, _prices(found, given=np.array([2.0, 3.0]), move=5.0), finest=4)
    assert (fold.given.tolist(), fold.move, fold.constant) == ([0, 12], 0, -24)


def test_prices_below_nothing_count_as_none() -> None:
    """Proves that a price that a solver puts a little below 0 is 0, and halves of a unit are rounded to even ones."""
    assert whole(np.array([-0.3, 0.0, 0.125, 0.375, 2.0]), 4).tolist() == [0, 0, 0, 2, 8]


def test_work_beyond_a_break_is_paid_for_in_every_level_in_play() -> None:
    """Proves that hours above thresholds are paid for the target and, at its price, for the level above.

    In twentieths of a post: W1's breaks are 16, 18 and 20 for balance and 20 for overload, W2's (half a post) 8, 9, 10
    and 10. fine = 4, overload at a price of 2: 8. A load of 19 pays 4 x (3 + 1), 24 pays 4 x (8 + 6 + 4) + 8 x 4.
    """
    found = laid(problem_of(caseload([person("P1")], [worker("W1"), worker("W2", fte="0.5")])))
    task = found.task("balance", [(found.level("overload"), 0)])
    fold = folded(task, found.active, _prices(found, limits=(2.0,)), finest=4)
    part, left = divmod(int(found.setting.problem.units.post), 20)
    assert left == 0
    assert fold.paid(np.array([19 * part, 12 * part])).tolist() == [16 * part, (4 * (4 + 3 + 2) + 8 * 2) * part]
    assert fold.paid(np.array([24 * part, 0])).tolist() == [104 * part, 0]


def _asked(found: Laid, prices: Prices, cuts: tuple[Cut, ...], fold: Folded, task: Task, taken: Ints) -> int:
    """What an allocation costs at the whole prices of a fold, written out: the target and every excess at its price."""
    options, room = found.options, found.room
    total = fold.fine * value(task.target, found.setting, taken)
    for w, price in enumerate(fold.given.tolist()):
        total += price * (sum(bool(options.given[i]) and options.worker[i] == w for i in taken) - int(room.intake[w]))
    total += fold.move * (int(options.mover[taken].sum()) - room.moves)
    for price, (level, limit) in zip(fold.limits, task.limits, strict=True):
        total += price * (value(level, found.setting, taken) - limit)
    for price, cut in zip(prices.cuts, cuts, strict=True):
        counted = sum(int(cut.weights[k]) for k, i in enumerate(cut.options.tolist()) if i in taken)
        total += round(price * fold.fine) * (counted - cut.limit)
    return total


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=small_cases(), seed=st.integers(0, 999))
def test_a_fold_costs_what_is_asked_at_its_prices(case: Case, seed: int) -> None:
    """Proves for random cases and prices that the fold of a level without siblings is exact, neither more nor less."""
    found, chance = laid_case(case), Random(seed)
    every = found.every_allowed()
    alone = [replace(found.level(key), split=0, excuse=(0,) * len(found.level(key).excuse)) for key in LEVELS]
    above = chance.choice(alone)
    limits = ((above, value(above, found.setting, chance.choice(every))),)
    task = replace(found.task("cost", limits), target=chance.choice(alone))
    cuts = counting_cuts(found.options, found.room, found.active)
    some = [[chance.choice((0.0, 10 ** chance.uniform(-3, 3))) for _ in range(len(found.room.ceiling))] for _ in "ab"]
    prices = Prices(np.array(some[0]), np.array(some[1]), chance.uniform(0, 9), (chance.uniform(0, 9),))
    prices = replace(prices, cuts=tuple(chance.uniform(0, 9) for _ in cuts))
    fold = folded(task, found.active, prices, cuts)
    cost = dict(zip(fold.index.tolist(), fold.cost.tolist(), strict=True))
    for taken in chance.sample(every, min(5, len(every))):
        paid = int(fold.paid(loads(found.options, taken)).sum())
        assert fold.constant + sum(cost[i] for i in taken.tolist()) + paid == _asked(
            found, prices, cuts, fold, task, taken
        )


def _bare(found: Laid) -> Options:
    problem, given = found.setting.problem, found.setting.given_before
    ends = np.full(len(problem.people.ids), NOBODY)
    ends[found.options.fixed_people] = found.options.fixed_worker
    return bare_options(problem, found.options.open_people, end_with=ends, given_before=given)


@pytest.mark.parametrize("key", ["changes", "cost", "travel"])
def test_pairs_that_are_left_out_leave_room_for_their_costs(key: str) -> None:
    """Proves that prices are written no finer than the dearest pair allows, listed or not: no sum outgrows 63 bits.

    Nothing is listed but staying and nobody, which cost next to nothing, so the finest prices would do for those.
    """
    found = _two_and_two(moves=2)
    bare = _bare(found)
    candidates = Candidates(found.setting.problem, bare, found.room)
    setting = Setting(found.setting.problem, bare, found.setting.siblings, found.setting.given_before)
    task = Task(setting, found.room, Laid(setting, found.room).level(key), (), candidates)
    nothing = np.zeros(len(found.room.ceiling))
    prices = Prices(np.full(2, 40.0), nothing, 2.0**20, ())
    dearest = int(found.level(key).linear.max()) + 40 * int(found.options.load.max()) + 2**20
    fine = folded(task, np.ones(len(bare), dtype=bool), prices).fine
    assert dearest * fine <= LARGEST
    assert fine > LARGEST / dearest / 2**14  # nor much coarser than that asks for
    assert candidates.dearest(found.level(key), setting) >= found.level(key).linear.max()
    assert candidates.heaviest >= found.options.load.max()


def test_small_figures_are_written_as_finely_as_any() -> None:
    """Proves that nothing is given away where sums are small, and that a caller may ask for less."""
    found = laid(problem_of(caseload([person("P1")], [worker("W1")])))
    task = found.task("unallocated_duty")
    assert folded(task, found.active, _prices(found)).fine == FINEST
    assert folded(task, found.active, _prices(found), finest=256).fine == 256


def test_only_active_options_are_in_play() -> None:
    """Proves that struck out options are gone, and that loads of fixed people stay where they are."""
    people = [person("P1"), person("P2", "W1"), person("P3", "W1")]
    found = laid(problem_of(caseload(people, [worker("W1"), worker("W2", fte="0")])))
    fold = folded(found.task("cost"), found.active, _prices(found))
    assert fold.index.tolist() == [found.option("P1", None), found.option("P1", "W1")]
    assert (fold.row.tolist(), fold.worker.tolist()) == ([0, 0], [NOBODY, 0])
    quarter = int(found.options.load.max())
    assert fold.low.tolist() == [2 * quarter, 0]
    assert fold.high.tolist() == [5 * quarter, 0]
