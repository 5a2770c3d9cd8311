"""allocator.engine.candidates and its kernels."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from random import Random

import numpy as np
import pytest

from allocator.bundled import instances_dir
from allocator.engine import pair_kernels
from allocator.engine.candidates import LARGEST, MOST_CLASSES, Candidates, Weights, listed_options, weights_of
from allocator.engine.objective import MILLION, Objective
from allocator.engine.options import NOBODY, Options, bare_options, with_pairs
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import build_problem
from allocator.pipeline import Options as RunOptions
from allocator.pipeline import check
from tests.builders import caseload, model, person, worker
from tests.engine.small import Laid, laid, laid_case, problem_of
from tests.strategies import case_of

LEVELS = ("unallocated", "changes", "needs", "cost", "travel", "balance")
SEEDS = range(40)


@pytest.fixture(scope="module")
def county() -> Laid:
    """A whole county with every held person open: 28,000 pairs and more."""
    cases, rules, travel = check(instances_dir() / "leaver-week", RunOptions())
    return laid(build_problem(cases, travel, rules), moves=5)


def _bare(found: Laid) -> Options:
    problem, options = found.setting.problem, found.options
    ends = np.full(len(problem.people.ids), NOBODY)
    ends[options.fixed_people] = options.fixed_worker
    return bare_options(problem, options.open_people, end_with=ends, given_before=found.setting.given_before)


def _some_listed(found: Laid, chance: np.random.Generator, share: float) -> tuple[Options, Bools]:
    """The bare options and a share of the pairs; which of all options are left out though they fit."""
    options = found.options
    listed = chance.random(len(options)) < share
    pairs = options.given & listed
    some = with_pairs(found.setting.problem, _bare(found), options.person[pairs], options.worker[pairs])
    return some, options.given & ~listed & found.active


def _random_weights(found: Laid, chance: np.random.Generator) -> tuple[Weights, Ints]:
    """Weights of every level and random prices, and what they make each option cost."""
    options, workers = found.options, len(found.room.ceiling)
    parts: list[tuple[int, Objective]] = [(int(chance.integers(0, 50)), found.level(key)) for key in LEVELS]
    load = chance.integers(0, 3, workers) * chance.integers(0, 40, workers)
    move = int(chance.integers(0, 5000))
    given = chance.integers(0, 2, workers) * chance.integers(0, 9000, workers)
    at = np.maximum(options.worker, 0)
    cost = load[at] * options.load + given[at] + move * options.mover
    for weight, objective in parts:
        cost = cost + weight * objective.linear
    return weights_of(found.setting, parts, load=load, given=given, move=move), cost


def _assert_as_a_list_of_all_says(found: Laid, seed: int) -> None:
    """The least left out, and all that are below a limit, as a list of every pair says."""
    chance = np.random.default_rng(seed)
    some, out = _some_listed(found, chance, share=float(chance.random()))
    weights, cost = _random_weights(found, chance)
    candidates = Candidates(found.setting.problem, some, found.room)
    least = np.full(len(some.open_people), LARGEST)
    np.minimum.at(least, found.options.row_of[out], cost[out])
    assert candidates.least_left_out(some, weights).tolist() == least.tolist()
    limit = least + chance.integers(0, 3000, len(least))
    assert candidates.least_left_out(some, weights, stop=least - 1).tolist() == (least - 1).tolist()
    below = candidates.left_out_below(some, weights, limit, most=len(found.room.ceiling))
    wanted = np.flatnonzero(out & (cost < limit[found.options.row_of]))
    expected = zip(found.options.row_of[wanted], found.options.worker[wanted], cost[wanted], strict=True)
    assert set(zip(below.row, below.worker, below.cost, strict=True)) == set(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_out_costs_what_a_list_of_all_pairs_says(seed: int) -> None:
    """Proves for random cases, levels and prices that no pair is overlooked and none costs less than it does."""
    _assert_as_a_list_of_all_says(laid_case(case_of(seed)), seed)


@pytest.mark.parametrize("seed", range(8))
def test_the_loops_say_the_same_uncompiled(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that what is compiled is what stands in the file: its plain Python finds the same pairs."""
    for name in ("cheapest", "_all_dearer", "_insert", "_before"):
        monkeypatch.setattr(pair_kernels, name, getattr(pair_kernels, name).py_func)
    found = laid_case(case_of(seed))
    _assert_as_a_list_of_all_says(found, seed)
    _assert_cheapest_as_a_list_says(found, keep=1)


