"""End states of tiny runs whose loads come from the audit; it explains nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allocator.audit import audit
from allocator.explain.end_state import EndState
from allocator.records import Caseload, Worker, YoungPerson
from allocator.service_model import ServiceModel
from tests import builders

# Boston lies far from Lincoln and near Spalding; Louth is in between.
MINUTES = {
    ("Boston", "Lincoln"): 50,
    ("Boston", "Spalding"): 22,
    ("Louth", "Boston"): 45,
    ("Louth", "Lincoln"): 38,
    ("Louth", "Spalding"): 61,
    ("Lincoln", "Spalding"): 55,
}


def end_state(
    people: Iterable[YoungPerson],
    workers: Iterable[Worker],
    worker_of: Mapping[str, str | None] | None = None,
    *,
    model: ServiceModel | None = None,
    **answered: Any,
) -> EndState:
    """The end of a run; ``worker_of`` and ``answered`` are those of ``builders.answer``."""
    cases = builders.caseload(people, workers, minutes=MINUTES)
    return of_caseload(cases, worker_of, model=model, **answered)


def of_caseload(
    cases: Caseload,
    worker_of: Mapping[str, str | None] | None = None,
    *,
    model: ServiceModel | None = None,
    **answered: Any,
) -> EndState:
    """The same for a caseload that is there already."""
    used, travel = model or builders.model(), builders.travel(cases)
    answer = builders.answer(cases, worker_of, **answered)
    return EndState(cases, travel, used, answer, audit(cases, travel, used, answer, chosen_moves=None))
