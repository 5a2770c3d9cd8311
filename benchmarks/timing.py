"""Times one instance through the stages of the pipeline, and the imports it cannot do without; it judges no figure."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.pipeline import Options, Run, allocate
from allocator.report.html import render
from allocator.report.tables import tables
from allocator.versions import version_of

IMPORTS = "import ortools.sat.python.cp_model, pandas"


@dataclass(frozen=True)
class Timing:
    """One stage of one instance: the median, least and most of ``repeats`` runs in seconds, and what it ran on."""

    instance: str
    people: int
    workers: int
    stage: str
    median_seconds: float
    least_seconds: float
    most_seconds: float
    repeats: int
    levels_proven: str
    threads: int
    cores: int
    python: str
    ortools: str
    allocator: str


def time_instance(name: str, *, repeats: int, threads: int, seconds: float) -> Iterator[Timing]:
    """Every stage of one instance, and the whole; ``seconds`` is the limit for all levels together."""
    options = Options(limits=Limits(seconds=seconds, threads=threads))
    runs = [_run(instances_dir() / name, options) for _ in range(repeats)]
    last, stages = runs[-1][0], [stage for _, stage in runs]
    for stage in (*stages[0], "whole"):
        taken = [sum(times.values()) if stage == "whole" else times[stage] for times in stages]
        yield _timing(last, name, stage=stage, taken=taken)


def time_imports(repeats: int) -> float:
    """Median seconds in which a new Python imports solver and tables and ends: the yardstick of the solving time."""
    return median(_seconds_of([sys.executable, "-c", IMPORTS]) for _ in range(repeats))


def as_row(timing: Timing) -> Mapping[str, str]:
    """A timing as text, seconds to the millisecond."""
    return {key: f"{value:.3f}" if isinstance(value, float) else str(value) for key, value in asdict(timing).items()}


def _run(source: Path, options: Options) -> tuple[Run, dict[str, float]]:
    run = allocate(source, options)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.html").write_text(render(run.proposal), encoding="utf-8")
        tables(run.proposal)
    return run, {**run.seconds, "report": time.perf_counter() - begin}


def _timing(run: Run, name: str, *, stage: str, taken: Iterable[float]) -> Timing:
    taken = sorted(taken)
    levels = run.proposal.levels
    return Timing(
        instance=name,
        people=len(run.caseload.young_people),
        workers=len(run.caseload.workers),
        stage=stage,
        median_seconds=median(taken),
        least_seconds=taken[0],
        most_seconds=taken[-1],
        repeats=len(taken),
        levels_proven=f"{sum(level.proven for level in levels)} of {len(levels)}",
        threads=run.options.limits.threads,
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        ortools=version_of("ortools"),
        allocator=version_of("allocator"),
    )


def _seconds_of(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begin
