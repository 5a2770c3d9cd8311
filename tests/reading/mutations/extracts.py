"""Extracts of other systems as inputs: a small county written as Annex A and as the SSD, and converted."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from allocator.generate.extracts import with_returns, write_annex_a, write_oc3, write_ssd
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.conversion import Conversion, convert
from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.records import Caseload
from tests.reading.mutations.forms import Csv, write_folder
from tests.reading.mutations.inputs import AS_OF, CASELOAD, Account, Input, Table, left_out, table

DAY: date = AS_OF
TEAM = table(
    """
    worker_id | base | fte | role | skill_custody | languages | start_date | absent_from | absent_to
    W1 | Lincoln | 0.8 | 16-20 | yes | Arabic;Tigrinya | 2020-01-06 | |
    W2 | PE21 6TY | | all | no | | 03/02/2021 | 2025-05-01 | 2025-09-30
    W3 | Grantham | 0.5 | 21+ | | | | |
    """
)


@cache
def everybody() -> Caseload:
    """The caseload of the other inputs with what the returns ask for."""
    with TemporaryDirectory() as folder:
        write_folder(Path(folder) / "in", CASELOAD.tables, Csv())
        caseload = read_caseload(Path(folder) / "in", as_of=DAY)
    return with_returns(caseload, seed=3)


@cache
def county() -> Caseload:
    """Those of them who are 18 or older, so that nobody is in List 8."""
    grown = (person for person in everybody().young_people if person.category in {"former_relevant", "qualifying"})
    return everybody().model_copy(update={"young_people": tuple(grown)})


def annex_a_tables(caseload: Caseload) -> dict[str, Table]:
    """List 9 as text, and List 8 where anybody is in it."""
    with TemporaryDirectory() as folder:
        book = load_workbook(write_annex_a(caseload, Path(folder) / "a.xlsx", columns=17))
        tables = {
            f"List {number}": Table(
                tuple(tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True))
            )
            for number in "89"
            for sheet in book.worksheets
            if number in sheet.title
        }
    return {name: table for name, table in tables.items() if table.records}


def added_tables() -> dict[str, Table]:
    """Both lists of Annex A, OC3 for the same people, and the team workbook of their workers."""
    with TemporaryDirectory() as folder:
        text = write_oc3(everybody(), Path(folder) / "oc3.csv").read_text(encoding="utf-8")
    oc3 = Table(tuple(tuple(row) for row in csv.reader(text.splitlines())))
    return {**annex_a_tables(everybody()), "oc3": oc3, "team": TEAM}


def ssd_tables() -> dict[str, Table]:
    """Every table of the SSD that has rows, as text."""
    tables: dict[str, Table] = {}
    with TemporaryDirectory() as folder:
        for file in sorted(write_ssd(county(), Path(folder) / "ssd").iterdir()):
            with file.open(newline="", encoding="utf-8") as stream:
                rows = tuple(tuple(row) for row in csv.reader(stream))
            if len(rows) > 1:
                tables[file.stem] = Table(rows)
    return tables


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _annex_a(source: Path, out: Path) -> Account:
    found = Collector()
    extract = read_annex_a(source, as_of=DAY, found=found)
    return _account(convert(extract, out, as_of=DAY, found=found))


def _added(source: Path, out: Path) -> Account:
    """A folder of files; the team workbook and OC3 are named, as a data officer would name them."""
    found = Collector()
    extract = read_annex_a([source / "List 8.csv", source / "List 9.csv"], as_of=DAY, found=found)
    made = convert(extract, out, as_of=DAY, team=source / "team.csv", oc3=source / "oc3.csv", found=found)
    return _account(made, "List 9")


def _ssd(source: Path, out: Path) -> Account:
    found = Collector()
    extract = read_ssd(source, as_of=DAY, found=found)
    return _account(convert(extract, out, as_of=DAY, found=found), "ssd_care_leavers")


def _account(conversion: Conversion, *tables: str) -> Account:
    """Rows in neither caseload nor count have findings of their own: as many rows have one, at least."""
    told = {(finding.file, finding.sheet, finding.row) for finding in conversion.findings if finding.row is not None}
    assert len(told) >= conversion.with_findings, "rows without a finding"
    counted = conversion.rows - conversion.people
    return Account(
        conversion.people,
        counted + left_out(conversion.findings, tables),
        written=conversion.people + conversion.workers,
    )


ANNEX_A = Input("annex_a", annex_a_tables(county()), _annex_a)
ADDED = Input("annex_a with List 8, OC3 and team", added_tables(), _added, as_workbook=False, counts=("List 9",))
SSD = Input("ssd", ssd_tables(), _ssd, counts=("ssd_care_leavers",))
