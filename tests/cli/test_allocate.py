"""``allocator allocate`` and ``allocator demo``."""

from __future__ import annotations

import csv
import json
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from allocator import pipeline
from allocator.answer import Progress
from allocator.bundled import instances_dir
from allocator.cli import allocate as module
from allocator.errors import AuditError
from allocator.proposal import Proposal, Status
from allocator.run_folder import read_manifest, read_run
from tests.cli.conftest import Ran

Cli = Callable[..., Ran]
TINY = instances_dir() / "tiny"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own, so that ``runs`` is made there."""
    monkeypatch.chdir(tmp_path)


def worker_of(folder: Path) -> dict[str, str]:
    """Person to worker, as allocation.csv has it."""
    with (folder / "allocation.csv").open(encoding="utf-8", newline="") as file:
        return {row["person_id"]: row["worker_id"] for row in csv.DictReader(file)}


def test_a_week_is_proposed_and_written(cli: Cli) -> None:
    """Proves the main job: a summary on standard output, a whole run folder below runs, and where it is."""
    ran = cli("allocate", TINY)
    folder = Path("runs/tiny-2025-06-02")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Tiny week, 2 June 2025\n9 young people, 4 workers")
    assert ran.out.endswith(f"Written to {folder}: open {folder / 'report.html'} in a browser.\n")
    assert len(ran.out.splitlines()) <= 42  # forty of the summary, a blank and the place
    assert read_run(folder).title == "Tiny week"


def test_the_same_week_again_replaces_nothing(cli: Cli) -> None:
    """Proves that a second run goes to a place of its own, and to the first only when asked."""
    cli("allocate", TINY)
    assert "Written to runs/tiny-2025-06-02-2:" in cli("allocate", TINY).out
    assert "Written to runs/tiny-2025-06-02:" in cli("allocate", TINY, "--overwrite").out
    assert sorted(path.name for path in Path("runs").iterdir()) == ["tiny-2025-06-02", "tiny-2025-06-02-2"]


def test_a_place_that_is_taken_is_refused_before_anything_is_solved(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that nobody waits for a proposal that could not be written."""
    cli("allocate", TINY, "--out", "monday")
    monkeypatch.setattr(pipeline, "allocate", lambda *_: pytest.fail("solved before the place was looked at"))
    ran = cli("allocate", TINY, "--out", "monday")
    assert ran.code == 2
    assert "monday holds a run already" in ran.err


def test_json_is_the_whole_proposal_and_nothing_else(cli: Cli) -> None:
    """Proves that standard output can be read by a program: the place goes to standard error."""
    ran = cli("allocate", TINY, "--json")
    assert Proposal.model_validate_json(ran.out) == read_run(Path("runs/tiny-2025-06-02"))
    assert ran.err.lstrip().startswith("Written to runs/tiny-2025-06-02:")


def test_quiet_says_nothing_but_the_result(cli: Cli) -> None:
    """Proves that --quiet leaves the summary alone."""
    ran = cli("allocate", TINY, "--quiet")
    assert "Written to" not in ran.out + ran.err
    assert ran.out.startswith("Tiny week")


def test_somebody_without_a_worker_is_exit_code_3(cli: Cli) -> None:
    """Proves that a script can tell that somebody is left over, although the run is done and written."""
    ran = cli("allocate", instances_dir() / "impossible")
    assert ran.code == 3
    assert "WITHOUT A WORKER: 2 people" in ran.out
    assert len(read_run(Path("runs/impossible-2025-06-02")).shortages) == 2


def test_an_untidy_caseload_is_exit_code_1_with_every_error(cli: Cli) -> None:
    """Proves that mistakes are listed with what to do, and nothing is written."""
    ran = cli("allocate", instances_dir() / "untidy")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("The caseload untidy has ")
    assert "Traceback" not in ran.err
    assert not Path("runs").exists()


def test_a_caseload_that_is_not_there_is_named_with_the_nearest(cli: Cli) -> None:
    """Proves exit code 2 and the name that was meant."""
    ran = cli("allocate", instances_dir() / "tinny")
    assert ran.code == 2
    assert "Did you mean tiny?" in ran.err


def test_an_override_holds_for_the_run(cli: Cli) -> None:
    """Proves that --set reaches the rules: with an intake of 1 fewer people are placed than with the model's own."""
    ran = cli("allocate", TINY, "--set", "rules.intake.per_week=1")
    assert ran.code == 3
    assert read_manifest(Path("runs/tiny-2025-06-02")).options["set"] == {"rules.intake.per_week": "1"}


def test_an_unknown_override_is_refused(cli: Cli) -> None:
    """Proves that a slip in a key never passes in silence."""
    ran = cli("allocate", TINY, "--set", "rules.intke.per_week=1")
    assert ran.code == 2
    assert "Did you mean" in ran.err


def test_the_day_and_the_model_can_be_stated(cli: Cli) -> None:
    """Proves that options win over the caseload: a week later, on Essex's model, W04 has not left yet for this run."""
    ran = cli("allocate", TINY, "--as-of", "09/06/2025", "--model", "essex")
    manifest = read_manifest(Path("runs/tiny-2025-06-09"))
    assert ran.code in (0, 3)
    assert (manifest.model, manifest.as_of) == ("essex", "2025-06-09")
    assert "model/essex.toml" in manifest.inputs


