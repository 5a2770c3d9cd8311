"""The benchmarks run, and say what they ran on."""

from __future__ import annotations

import csv
import io
import os
import platform
from dataclasses import fields

import pytest

from allocator.bundled import instances_dir
from benchmarks.__main__ import main
from benchmarks.suites import STANDARD, SUITES
from benchmarks.timing import Timing


def test_every_instance_of_a_suite_is_there() -> None:
    """Proves that no suite names an instance that does not exist, and that the standard one is a suite."""
    there = {folder.name for folder in instances_dir().iterdir()}
    assert STANDARD in SUITES
    assert {name for names in SUITES.values() for name in names} <= there


def test_a_suite_prints_a_row_for_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves the form of the rows: all stages, the whole as their sum, and the machine."""
    assert main(["quick", "--repeats", "1", "--threads", "1"]) == 0
    caught = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(caught.out)))
    tiny = {row["stage"]: row for row in rows if row["instance"] == "tiny"}
    assert list(tiny) == ["read", "travel", "solve", "audit", "explain", "report", "whole"]
    parts = sum(float(row["median_seconds"]) for stage, row in tiny.items() if stage != "whole")
    assert float(tiny["whole"]["median_seconds"]) == pytest.approx(parts, abs=0.005)  # each rounded to 0.001
    assert list(rows[0]) == [column.name for column in fields(Timing)]
    assert (tiny["read"]["people"], tiny["read"]["workers"]) == ("9", "4")
    assert (rows[0]["python"], rows[0]["cores"]) == (platform.python_version(), str(os.cpu_count()))
    assert "importing ortools and pandas alone: " in caught.err
