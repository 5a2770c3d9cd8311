"""Gives the engine a service model with one value changed, while audit and oracle keep the right one."""

from __future__ import annotations

import pytest

from allocator.answer import Answer, Limits
from allocator.engine import solve
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel
from tests.mutation.settings import Nudge, nudges
from tests.oracle.compare import differences
from tests.strategies import case_of

WITHIN = 300
NUDGES = tuple(nudges(case_of(1).model))


@pytest.mark.parametrize("nudge", NUDGES, ids=lambda nudge: nudge.name)
def test_a_changed_value_is_noticed(nudge: Nudge) -> None:
    """Proves that no value of a service model can be mistaken unnoticed: the engine that did so differs."""

    def mistaken(caseload: Caseload, travel: Travel, model: ServiceModel, limits: Limits) -> Answer:
        return solve(caseload, travel, nudge(model), limits)

    cases = (case_of(seed) for seed in range(1, WITHIN + 1))
    changed = (case for case in cases if nudge(case.model) != case.model)
    assert any(differences(case, solver=mistaken) for case in changed), f"{nudge.name} went unnoticed"


def test_every_rule_has_a_value_that_is_changed() -> None:
    """Proves that the nudges reach every rule that has more than one strength or a figure of its own."""
    reached = {nudge.path.split(".")[1] for nudge in NUDGES if nudge.path.startswith("rules.")}
    assert reached >= {"intake", "key_event", "settled", "age_band", "step_down", "home_base", "together", "balance"}
    assert not reached & {"on_duty", "apart", "locked"}  # nothing about these can be set
