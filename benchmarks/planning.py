"""From a suite and what the command line asks to the tasks of a run, in order; it runs none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from allocator.errors import UsageError
from benchmarks.cases import Asked, Case, Task
from benchmarks.peers import backend_named, can_answer, known
from benchmarks.suites import suite_named

ALL = "all"


@dataclass(frozen=True)
class Plan:
    """What the command line says; None leaves it to the suite."""

    asked: Asked = field(default_factory=Asked)
    backends: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    repeats: int | None = None
    seed: int = 1
    seconds: float | None = None
    threads: int = 2
    grace: float = 30.0
    memory_mib: float | None = None
    jobs: int = 1


def tasks_of(name: str, plan: Plan) -> list[Task]:
    """Every task: repeat by repeat, in each case by case, in each backend by backend, so that all meet the same load.

    Repeat r has the seed of the plan + r - 1. Raises UsageError where nothing is left to run.
    """
    suite = suite_named(name)
    backends = _backends(plan.backends or suite.BACKENDS)
    cases = cases_of(name, plan.asked, plan.patterns)
    pairs = [(case, backend) for case in cases for backend in backends if can_answer(backend, case)]
    if not pairs:
        raise UsageError(f"None of {', '.join(backends)} can answer {name}. See: python -m benchmarks list")
    return [
        _task(name.replace("-", "_"), case, backend, repeat, plan, suite.SECONDS)
        for repeat in range(1, (plan.repeats or suite.REPEATS) + 1)
        for case, backend in pairs
    ]


def cases_of(name: str, asked: Asked, patterns: Sequence[str]) -> list[Case]:
    """The cases of a suite with names like one of ``patterns`` (none: every case); UsageError where there is none."""
    cases = [case for case in suite_named(name).cases(asked) if _wanted(case, patterns)]
    if not cases:
        wanted = " or ".join(patterns)
        raise UsageError(f"No case of {name} has a name like {wanted}. See: python -m benchmarks list {name}")
    return cases


def _task(name: str, case: Case, backend: str, repeat: int, plan: Plan, seconds: float) -> Task:
    return Task(
        suite=name,
        case=case,
        backend=backend,
        seed=plan.seed + repeat - 1,
        repeat=repeat,
        seconds=plan.seconds or case.seconds or seconds,
        threads=plan.threads,
        grace=plan.grace,
        memory_mib=plan.memory_mib,
        jobs=plan.jobs,
    )


def _backends(names: Sequence[str]) -> list[str]:
    """The backends named, each of which has to be there; "all" is every one."""
    wanted = list(known()) if ALL in names else list(dict.fromkeys(names))
    for name in wanted:
        backend_named(name)
    return wanted


def _wanted(case: Case, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(case.name, pattern) for pattern in patterns)
