"""How an allocation stands: what the audit says of it, and how its levels compare with the best known; in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.answer import Audit
from allocator.audit import audit
from benchmarks.answers import answer_from
from benchmarks.cases import Assignment, Week
from benchmarks.gap import Assigned, Ints
from benchmarks.gap import value as value_of
from benchmarks.judging import assignment_faults
from benchmarks.library.known import SLACK, KnownLevel

UNKNOWN, INCOMPARABLE = "nothing is known", "a level above it differs"
BEST, BETTER = "the best there is", "better than the best known"
IMPOSSIBLE = "below what is proven: one of the two is wrong"


@dataclass(frozen=True)
class Stand:
    """One level of an allocation beside what is known of it; ``said`` is how it stands, in words."""

    key: str
    value: float
    known: KnownLevel | None
    said: str


@dataclass(frozen=True)
class Checked:
    """``faults`` are why an answer does not hold (none: it does); ``breaches`` are promises it does not keep."""

    faults: tuple[str, ...]
    breaches: tuple[str, ...]
    levels: tuple[Stand, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts it."""
        return not self.faults and all(level.said != IMPOSSIBLE for level in self.levels)


def check_week(week: Week, ends: dict[str, str | None]) -> Checked:
    """Judge who ends with whom, by the audit that judges every backend."""
    found: Audit = audit(week.caseload, week.travel, week.model, answer_from(week, ends))
    values = [(key, float(value)) for key, value in found.levels.items()]
    breaches = tuple(breach.sentence for breach in found.breaches if not breach.standing)
    return Checked(found.contradictions, breaches, tuple(stands(values, week.known, week.model.tolerances)))


def check_assignment(case: Assignment, agent: Ints) -> Checked:
    """Judge an answer to a public assignment instance; its one level is called "cost"."""
    value = value_of(case.gap, agent)
    faults = assignment_faults(case, Assigned(agent, value, None, False))
    known: tuple[KnownLevel, ...] = ()
    if case.best_value is not None:
        proven = case.best_bound == case.best_value
        known = (KnownLevel("cost", case.best_value, case.best_bound, proven),)
    return Checked(tuple(faults), (), tuple(stands([("cost", float(value))], known, {})))


def stands(
    values: Sequence[tuple[str, float]], known: Sequence[KnownLevel], tolerances: Mapping[str, Fraction]
) -> Iterator[Stand]:
    """Each level beside what is known, as far down as the levels above are as good as they may be.

    A level with a tolerance may end so much above its best for the sake of those below.
    """
    comparable, on_file = True, {level.key: level for level in known}
    for key, value in values:
        best = on_file.get(key)
        if best is None or not comparable:
            yield Stand(key, value, best, UNKNOWN if best is None else INCOMPARABLE)
            continue
        tolerance = float(tolerances.get(key, 0))
        yield Stand(key, value, best, _compared(value, best, tolerance))
        slack = SLACK * max(1.0, abs(best.value))
        comparable = best.value - slack <= value <= best.value * (1 + tolerance) + slack


def _compared(value: float, best: KnownLevel, tolerance: float) -> str:
    slack, above = SLACK * max(1.0, abs(best.value)), (value - best.value) / max(1.0, abs(best.value))
    if best.bound is not None and value < best.bound - slack:
        return IMPOSSIBLE
    if value < best.value - slack:
        return BETTER
    if value <= best.value + slack:
        return BEST if best.proven else "as good as the best known"
    within = f", within the tolerance of {100 * tolerance:g} %" if above <= tolerance else ""
    return f"{100 * above:.3g} % above the best known{within}"