def test_one_seed_and_thread_give_the_same_bytes(cli: Cli) -> None:
    """Proves that a proven run can be made again to the byte."""
    for out in ("one", "two"):
        cli("allocate", TINY, "--seed", "3", "--threads", "1", "--out", out)
    assert Path("one/allocation.csv").read_bytes() == Path("two/allocation.csv").read_bytes()
    assert set(worker_of(Path("one"))) == {f"P{number:02d}" for number in range(1, 10)}


def test_a_tenth_of_a_second_still_gives_a_proposal(cli: Cli) -> None:
    """Proves that the clock never costs the answer: everybody is in it, and it was audited before it was written."""
    ran = cli("allocate", TINY, "--time-limit", "0.1")
    assert ran.code in (0, 3)
    assert len(worker_of(Path("runs/tiny-2025-06-02"))) == 9


def test_a_proposal_that_the_audit_contradicts_is_never_written(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves exit code 70 and that no folder is left behind."""

    def contradicted(*_: object) -> None:
        raise AuditError(["P01 is given to W04, who leaves"])

    monkeypatch.setattr(pipeline, "allocate", contradicted)
    ran = cli("allocate", TINY)
    assert ran.code == 70
    assert "P01 is given to W04, who leaves" in ran.err
    assert not Path("runs").exists()


def test_a_manifest_repeats_the_command(cli: Cli) -> None:
    """Proves that what is needed to run again is kept, in the words of the command."""
    cli("allocate", TINY, "--seed", "5", "--threads", "1", "--chosen-moves", "all", "--time-limit", "9", "--out", "run")
    manifest = json.loads(Path("run/manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == 5
    assert manifest["options"] == {
        "model": None,
        "as_of": None,
        "set": {},
        "postcodes": None,
        "roads": None,
        "time_limit": 9.0,
        "threads": 1,
        "chosen_moves": "all",
    }
    assert set(manifest["inputs"]) >= {"young_people.csv", "workers.csv", "model/lincolnshire-2025.toml"}


@pytest.mark.parametrize(("words", "opened"), [((), True), (("--no-open",), False)])
def test_the_demo_opens_its_report_on_a_terminal(
    words: tuple[str, ...], opened: bool, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that the demo runs a bundled instance and opens the page, unless told not to."""
    pages: list[str] = []
    monkeypatch.setattr(webbrowser, "open", pages.append)
    monkeypatch.setattr(module, "somebody_looks", lambda: True)
    monkeypatch.setattr(module, "DEMO", "tiny")
    ran = cli("demo", *words)
    page = Path("runs/tiny-2025-06-02/report.html").absolute()
    assert ran.code == 0
    assert pages == ([page.as_uri()] if opened else [])
    assert "Written to runs/tiny-2025-06-02" in ran.out


@pytest.mark.parametrize(
    ("terminal", "platform", "display", "looks"),
    [
        (True, "linux", ":0", True),
        (True, "linux", "", False),  # a server: a browser inside the terminal would only be in the way
        (True, "win32", "", True),
        (False, "linux", ":0", False),
    ],
)
def test_a_browser_is_opened_in_front_of_somebody_only(
    terminal: bool, platform: str, display: str, looks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves when a page is opened: at a terminal, and on Linux with a display."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert module.somebody_looks() is looks


def test_the_demo_opens_nothing_for_a_script(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that without a terminal no browser is started."""
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("a browser was opened"))
    monkeypatch.setattr(module, "DEMO", "tiny")
    assert cli("demo").code == 0


def stopping(times: int) -> Callable[..., AbstractContextManager[Callable[[Progress], None]]]:
    """Progress that is answered with Ctrl-C at the first ``times`` steps."""
    left = [signal.SIGINT] * times

    @contextmanager
    def impatient(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
        yield lambda _: signal.raise_signal(left.pop()) if left else None

    return impatient


def test_ctrl_c_keeps_the_best_proposal_so_far(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that somebody who stops a run gets an audited proposal with everybody in it, said to be interrupted."""
    monkeypatch.setattr(module, "shown_progress", stopping(1))
    ran = cli("allocate", instances_dir() / "leaver-week", "--out", "run")
    proposal = read_run(Path("run"))
    assert ran.code in (0, 3)
    assert len(proposal.placements) == 1003
    assert proposal.status is Status.INTERRUPTED


def test_a_second_ctrl_c_ends_the_run(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that whoever insists is obeyed: exit code 4 and nothing written."""
    monkeypatch.setattr(module, "shown_progress", stopping(2))
    ran = cli("allocate", instances_dir() / "leaver-week", "--out", "run")
    assert ran.code == 4
    assert not Path("run").exists()


def test_ctrl_c_before_there_is_an_answer_is_exit_code_4(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that stopping while the tables are read leaves nothing behind, and says so."""

    def interrupted(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(pipeline, "allocate", interrupted)
    ran = cli("allocate", TINY)
    assert ran.code == 4
    assert ran.err.strip() == "Stopped before there was any answer. Nothing has been written."
    assert not Path("runs").exists()
