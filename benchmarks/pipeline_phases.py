"""Times the weekly run stage by stage, from importing to the run folder, with the memory each stage holds.

"solve" contains "problem" (a separate measurement of the same work), "bounds" (until each level's bound was as
good as it became) and one phase for each level; "whole" is read, travel, solve, audit, explain and write.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from allocator.answer import Answer, Audit, Limits
from allocator.audit import audit
from allocator.engine import solve
from allocator.engine.problem import build_problem
from allocator.explain import explain
from allocator.manifest import make_manifest
from allocator.pipeline import Options, prepare
from allocator.reading.caseload import read_caseload
from allocator.report.html import render
from allocator.run_folder import write_run
from benchmarks.cases import Task, Week
from benchmarks.judging import judge_week
from benchmarks.library.drawn import drawn_known
from benchmarks.library.known import known_of
from benchmarks.library.version import instance_sha256, model_sha256
from benchmarks.memory import peak_mib, reset_peak
from benchmarks.process import Stages
from benchmarks.rows import DONE, FAILED, Row
from benchmarks.suites import suite_named
from benchmarks.tracing import Trace

IMPORT = "import allocator.pipeline; from benchmarks.memory import peak_mib; print(peak_mib())"
WHOLE = ("read", "travel", "solve", "audit", "explain", "write")


@dataclass(frozen=True)
class Spent:
    """Seconds and the peak of memory in MiB of one phase."""

    seconds: float
    peak_mib: float | None


class Phases:
    """A stop watch with a memory gauge for each phase."""

    def __init__(self, stages: Stages) -> None:
        self.spent: dict[str, Spent] = {}
        self._stages = stages

    @contextmanager
    def of(self, phase: str) -> Iterator[None]:
        """Measure what happens inside as ``phase``."""
        self._stages.enter(phase)
        reset_peak()
        begin = time.perf_counter()
        yield
        self.spent[phase] = Spent(time.perf_counter() - begin, peak_mib())

    def whole(self) -> Spent:
        """From the tables to the run folder."""
        parts = [self.spent[phase] for phase in WHOLE]
        peaks = [part.peak_mib for part in parts if part.peak_mib is not None]
        return Spent(sum(part.seconds for part in parts), max(peaks, default=None))


def phase_rows(task: Task, begun: Row, stages: Stages) -> list[Row]:
    """One row for each phase of one weekly run; levels and trace are with "solve" and "whole"."""
    with tempfile.TemporaryDirectory() as place:
        stages.enter("build")
        source = suite_named(task.suite).tables(task.case, Path(place))  # type: ignore[attr-defined]
        phases, trace = Phases(stages), Trace(peaks_wanted=True)
        _import(phases)
        limits = Limits(seconds=task.seconds, threads=task.threads, seed=task.seed, on_progress=trace)
        week, answer, checked = _run(source, limits, phases, trace, Path(place) / "run")
        stages.enter("judge")
        tables, model = instance_sha256(source), model_sha256(week.model)
        known = known_of(source) or drawn_known(task.suite, task.case.name, tables=tables, model=model)
        verdict, levels = judge_week(replace(week, known=known), answer, checked)
    row = replace(
        begun,
        people=len(week.caseload.young_people),
        workers=len(week.caseload.workers),
        tables_sha256=tables,
        model_sha256=model,
        outcome=FAILED if verdict.impossible else DONE,
        audit=verdict.audit,
        error=verdict.error,
    )
    answered = {"levels": levels, "trace": tuple(trace.points), "proven": all(level.proven for level in levels)}
    spent = {**phases.spent, **_inside(answer, trace), "whole": phases.whole()}
    rows = [replace(row, phase=key, seconds=part.seconds, peak_mib=part.peak_mib) for key, part in spent.items()]
    return [replace(r, **answered) if r.phase in ("solve", "whole") else r for r in rows]  # type: ignore[arg-type]


def _run(source: Path, limits: Limits, phases: Phases, trace: Trace, out: Path) -> tuple[Week, Answer, Audit]:
    with phases.of("read"):
        caseload = read_caseload(source)
    with phases.of("travel"):
        caseload, model, travel = prepare(caseload, Options(limits=limits))
    with phases.of("problem"):
        build_problem(caseload, travel, model)
    with phases.of("solve"):
        answer = solve(caseload, travel, model, limits)
        trace.end()
    peaks = [peak for peak in trace.peaks.values() if peak is not None]
    phases.spent["solve"] = replace(phases.spent["solve"], peak_mib=max(peaks, default=None))
    with phases.of("audit"):
        checked = audit(caseload, travel, model, answer)
    week = Week(caseload, travel, model)
    with phases.of("explain"):
        write = _explained(week, answer, checked, source, out)
    with phases.of("write"):
        write()
    return week, answer, checked


def _explained(week: Week, answer: Answer, checked: Audit, source: Path, out: Path) -> Callable[[], object]:
    proposal = explain(week.caseload, week.travel, week.model, answer, checked)

    def write() -> Path:
        manifest = make_manifest(source, week.model, as_of=proposal.as_of, seed=1, options={})
        return write_run(out, proposal, report=render(proposal), manifest=manifest)

    return write


def _import(phases: Phases) -> None:
    """What a new Python takes to import all that a weekly run needs, and holds by then."""
    with phases.of("import"):
        said = subprocess.run([sys.executable, "-c", IMPORT], check=True, capture_output=True, text=True)
    peak = said.stdout.strip()
    phases.spent["import"] = replace(phases.spent["import"], peak_mib=None if peak == "None" else float(peak))


def _inside(answer: Answer, trace: Trace) -> dict[str, Spent]:
    """What happened inside "solve": until the bounds stood, and each level."""
    bounds = Spent(sum(trace.bound_stood.values()), None)
    levels = {f"level {level.key}": Spent(level.seconds, trace.peaks.get(level.key)) for level in answer.levels}
    return {"bounds": bounds, **levels}
