"""Judges an answer rule by rule from the tables and the model; it shares nothing with whatever made the answer."""

from __future__ import annotations

from allocator.answer import Answer, Audit
from allocator.audit import after_21, capacity, claims, continuity, hours, needs, placement
from allocator.audit.levels import level_value
from allocator.audit.week import Week
from allocator.audit.words import Broken, Contradiction, RuleAudit
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel

RULES: tuple[RuleAudit, ...] = (
    placement.one_worker,
    placement.on_duty,
    placement.apart,
    placement.locked,
    capacity.ceiling,
    capacity.intake,
    continuity.continuity,
    continuity.key_event,
    continuity.settled,
    needs.age_band,
    after_21.stay_after_21,
    after_21.step_down,
    needs.home_base,
    needs.specialist,
    needs.language,
    needs.together,
    hours.travel,
    capacity.induction,
    hours.balance,
)


def audit(
    caseload: Caseload, travel: Travel, model: ServiceModel, answer: Answer, *, chosen_moves: int | None = 0
) -> Audit:
    """Contradictions (a fault in the program: there must be none), breaches, and the audit's own figures.

    ``chosen_moves`` is how many were asked for, None for all that are worth it.
    """
    week = Week(caseload, travel, model, answer, chosen_moves)
    faults = [fault for rule in RULES for fault in rule(week)]
    return Audit(
        contradictions=(*(fault for fault in faults if isinstance(fault, str)), *_claims(week)),
        breaches=tuple(fault.breach for fault in faults if isinstance(fault, Broken)),
        levels={key: level_value(week, key) for key in model.level_keys},
        loads=week.loads,
        overdue=week.waiting,
    )


def _claims(week: Week) -> tuple[Contradiction, ...]:
    return (
        *claims.changes_and_causes(week),
        *claims.level_figures(week),
        *claims.level_values(week, "unallocated_duty", "unallocated", "changes", "needs"),
    )
