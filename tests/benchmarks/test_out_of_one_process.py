"""The same tasks on several cores and on a cluster."""

from __future__ import annotations

from pathlib import Path

import pytest
from distributed import LocalCluster

from benchmarks.__main__ import main
from benchmarks.rows import read_rows

TINY = ("run", "weekly", "--repeats", "1", "--threads", "1", "--instance", "tiny", "--instance", "impossible")


def test_a_cluster_of_two_workers_runs_the_same_tasks(tmp_path: Path) -> None:
    """Proves that tasks go unchanged to a Dask cluster of two processes, and that the folder says so."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        assert main([*TINY, "--out", str(tmp_path / "out"), "--cluster", cluster.scheduler_address]) == 0
    machine, rows = read_rows(tmp_path / "out")
    assert machine.cluster_workers == 2
    assert {(row.case, row.outcome, row.audit, row.proven) for row in rows} == {
        ("tiny", "done", "passed", True),
        ("impossible", "done", "passed", True),
    }


def test_two_jobs_run_the_same_tasks(tmp_path: Path) -> None:
    """Proves that tasks go unchanged to two processes of joblib, and that rows say how many ran at the same time."""
    assert main([*TINY, "--out", str(tmp_path / "out"), "--jobs", "2"]) == 0
    rows = read_rows(tmp_path / "out")[1]
    assert sorted((row.case, row.outcome, row.audit, row.jobs) for row in rows) == [
        ("impossible", "done", "passed", 2),
        ("tiny", "done", "passed", 2),
    ]


def test_an_address_without_a_scheduler_is_answered_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves the wording where nobody answers."""
    monkeypatch.setattr("benchmarks.running.CONNECT_SECONDS", 0.2)
    assert main([*TINY, "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "There is no Dask scheduler at tcp://127.0.0.1:9: " in capsys.readouterr().err
