"""``allocator template`` and ``allocator convert``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Cli = Callable[..., Ran]

EXTRACT = """\
Child unique ID,Date of Birth,Disability,Allocated Team,Allocated Worker,Eligibility Category,Activity Status
101,14/03/2008,a) Yes,North,Ann Example,d) Eligible,F2
102,02/09/2006,b) No,South,Bob Sample,b) Former relevant,G5
103,20/11/2005,b) No,South,Bob Sample,b) Former relevant,F4
"""


def test_the_template_says_what_comes_next(cli: Cli, tmp_path: Path) -> None:
    """Proves that the tables are there and the next two steps are named."""
    ran = cli("template", tmp_path / "county")
    assert ran.code == 0
    assert {file.name for file in (tmp_path / "county").iterdir()} >= {
        "young_people.csv",
        "workers.csv",
        "caseload.toml",
    }
    assert f"then run: allocator check {tmp_path / 'county'}" in ran.out


def test_the_template_replaces_nothing_unasked(cli: Cli, tmp_path: Path) -> None:
    """Proves that a table which was filled in survives a second call, and goes only when --overwrite is given."""
    cli("template", tmp_path)
    (tmp_path / "workers.csv").write_text("mine", encoding="utf-8")
    refused = cli("template", tmp_path)
    assert refused.code == 2
    assert "workers.csv" in refused.err
    assert (tmp_path / "workers.csv").read_text(encoding="utf-8") == "mine"
    assert cli("template", tmp_path, "--overwrite").code == 0
    assert (tmp_path / "workers.csv").read_text(encoding="utf-8") != "mine"


def test_an_extract_becomes_a_caseload_that_can_be_run(cli: Cli, tmp_path: Path) -> None:
    """Proves the way from the authority's list to a proposal: converted, checked, allocated, as it is."""
    (tmp_path / "list9.csv").write_text(EXTRACT, encoding="utf-8")
    out = tmp_path / "county"
    ran = cli("convert", "annex-a", tmp_path / "list9.csv", "--out", out, "--as-of", "2026-01-05")
    assert ran.code == 0
    assert f"Written to {out}: 3 young people and 2 workers." in ran.out
    assert f"Next: fill in {out / 'workers.csv'}, then run: allocator check {out}" in ran.out
    assert cli("check", out).code == 0
    assert cli("allocate", out, "--out", tmp_path / "run").code in (0, 3)


def test_no_name_of_a_worker_is_in_the_caseload(cli: Cli, tmp_path: Path) -> None:
    """Proves that names are in the key alone, which lies outside the caseload and is pointed out to the user."""
    (tmp_path / "list9.csv").write_text(EXTRACT, encoding="utf-8")
    out = tmp_path / "county"
    ran = cli("convert", "annex-a", tmp_path / "list9.csv", "--out", out, "--as-of", "2026-01-05")
    texts = "".join(file.read_text(encoding="utf-8") for file in out.iterdir())
    keys = [file for file in tmp_path.iterdir() if file.name not in ("list9.csv", "county")]
    assert "Example" not in texts + ran.out
    assert "Ann Example" in keys[0].read_text(encoding="utf-8")
    assert f"The key to the workers' names is {keys[0]}: keep it to yourself." in ran.out


def test_a_file_that_is_no_extract_is_an_error_in_words(cli: Cli, tmp_path: Path) -> None:
    """Proves that a wrong file is exit code 1 or 2 with a sentence, never a traceback."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = cli("convert", "annex-a", tmp_path / "other.csv", "--out", tmp_path / "county")
    assert ran.code in (1, 2)
    assert ran.err
    assert "fault in the program" not in ran.err
    assert not (tmp_path / "county").exists()
