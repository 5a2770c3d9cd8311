"""Small extracts with one thing wrong in each row, for an example of every finding that reading them gives rise to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from allocator.reading.caseload import read_caseload
from allocator.reading.extracts import Extract, Row
from allocator.reading.files import grids_in
from allocator.reading.findings import Collector
from allocator.reading.oc3 import with_oc3
from allocator.reading.privacy import Key, read_key, without_names, write_key
from allocator.reading.ssd import read_ssd
from allocator.records import Category, Finding, Worker, YoungPerson
from tests.docs.findings_of import findings_of
from tests.reading.folders import PEOPLE
from tests.reading.ssd import folders

Found = Iterable[Finding]
A_DOCUMENT = "%PDF-1.7\n"
HARMFUL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def files(place: Path) -> Found:
    """Files that are not what they say, or are too large, or are made to do harm."""
    (place / "document.csv").write_text(A_DOCUMENT, encoding="utf-8")
    (place / "empty.csv").write_bytes(b"")
    (place / "wide.csv").write_text(",".join("x" * 1100) + "\n", encoding="utf-8")
    (place / "wrong_encoding.csv").write_text("worker_id,base\nW1,Caf\u00c3\u00a9 Road\n", encoding="utf-8")
    with zipfile.ZipFile(place / "harmful.xlsx", "w") as package:
        for part in ("[Content_Types].xml", "xl/workbook.xml"):
            package.writestr(part, HARMFUL)
    found = Collector()
    grids_in(place, found)
    return found.found


def a_workbook(place: Path) -> Found:
    """A caseload as a workbook with all that a spreadsheet may hide."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    young, workers = book.worksheets[0], book.create_sheet("workers")
    young.title = "young_people"
    for row in (["Caseload of week 23"], *(line.split(",") for line in PEOPLE.splitlines()), ["Total: 2"]):
        young.append(row)
    young.row_dimensions[3].hidden = True
    young.merge_cells("D3:D4")
    for cells in (["worker_id", "base", "fte"], ["W1", "Lincoln", "=0.5+0.5"], ["W2", "Boston", "0.6"]):
        workers.append(cells)
    workers.sheet_state = "hidden"
    book.save(place / "week.xlsx")
    return findings_of(lambda: read_caseload(place / "week.xlsx", as_of=date(2025, 6, 2)).findings)


def ssd(place: Path) -> Found:
    """Care leavers, people, workers, involvements and addresses of the SSD, each with something to say."""
    leaver, born, professional = folders.leaver, folders.born, folders.professional
    involved, lives = folders.involvement, folders.address
    return folders.read(
        place,
        care_leavers=[
            leaver("P1", personal_advisor="A1"),
            leaver("P1", personal_advisor="A1"),
            leaver("P2", personal_advisor="Kim Sample"),
            leaver("P3", personal_advisor="X7"),
            leaver("P5"),
            leaver("P77"),
        ],
        person=[
            *(born(f"P{n}", "2003-08-07") for n in (1, 2, 3, 4)),
            born("P1", "2003-07-08"),
            born("P5", "2004-07-08", pers_death_date="2026-03-02"),
        ],
        professionals=[
            professional("A1", fte="37"),
            professional("A1", fte="0.5"),
            professional(""),
            professional("A2", prof_professional_name="Kim Sample"),
            professional("A3", prof_professional_name="Sample, Kim"),
        ],
        involvements=[
            involved("P1", "A2", "2022-05-01", "2022-04-01"),
            involved("P1", "A2", "2026-02-01"),
            involved("P9", "A1", "2022-05-01"),
        ],
        address=[
            lives("P1", "LN11AA", "2025-12-20", "2025-12-01"),
            lives("P2", "LN11AA", "2020-01-01"),
            lives("P2", "PE11AA", "2020-01-01"),
        ],
        disability=None,
    )[1]


def ssd_with_more(place: Path) -> Found:
    """A folder in which there are tables of the SSD that an allocation does not need."""
    folder = folders.write(place / "ssd", folders.tables())
    (folder / "ssd_cin_plans.csv").write_text("cinp_person_id\n1\n", encoding="utf-8")
    found = Collector()
    read_ssd(folder, as_of=folders.AS_OF, found=found)
    return found.found


def oc3(place: Path) -> Found:
    """OC3 beside an extract that says otherwise."""
    file, found = place / "oc3.csv", Collector()
    rows = ["CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "P1,03/09/2006,YES,F1,S1", "P8,09/03/2006,YES,0,0"]
    file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    said = _young("P1", activity="G5", date_of_birth=date(2006, 3, 9))
    with_oc3(_extract(said), file, found=found)
    return found.found


def privacy(place: Path) -> Found:
    """An extract in which people stand under names, and a key that others can read."""
    found = Collector()
    people = (
        _young("Robin Example", current_worker="Kim Sample", keep_together="Example siblings"),
        _young("P2", current_worker="Sample, Kim", place="7 Long Lane, Lincoln, LN1 1AA", key_event="07700 900123"),
        _young("P3", current_worker="Mr Alex Sample"),
        _young("P4", current_worker="Ms Alex Sample"),
    )
    names = [person.current_worker for person in people if person.current_worker]
    workers = {name: Worker(worker_id=name, base="", fte="1") for name in names}
    without_names(_extract(*people, workers=workers), Key(), found=found)
    key = place / "caseload-worker-key.csv"
    write_key(key, Key({"Kim Sample": "W01"}))
    key.chmod(0o644)
    read_key(key, found)
    return found.found


def _young(person_id: str, **values: object) -> YoungPerson:
    return YoungPerson.model_validate({"person_id": person_id, "category": Category.FORMER_RELEVANT, **values})


def _extract(*people: YoungPerson, workers: dict[str, Worker] | None = None) -> Extract:
    rows = tuple((Row("extract.csv", None, number), person) for number, person in enumerate(people, start=2))
    return Extract("An extract", rows, workers or {}, rows=len(rows))
