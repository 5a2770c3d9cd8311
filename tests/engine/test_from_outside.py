"""The engine as a process of its own: the same answer twice, the same levels on more threads, and what Ctrl-C does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.pipeline import Options, allocate
from allocator.run_folder import read_run

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "import sys; from allocator.cli import main; sys.exit(main())", "allocate")


def _start(*words: str | Path, hash_seed: str = "0") -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*COMMAND, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=here
    )


def _allocation(name: str, out: Path, hash_seed: str) -> bytes:
    words = (instances_dir() / name, "--out", out, "--threads", "1", "--seed", "7", "--quiet")
    process = _start(*words, hash_seed=hash_seed)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (0, 3), errors
    return (out / "allocation.csv").read_bytes()


@pytest.mark.parametrize("name", ["impossible", "leaver-week"])
def test_one_thread_and_one_seed_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Proves that two fresh processes, whose sets and dicts are shuffled differently, write the same allocation."""
    first, second = (_allocation(name, tmp_path / seed, seed) for seed in ("1", "4711"))
    assert first == second


@pytest.mark.parametrize("name", ["impossible", "leaver-week", "lincolnshire-2025"])
def test_more_threads_and_another_seed_give_the_same_levels(name: str) -> None:
    """Proves that what is proven does not depend on how it was searched."""
    limits = Limits(seconds=30, threads=1), Limits(seconds=30, threads=3, seed=99)
    runs = [allocate(instances_dir() / name, Options(limits=each)) for each in limits]
    first, second = ([(level.key, level.value, level.bound) for level in run.answer.levels] for run in runs)
    assert first == second


def test_ctrl_c_gives_what_is_in_hand_audited(tmp_path: Path) -> None:
    """Proves that SIGINT in the midst of a hard week ends soon, with a run folder that says it was interrupted."""
    code, out = 4, tmp_path
    for wait in (12.0, 20.0, 35.0):  # SCIP is at work by then; a slow machine may have nothing in hand yet: 4
        if code == 4:
            out = tmp_path / str(wait)
            process = _start(instances_dir() / "lait-33-posts", "--out", out, "--threads", "1", "--time-limit", "90")
            time.sleep(wait)
            begin = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=60)
            code = process.returncode
            assert time.monotonic() - begin < 30
    assert code == 3, errors
    proposal = read_run(out)
    assert proposal.status == "interrupted"
    held = [placement for placement in proposal.placements if placement.cause == "held"]
    assert held
    assert all(placement.worker_id for placement in held)


def test_a_tenth_of_a_second_gives_an_audited_proposal(tmp_path: Path) -> None:
    """Proves that a hard week with next to no time still ends in a whole run folder, with a bound at every level."""
    out = tmp_path / "out"
    process = _start(
        instances_dir() / "lait-33-posts", "--out", out, "--threads", "1", "--time-limit", "0.1", "--quiet"
    )
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    proposal = read_run(out)
    assert proposal.status == "not proven"
    for level in proposal.levels:
        assert level.bound is not None
        assert level.bound <= level.value
