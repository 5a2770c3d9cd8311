"""Functions in processes of their own: results, failures, and limits that are kept."""

from __future__ import annotations

import os
import sys
import time

import pytest

from benchmarks.memory import peak_mib, reset_peak
from benchmarks.process import Allowance, Ended, call

HERE = "tests.benchmarks.crashing"


def test_a_result_comes_back_from_another_process() -> None:
    """Proves that the function runs apart: 17 + 25, found by a process that is not this one."""
    total, process = call(f"{HERE}:add", (17, 25), Allowance())
    assert total == 42
    assert process != os.getpid()


def test_an_exception_comes_back_in_one_line() -> None:
    """Proves that what was raised is told with its kind, its words and its place."""
    with pytest.raises(Ended, match=r"^ValueError: cannot do this at all \(crashing\.py:\d+\)$"):
        call(f"{HERE}:complain", "this at all", Allowance())


def test_a_crash_is_told_with_its_stage_and_last_word() -> None:
    """Proves that a process which ends without Python's knowing is a failure in words."""
    with pytest.raises(Ended, match=r"^ended with exit code 9 in stage solve: out of luck$"):
        call(f"{HERE}:vanish", 9, Allowance())


def test_what_outstays_its_stage_is_killed() -> None:
    """Proves that the limit of a stage is kept: half a second of a sleep of a minute."""
    begin = time.monotonic()
    with pytest.raises(Ended, match=r"^killed: solve took more than 0\.5 s$"):
        call(f"{HERE}:sleep", 60.0, Allowance({"solve": 0.5}))
    assert time.monotonic() - begin < 30


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what another process holds")
def test_what_holds_too_much_is_killed() -> None:
    """Proves that memory is watched: 300 MiB where 150 are allowed."""
    with pytest.raises(Ended, match=r"^killed: build held more than 150 MiB$"):
        call(f"{HERE}:hoard", 300, Allowance(memory_mib=150))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets the peak begin anew")
def test_the_peak_of_memory_begins_anew() -> None:
    """Proves that a peak is that of its own stretch: 200 MiB held and let go are gone from the next one."""
    held = bytearray(200 << 20)
    high = peak_mib()
    del held
    reset_peak()
    low = peak_mib()
    assert high is not None
    assert low is not None
    assert high - low > 150