def test_what_is_left_out_of_a_county(county: Laid) -> None:
    """Proves the same where it pays: six levels at once, hundreds of people open."""
    assert len(county.options) > 28_000
    for seed in range(5):
        _assert_as_a_list_of_all_says(county, seed)


def test_prices_lead_to_a_worker_who_is_far(county: Laid) -> None:
    """Proves that nearness ends no search too early: where all are dear but the farthest, that one is found."""
    bare, problem = _bare(county), county.setting.problem
    row = int(county.options.row_of[np.flatnonzero(county.options.given & county.active)[0]])
    here = np.flatnonzero((county.options.row_of == row) & county.options.given & county.active)
    far = int(county.options.worker[here[np.argmax(county.options.road[here])]])
    given = np.full(len(county.room.ceiling), 10 * MILLION)
    given[far] = 0
    weights = weights_of(county.setting, [(1, county.level("travel"))], load=np.zeros_like(given), given=given)
    below = Candidates(problem, bare, county.room).left_out_below(
        bare, weights, np.full(len(bare.start) - 1, LARGEST), most=1
    )
    assert below.worker[below.row == row].tolist() == [far]


def test_the_cheapest_for_each_number_of_needs_unmet(county: Laid) -> None:
    """Proves that everybody is listed the nearest and best by road and wishes, those that meet more needs apart."""
    _assert_cheapest_as_a_list_says(county, keep=3)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cheapest_of_random_cases(seed: int) -> None:
    """Proves the same for random cases with one pair each, so that something is left out."""
    _assert_cheapest_as_a_list_says(laid_case(case_of(seed)), keep=1)


def _assert_cheapest_as_a_list_says(found: Laid, *, keep: int) -> None:
    options, problem = found.options, found.setting.problem
    road = problem.units.road[problem.people.profile[options.person]] * options.road
    cost = options.price + road * int(problem.model.rules.travel.on)
    fit = options.given & found.active
    room = found.room.ceiling[options.worker] - options.base_load[options.worker]
    by_class = defaultdict(list)
    for i in np.flatnonzero(fit):
        number = min(int(options.needs[i]), MOST_CLASSES - 1)
        by_class[int(options.row_of[i]), number].append((int(cost[i]), -int(room[i]), int(options.worker[i])))
    bare = _bare(found)
    person_of, worker_of = Candidates(problem, bare, found.room).cheapest(bare, keep=keep)
    listed = set(zip(person_of.tolist(), worker_of.tolist(), strict=True))
    assert len(listed) == len(person_of)
    assert listed <= {(int(options.person[i]), int(options.worker[i])) for i in np.flatnonzero(fit)}
    alone = problem.people.group < 0
    for (row, _), pairs in by_class.items():
        p = int(options.open_people[row])
        dearest = sorted(pairs)[:keep][-1][0]
        assert {(p, w) for c, _, w in pairs if c < dearest} <= listed
        assert not alone[p] or sum((p, w) in listed for _, _, w in pairs) == min(keep, len(pairs))
        assert not alone[p] or all(c <= dearest for c, _, w in pairs if (p, w) in listed)


def test_hopeful_pairs_are_listed_until_there_are_none(county: Laid) -> None:
    """Proves that pairs below a limit are listed, with those of siblings like them, until none is left below it."""
    problem, options = county.setting.problem, _bare(county)
    nothing = np.zeros(len(county.room.ceiling), dtype=np.int64)
    weights = weights_of(county.setting, [(1, county.level("cost"))], load=nothing, given=nothing)
    candidates = Candidates(problem, options, county.room)
    limit = candidates.least_left_out(options, weights) + 2000
    rounds = 0
    while len((pairs := candidates.hopeful(options, weights, limit, most=2))[0]):
        options, rounds = with_pairs(problem, options, *pairs), rounds + 1
    assert rounds > 1
    assert (candidates.least_left_out(options, weights) >= limit)[limit < LARGEST].all()
    listed = set(zip(options.row_of.tolist(), options.worker.tolist(), strict=True))
    fit = county.options.given & county.active
    possible = set(zip(county.options.row_of[fit].tolist(), county.options.worker[fit].tolist(), strict=True))
    group = problem.people.group[options.open_people]
    alike = [
        (row, other)
        for row, other in permutations(np.flatnonzero(group >= 0).tolist(), 2)
        if group[row] == group[other]
    ]
    assert len(alike) > 20
    ends = {row: {worker for at, worker in listed if at == row} for row, _ in alike}
    assert all((other, w) in listed for row, other in alike for w in ends[row] if (other, w) in possible)


