"""What keeps somebody from a worker, held against the audit."""

from __future__ import annotations

import pytest

from allocator.answer import Answer, Limits
from allocator.audit import audit
from allocator.engine import solve
from allocator.explain.barred import Bar, barred
from allocator.explain.end_state import EndState
from allocator.proposal import ChangeKind
from allocator.travel.times import Travel
from tests import builders
from tests.builders import model, person, worker
from tests.explain.states import end_state
from tests.oracle.case import Case
from tests.strategies import case_of

HARD = ("who is not on duty", "kept apart", "is given")


def test_the_first_bar_in_order() -> None:
    """Each bar is told apart, and of several the first in the order of the rules is named."""
    held = [person(f"Q{n}", "W4", complexity="high") for n in range(3)]
    workers = [
        worker("W1", last_day="2026-01-09"),
        worker("W2"),
        worker("W3", fte="0"),
        worker("W4"),
        worker("W5", "Louth", fte="0.2"),
        worker("W6"),
        worker("W7"),
    ]
    one = person("P1", avoid_workers={"W1", "W2"})
    used = model({"rules.intake.per_week": 1})
    state = end_state([one, person("P2"), *held], workers, {"P2": "W6"}, model=used)
    # W4 has 3 x 3/8 of 5/4, an eighth left; W5 just a quarter, but Louth is 45 minutes away.
    found = [barred(state, one, end) for end in state.workers.values()]
    assert found == [Bar.OFF_DUTY, Bar.APART, Bar.CEILING, Bar.CEILING, Bar.TOO_FAR, Bar.INTAKE, None]
    assert Bar.TOO_FAR.words == "has no room for so long a journey"


@pytest.mark.parametrize("block", range(3))
def test_who_is_not_barred_could_be_given_the_person(block: int) -> None:
    """Whoever is barred breaks a hard rule of the audit when given the person, and whoever is not breaks none."""
    tried = {True: 0, False: 0}
    for case in map(case_of, range(block * 25, block * 25 + 25)):
        travel = builders.travel(case.caseload, extra_bases=case.model.rules.home_base.bases)
        answer = solve(case.caseload, travel, case.model, Limits(threads=1))
        audited = audit(case.caseload, travel, case.model, answer, chosen_moves=None)
        state = EndState(case.caseload, travel, case.model, answer, audited)
        for person_id, kind in answer.change.items():
            for worker_id, end in state.workers.items():
                young = state.people[person_id]
                if kind in (ChangeKind.NEW, ChangeKind.FORCED, ChangeKind.UNALLOCATED) and worker_id not in (
                    young.current_worker,
                    answer.worker_of[person_id],
                ):
                    free = barred(state, young, end) is None
                    assert free is not broken(case, travel, answer, moved=(person_id, worker_id)), (
                        person_id,
                        worker_id,
                    )
                    tried[free] += 1
    assert min(tried.values()) > 5


def broken(case: Case, travel: Travel, answer: Answer, *, moved: tuple[str, str]) -> bool:
    """Whether the audit finds a hard rule broken once somebody is given to another worker."""
    ends = {**answer.worker_of, moved[0]: moved[1]}
    told = builders.answer(case.caseload, ends, change={**answer.change, moved[0]: ChangeKind.FORCED})
    found = audit(case.caseload, travel, case.model, told, chosen_moves=None).contradictions
    return any(words in line for line in found for words in HARD)
