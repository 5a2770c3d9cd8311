"""Functions that end badly, for a process of their own; the tests call none of them here."""

from __future__ import annotations

import os
import time

from benchmarks.process import Stages

MIB = 1 << 20


def add(numbers: tuple[int, int], stages: Stages) -> tuple[int, int]:
    """The sum, and the process in which it was found."""
    stages.enter("add")
    return sum(numbers), os.getpid()


def complain(what: str, _: Stages) -> None:
    """Raise in words."""
    raise ValueError(f"cannot do\n{what}")


def vanish(code: int, stages: Stages) -> None:
    """End without a word of farewell to Python, after one on standard error."""
    stages.enter("solve")
    os.write(2, b"out of luck\n")
    os._exit(code)


def sleep(seconds: float, stages: Stages) -> None:
    """Outstay whatever is allowed."""
    stages.enter("solve")
    time.sleep(seconds)


def hoard(mib: int, stages: Stages) -> int:
    """Hold memory and wait."""
    stages.enter("build")
    held = bytearray(os.urandom(MIB) * mib)
    time.sleep(30)
    return len(held)
