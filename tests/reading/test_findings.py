"""Findings as a whole: all at once, each with where, what and what to do; a sound caseload has none."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import CATALOGUE, LONGEST, Collector, errors_among
from allocator.reading.findings.effects import EFFECTS, effect_of
from allocator.records import Finding, Severity
from tests.architecture.sources import PACKAGE, ROOT
from tests.reading.folders import PEOPLE, WORKERS, findings, folder, people, workers

UNTIDY = ROOT / "instances" / "untidy"

# Where a finding is noted that the files of a caseload alone give rise to.
ON_THE_WAY = ("tables/headers", "tables/rows", "cells", "tables/folder", "caseload", "tables/settings")
CHECKS = (
    "ages",
    "duplicates",
    "groups",
    "ids",
    "people",
    "person_dates",
    "personal",
    "returns",
    "their_workers",
    "workers",
)
OF_FILES = [f"{name}.py" for name in (*ON_THE_WAY, *(f"checks/{name}" for name in CHECKS))]
INSTEAD_OF_ALL_ELSE = {"missing_table", "empty_table"}
# Of workbooks, or of what stands above and below a table: shown in tests/reading/files.
OF_ONE_FILE = {"hidden_sheet", "rows_above_headers", "totals_left_out", "records_above_headers"} | {
    "formula_without_value"
}


def test_sound_caseload_has_no_findings(tmp_path: Path) -> None:
    """The folder that the other tests change is sound, so that what they find comes from the change."""
    assert findings(tmp_path) == ()


def test_every_error_at_once(tmp_path: Path) -> None:
    """Three mistakes in two tables need one run, and the message names each with its place."""
    place = folder(
        tmp_path,
        people=people(rows="P1,soon,eligible,Boston,W1\nP2,2008-01-05,elegible,Boston,W1"),
        workers=workers(rows="W1,Lincoln,nine"),
    )
    with pytest.raises(InputError, match="The caseload caseload has 3 errors:") as caught:
        read_caseload(place)
    text = str(caught.value)
    assert (
        "  - young_people row 2 column date_of_birth (P1): 'soon' is not a date that can be read. Write it as" in text
    )
    assert "  - young_people row 3 column category (P2): 'elegible' is not a word that may stand here. Did you" in text
    assert "  - workers row 2 column fte (W1): 'nine' is not a number. Write a number such as 0.6." in text


def test_untidy_shows_one_of_every_finding() -> None:
    """The instance untidy has every finding that files can give rise to at the same time, one of each, and stops."""
    with pytest.raises(InputError, match=r"The caseload untidy has 26 errors") as caught:
        read_caseload(UNTIDY)
    codes = Counter(finding.code for finding in caught.value.findings if isinstance(finding, Finding))
    noted = {text for name in OF_FILES for text in _texts_in(ROOT / "allocator" / "reading" / name)}
    assert codes == Counter((set(CATALOGUE) & noted | {"unreadable_table"}) - INSTEAD_OF_ALL_ELSE - OF_ONE_FILE)


def test_untidy_says_what_to_do_every_time() -> None:
    """Each of its findings says where, what and what to do, in whole sentences."""
    with pytest.raises(InputError, match="untidy") as caught:
        read_caseload(UNTIDY)
    for finding in caught.value.findings:
        assert isinstance(finding, Finding)
        assert finding.where
        assert finding.what.endswith((".", "?")), finding
        assert finding.do.endswith("."), finding
        assert len(finding.what) + 1 + len(finding.do) <= LONGEST, finding


def test_catalogue_is_in_plain_words() -> None:
    """Every code is a slug, has a title, and says in a sentence what it means for the run."""
    for code, kind in CATALOGUE.items():
        assert re.fullmatch("[a-z0-9_]+", code)
        assert re.fullmatch(r".+[^.]", kind.title)
        assert effect_of(code).endswith(".")
    assert set(EFFECTS) <= set(CATALOGUE)
    assert not [
        code for code in EFFECTS if CATALOGUE[code].severity is Severity.ERROR
    ]  # they stop the run, all of them
    assert effect_of("bad_date") == "The run stops."
    assert effect_of("avoids_everybody") == "They stay without a worker."


def test_every_code_that_is_used_is_in_the_catalogue() -> None:
    """Proves, over the source, that no finding is noted which the catalogue does not know, and none is in vain."""
    used = {text for path in PACKAGE for text in _codes_in(path)}
    assert used - set(CATALOGUE) == set()
    assert set(CATALOGUE) - {text for path in PACKAGE for text in _texts_in(path)} == set()


def _codes_in(path: Path) -> Iterator[str]:
    """The first argument of every call that notes a finding or says what is wrong with a cell."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name, code = ast.unparse(node.func).rpartition(".")[2], node.args[0].value
            words = {word.arg for word in node.keywords}
            if isinstance(code, str) and (name == "CellProblem" or (name in ("add", "_add") and "do" in words)):
                yield code


