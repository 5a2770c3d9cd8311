"""A backend is one file; the product knows none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

import benchmarks.backends
from benchmarks.backends.registry import backend, backends
from benchmarks.backends.shared.errors import UnknownBackend
from tests.architecture.sources import PACKAGE, imports_of, name_of

PEERS = {"cp_sat_levels", "cp_sat_weighted", "highs_levels", "min_cost_flow", "scip_levels", "spreadsheet"}


def test_every_peer_is_found_and_has_something_to_call() -> None:
    """Proves that the files are found by name, that what they share is no backend, and that titles differ."""
    found = backends()
    assert set(found) >= PEERS
    assert not {"registry", "shared"} & set(found)
    assert all(hasattr(module, "allocate") or hasattr(module, "assign") for module in found.values())
    assert len({module.TITLE for module in found.values()}) == len(found)


def test_a_new_file_is_a_new_backend(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Proves that a newcomer adds one file and nothing else."""
    (tmp_path / "newcomer_for_a_test.py").write_text("TITLE = 'New'\n", encoding="utf-8")
    (tmp_path / "no_backend_for_a_test.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(benchmarks.backends, "__path__", [*benchmarks.backends.__path__, str(tmp_path)])
    assert set(backends()) - PEERS - {"ours"} == {"newcomer_for_a_test"}


def test_an_unknown_name_lists_those_that_there_are() -> None:
    """Proves the words of the error, near miss and all known names included."""
    with pytest.raises(
        UnknownBackend, match=r"no backend spreadshet\. Did you mean spreadsheet\? Known are cp_sat_lev"
    ):
        backend("spreadshet")
    assert backend("spreadsheet").TITLE == "By hand, one by one"


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_no_file_of_the_product_imports_the_benchmarks(path) -> None:  # type: ignore[no-untyped-def]
    """Proves that nothing in the package names the benchmarks in an import."""
    assert [module for module in imports_of(path) if module.split(".")[0] == "benchmarks"] == []


def test_importing_the_product_leaves_the_benchmarks_alone() -> None:
    """Proves it of a running Python too, where an import might be put together from words."""
    code = "import sys, allocator.cli, allocator.pipeline; print([m for m in sys.modules if m.startswith('bench')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
