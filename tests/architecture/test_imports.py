"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, functions_of, imports_of, name_of, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PARTS = {"markupsafe", "pydantic_core"}  # of jinja2 and pydantic, which require them
COMPARING = {"compare.py", "__main__.py"}  # where the oracle's sums are held against the engine's
ORACLE = [p for p in python_files("tests/oracle") if p.name not in COMPARING and not p.name.startswith("test_")]
NOT_FOR_THE_ORACLE = ("engine", "audit", "load", "dates", "explain", "room", "pipeline", "travel")


def test_every_import_contract_is_kept() -> None:
    """Proves the layers, the absence of cycles, the solver-free audit and where each heavy package lives."""
    command = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 broken." in ran.stdout


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_imports_are_absolute(path: Path) -> None:
    """Proves that the reader sees where a name comes from."""
    assert "from ." not in path.read_text(encoding="utf-8")


def test_each_dependency_is_imported_by_the_package() -> None:
    """Proves that nothing is installed that is not used."""
    imported = {module.split(".")[0] for path in PACKAGE for module in imports_of(path)}
    wanted = {requirement.split(">=")[0] for requirement in PROJECT["dependencies"]}
    assert wanted <= imported


def test_each_import_is_a_dependency_or_python_s_own() -> None:
    """Proves that nothing is used that is only there by chance."""
    imported = {module.split(".")[0] for path in PACKAGE for module in imports_of(path)}
    wanted = {requirement.split(">=")[0] for requirement in PROJECT["dependencies"]}
    assert imported - set(sys.stdlib_module_names) - {"allocator"} - wanted - PARTS == set()


@pytest.mark.parametrize("path", ORACLE, ids=name_of)
def test_the_oracle_does_its_own_sums(path: Path) -> None:
    """Proves that the oracle shares no arithmetic with what it judges: records and service model are data to it."""
    forbidden = tuple(f"allocator.{name}" for name in NOT_FOR_THE_ORACLE)
    assert [module for module in imports_of(path) if module.startswith(forbidden)] == []


def test_every_function_of_the_package_is_seen() -> None:
    """Proves that the house rules look at real code: a moved folder would make them pass over nothing."""
    assert sum(1 for path in PACKAGE for _ in functions_of(path)) > 300
