"""Judges what a backend answered, the same way whoever answered: by the audit, and by what is known of the case."""

from __future__ import annotations

from dataclasses import dataclass

from allocator.answer import Answer, Audit
from allocator.audit import audit
from allocator.proposal import LevelResult
from benchmarks.cases import Assignment, Week
from benchmarks.gap import Assigned, faults
from benchmarks.gap import value as value_of
from benchmarks.library.known import contradictions
from benchmarks.rows import Level

PASSED, FAILED = "passed", "failed"
WEEKLY = "weekly"
SLACK = 1e-6
MOST_FAULTS = 3


@dataclass(frozen=True)
class Verdict:
    """``faults``: what the audit contradicts; ``impossible``: claims against what is known; both in words."""

    faults: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()

    @property
    def audit(self) -> str:
        """As a row says it."""
        return FAILED if self.faults else PASSED

    @property
    def error(self) -> str:
        """Everything in one line, blank where nothing is wrong; of many faults the first few."""
        more = len(self.faults) - MOST_FAULTS
        faults = [*self.faults[:MOST_FAULTS], *([f"and {more} more"] if more > 0 else [])]
        said = [f"the audit contradicts: {' '.join(faults)}"] if faults else []
        return "; ".join([*said, *(f"contradicts what is known: {claim}" for claim in self.impossible)])


def judge_week(week: Week, answer: Answer, checked: Audit | None = None) -> tuple[Verdict, tuple[Level, ...]]:
    """The verdict on an answer to a caseload, and its levels; ``checked`` is the audit's word, where it was asked."""
    checked = checked or audit(week.caseload, week.travel, week.model, answer)
    levels = tuple(as_level(result) for result in answer.levels if result.phase == WEEKLY)
    return Verdict(checked.contradictions, contradictions(levels, week.known)), levels


def as_level(result: LevelResult) -> Level:
    """A level of an answer as a row holds it."""
    return Level(result.key, result.value, result.bound, result.proven, result.seconds)


def judge_assignment(case: Assignment, assigned: Assigned) -> Verdict:
    """The verdict on an answer to a generalised assignment instance: every sum is done anew in whole numbers."""
    return Verdict(tuple(assignment_faults(case, assigned)), tuple(_impossible(case, assigned)))


def assignment_faults(case: Assignment, assigned: Assigned) -> list[str]:
    """What does not hold of an answer, in words; its figures are looked at only where it is one."""
    broken = faults(case.gap, assigned.agent)
    if assigned.agent is None or broken:
        return broken
    value = value_of(case.gap, assigned.agent)
    wrong = [] if assigned.value == value else [f"the value is said to be {assigned.value}, but it is {value}"]
    above = assigned.bound is not None and assigned.bound > value + SLACK
    return [*wrong, *([f"the bound {assigned.bound:g} lies above the value {value}"] if above else [])]


def _impossible(case: Assignment, assigned: Assigned) -> list[str]:
    found, best, bound = [], case.best_value, case.best_bound
    if assigned.value is not None and bound is not None and assigned.value < bound - SLACK:
        kind = "proven optimum" if bound == best else "published bound"
        found.append(f"the value {assigned.value} lies below the {kind} of {bound:g}")
    if assigned.bound is not None and best is not None and assigned.bound > best + SLACK:
        found.append(f"the bound {assigned.bound:g} lies above the known value of {best:g}")
    if assigned.proven and assigned.value is not None and best is not None and assigned.value > best + SLACK:
        found.append(f"{assigned.value} is called proven, but {best:g} is known")
    return found