def test_siblings_are_listed_with_each_others_workers() -> None:
    """Proves that open siblings far apart can still end together, and that a fixed sister's worker is listed."""
    staff = [worker("W1", base="Boston"), worker("W2", base="Louth"), worker("W3", base="Grantham")]
    minutes = {("Boston", "Louth"): 50, ("Louth", "Boston"): 50}
    minutes |= {(town, "Grantham"): 70 for town in ("Boston", "Louth")}
    people = [
        person("P1", place="Boston", keep_together="A"),
        person("P2", place="Louth", keep_together="A"),
        person("P3", "W3", place="Grantham", keep_together="A"),
        person("P4", place="Boston"),
    ]
    found = laid(problem_of(caseload(people, staff, minutes=minutes), model(travel="should")))
    bare = _bare(found)
    pairs = Candidates(found.setting.problem, bare, found.room).cheapest(bare, keep=1)
    ids = [
        [found.setting.problem.people.ids[p], found.setting.problem.workers.ids[w]] for p, w in zip(*pairs, strict=True)
    ]
    assert ids == [["P1", w] for w in ("W1", "W2", "W3")] + [["P2", w] for w in ("W1", "W2", "W3")] + [["P4", "W1"]]


def test_pairs_listed_one_after_the_other_are_those_listed_at_once(county: Laid) -> None:
    """Proves that it does not matter in which order pairs join the options."""
    problem, options, rng = county.setting.problem, county.options, Random(3)
    pairs = [i for i in np.flatnonzero(options.given).tolist() if rng.random() < 0.5]
    first, then = np.array(pairs[::2]), np.array(pairs[1::2])
    some = with_pairs(problem, _bare(county), options.person[first], options.worker[first])
    some = with_pairs(problem, some, options.person[then], options.worker[then])
    quiet = np.flatnonzero(~options.given)
    rows = np.sort(np.concatenate([quiet, first, then]))
    for name in ("row_of", "person", "worker", "load", "given", "mover", "needs", "price", "road"):
        assert getattr(some, name).tolist() == getattr(options, name)[rows].tolist(), name


def test_small_questions_are_listed_whole(county: Laid) -> None:
    """Proves that 843 people and 36 workers (30,348 pairs at most) are all listed, none left out."""
    options, candidates = _listed(county)
    assert candidates is None
    assert options.worker.tolist() == county.options.worker.tolist()


def test_large_questions_are_listed_in_part(county: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that beyond a number of pairs only the cheapest are listed, and those that somebody asks for besides."""
    monkeypatch.setattr("allocator.engine.candidates.DENSE_PAIRS", 1000)
    monkeypatch.setattr("allocator.engine.candidates.MOST_KEPT", 2)
    monkeypatch.setattr("allocator.engine.candidates.FEWEST_KEPT", 1)
    few, candidates = _listed(county)
    assert candidates is not None
    assert len(few) < len(county.options) / 3
    wanted = np.array([int(np.flatnonzero(county.options.row_of == row)[-1]) for row in (0, 5)])
    pairs = county.options.person[wanted], county.options.worker[wanted]
    more, _ = _listed(county, also=pairs)
    listed = set(zip(more.person.tolist(), more.worker.tolist(), strict=True))
    assert set(zip(*(side.tolist() for side in pairs), strict=True)) <= listed
    assert listed >= set(zip(few.person.tolist(), few.worker.tolist(), strict=True))
    assert len(more) == len(listed) <= len(few) + 2


def _listed(found: Laid, also: tuple[Ints, Ints] | None = None) -> tuple[Options, Candidates | None]:
    problem, ends = found.setting.problem, np.full(len(found.setting.problem.people.ids), NOBODY)
    ends[found.options.fixed_people] = found.options.fixed_worker
    given = found.setting.given_before
    return listed_options(problem, found.options.open_people, end_with=ends, given_before=given, moves=5, also=also)


def test_prices_that_do_not_fit_are_refused(county: Laid) -> None:
    """Proves that sums cannot run over: a price of 2**60 for each unit of load is refused in words."""
    bare = _bare(county)
    load = np.full(len(county.room.ceiling), 2**60)
    weights = weights_of(county.setting, [], load=load, given=np.zeros_like(load))
    with pytest.raises(OverflowError, match="written too finely"):
        Candidates(county.setting.problem, bare, county.room).least_left_out(bare, weights)
