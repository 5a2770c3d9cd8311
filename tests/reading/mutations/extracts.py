"""Extracts of other systems as inputs: a small county written as Annex A and as the SSD, and converted."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from allocator.generate.extracts import with_returns, write_annex_a, write_ssd
from allocator.reading.annex_a import read_annex_a
from allocator.reading.caseload import read_caseload
from allocator.reading.conversion import Conversion, convert
from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.records import Caseload
from tests.reading.mutations.forms import Csv, write_folder
from tests.reading.mutations.inputs import AS_OF, CASELOAD, Account, Input, Table, left_out

DAY: date = AS_OF


@cache
def county() -> Caseload:
    """The caseload of the other inputs with what the returns ask for; all are 18 or older, so nobody is in List 8."""
    with TemporaryDirectory() as folder:
        write_folder(Path(folder) / "in", CASELOAD.tables, Csv())
        caseload = read_caseload(Path(folder) / "in", as_of=DAY)
    grown = tuple(person for person in caseload.young_people if person.category in {"former_relevant", "qualifying"})
    return with_returns(caseload.model_copy(update={"young_people": grown}), seed=3)


def annex_a_tables() -> dict[str, Table]:
    """List 9 as text."""
    with TemporaryDirectory() as folder:
        book = load_workbook(write_annex_a(county(), Path(folder) / "a.xlsx", columns=17))
        sheet = next(sheet for sheet in book.worksheets if "9" in sheet.title)
        rows = [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    return {"List 9": Table(tuple(rows))}


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


ANNEX_A = Input("annex_a", annex_a_tables(), _annex_a)
SSD = Input("ssd", ssd_tables(), _ssd, counts=("ssd_care_leavers",))
