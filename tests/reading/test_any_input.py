"""Any input: whatever the files hold, reading ends in a caseload or in findings, never in a fault of the program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.reading.columns import PLACES, TRAVEL, WORKERS, YOUNG_PEOPLE, Table
from allocator.reading.writing import csv_text
from tests.reading.folders import folder

WORDS = "W1,P1,yes,2025-06-02,02/06/2001,29/02/2004,21+,16-20,eligible,0.6,-1,1e9,inf,custody;parent,#N/A,'=1,Boston,30"
CELLS = st.sampled_from([*WORDS.split(","), "", "\u00a0", "99999-01-01", "a,b", 'x"y', "1\n2"]) | st.text(max_size=6)


def tables(table: Table) -> st.SearchStrategy[str]:
    """A table with all or some of its headers and any cells whatever."""
    headers = st.lists(st.sampled_from([*table.headers, "name", "x", ""]), max_size=len(table.headers)) | st.just(
        table.headers
    )
    rows = st.lists(st.lists(CELLS, max_size=len(table.headers) + 1), max_size=4)
    return st.builds(lambda first, rest: csv_text([list(first), *rest]), headers, rows)


def comes_to_an_end(**files: str | bytes) -> None:
    """Read a folder with these files."""
    with TemporaryDirectory() as parent, suppress(InputError):
        read_caseload(folder(Path(parent), **files))


@settings(max_examples=60, deadline=None)
@given(people=tables(YOUNG_PEOPLE), workers=tables(WORKERS), places=tables(PLACES), travel=tables(TRAVEL))
def test_any_cells(people: str, workers: str, places: str, travel: str) -> None:
    """Any cell in any column, with headers missing, doubled or strange."""
    comes_to_an_end(people=people, workers=workers, places=places, travel=travel)


@settings(max_examples=60, deadline=None)
@given(people=st.binary(max_size=60), toml=st.binary(max_size=40))
def test_any_bytes(people: bytes, toml: bytes) -> None:
    """Any bytes for a table and for the settings."""
    comes_to_an_end(people=people, toml=toml)
