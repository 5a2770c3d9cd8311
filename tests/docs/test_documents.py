"""What the documents say is what the program does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from allocator.proposal import Cause, ChangeKind, Proposal, Status
from allocator.reading.findings import CATALOGUE, LONGEST
from allocator.reading.models import model_names
from allocator.report.tables import tables
from allocator.rule_book import LEVELS, RULE_BOOK
from tests.docs.consoles import ROOT, playground, prints, shown_in
from tests.docs.finding_examples import examples
from tests.docs.reference import every_command
from tests.docs.refresh import generated, golden_output

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
PYTHON = re.compile(r"^```python\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
IN_WORDS = {13: "thirteen", 14: "fourteen", 19: "nineteen", 20: "twenty"}  # of what is counted in the documents
NAME = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def now() -> Mapping[Path, str]:
    """Every generated text as it would be written now."""
    return generated()


def test_what_is_generated_is_up_to_date(now: Mapping[Path, str]) -> None:
    """Proves that reference pages, README and golden files are what this program gives (else: make docs)."""
    stale = [str(path.relative_to(ROOT)) for path, text in now.items() if path.read_text(encoding="utf-8") != text]
    assert stale == []


def test_the_golden_output_is_the_same_twice(tmp_path: Path, now: Mapping[Path, str]) -> None:
    """Proves that one seed and one thread give the same bytes again."""
    again = golden_output(playground(tmp_path))
    assert {path: now[path] for path in again} == again


@pytest.mark.parametrize("shown", [one for path in DOCUMENTS for one in shown_in(path.read_text(encoding="utf-8"))])
def test_every_command_that_is_shown_works(shown: tuple[str, str], tmp_path: Path) -> None:
    """Proves that a reader may type what they read: exit code 0, or 3 where somebody is left over."""
    code, _ = prints(shown[0], playground(tmp_path))
    assert code in (0, 3)


@pytest.mark.parametrize("code", PYTHON.findall(README))
def test_the_python_of_the_readme_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the lines for library users work as they stand."""
    monkeypatch.chdir(playground(tmp_path))
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert "run" in names


def test_output_is_seen_within_sixty_lines() -> None:
    """Proves that a newcomer sees what comes out at once: output, and an explanation that is real."""
    top = "\n".join(README.splitlines()[:60])
    [first, *_] = shown_in(README)
    assert first.command.startswith("allocator allocate instances/tiny")
    assert first.printed.strip().splitlines()[-1] in top
    quoted = re.findall(r"^> (.*)$", README, flags=re.MULTILINE)
    reasons = (ROOT / "tests/golden/tiny/allocation.csv").read_text(encoding="utf-8")
    assert quoted
    assert " ".join(quoted) in reasons


def test_every_command_rule_level_and_model_is_documented() -> None:
    """Proves that nothing the program knows is missing from its documents."""
    named = [f"## allocator {words}\n" for words, _ in every_command()]
    named += [f"`{key}`" for key in (*RULE_BOOK, *LEVELS, *model_names())]
    assert [name for name in named if name not in EVERYTHING] == []


def test_every_finding_is_documented_with_an_example() -> None:
    """Proves that the page has every finding the program knows, with one that it really gave, in 160 characters."""
    shown, text = examples(), (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert set(shown) == set(CATALOGUE)
    headings = re.findall(r"^### `(.*)`$", text, flags=re.MULTILINE)
    assert sorted(headings) == sorted(CATALOGUE)
    for code, example in shown.items():
        section = text.partition(f"### `{code}`\n")[2].partition("### ")[0]
        assert all(words in section for words in (example.where, example.what, example.do)), code
        assert example.severity is CATALOGUE[code].severity
        assert len(example.what) + 1 + len(example.do) <= LONGEST, code
        assert not example.what.endswith("..."), code


def test_every_part_of_the_house_is_on_its_map() -> None:
    """Proves that the map in CONTRIBUTING names every part of the package, of reading and of the engine, no other."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    house, *rooms = text.partition("## The house")[2].partition("## To add a rule")[0].split("\nInside `")
    assert _first_cells(house) == _modules(ROOT / "allocator") | _packages(ROOT / "allocator")
    assert [room.partition("/`")[0] for room in rooms] == ["reading", "engine"]
    for room in rooms:
        folder = ROOT / "allocator" / room.partition("/`")[0]
        modules = {path.removesuffix(".py") for path in _modules(folder)}
        assert _first_cells(room.partition("|")[2]) == modules | _packages(folder)


def test_every_file_and_column_of_a_run_folder_is_documented() -> None:
    """Proves that whoever writes a script on the output finds each column, and each word of change and cause."""
    text = (ROOT / "docs" / "run-folder.md").read_text(encoding="utf-8")
    nothing = Proposal(
        title="",
        as_of="2026-01-05",
        model="",
        status=Status.PROVEN,
        levels=(),
        placements=(),
        shortages=(),
        breaches=(),
        workloads=(),
    )
    written = tables(nothing)
    words = {column for table in written.values() for column in table.columns if not column.startswith("way_out_")}
    named = [*(f"`{name}.csv`" for name in written), *(f"`{word}`" for word in (*ChangeKind, *Cause)), *words]
    assert [name for name in named if name not in text] == []


def test_the_numbers_in_the_words_are_right() -> None:
    """Proves that "nineteen promises" and "thirteen service models" are counted, not remembered."""
    assert f"{IN_WORDS[len(RULE_BOOK)].capitalize()} promises in plain words" in README
    assert f"the {IN_WORDS[len(model_names())]} service models" in EVERYTHING


def test_every_instance_is_documented() -> None:
    """Proves that each folder of instances has its row."""
    rows = (ROOT / "instances" / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in (ROOT / "instances").iterdir() if path.is_dir() and f"`{path.name}`" not in rows
    ] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    """Proves that no link inside the project is broken."""
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def _first_cells(text: str) -> set[str]:
    """Every name in the first column of the tables of a text."""
    return {name for line in text.splitlines() if line.startswith("| `") for name in NAME.findall(line.split("|")[1])}


def _modules(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.py") if path.stem != "__init__"}


def _packages(folder: Path) -> set[str]:
    return {f"{path.parent.name}/" for path in folder.glob("*/__init__.py")}
