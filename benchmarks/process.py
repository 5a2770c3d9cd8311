"""Calls a function in a process of its own, so that memory is its own, a crash is contained and a limit is kept.

The parent kills what outstays its stage or its memory; the child ends by itself where its parent is gone. Nothing is
shared but files in a folder that is removed afterwards.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.memory import resident_mib

ARGUMENT, RESULT, STAGE, ERRORS = "argument.pickle", "result.pickle", "stage", "errors.txt"
LOOK_SECONDS = 0.05


class Ended(Exception):
    """The process gave no result; the message says how it ended."""


@dataclass(frozen=True)
class Allowance:
    """Seconds for each stage that the function enters ("" before the first), and MiB of resident memory (None: any)."""

    stages: Mapping[str, float] = field(default_factory=dict)
    memory_mib: float | None = None
    other_stages: float = 1800.0

    def seconds(self, stage: str) -> float:
        """What a stage may take."""
        return self.stages.get(stage, self.other_stages)


class Stages:
    """Tells the parent which stage the function has entered."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STAGE

    def enter(self, stage: str) -> None:
        """From now on the allowance of ``stage`` counts."""
        draft = self._file.with_suffix(".new")
        draft.write_text(stage, encoding="utf-8")
        draft.replace(self._file)


def call(
    function: str, argument: object, allowance: Allowance, *, environment: Mapping[str, str] = MappingProxyType({})
) -> Any:
    """``module:name`` called with ``argument`` and a Stages, in a new Python; what it returns.

    Raises Ended where it raised, crashed, or was killed for its time or its memory.
    """
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as place:
        folder = Path(place)
        (folder / ARGUMENT).write_bytes(pickle.dumps((function, argument)))
        paths = os.pathsep.join([os.getcwd(), *filter(None, sys.path)])
        with (folder / ERRORS).open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.child", place],
                env={**os.environ, **environment, "PYTHONPATH": paths},
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                start_new_session=True,  # Ctrl-C reaches the parent alone, which then kills
            )
            try:
                _watch(process, folder, allowance)
            finally:
                _kill(process)
        return _result(process.returncode, folder)


def _watch(process: subprocess.Popen[bytes], folder: Path, allowance: Allowance) -> None:
    """Wait for the end; raise Ended where there is no waiting any longer."""
    stage, since = "", time.monotonic()
    while True:
        try:
            process.wait(LOOK_SECONDS)
            return
        except subprocess.TimeoutExpired:
            pass
        entered = _stage(folder)
        if entered != stage:
            stage, since = entered, time.monotonic()
        if time.monotonic() - since > allowance.seconds(stage):
            raise Ended(f"killed: {stage or 'starting'} took more than {allowance.seconds(stage):g} s")
        held = resident_mib(process.pid)
        if allowance.memory_mib is not None and held is not None and held > allowance.memory_mib:
            raise Ended(f"killed: {stage or 'starting'} held more than {allowance.memory_mib:.0f} MiB")


def _stage(folder: Path) -> str:
    try:
        return (folder / STAGE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and whatever it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _result(code: int, folder: Path) -> Any:
    if (folder / RESULT).exists():
        returned, value = pickle.loads((folder / RESULT).read_bytes())
        if returned:
            return value
        raise Ended(value)
    said = (folder / ERRORS).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    how = f"ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    raise Ended(f"{how} in stage {_stage(folder) or 'starting'}" + (f": {said[-1]}" if said else ""))
