"""One tiny case: a caseload, a service model and how many chosen moves; it works nothing out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from allocator.records import Caseload
from allocator.rule_book import Strength
from allocator.service_model import ServiceModel

IGNORABLE = frozenset({"one_worker", "on_duty", "ceiling", "continuity"})
"""Rules that no caseload and no service model can switch off; the oracle itself can leave them out."""


@dataclass(frozen=True)
class Case:
    """``chosen_moves`` as in the limits of a run (None: all that are worth it); ``ignoring`` are rules left out."""

    caseload: Caseload
    model: ServiceModel
    chosen_moves: int | None = 0
    ignoring: frozenset[str] = frozenset()


def with_rule(case: Case, key: str, **settings: object) -> Case:
    """The same case with other settings of one rule."""
    rules = case.model.rules
    changed = getattr(rules, key).model_copy(update=settings)
    model = case.model.model_copy(update={"rules": rules.model_copy(update={key: changed})})
    return replace(case, model=model)


def with_people(case: Case, **fields: object) -> Case:
    """The same case with the same fields changed for every young person."""
    people = tuple(person.model_copy(update=fields) for person in case.caseload.young_people)
    return replace(case, caseload=case.caseload.model_copy(update={"young_people": people}))


def with_workers(case: Case, **fields: object) -> Case:
    """The same case with the same fields changed for every worker."""
    workers = tuple(worker.model_copy(update=fields) for worker in case.caseload.workers)
    return replace(case, caseload=case.caseload.model_copy(update={"workers": workers}))


def without(case: Case, key: str) -> Case:
    """The same case as if the rule ``key`` had never been written down."""
    if key in IGNORABLE:
        return replace(case, ignoring=case.ignoring | {key})
    if key == "apart":
        return with_people(case, avoid_workers=frozenset())
    if key == "locked":
        return with_people(case, locked=False)
    return with_rule(case, key, strength=Strength.OFF)
