"""Valid inputs as tables of text, and for each the way from a file or folder to a written caseload."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allocator.reading.caseload import read_caseload
from allocator.reading.writing.folder import write_caseload
from allocator.records import Finding

AS_OF = date(2025, 6, 2)


HEADERS: set[str] = set()  # of all tables of all inputs, in small letters


@dataclass(frozen=True)
class Table:
    """A table as text, its headers first: in one row, or in two."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1

    @property
    def records(self) -> int:
        """How many rows below the headers hold anything, headers that come again apart.

        Counted here, by no code that is tested.
        """
        again = max(0, sum(map(self._is_headers, self.rows)) - 1)
        return sum(any(cell.strip() for cell in row) for row in self.rows) - self.header_rows - again

    def _is_headers(self, row: tuple[str, ...]) -> bool:
        words = [" ".join(cell.casefold().replace("_", " ").split()) for cell in row if cell.strip()]
        return len(words) > 2 and 2 * sum(word in HEADERS for word in words) > len(words)


@dataclass(frozen=True)
class Account:
    """What became of the rows: in the caseload, or left out but counted or in a finding; and how many were written."""

    taken: int
    left_out: int
    written: int


@dataclass(frozen=True)
class Input:
    """A valid input: ``tables`` by file or sheet, and ``run`` from where they lie to a caseload at the second place."""

    name: str
    tables: dict[str, Table]
    run: Callable[[Path, Path], Account]
    as_folder: bool = True
    as_workbook: bool = True
    counts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Remember the headers."""
        for table in self.tables.values():
            HEADERS.update(" ".join(header.casefold().replace("_", " ").split()) for header in table.rows[0])

    def records(self, tables: dict[str, Table]) -> int:
        """The rows to be accounted for: those of the tables that ``counts`` names, or of all."""
        return sum(table.records for name, table in tables.items() if not self.counts or name in self.counts)


def _caseload(source: Path, out: Path) -> Account:
    caseload = read_caseload(source, as_of=AS_OF)
    write_caseload(caseload, out)
    tables = (caseload.young_people, caseload.workers, caseload.places, caseload.travel)
    taken = sum(map(len, tables))
    return Account(taken, left_out(caseload.findings), written=taken)


def left_out(findings: tuple[Finding, ...], tables: Sequence[str] = ()) -> int:
    """How many rows of these tables, or of all, the findings say were left out."""
    counted = [finding.what for finding in findings if not tables or finding.table in tables]
    said = (re.match(r"(\d+) rows? .* left out\.$", what) for what in counted)
    return sum(int(match[1]) for match in said if match)


def table(text: str) -> Table:
    """A table of cells separated by bars."""
    return Table(tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()))


PEOPLE = table(
    """
    person_id | date_of_birth | category | place | current_worker | worker_since | needs | changes_so_far
    P101 | 2008-01-05 | eligible | Boston | W1 | 2024-02-01 | custody;parent | 2
    P102 | 2004-06-05 | former_relevant | Château Court, Lincoln | | | | 0
    P103 | 14/03/2003 | qualifying | PE21 6TY | W2 | 01/09/2023 | mental_health | 1
    7961370 | 2007-11-30 | relevant | Sleaford | W1 | 2025-01-06 | | 3
    P105 | 2005-02-28 | former_relevant | | W2 | 2022-10-10 | disability | 0
    """
)
WORKERS = table(
    """
    worker_id | base | fte | role | skills
    W1 | Lincoln | 1.0 | 16-20 | custody
    W2 | Boston | 0.6 | | parent;uasc
    W3 | Grantham | 0.5 | 21+ |
    """
)
PLACES = table(
    """
    place | latitude | longitude
    Château Court, Lincoln | 53.23 | -0.54
    Grantham | 52.91 | -0.64
    """
)
CASELOAD = Input("caseload", {"young_people": PEOPLE, "workers": WORKERS, "places": PLACES}, _caseload)
