"""CP-SAT level by level on the whole model, as a capable user would write it; it reduces nothing before it searches.

Also CP-SAT on a generalised assignment instance, as one boolean for each pair.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from allocator.answer import Answer, Limits
from allocator.engine.clock import Clock, listening
from allocator.engine.objective import Objective
from allocator.engine.people import Ints
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from benchmarks.backends.shared.cp_sat import ANSWERED, CpSat, run
from benchmarks.backends.shared.gap_models import assign_by_cp_sat
from benchmarks.backends.shared.level_by_level import Found, LevelByLevel, Step
from benchmarks.backends.shared.programme import Programme
from benchmarks.backends.shared.question import lay_out
from benchmarks.gap import Assigned, Gap

TITLE = "CP-SAT, level by level"


def allocate(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
    """Each level in turn with what is left of the time, hinted with the level before, those above as constraints."""
    clock = Clock(limits)
    with listening(clock):
        question = lay_out(caseload, travel, model, limits)
        return LevelByLevel(question, lambda: _Levels(Programme(question, clock)), clock).run()


def assign(gap: Gap, limits: Limits) -> Assigned:
    """One model, one solve."""
    return assign_by_cp_sat(gap, limits)


class _Levels:
    """The one model to which each settled level is added."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.model = programme, CpSat(programme)

    def settle(self, level: Objective, *, hint: Ints, step: Step, clock: Clock) -> Found:
        """Make one level small."""
        self.model.minimise(self.programme.line(level), hint=hint)
        solver, status = run(self.model.model, clock, step)
        if status not in ANSWERED:
            return Found(None, None, False)
        bound = level.in_own_units(round(solver.best_objective_bound))
        return Found(self.model.chosen(solver), bound, status == cp_model.OPTIMAL)

    def keep(self, level: Objective, limit: int) -> None:
        """The levels still to come may not worsen this one."""
        line = self.programme.line(level)
        self.model.read()
        self.model.at_most(line, limit)
