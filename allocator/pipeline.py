"""The stages of a run in order, as the command line and a library user call them; it prints nothing and writes nothing.

reading -> travel -> problem -> levels -> audit -> explain. A proposal that the audit contradicts is never handed on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from allocator.answer import Answer, Audit, Limits
from allocator.audit import audit
from allocator.engine import solve
from allocator.errors import AuditError
from allocator.explain import explain
from allocator.proposal import Proposal
from allocator.reading.caseload import read_caseload, without_collector
from allocator.reading.models import load_model
from allocator.reading.validate import model_findings
from allocator.records import Caseload
from allocator.service_model import ServiceModel
from allocator.travel.times import Travel, build_travel

STANDARD_MODEL = "lincolnshire-2025"


@dataclass(frozen=True)
class Options:
    """How a run is to be made. None leaves it to the caseload; ``overrides`` are dotted keys of the service model."""

    model: str | None = None
    as_of: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    postcodes: Path | None = None
    roads: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Run:
    """Everything about one run; ``seconds`` by stage."""

    source: Path
    options: Options
    caseload: Caseload
    model: ServiceModel
    travel: Travel
    answer: Answer
    audit: Audit
    proposal: Proposal
    seconds: Mapping[str, float]


def allocate(source: Path, options: Options) -> Run:
    """The weekly proposal for the caseload at ``source``.

    Raises InputError with every finding, UsageError for a bad model or file, AuditError where the audit contradicts.
    """
    begin = time.perf_counter()
    caseload = read_caseload(source, as_of=options.as_of)
    run = allocate_caseload(caseload, options, source=source)
    whole = time.perf_counter() - begin
    return replace(run, seconds={"read": whole - sum(run.seconds.values()), **run.seconds})


def allocate_caseload(caseload: Caseload, options: Options, *, source: Path) -> Run:
    """The same for a caseload that has been read already."""
    seconds: dict[str, float] = {}
    with _timed(seconds, "travel"):
        caseload, model, travel = prepare(caseload, options)
    with _timed(seconds, "solve"):
        answer = solve(caseload, travel, model, options.limits)
    with _timed(seconds, "audit"), without_collector():
        checked = audit(caseload, travel, model, answer, chosen_moves=options.limits.chosen_moves)
    if checked.contradictions:
        raise AuditError(checked.contradictions)
    with _timed(seconds, "explain"), without_collector():
        proposal = explain(caseload, travel, model, answer, checked)
    return Run(source, options, caseload, model, travel, answer, checked, proposal, seconds)


def check(source: Path, options: Options) -> tuple[Caseload, ServiceModel, Travel]:
    """Read and price, and find everything that is odd; nothing is solved."""
    return prepare(read_caseload(source, as_of=options.as_of), options)


def prepare(caseload: Caseload, options: Options) -> tuple[Caseload, ServiceModel, Travel]:
    """Model and travel of a caseload, with the findings that only they show; options win over the caseload's own."""
    model = load_model(options.model or caseload.model or STANDARD_MODEL, {**caseload.overrides, **options.overrides})
    travel = build_travel(
        caseload, extra_bases=model.rules.home_base.bases, postcodes=options.postcodes, roads=options.roads
    )
    found = (*caseload.findings, *model_findings(caseload, travel, model))
    return caseload.model_copy(update={"findings": found}), model, travel


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - begin
