"""The wheel, installed where there is no checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder``, where nothing leads back to the checkout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "VIRTUAL_ENV"))}
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without fetching anything."""
    place = tmp_path_factory.mktemp("wheel")
    built = run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", place, ROOT, folder=place)
    assert built.returncode == 0, built.stderr
    return next(place.glob("allocator-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``allocator`` in an empty environment with the wheel; what it depends on is lent by that of the tests."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place / "env", with_pip=False)
    inside = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(*PIP, "--python", inside / "python", "install", "--no-deps", "--no-index", wheel, folder=place)
    assert installed.returncode == 0, installed.stderr
    packages = next((place / "env").rglob("site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return inside / "allocator"


def test_the_wheel_carries_models_instances_and_pages(wheel: Path) -> None:
    """Proves that data ship with the code: every model, every instance, the roads and the page's template."""
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("models", "instances"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"allocator/bundled/{name}" for name in here} <= set(names)
    assert any(name.startswith("allocator/report/templates/") for name in names)
    assert "allocator/travel/data/roads.csv" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_the_demo_runs_outside_the_checkout(program: Path, tmp_path: Path) -> None:
    """Proves the main job on an installed wheel: a summary, a whole run folder and the page."""
    ran = run(program, "demo", "--no-open", folder=tmp_path)
    assert ran.returncode in (0, 3), ran.stderr
    assert "This is a proposal. A named person decides." in ran.stdout
    [folder] = (tmp_path / "runs").iterdir()
    assert (folder / "report.html").is_file()


def test_the_models_are_found_outside_the_checkout(program: Path, tmp_path: Path) -> None:
    """Proves that names of models resolve to those in the wheel."""
    listed, shown = run(program, "models", folder=tmp_path), run(program, "models", "show", "essex", folder=tmp_path)
    assert (listed.returncode, shown.returncode) == (0, 0)
    assert {path.stem for path in (ROOT / "models").glob("*.toml")} >= {
        line.split()[0] for line in listed.stdout.splitlines()[:-2]
    }
    assert "Essex" in shown.stdout


def test_the_version_is_that_of_the_project(program: Path, tmp_path: Path) -> None:
    """Proves that the installed program says which version it is."""
    assert 'version = "' + run(program, "--version", folder=tmp_path).stdout.split()[1] + '"' in (
        ROOT / "pyproject.toml"
    ).read_text(encoding="utf-8")
