"""Every instance against its expected.json."""

from __future__ import annotations

import json
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from allocator.answer import Limits
from allocator.bundled import instances_dir
from allocator.pipeline import Options, allocate
from tests.instances import expected
from tests.instances.expected import BOUND_ONLY, BY_ENUMERATION, BY_SECOND_BACKEND, FILE, write

KNOWN = tuple(path.parent.name for path in sorted(instances_dir().glob(f"*/{FILE}")))
SLACK = 1e-6


def _levels(name: str) -> list[dict[str, Any]]:
    content = json.loads((instances_dir() / name / FILE).read_text(encoding="utf-8"))
    levels: list[dict[str, Any]] = content["levels"]
    return levels


@pytest.mark.parametrize("name", [name for name in KNOWN if name not in BOUND_ONLY])
def test_a_run_finds_what_is_known(name: str) -> None:
    """Proves that every value that is confirmed is found again and proven, heads included."""
    run = allocate(instances_dir() / name, Options(limits=Limits(seconds=30, threads=1)))
    for level, known in zip(run.answer.levels, _levels(name), strict=True):
        assert level.key == known["key"]
        assert known["proven"]
        assert level.proven
        assert isclose(level.value, known["value"], rel_tol=1e-9, abs_tol=1e-12), level.key
        assert level.heads == known.get("heads")


@pytest.mark.parametrize("name", [name for name in KNOWN if name in BOUND_ONLY])
def test_a_short_run_contradicts_no_bound_on_file(name: str) -> None:
    """Proves of a hard instance that no value lies below the bound on file, nor a bound above its value.

    Later levels are bounded given the values above them, so they can be compared only where those agree.
    """
    run = allocate(instances_dir() / name, Options(limits=Limits(seconds=3, threads=1)))
    for level, known in zip(run.answer.levels, _levels(name), strict=True):
        assert level.value >= known["bound"] - SLACK
        assert level.bound is None or level.bound <= known["value"] + SLACK
        if not (level.proven and isclose(level.value, known["value"], rel_tol=1e-9, abs_tol=1e-12)):
            break


def test_every_instance_is_known_in_one_way() -> None:
    """Proves that no instance is left out but the one that cannot be run, and that the oracle confirms the smallest."""
    folders = {path.parent.name for path in instances_dir().glob("*/caseload.toml")}
    assert folders - {"untidy"} == {*BY_ENUMERATION, *BY_SECOND_BACKEND, *BOUND_ONLY}


@pytest.mark.parametrize("name", [name for name in BY_SECOND_BACKEND[:1] if name in KNOWN])
def test_the_file_is_written_again_as_it_is(name: str, tmp_path: Path) -> None:
    """Proves that the command gives the same file, the second backend asked anew."""
    assert write(name, tmp_path).read_bytes() == (instances_dir() / name / FILE).read_bytes()


def test_a_value_that_is_not_confirmed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the command does not write down what the second backend denies."""
    monkeypatch.setattr(expected, "by_second_backend", lambda _: [0.0] * 6)
    with pytest.raises(
        RuntimeError, match=r"^lincolnshire-2025: cost is 4\d\d\.\d+ \(proven: True\), confirmed is 0\.0$"
    ):
        expected.expected_of("lincolnshire-2025")
