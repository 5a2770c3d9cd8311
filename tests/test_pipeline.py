"""allocator.pipeline."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from allocator import pipeline
from allocator.answer import Answer, Limits
from allocator.bundled import instances_dir
from allocator.engine import solve
from allocator.errors import AuditError, InputError, ModelError
from allocator.pipeline import Options, allocate, allocate_caseload, check, prepare
from allocator.records import Finding, Severity

TINY = instances_dir() / "tiny"
OPTIONS = Options(limits=Limits(seconds=20, threads=1))


def test_a_run_holds_every_stage() -> None:
    """Proves that source, options, tables, model, answer, audit and proposal of one run belong together."""
    run = allocate(TINY, OPTIONS)
    assert (run.source, run.options) == (TINY, OPTIONS)
    assert (run.caseload.title, run.model.name, run.proposal.title) == ("Tiny week", "lincolnshire-2025", "Tiny week")
    assert {p.person_id: p.worker_id for p in run.proposal.placements} == dict(run.answer.worker_of)
    assert run.audit.contradictions == ()
    assert list(run.seconds) == ["read", "travel", "solve", "audit", "explain"]
    assert all(seconds >= 0 for seconds in run.seconds.values())


def test_a_caseload_in_hand_needs_no_reading() -> None:
    """Proves that a caseload already read gives the same answer, and has no time for reading."""
    run = allocate(TINY, OPTIONS)
    again = allocate_caseload(run.caseload.model_copy(update={"findings": ()}), OPTIONS, source=TINY)
    assert again.answer.worker_of == run.answer.worker_of
    assert "read" not in again.seconds


def test_check_solves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that tables, model and travel come without the solver."""
    monkeypatch.setattr(pipeline, "solve", None)
    caseload, model, travel = check(TINY, OPTIONS)
    assert (len(caseload.young_people), model.name) == (9, "lincolnshire-2025")
    assert "Peterborough" in travel.bases  # the home base of the model, whether or not somebody is based there


def test_options_win_over_the_caseload_and_that_over_the_standard() -> None:
    """Proves whose model and whose overrides count."""
    caseload, _, _ = check(TINY, OPTIONS)
    own = caseload.model_copy(update={"model": "essex", "overrides": {"rules.intake.per_week": 2}})
    assert prepare(own, OPTIONS)[1].name == "essex"
    assert prepare(own, OPTIONS)[1].rules.intake.per_week == 2
    said = Options(model="kent", overrides={"rules.intake.per_week": 9})
    assert prepare(own, said)[1].name == "kent"
    assert prepare(own, said)[1].rules.intake.per_week == 9
    nothing = caseload.model_copy(update={"model": None, "overrides": {}})
    assert prepare(nothing, OPTIONS)[1].name == pipeline.STANDARD_MODEL


def test_a_day_of_its_own() -> None:
    """Proves that the day of the run may be given."""
    assert check(TINY, Options(as_of=date(2025, 6, 16)))[0].as_of == date(2025, 6, 16)


def test_findings_of_model_and_travel_join_those_of_the_tables() -> None:
    """Proves that what only model or roads can show stands behind what the tables have shown."""
    caseload, _, _ = check(TINY, OPTIONS)
    first = Finding(severity=Severity.NOTE, code="told-before", what="something", table="workers")
    lost = caseload.young_people[0].model_copy(update={"place": "Zzyzxqwert"})
    changed = caseload.model_copy(update={"findings": (first,), "young_people": (lost, *caseload.young_people[1:])})
    found = prepare(changed, OPTIONS)[0].findings
    assert found[0] == first
    assert any("Zzyzxqwert" in finding.what for finding in found[1:])


def test_errors_in_the_tables_stop_the_run() -> None:
    """Proves that a caseload with errors is refused with all of its findings."""
    with pytest.raises(InputError, match=r"untidy") as caught:
        allocate(instances_dir() / "untidy", OPTIONS)
    assert len(caught.value.findings) > 10


def test_a_model_that_is_not_known_stops_the_run() -> None:
    """Proves that a slip in the name of a model is told with the name that was meant."""
    with pytest.raises(ModelError, match=r"(?s)lincolnshire-2052.*[Dd]id you mean.*lincolnshire-2025"):
        allocate(TINY, Options(model="lincolnshire-2052"))


def test_a_proposal_that_the_audit_contradicts_is_never_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an engine gone wrong ends in an AuditError that says where."""

    def wrong(*stages: object) -> Answer:
        answer = solve(*stages)  # type: ignore[arg-type]
        worker_of = {**answer.worker_of, next(iter(answer.worker_of)): "W99"}
        return dataclasses.replace(answer, worker_of=worker_of)

    monkeypatch.setattr(pipeline, "solve", wrong)
    with pytest.raises(AuditError, match=r"(?s)^The audit contradicts the proposal.*W99"):
        allocate(TINY, OPTIONS)


@pytest.mark.parametrize("model", sorted(path.stem for path in Path(instances_dir().parent / "models").glob("*.toml")))
def test_every_model_runs_on_the_county_of_2023(model: str) -> None:
    """Proves that each shipped service model gives an audited proposal for Lincolnshire 2023 in which the held stay."""
    run = allocate(instances_dir() / "lincolnshire-2023", Options(model=model, limits=Limits(seconds=1.0, threads=1)))
    assert run.model.name == model
    held = [p for p, cause in run.answer.cause.items() if cause == "held"]
    assert held
    assert all(run.answer.worker_of[p] is not None for p in held)
