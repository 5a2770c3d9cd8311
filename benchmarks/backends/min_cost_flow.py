"""Minimum-cost flow, level by level: exact and quick, where everybody takes the same room with a worker.

It applies where, for every worker, all who might be theirs take the same load there (complexity, band, category, needs
and extra travel make loads differ), where no level in play counts open siblings, and where no ceiling binds only once
somebody is given. Held people are opened only if somebody waits otherwise, and then the limit on moves must not bind.
It raises NotApplicable where it does not apply. Below a level that may be worsened by a tolerance it goes on with what
is best at that level, and claims nothing. A generalised assignment instance needs equal needs of each agent.

Levels are not weighed: after each one, arcs whose reduced cost is not zero keep their flow for good (complementary
slackness), which leaves exactly the best allocations of that level to choose from. The time limit is looked at between
levels.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from allocator.answer import Answer, Limits
from allocator.engine.clock import Clock
from allocator.engine.objective import Objective
from allocator.engine.options import NOBODY
from allocator.engine.people import Ints
from allocator.engine.state import value
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.answering import Claim, answer_of
from benchmarks.backends.shared.errors import NotApplicable
from benchmarks.backends.shared.flow import Network
from benchmarks.backends.shared.gap_models import NOTHING, checked, tell
from benchmarks.backends.shared.level_by_level import Step
from benchmarks.backends.shared.question import Question, lay_out
from benchmarks.gap import Assigned, Gap

TITLE = "Minimum-cost flow"


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """The week as flows; raises NotApplicable where loads, siblings, ceilings or moves do not allow it."""
    clock = Clock(limits)
    question = lay_out(caseload, travel, model, limits, room_moves=False)
    taken, claims = _settle(question, clock)
    movable = model.rules.continuity.room_moves > 0 and question.problem.people.movable.any()
    if movable and (question.options.worker[taken] == NOBODY).any():
        question = lay_out(caseload, travel, model, limits)
        taken, claims = _settle(question, clock)
        if not question.answered_by(taken):
            raise NotApplicable("More people would have to move than may: a flow cannot count moves.")
    return answer_of(question, taken, claims)


def assign(gap: Gap, limits: Limits) -> Assigned:
    """The optimum where each agent needs the same for every job, NotApplicable where not."""
    if (gap.need != gap.need[:, :1]).any():
        raise NotApplicable(f"{gap.name}: an agent's needs differ from job to job; a flow needs them equal.")
    agents, jobs = gap.cost.shape
    tail, head = np.tile(np.arange(jobs), agents), np.repeat(np.arange(agents), jobs) + jobs
    places = np.where(gap.need[:, 0] > 0, gap.capacity // np.maximum(1, gap.need[:, 0]), jobs)
    sink = np.full(agents, jobs + agents)
    network = Network(
        tail=np.concatenate([tail, np.arange(agents) + jobs]),
        head=np.concatenate([head, sink]),
        capacity=np.concatenate([np.ones(len(tail), dtype=np.int64), np.clip(places, 0, jobs)]),
        supply=np.concatenate([np.ones(jobs), np.zeros(agents), [-jobs]]).astype(np.int64),
    )
    flow = network.minimise(np.concatenate([gap.cost.ravel(), np.zeros(agents, dtype=np.int64)]))
    if flow is None:
        return NOTHING
    answer = checked(gap, flow[: len(tail)].reshape(agents, jobs).argmax(axis=0), bound=None, proven=True)
    bound = None if answer.value is None else float(answer.value)
    tell(Clock(limits), bound, bound)
    return Assigned(answer.agent, answer.value, bound, answer.proven)


def _settle(question: Question, clock: Clock) -> tuple[Ints, tuple[Claim, ...]]:
    """Each level on what is left of the levels above; levels that time does not reach claim nothing."""
    levels, seats = question.levels, _Seats(question)
    costs = [seats.costs(level) for level in levels]
    taken = question.as_they_are
    seconds: list[float] = []
    certain: list[bool] = []
    for position, (level, cost) in enumerate(zip(levels, costs, strict=True)):
        begin, reached = time.monotonic(), not clock.over
        if reached:
            flow = seats.network.minimise(cost)
            if flow is None:
                raise AssertionError("leaving everybody as they are is always a flow")
            taken = np.flatnonzero(flow[: len(question.options)])
            worth = value(level, question.setting, taken)
            Step(level, position + 1, len(levels), clock)(worth, worth)
        seconds.append(time.monotonic() - begin)
        certain.append(reached and all(certain) and not _loosened(question, levels[:position], taken))
    worths = [value(level, question.setting, taken) for level in levels]
    known = [level.in_own_units(worth) for level, worth in zip(levels, worths, strict=True)]
    parts = zip(levels, worths, known, certain, seconds, strict=True)
    return taken, tuple(Claim(level, worth, own if sure else None, sure, s) for level, worth, own, sure, s in parts)


def _loosened(question: Question, above: Sequence[Objective], taken: Ints) -> bool:
    """Whether a tolerance lets levels below do better than on the best of the levels above."""
    worths = ((level.key, value(level, question.setting, taken)) for level in above)
    return any(int(worth * question.tolerances.get(key, 0)) > 0 for key, worth in worths)


class _Seats:
    """The network: people, what is given to each worker, the worker, and one arc for each seat with a worker."""

    def __init__(self, question: Question) -> None:
        self.question, options, room = question, question.options, question.room
        self.load = _equal_loads(question)
        people, workers = len(options.open_people), len(options.base_load)
        given, worker, sink = people, people + workers, people + 2 * workers
        head = np.where(options.given, given, worker) + options.worker
        head[options.worker == NOBODY] = sink
        self.seat_of = np.repeat(np.arange(workers), self._seats())
        inward = np.minimum(room.intake, people) * self._may_be_given()
        self.network = Network(
            tail=np.concatenate([options.row_of, given + np.arange(workers), worker + self.seat_of]),
            head=np.concatenate([head, worker + np.arange(workers), np.full(len(self.seat_of), sink)]),
            capacity=np.concatenate([np.ones(len(head)), inward, np.ones(len(self.seat_of))]).astype(np.int64),
            supply=np.concatenate([np.ones(people), np.zeros(2 * workers), [-people]]).astype(np.int64),
        )

    def costs(self, level: Objective) -> Ints:
        """What a unit of flow costs on each arc at a level; raises NotApplicable where siblings count."""
        workers, setting = len(self.load), self.question.setting
        linear = level.linear.copy()
        for weight, excuse in zip(level.excuse, setting.siblings.excuses, strict=True):
            if weight and excuse.siblings:
                raise NotApplicable(f"Siblings count at the level {level.key}: a flow cannot see who is together.")
            if weight and excuse.option is not None:
                linear[excuse.option] += weight
        if level.split and any(group.rows for group in setting.siblings.groups):
            raise NotApplicable(f"Siblings count at the level {level.key}: a flow cannot see who is together.")
        return np.concatenate([linear, np.zeros(workers, dtype=np.int64), self._seat_costs(level)])

    def _seats(self) -> Ints:
        """Seats of open people with each worker: as many as fit, or as many as might come."""
        options, room = self.question.options, self.question.room
        here = np.bincount(options.worker[options.worker != NOBODY], minlength=len(self.load))
        fit = (room.ceiling - options.base_load) // np.maximum(1, self.load)
        bound = room.strict & (self.load > 0)
        return np.where(bound, np.clip(fit, 0, here), here)

    def _may_be_given(self) -> Ints:
        """1 where anybody may be given; raises NotApplicable where that depends on who leaves."""
        options, room = self.question.options, self.question.room
        fits = options.base_load + self.load <= room.ceiling
        offered = np.bincount(options.worker[options.given], minlength=len(self.load)) > 0
        if (~room.strict & fits & offered).any():
            raise NotApplicable("A worker stands above the ceiling and may be given people once others leave.")
        return np.asarray(room.strict | ~offered | fits, dtype=np.int64)

    def _seat_costs(self, level: Objective) -> Ints:
        """What the next person on each seat adds: load above each break, more with every seat."""
        workers = self.seat_of
        first = np.searchsorted(workers, workers)
        before = self.question.options.base_load[workers] + (np.arange(len(workers)) - first) * self.load[workers]
        after = before + self.load[workers]
        breaks = level.breaks[workers]
        added = np.maximum(0, after[:, None] - breaks) - np.maximum(0, before[:, None] - breaks)
        return np.asarray((added * level.slopes).sum(axis=1), dtype=np.int64)


def _equal_loads(question: Question) -> Ints:
    """What anybody takes of each worker (0 where nobody might come); raises NotApplicable where people differ."""
    options, workers = question.options, question.problem.workers.ids
    real = np.flatnonzero(options.worker != NOBODY)
    most = np.zeros(len(workers), dtype=np.int64)
    np.maximum.at(most, options.worker[real], options.load[real])
    uneven = np.flatnonzero(options.load[real] != most[options.worker[real]])
    if len(uneven):
        worker = workers[int(options.worker[real[uneven[0]]])]
        raise NotApplicable(f"People would take different loads of {worker}: a flow needs them equal.")
    return most
