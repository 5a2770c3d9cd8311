"""Spoilt files through the command line itself: an exit code of the contract, no traceback, out whole or absent."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.cli import main
from allocator.reading.caseload import read_caseload
from tests.reading.mutations.extracts import ADDED, ANNEX_A, SSD
from tests.reading.mutations.forms import Csv, write_book, write_folder
from tests.reading.mutations.inputs import AS_OF, CASELOAD, Input, Table
from tests.reading.mutations.ways import NASTY, WAYS

EXAMPLES = 700
DAY = ("--as-of", AS_OF.isoformat())
WRITTEN = {"convert annex-a": "young_people.csv", "convert ssd": "young_people.csv", "template": "team.xlsx"}
COMMANDS = [
    ("check", CASELOAD),
    ("convert annex-a", ANNEX_A),
    ("convert annex-a", ADDED),
    ("convert ssd", SSD),
    ("template", CASELOAD),
    ("template", ANNEX_A),
    ("template", SSD),
]


@st.composite
def spoilt(draw: st.DrawFn, made: Input) -> dict[str, Table]:
    """The tables of an input, one of them spoilt in one way or two."""
    name = draw(st.sampled_from(sorted(made.tables)))
    table = made.tables[name]
    for way in draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=2)):
        at = draw(st.integers(0, len(table.rows) - 1))
        table = way(table, at, draw(st.integers(0, 9)), draw(st.sampled_from(NASTY)))
    return {**made.tables, name: table}


def words_of(command: str, source: Path, out: Path) -> list[str]:
    """The command line."""
    if command == "check":
        return ["check", str(source), *DAY]
    if command == "template":
        return ["template", str(out), "--from", str(source), *DAY]
    if not (source / "oc3.csv").exists():
        return [*command.split(), str(source), "--out", str(out), *DAY]
    lists, added = [str(source / f"List {number}.csv") for number in "89"], [source / "team.csv", source / "oc3.csv"]
    return [*command.split(), *lists, "--out", str(out), *DAY, "--team", str(added[0]), "--oc3", str(added[1])]


def wrong_after(command: str, code: int, said: str, out: Path) -> list[str]:
    """What breaks the contract after ``command`` ended with ``code`` and ``said`` all that it printed."""
    wrong = [] if code in {0, 1, 2, 3} else [f"exit code {code}: {said[:400]}"]
    wrong += ["a traceback"] if "Traceback" in said else []
    wrong += [] if said.strip() else ["not a word"]
    drafts = [path.name for path in out.parent.rglob(".*")]
    wrong += [f"drafts are left: {drafts}"] if drafts else []
    if code != 0 or command not in WRITTEN:
        return wrong + (["something was written"] if out.exists() else [])
    wrong += [] if (out / WRITTEN[command]).is_file() else ["nothing was written"]
    if command.startswith("convert"):
        read_caseload(out, as_of=AS_OF)  # InputError unless it is whole
    return wrong


@pytest.mark.parametrize(("command", "made"), COMMANDS, ids=lambda value: getattr(value, "name", value))
def test_spoilt_files_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, made: Input
) -> None:
    """The same examples every time, as CSV files or as one workbook."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    codes: set[int] = set()

    @settings(
        max_examples=EXAMPLES // len(COMMANDS),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(spoilt(made), st.booleans())
    def check(tables: dict[str, Table], as_book: bool) -> None:
        with TemporaryDirectory() as folder:
            source, out = (
                Path(folder) / ("in.xlsx" if as_book and made.as_workbook and made is not SSD else "in"),
                Path(folder) / "out",
            )
            write_book(source, tables) if source.suffix else write_folder(source, tables, Csv())
            capsys.readouterr()
            code = main(words_of(command, source, out))
            codes.add(code)
            assert wrong_after(command, code, "".join(capsys.readouterr()), out) == []

    check()
    assert {0, 1} <= codes, "both what is taken and what is refused is tried"
