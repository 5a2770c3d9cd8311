"""Any input: whatever the files hold, reading ends in a caseload or in findings, never in a fault of the program."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.findings import CATALOGUE, LONGEST, errors_among, in_words
from allocator.reading.tables.columns import PLACES, TRAVEL, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.writing.folder import csv_text
from allocator.records import Caseload, Finding
from tests.reading.folders import folder

WORDS = "W1,P1,yes,2025-06-02,02/06/2001,29/02/2004,21+,16-20,eligible,0.6,-1,1e9,inf,custody;parent,#N/A,'=1,Boston,30"
CELLS = st.sampled_from([*WORDS.split(","), "", "\u00a0", "99999-01-01", "a,b", 'x"y', "1\n2"]) | st.text(max_size=6)

STRANGE = {"people": YOUNG_PEOPLE, "workers": WORKERS, "places": PLACES, "travel": TRAVEL}  # the others are sound


def tables(table: Table) -> st.SearchStrategy[str]:
    """A table with all or some of its headers and any cells whatever."""
    headers = st.lists(st.sampled_from([*table.headers, "name", "x", ""]), max_size=len(table.headers)) | st.just(
        table.headers
    )
    rows = st.lists(st.lists(CELLS, max_size=len(table.headers) + 1), max_size=4)
    return st.builds(lambda first, rest: csv_text([list(first), *rest]), headers, rows)


def end_of(**files: str | bytes) -> Caseload | InputError:
    """What reading a folder with these files ends in; anything else is a fault of the program and fails the test."""
    with TemporaryDirectory() as parent:
        try:
            return read_caseload(folder(Path(parent), **files))
        except InputError as refused:
            return refused


def misjudged(end: Caseload | InputError) -> list[str]:
    """What is wrong with such an end: a refusal without error, an error let through or not said, a strange code."""
    found = [finding for finding in end.findings if isinstance(finding, Finding)]
    errors = errors_among(found)
    wrong = [f"{finding.code} is not in the catalogue" for finding in found if finding.code not in CATALOGUE]
    wrong += [f"too long: {f.what} {f.do}" for f in found if len(f.what) + 1 + len(f.do) > LONGEST]
    if isinstance(end, InputError):
        wrong += [f"not said: {in_words(error)}" for error in errors if in_words(error) not in str(end)]
        return wrong if errors else [*wrong, "refused without an error"]
    return wrong + [f"let through: {in_words(error)}" for error in errors]


@settings(max_examples=80, deadline=None)
@given(files=st.fixed_dictionaries({}, optional={name: tables(table) for name, table in STRANGE.items()}))
def test_any_cells(files: dict[str, str]) -> None:
    """Any cell in any column, headers missing, doubled or strange: a sound caseload, or a refusal that says why."""
    assert misjudged(end_of(**files)) == []


@settings(max_examples=60, deadline=None)
@given(people=st.binary(max_size=60), toml=st.binary(max_size=40))
def test_any_bytes(people: bytes, toml: bytes) -> None:
    """Any bytes for a table and for the settings end in a sound caseload, or in a refusal that says why."""
    assert misjudged(end_of(people=people, toml=toml)) == []
