"""The project's own files: pinned versions, one word for everything, nothing that should not be committed."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
TARGETS = ("demo", "test", "check", "bench", "oracle")
FORBIDDEN = (
    "://" + "pypi",
    "files." + "pythonhosted",
    "deb." + "debian",
    "registry." + "npmjs",
    "/" + "root/",
    "/" + "work/",
)
TEXT = {".py", ".toml", ".md", ".csv", ".yaml", ".yml", ".lock", ".json", ".j2", ".html", ".css", ""}


def committed() -> list[Path]:
    """Every file under version control that is text; those of the folder itself where there is no repository."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.splitlines() if Path(name).suffix in TEXT]


def plain(name: str) -> str:
    """A package name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_pin_is_exact() -> None:
    """Proves that an install next year is the install of today: every line of the lock is name==version."""
    pins = [line for line in LOCK if not line.startswith("#")]
    assert pins
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*(; .+)?", pin)] == []


def test_every_requirement_is_pinned() -> None:
    """Proves that the lock covers what the project asks for, to run and to develop."""
    pinned = {plain(line.split("==")[0]) for line in LOCK}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {plain(re.split(r"[<>=]", requirement)[0]) for requirement in wanted} <= pinned


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_word_and_sets_up_what_it_needs(target: str) -> None:
    """Proves that each target of the Makefile exists and stands on the environment that it makes itself."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}: \$\(READY\) ## ", makefile, flags=re.MULTILINE)


def test_continuous_integration_and_the_hook_call_the_same_words() -> None:
    """Proves that there is one definition of tested and one of clean."""
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "entry: make check" in (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def test_no_text_names_a_host_or_a_place_of_one_machine() -> None:
    """Proves that nothing committed depends on where it was written."""
    files = committed()
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in files
        for word in FORBIDDEN
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def test_nothing_is_left_out_of_coverage() -> None:
    """Proves that no file and no line is excused."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]
    assert "omit" not in settings["run"]
    assert not {"omit", "exclude_lines", "exclude_also"} & set(settings["report"])
    excuse = "pragma: no " + "cover"
    assert [path for path in committed() if excuse in path.read_text(encoding="utf-8", errors="replace")] == []
