"""The page in a real browser: it opens, draws every figure and has nothing to complain about."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.report import write_report
from tests.benchmarks.report.made_up import everything, write

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--dump-dom",
)


@pytest.fixture
def browser() -> str:
    """Chromium; only a developer's machine may be without it."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed: .ci/run does that")
        pytest.skip("Chromium is not installed here: apt-get install chromium")
    return found


def _opened(browser: str, page: Path, profile: Path) -> subprocess.CompletedProcess[str]:
    command = [browser, *QUIET, f"--user-data-dir={profile}", page.as_uri()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)


def test_the_report_opens_without_an_error(browser: str, tmp_path: Path) -> None:
    """Proves that Chromium shows every drawing of a full report, and logs nothing to the console."""
    folders = [write(tmp_path / "before", everything()), write(tmp_path / "after", everything(speed=1.5))]
    page = tmp_path / "report.html"
    write_report(folders, page)
    opened = _opened(browser, page, tmp_path / "profile")
    assert [line for line in opened.stderr.splitlines() if "CONSOLE" in line] == []
    drawings = page.read_text(encoding="utf-8").count("<svg")
    assert drawings > 8
    assert opened.stdout.count("<svg") == drawings
    assert opened.stdout.rstrip().endswith("</html>")


def test_a_broken_page_would_be_noticed(browser: str, tmp_path: Path) -> None:
    """Proves that the test above can fail: what the page's policy forbids is logged to the console."""
    page = tmp_path / "report.html"
    write_report([write(tmp_path / "before", everything())], page)
    text = page.read_text(encoding="utf-8").replace("<main", '<img src="missing.png" alt=""><main')
    page.write_text(text, encoding="utf-8")
    opened = _opened(browser, page, tmp_path / "profile")
    assert [line for line in opened.stderr.splitlines() if "CONSOLE" in line and "missing.png" in line]
