"""Random tiny cases: an honest answer is never contradicted, and no change behind its back goes unnoticed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.answer import Answer, Audit
from allocator.audit import audit
from allocator.audit.standing import Standing
from allocator.proposal import ChangeKind, Status
from allocator.records import Caseload
from tests.audit.honest import honest
from tests.builders import travel
from tests.oracle.case import Case
from tests.strategies import cases

CASES = settings(max_examples=60, deadline=None)


def _left_as_it_is(case: Case) -> Answer:
    """Nobody is given to anybody: the held stay, the new and the freed are left without a worker; nothing is proven."""
    standing = Standing(case.caseload, case.model)
    freed = [p for p in case.caseload.young_people if standing.ended(p)]
    cause = {p.person_id: min(standing.ended(p)) for p in freed}
    answer = honest(case.caseload, dict.fromkeys(cause), cause=cause, model=case.model)
    levels = tuple(level.model_copy(update={"proven": False, "bound": None}) for level in answer.levels)
    return replace(answer, levels=levels, status=Status.NOT_PROVEN)


def _judged(case: Case, answer: Answer) -> Audit:
    return audit(case.caseload, travel(case.caseload), case.model, answer, chosen_moves=case.chosen_moves)


@CASES
@given(cases())
def test_leaving_everybody_as_they_are_is_never_contradicted(case: Case) -> None:
    """Proves that the audit is not stricter than the rules: the answer that gives nobody to anybody always passes."""
    assert _judged(case, _left_as_it_is(case)).contradictions == ()


@CASES
@given(cases(), st.data())
def test_nobody_is_moved_or_dropped_unnoticed(case: Case, data: st.DataObject) -> None:
    """Proves that an answer in which one person ends elsewhere than it says is contradicted, whoever it is."""
    answer = _left_as_it_is(case)
    person_id = data.draw(st.sampled_from(sorted(answer.worker_of)))
    elsewhere = sorted({*_worker_ids(case.caseload), "W99"} - {answer.worker_of[person_id]})
    other = data.draw(st.sampled_from([*elsewhere, None] if answer.worker_of[person_id] else elsewhere))
    moved = replace(answer, worker_of={**answer.worker_of, person_id: other})
    assert _judged(case, moved).contradictions


@CASES
@given(cases(), st.data())
def test_no_figure_is_changed_unnoticed(case: Case, data: st.DataObject) -> None:
    """Proves that what any level is said to keep is contradicted when it is a millionth off."""
    answer = _left_as_it_is(case)
    at = data.draw(st.integers(0, len(answer.levels) - 1))
    kept = answer.levels[at].kept * (1 + 1e-6) + 1e-6
    levels = (*answer.levels[:at], answer.levels[at].model_copy(update={"kept": kept}), *answer.levels[at + 1 :])
    assert _judged(case, replace(answer, levels=levels)).contradictions


@CASES
@given(cases(), st.data(), st.sampled_from(ChangeKind))
def test_no_kind_of_change_is_swapped_unnoticed(case: Case, data: st.DataObject, kind: ChangeKind) -> None:
    """Proves that another word for what happens to somebody is contradicted, whoever it is."""
    answer = _left_as_it_is(case)
    person_id = data.draw(st.sampled_from(sorted(answer.change)))
    if kind is not answer.change[person_id]:
        assert _judged(case, replace(answer, change={**answer.change, person_id: kind})).contradictions


def _worker_ids(caseload: Caseload) -> set[str]:
    return {worker.worker_id for worker in caseload.workers}
