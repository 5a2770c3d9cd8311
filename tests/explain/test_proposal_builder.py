"""The whole proposal of one run, and of many random ones."""

from __future__ import annotations

import json

import pytest

from allocator.answer import Limits
from allocator.audit import audit
from allocator.engine import solve
from allocator.explain import explain
from allocator.proposal import ChangeKind, Proposal
from allocator.service_model import ServiceModel
from tests import builders
from tests.builders import model, person, worker
from tests.oracle.case import Case
from tests.strategies import case_of


def proposal_of(case: Case, used: ServiceModel | None = None) -> Proposal:
    """The proposal of the engine's answer to a case."""
    service, cases = used or case.model, case.caseload
    travel = builders.travel(cases, extra_bases=service.rules.home_base.bases)
    answer = solve(cases, travel, service, Limits(threads=1, chosen_moves=case.chosen_moves))
    return explain(
        cases, travel, service, answer, audit(cases, travel, service, answer, chosen_moves=case.chosen_moves)
    )


def test_the_proposal_carries_what_was_answered_and_found() -> None:
    """Title, day, model, levels, breaches and findings are passed on; each person and worker has one row, in order."""
    cases = builders.caseload([person("P2"), person("P1", "W1")], [worker("W2"), worker("W1", role="21+")])
    used, travel = model(), builders.travel(cases)
    answer = builders.answer(cases, {"P2": "W2"})
    audited = audit(cases, travel, used, answer, chosen_moves=None)
    proposal = explain(cases, travel, used, answer, audited)
    assert (proposal.title, proposal.as_of, proposal.model) == ("a test", "2026-01-05", "test")
    assert [p.person_id for p in proposal.placements] == ["P2", "P1"]
    assert [w.worker_id for w in proposal.workloads] == ["W2", "W1"]
    assert [(b.rule, b.standing) for b in proposal.breaches] == [("age_band", True)]
    assert proposal.shortages == ()
    assert proposal.exit_code == 0


@pytest.mark.parametrize("seed", range(25))
def test_every_run_is_explained_and_survives_the_run_folder(seed: int) -> None:
    """Whatever the case, everybody has a reason that names whom they end with, and the proposal can be read back."""
    case = case_of(seed)
    proposal = proposal_of(case)
    assert len(proposal.placements) == len(case.caseload.young_people)
    for p in proposal.placements:
        assert p.reason.sentence.endswith(".")
        if p.change is ChangeKind.KEPT:
            assert f"tays with {p.worker_id}" in p.reason.sentence
        elif p.worker_id is not None:
            assert f"{p.worker_id} is" in str(p.reason.facts["choice"])
    left = {p.person_id for p in proposal.placements if p.worker_id is None}
    assert {s.person_id for s in proposal.shortages} == left
    assert Proposal.model_validate_json(proposal.model_dump_json()) == proposal
    json.loads(proposal.model_dump_json())
