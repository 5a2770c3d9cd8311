"""Puts the whole proposal together from what was asked, answered and audited; every sentence is made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allocator.answer import Answer, Audit
from allocator.explain.end_state import EndState
from allocator.explain.reasons import placements
from allocator.explain.shortage import shortages
from allocator.explain.workload import workloads
from allocator.proposal import Proposal
from allocator.records import Caseload
from allocator.service_model import ServiceModel

if TYPE_CHECKING:  # numpy comes with it, and `allocator models` is faster without
    from allocator.travel.times import Travel


def explain(caseload: Caseload, travel: Travel, model: ServiceModel, answer: Answer, audit: Audit) -> Proposal:
    """The proposal of one run: a reason for everybody, ways out for everybody left over, the load of every worker."""
    state = EndState(caseload, travel, model, answer, audit)
    left_over = shortages(state)
    return Proposal(
        title=caseload.title,
        as_of=caseload.as_of.isoformat(),
        model=model.name,
        status=answer.status,
        levels=answer.levels,
        placements=placements(state, {shortage.person_id: shortage for shortage in left_over}),
        shortages=left_over,
        breaches=audit.breaches,
        workloads=workloads(state),
        overdue_step_downs=answer.overdue,
        findings=caseload.findings,
    )
