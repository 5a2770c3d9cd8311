"""Runs one task and measures it; it is called in a process of its own, and starts none."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from allocator.answer import Limits
from benchmarks.backends.shared.errors import NotApplicable
from benchmarks.cases import PIPELINE, Assignment, Task, Week
from benchmarks.judging import Verdict, judge_assignment, judge_week
from benchmarks.library.drawn import drawn_known, sha256_of
from benchmarks.library.version import model_sha256
from benchmarks.memory import peak_mib, reset_peak
from benchmarks.peers import backend_named
from benchmarks.pipeline_phases import phase_rows
from benchmarks.process import Stages
from benchmarks.rows import DONE, FAILED, Row
from benchmarks.starting import begun_row
from benchmarks.suites import suite_named
from benchmarks.tracing import Trace


def measure(task: Task, stages: Stages) -> list[Row]:
    """The rows of one task: one of a run, one for each stage of the pipeline; none where a backend does not apply."""
    begun = begun_row(task)
    if task.case.asks == PIPELINE:
        return phase_rows(task, begun, stages)
    stages.enter("build")
    question = suite_named(task.suite).question(task.case)
    backend = backend_named(task.backend)
    try:
        if isinstance(question, Week):
            return [_allocated(task, begun, question, backend.allocate, stages)]
        return [_assigned(task, begun, question, backend.assign, stages)]
    except NotApplicable:
        return []


def _allocated(task: Task, begun: Row, week: Week, allocate: Callable[..., Any], stages: Stages) -> Row:
    trace = Trace()
    stages.enter("solve")
    reset_peak()
    begin = time.perf_counter()
    answer = allocate(week.caseload, week.travel, week.model, _limits(task, trace))
    seconds, peak = time.perf_counter() - begin, peak_mib()
    stages.enter("judge")
    tables, model = sha256_of(week.caseload), model_sha256(week.model)
    known = week.known or drawn_known(task.suite, task.case.name, tables=tables, model=model)
    verdict, levels = judge_week(replace(week, known=known), answer)
    row = replace(
        _with_verdict(begun, verdict),
        people=len(week.caseload.young_people),
        workers=len(week.caseload.workers),
        tables_sha256=tables,
        model_sha256=model,
        seconds=seconds,
        peak_mib=peak,
        levels=levels,
        proven=all(level.proven for level in levels),
        trace=tuple(trace.points),
    )
    heads = {f"heads {level.key}": float(level.heads) for level in answer.levels if level.heads is not None}
    return replace(row, figures={**heads, **{f"kept {level.key}": level.kept for level in answer.levels}})


def _assigned(task: Task, begun: Row, case: Assignment, assign: Callable[..., Any], stages: Stages) -> Row:
    trace = Trace()
    stages.enter("solve")
    reset_peak()
    begin = time.perf_counter()
    assigned = assign(case.gap, _limits(task, trace))
    seconds, peak = time.perf_counter() - begin, peak_mib()
    stages.enter("judge")
    nothing = replace(begun, error="no answer was found")
    return replace(
        nothing if assigned.agent is None else _with_verdict(begun, judge_assignment(case, assigned)),
        people=case.gap.cost.shape[1],
        workers=case.gap.cost.shape[0],
        seconds=seconds,
        peak_mib=peak,
        value=None if assigned.value is None else float(assigned.value),
        bound=assigned.bound,
        proven=assigned.proven,
        best_known=case.best_value,
        trace=tuple(trace.points),
    )


def _limits(task: Task, trace: Trace) -> Limits:
    return Limits(seconds=task.seconds, threads=task.threads, seed=task.seed, on_progress=trace)


def _with_verdict(begun: Row, verdict: Verdict) -> Row:
    """A run is done whatever its answer is worth, except that nobody may contradict what is proven."""
    outcome = FAILED if verdict.impossible else DONE
    return replace(begun, outcome=outcome, audit=verdict.audit, error=verdict.error)
