"""What the runs run on, so that figures can be compared or not; it names no host and no user."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from allocator.versions import version_of
from benchmarks.memory import KIB_PER_MIB
from benchmarks.rows import Machine

PACKAGES = ("allocator", "numba", "numpy", "networkx", "ortools", "pydantic")
ROOT = Path(__file__).resolve().parents[1]


def this_machine() -> Machine:
    """Python, system, processor, cores that this process may use, memory, versions and the commit."""
    return Machine(
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}",
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_mib=whole_memory_mib(),
        versions={name: version_of(name) for name in PACKAGES},
        allocator_commit=_commit(),
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def whole_memory_mib() -> int:
    """The memory of the machine in MiB, 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // KIB_PER_MIB**2
    except (AttributeError, OSError, ValueError):
        return 0


def _commit() -> str:
    """The commit of the checkout, with a + where the code differs from it; blank outside one."""
    try:
        commit = _git("rev-parse", "--short=12", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no", "--", "allocator", "benchmarks", "models")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return commit + "+" * bool(changed)


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