def _texts_in(path: Path) -> Iterator[str]:
    """Every text in the source but the catalogue's own and what is said about its codes."""
    if path.name not in ("findings.py", "effects.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@given(st.text(max_size=400), st.text(max_size=LONGEST), st.text(max_size=400))
def test_what_and_what_to_do_always_fit(before: str, do: str, value: str) -> None:
    """Whatever a cell holds, what is wrong and what to do are at most 160 characters, and what to do is whole."""
    collector = Collector()
    collector.add("bad_date", f"{before}{value} is wrong.", table="workers", do=do[: LONGEST - 4], value=value)
    [found] = collector.found
    assert len(found.what) + 1 + len(found.do) <= LONGEST
    assert found.do == do[: LONGEST - 4]
    assert found.value is None or len(found.value) <= 43


def test_a_long_value_is_cut_and_the_sentence_kept() -> None:
    """Where a value is too long, it is the value that is cut, and as little of it as will do."""
    collector = Collector()
    collector.add("bad_date", f"Here stands {'x' * 160}, no date.", table="workers", do="Mend it.", value="x" * 160)
    assert re.fullmatch(r"Here stands x+\.\.\., no date\.", collector.found[0].what)
    assert len(collector.found[0].what) + 1 + len("Mend it.") == LONGEST


def test_where_is_the_file_where_it_says_more() -> None:
    """A table's own file is not said twice; another file, or a sheet of a workbook, is."""
    found = Finding(severity=Severity.NOTE, code="x", what="x.", table="workers", row=3, column="fte")
    seen = [("workers.csv", None), ("list 9.xlsx", "Care leavers"), ("staff.csv", None), (None, None)]
    assert [found.model_copy(update={"file": file, "sheet": sheet}).where for file, sheet in seen] == [
        "workers row 3 column fte",
        "list 9.xlsx sheet Care leavers row 3 column fte",
        "staff.csv row 3 column fte",
        "workers row 3 column fte",
    ]


def test_findings_of_a_workbook_name_file_and_sheet(tmp_path: Path) -> None:
    """Every finding about a table says the workbook and the sheet, whoever finds it."""
    book = Workbook()
    for table, rows in (("Young people", PEOPLE.replace("Boston", "")), ("workers", WORKERS.replace("0.6", "9"))):
        sheet = book.create_sheet(table)
        for row in csv.reader(rows.splitlines()):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "week.xlsx")
    with pytest.raises(InputError, match=r"week\.xlsx has 1 error") as caught:
        read_caseload(tmp_path / "week.xlsx", as_of=date(2025, 6, 2))
    found = [finding for finding in caught.value.findings if isinstance(finding, Finding)]
    assert [(finding.code, finding.file, finding.sheet, finding.value) for finding in found] == [
        ("place_blank", "week.xlsx", "Young people", None),
        ("out_of_range", "week.xlsx", "workers", "9"),
    ]


def test_errors_among() -> None:
    """Only errors stop a run."""
    collector = Collector()
    collector.add("bad_date", "x.", table="workers", do="y.")
    collector.add("base_blank", "x.", table="workers", do="y.")
    assert [finding.severity for finding in errors_among(collector.found)] == [Severity.ERROR]
