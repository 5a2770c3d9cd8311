"""Runs tasks one after another, on several cores or on a cluster, each in a process of its own; it stores nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from allocator.errors import UsageError
from benchmarks.cases import Task
from benchmarks.machine import this_machine, whole_memory_mib
from benchmarks.process import Allowance, Ended, call
from benchmarks.rows import Machine, Row
from benchmarks.starting import begun_row

HOW = "Install what is needed with: python -m pip install 'allocator[cluster]'"
THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
CONNECT_SECONDS, SHARE_OF_MEMORY = 10, 0.9


def run_task(task: Task) -> list[Row]:
    """The rows of one task; one that fails, crashes or is killed gives a row that says so."""
    begun, load = begun_row(task), _load()
    memory = task.memory_mib or SHARE_OF_MEMORY * whole_memory_mib() or None
    allowance = Allowance({"solve": task.seconds + task.grace}, memory)
    threads: Mapping[str, str] = dict.fromkeys(THREAD_SETTINGS, str(task.threads))
    begin = time.perf_counter()
    try:
        rows: list[Row] = call("benchmarks.measuring:measure", task, allowance, environment=threads)
    except Ended as ended:
        rows = [replace(begun, seconds=time.perf_counter() - begin, error=str(ended))]
    return [replace(row, load_before=load) for row in rows]


def run_all(tasks: Sequence[Task], *, jobs: int = 1, cluster: str | None = None) -> Iterator[tuple[Task, list[Row]]]:
    """Every task and its rows, as they end. Raises UsageError where joblib or distributed is needed and not there."""
    if cluster is not None:
        return _on_cluster(tasks, cluster)
    if jobs > 1:
        return _on_cores(tasks, jobs)
    return map(_with_task, tasks)


def machine_of(*, jobs: int = 1, cluster: str | None = None) -> Machine:
    """What the tasks run on: this machine, or one of the cluster's workers and how many there are.

    Raises UsageError as run_all would, so that it is known before anything is written.
    """
    if jobs > 1:
        _needed("joblib", f"--jobs {jobs}")
    if cluster is None:
        return this_machine()
    with _client(cluster) as client:
        described: Machine = client.submit(this_machine, pure=False).result()
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
    return replace(described, cluster_workers=workers)


def _with_task(task: Task) -> tuple[Task, list[Row]]:
    return task, run_task(task)


def _on_cores(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, list[Row]]]:
    joblib = _needed("joblib", f"--jobs {jobs}")
    parallel = joblib.Parallel(n_jobs=jobs, backend="loky", return_as="generator_unordered", batch_size=1)
    found: Iterator[tuple[Task, list[Row]]] = parallel(joblib.delayed(_with_task)(task) for task in tasks)
    return found


def _on_cluster(tasks: Sequence[Task], address: str) -> Iterator[tuple[Task, list[Row]]]:
    with _client(address) as client:
        futures = {client.submit(run_task, task, pure=False): task for task in tasks}
        for future in _needed("distributed", "--cluster").as_completed(futures):
            task, error = futures[future], future.exception()
            lost = replace(begun_row(task), error=f"lost on the cluster: {error}")
            yield task, [lost] if error else future.result()


def _client(address: str) -> Any:
    distributed = _needed("distributed", "--cluster")
    try:
        return distributed.Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"There is no Dask scheduler at {address}: {error}. Start one, or check the address."
        ) from error


def _needed(module: str, option: str) -> Any:
    """A package of the extra "cluster", imported only when it is asked for."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(f"{option} needs {module}, which is not installed. {HOW}") from error


def _load() -> float | None:
    """How many processes wanted a core in the last minute, None where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None
