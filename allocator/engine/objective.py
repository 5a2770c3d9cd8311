"""Each level as whole numbers: a linear part by option, convex pieces by load, and siblings; nothing is solved here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from allocator.engine.needs import musts_in_play, needs_of_pairs
from allocator.engine.options import NOBODY, Options
from allocator.engine.people import Bools, Ints
from allocator.engine.problem import Problem
from allocator.engine.scale import common_scale, up
from allocator.engine.siblings import Siblings
from allocator.load import weight_unallocated
from allocator.proposal import Cause
from allocator.records import YoungPerson
from allocator.rule_book import enforces

GUIDE = "guide"
"""The key of an objective that leans the way of all levels; no level is called that."""

MILLION = 1_000_000
"""Units in which room moves are counted, so that loss points fit below one move."""


@dataclass(frozen=True)
class Objective:
    """A level over the open options, in units of ``scale`` to 1.0; ``breaks`` has shape (workers, pieces).

    Value = constant + linear[taken] + sum over workers and pieces of slope x max(0, load - break)
    + split x groups split + excuses not given. ``musts`` is what a guide counts for each must unmet.
    """

    key: str
    scale: Fraction
    linear: Ints
    constant: int
    slopes: Ints
    breaks: Ints
    split: int
    excuse: tuple[int, ...]
    musts: int = 0

    def in_own_units(self, units: int) -> float:
        """Units as posts, moves, needs or hours a week, whichever the level counts."""
        return float(Fraction(units) / self.scale)

    @cached_property
    def excuse_weights(self) -> Ints:
        """``excuse`` as an array."""
        return np.array(self.excuse, dtype=np.int64)

    @cached_property
    def joint(self) -> bool:
        """Whether siblings play a part."""
        return self.split > 0 or any(self.excuse)


@dataclass(frozen=True)
class Setting:
    """What every level is made of: the problem, what is open, and what is fixed."""

    problem: Problem
    options: Options
    siblings: Siblings
    given_before: Bools
    extra_move_hours: Fraction = Fraction(0)


def objective_of(key: str, setting: Setting) -> Objective:
    """The level ``key`` over the open options."""
    return _LEVELS[key](key, setting)


@dataclass(frozen=True)
class PartOfPairs:
    """A level's linear part for every pair of an open person that is given, listed or not.

    ``needs`` for each must unmet, ``price`` for each cost unit of wishes unmet, ``road`` (open,) for each minute one
    way, ``own`` (open,) whatever the worker.
    """

    needs: int
    price: int
    road: Ints
    own: Ints


def part_of_pairs(objective: Objective, setting: Setting) -> PartOfPairs:
    """What a level adds up for a pair; of the guide, what it adds where nobody is held."""
    key, problem, people = objective.key, setting.problem, setting.options.open_people
    nothing, minute = np.zeros(len(people), dtype=np.int64), np.ones(len(people), dtype=np.int64)
    held = problem.people.open_for(Cause.HELD)[people]
    if key == "changes":
        moves = nothing.copy()
        moves[held] = MILLION + _losses(problem, people[held])
        return PartOfPairs(0, 0, nothing, moves)
    if key == "needs":
        return PartOfPairs(1, 0, nothing, nothing)
    if key in ("cost", GUIDE):
        return PartOfPairs(
            objective.musts, 1, road_units(problem, people, minute), _hours_for_moving(setting, people) * held
        )
    if key == "travel":
        return PartOfPairs(0, 0, problem.units.extra[problem.people.profile[people]], nothing)
    return PartOfPairs(0, 0, nothing, nothing)


def _plain(key: str, setting: Setting, linear: Ints, *, scale: Fraction = Fraction(1), constant: int = 0) -> Objective:
    workers = len(setting.problem.workers.ids)
    return Objective(
        key=key,
        scale=scale,
        linear=linear,
        constant=constant,
        slopes=np.zeros(0, dtype=np.int64),
        breaks=np.zeros((workers, 0), dtype=np.int64),
        split=0,
        excuse=(0,) * len(setting.siblings.excuses),
    )


def _unallocated(key: str, setting: Setting) -> Objective:
    """Weights of those left without a worker; the duty level and the level of everybody else."""
    problem, options = setting.problem, setting.options
    without = np.flatnonzero(options.worker == NOBODY)
    duty = problem.people.duty[options.person[without]]
    counted = without[duty == (key == "unallocated_duty")]
    weights = [_weight(problem, person) for person in options.person[counted].tolist()]
    scale = common_scale(weights)
    linear = np.zeros(len(options), dtype=np.int64)
    linear[counted] = [up(weight, scale) for weight in weights]
    return _plain(key, setting, linear, scale=Fraction(scale))


def _weight(problem: Problem, person: int) -> Fraction:
    """What leaving somebody without a worker weighs, worked out once: levels ask again whenever more is listed."""
    if person not in problem.weights:
        problem.weights[person] = weigh_unallocated(problem.caseload.young_people[person], problem)
    return problem.weights[person]


@enforces("one_worker")
def weigh_unallocated(person: YoungPerson, problem: Problem) -> Fraction:
    """What leaving somebody without a worker weighs."""
    return weight_unallocated(person, problem.model, as_of=problem.caseload.as_of)


@enforces("continuity")
def loss_points(problem: Problem, person: int) -> int:
    """Millionths of a move that losing this worker weighs: years together, earlier changes, a key event near by."""
    rule, (days, changes, near_event) = problem.model.rules.continuity, _history(problem, person)
    loss = Fraction(rule.loss_per_year) * Fraction(days * 4, 1461)
    loss += Fraction(rule.loss_per_change) * changes
    loss += Fraction(rule.loss_key_event) * near_event
    return min(int(loss * 1000), (MILLION - 1) // max(1, rule.room_moves))


def _losses(problem: Problem, people: Ints) -> Ints:
    """The loss points of many people; those with the same history share them."""
    histories = [_history(problem, person) for person in people.tolist()]
    first = dict(zip(histories, people.tolist(), strict=True))
    points = {history: loss_points(problem, person) for history, person in first.items()}
    return np.array([points[history] for history in histories], dtype=np.int64)


def _history(problem: Problem, person: int) -> tuple[int, int, bool]:
    """All that a loss depends on: days together, earlier changes, whether a key event is near."""
    record = problem.caseload.young_people[person]
    days = 0 if record.worker_since is None else (problem.caseload.as_of - record.worker_since).days
    return max(0, days), record.changes_so_far, bool(problem.people.near_event[person])


def _changes(key: str, setting: Setting) -> Objective:
    """Room moves by number, then by what they lose."""
    problem, options = setting.problem, setting.options
    linear = np.zeros(len(options), dtype=np.int64)
    movers = np.flatnonzero(options.mover)
    who, at = np.unique(options.person[movers], return_inverse=True)
    linear[movers] = MILLION + _losses(problem, who)[at]
    return _plain(key, setting, linear, scale=Fraction(MILLION))


def _needs(key: str, setting: Setting) -> Objective:
    """Unmet musts of pairs made in this run, groups split, and step-downs that wait."""
    problem, options, siblings = setting.problem, setting.options, setting.siblings
    step_down = problem.people.open_for(Cause.STEP_DOWN)
    waits = step_down[options.person] & ~options.given
    linear = options.needs + waits * (1 + musts_in_play(problem))
    count, _ = needs_of_pairs(
        problem, options.fixed_people, options.fixed_worker, given=setting.given_before[options.fixed_people]
    )
    fixed_waits = step_down[options.fixed_people] & ~setting.given_before[options.fixed_people]
    constant = int(count.sum()) + int(fixed_waits.sum()) * (1 + musts_in_play(problem))
    plain = _plain(key, setting, linear, constant=constant)
    return _with_siblings(plain, siblings.split_needs, tuple(e.needs for e in siblings.excuses))


def _cost(key: str, setting: Setting) -> Objective:
    """Hours a week: the road, work above capacity, wishes and standing needs at their price."""
    problem, options, siblings = setting.problem, setting.options, setting.siblings
    road = road_units(problem, options.person, options.road)
    linear = road + options.price + _hours_for_moving(setting, options.person) * options.mover
    fixed, at = options.fixed_people, options.fixed_worker
    _, price = needs_of_pairs(problem, fixed, at, given=setting.given_before[fixed])
    moved = _price_of_moving(problem, fixed) * (setting.given_before & problem.people.open_for(Cause.HELD))[fixed]
    constant = int((road_units(problem, fixed, problem.minutes(fixed, at)) + price + moved).sum())
    plain = _plain(key, setting, linear, scale=Fraction(problem.units.hour), constant=constant)
    with_siblings = _with_siblings(plain, siblings.split_price, tuple(e.price for e in siblings.excuses))
    rule = problem.model.rules.ceiling
    low = _per_unit(problem, Fraction(rule.price_to_ceiling))
    high = _per_unit(problem, Fraction(rule.price_above)) - low
    breaks = np.stack([problem.units.capacity, problem.units.ceiling], axis=1)
    return _with_pieces(with_siblings, np.array([low, high], dtype=np.int64), breaks)


@enforces("travel")
def road_units(problem: Problem, person: Ints, minutes: Ints) -> Ints:
    """Cost units of the road by pair; none where the rule is off."""
    units: Ints = problem.units.road[problem.people.profile[person]] * minutes
    return units * int(problem.model.rules.travel.on)


def _hours_for_moving(setting: Setting, person: Ints) -> Ints:
    """What a move costs at the level of cost, and what it has to be worth beyond that, in cost units."""
    least_gain = up(setting.extra_move_hours, setting.problem.units.hour)
    return _price_of_moving(setting.problem, person) + least_gain


def _price_of_moving(problem: Problem, person: Ints) -> Ints:
    """What moving somebody held costs where key_event or settled are a price, in cost units."""
    rules, people, hour = problem.model.rules, problem.people, problem.units.hour
    price = np.zeros(len(person), dtype=np.int64)
    for applies, rule in ((people.near_event, rules.key_event), (people.moved_lately, rules.settled)):
        if rule.on and not rule.must:
            price += up(Fraction(rule.price_hours), hour) * applies[person]
    return price


@enforces("balance")
def _balance(key: str, setting: Setting) -> Objective:
    """Hours above each threshold of capacity; thresholds round down where the scale is not exact."""
    problem = setting.problem
    shares = [Fraction(t) / 100 for t in problem.model.rules.balance.thresholds_percent]
    breaks = [[int(share * cap) for share in shares] for cap in problem.units.capacity.tolist()]
    return _hours_above(key, setting, np.array(breaks, dtype=np.int64).reshape(len(breaks), len(shares)))


def _overload(key: str, setting: Setting) -> Objective:
    """Hours above capacity."""
    return _hours_above(key, setting, setting.problem.units.capacity[:, None])


def _hours_above(key: str, setting: Setting, breaks: Ints) -> Objective:
    problem = setting.problem
    scale = Fraction(problem.units.post) / Fraction(problem.model.load.full_time_hours)
    plain = _plain(key, setting, np.zeros(len(setting.options), dtype=np.int64), scale=scale)
    return _with_pieces(plain, np.ones(breaks.shape[1], dtype=np.int64), breaks)


def _travel(key: str, setting: Setting) -> Objective:
    """Hours a week on the road, whatever their price."""
    problem, options = setting.problem, setting.options
    load_hours = Fraction(problem.units.post) / Fraction(problem.model.load.full_time_hours)
    linear = problem.units.extra[problem.people.profile[options.person]] * options.road
    fixed, at = options.fixed_people, options.fixed_worker
    constant = problem.units.extra[problem.people.profile[fixed]] * problem.minutes(fixed, at)
    return _plain(key, setting, linear, scale=load_hours, constant=int(constant.sum()))


def _per_unit(problem: Problem, price: Fraction) -> int:
    """Cost units of one unit of load that costs ``price`` hours an hour."""
    hours = Fraction(problem.model.load.full_time_hours)
    return up(price * hours / problem.units.post, problem.units.hour)


def _with_siblings(objective: Objective, split: int, excuse: tuple[int, ...]) -> Objective:
    return replace(objective, split=split, excuse=excuse)


def _with_pieces(objective: Objective, slopes: Ints, breaks: Ints) -> Objective:
    return replace(objective, slopes=slopes, breaks=breaks)


_LEVELS: dict[str, Callable[[str, Setting], Objective]] = {
    "unallocated_duty": _unallocated,
    "unallocated": _unallocated,
    "changes": _changes,
    "needs": _needs,
    "cost": _cost,
    "balance": _balance,
    "travel": _travel,
    "overload": _overload,
}
