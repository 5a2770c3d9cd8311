"""What one pair adds to each level, held against the audit's own figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from allocator.audit import audit
from allocator.explain.end_state import EndState
from allocator.explain.marginal import LEVELS, added, pair, utilisation_with
from allocator.rule_book import LEVELS as LEVEL_BOOK
from allocator.service_model import PLACEMENT_LEVELS
from tests import builders
from tests.builders import model, person, worker
from tests.explain.states import end_state
from tests.strategies import case_of

ALL_LEVELS = {"levels": [{"key": key} for key in LEVEL_BOOK]}


def test_every_level_below_placement_is_known() -> None:
    """Each level that a model may name below placement has its figure here."""
    assert set(LEVELS) == set(LEVEL_BOOK) - set(PLACEMENT_LEVELS)


def test_what_one_pair_adds() -> None:
    """Needs, hours and balance of one pair come from the model's prices."""
    people = [person("P1", needs={"custody", "parent"}, place="Louth"), *(person(f"Q{n}", "W1") for n in range(3))]
    state = end_state(people, [worker("W1")], {"P1": "W1"}, model=model(ALL_LEVELS))
    made = pair(state, people[0], state.workers["W1"])
    road, extra = Fraction(6 * 2 * 45, 52 * 60), Fraction(6 * 2 * 15, 52 * 60)
    # Before 3/4 of a post, after it 1/4 and the extra minutes more: only these lie above capacity.
    assert (made.before, made.after) == (Fraction(3, 4), 1 + extra / 36)
    needs, cost, balance, travel, overload = added(state, made)
    assert (needs, travel, overload) == (1, road, extra)  # custody is a must
    assert cost == Fraction(3, 2) + road + extra  # parent at its price, the road, work above capacity
    # Above 80 % lie 7.2 hours and the extra, above 90 % 3.6 and the extra, above 100 % the extra.
    assert balance == Fraction(108, 10) + 3 * extra
    assert utilisation_with(made) == 1 + extra / 36


def test_a_parted_group_counts_where_it_is_a_must_and_costs_where_it_is_a_wish() -> None:
    """Somebody given to another worker than their sibling's parts the group, at the strength of the rule."""
    people = [person("P1", keep_together="G"), person("P2", "W1", keep_together="G")]
    workers = [worker("W1"), worker("W2", "Spalding")]
    for strength, needs, price in (("must", 1, 0), ("should", 0, 5), ("off", 0, 0)):
        state = end_state(people, workers, {"P1": "W2"}, model=model(together=strength, travel="off"))
        made = pair(state, people[0], state.workers["W2"])
        assert made.splits
        assert added(state, made)[:2] == (needs, price)
        assert not pair(state, people[0], state.workers["W1"]).splits


@pytest.mark.parametrize("seed", range(40))
def test_a_switch_changes_the_audited_levels_by_just_that(seed: int) -> None:
    """Given to another worker, one person changes every level of the audit by the difference stated here."""
    case = case_of(seed)
    cases, used = case.caseload, case.model
    alone = [p.model_copy(update={"keep_together": None, "current_worker": None}) for p in cases.young_people]
    cases = cases.model_copy(update={"young_people": tuple(alone)})
    travel = builders.travel(cases, extra_bases=used.rules.home_base.bases)
    ids = [w.worker_id for w in cases.workers]
    ends = {p.person_id: ids[(seed + n) % len(ids)] for n, p in enumerate(alone)}
    levels, figures = [], []
    for worker_id in (ids[0], ids[-1]):
        answer = builders.answer(cases, {**ends, alone[0].person_id: worker_id})
        audited = audit(cases, travel, used, answer, chosen_moves=None)
        state = EndState(cases, travel, used, answer, audited)
        figures.append(added(state, pair(state, alone[0], state.workers[worker_id])))
        levels.append([audited.levels[key] for key in used.level_keys if key not in PLACEMENT_LEVELS])
    by_audit = [there - here for here, there in zip(*levels, strict=True)]
    by_pair = [there - here for here, there in zip(*figures, strict=True)]
    assert by_pair == by_audit
