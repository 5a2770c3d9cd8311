"""Small folders of the SSD, so that a test states only the cells that it is about; it reads nothing.

Two care leavers: P1, born on 7 August 2003, whose adviser is A1, and P2, born on 9 May 2008, whose social worker is S1.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from allocator.generate.extracts.ssd_headers import HEADERS
from allocator.reading.extracts import Extract
from allocator.reading.findings import Collector
from allocator.reading.ssd import read_ssd
from allocator.records import Finding, YoungPerson

AS_OF = date(2026, 1, 5)
Cells = Mapping[str, str]
Tables = dict[str, list[dict[str, str]]]

ELIGIBILITY, IN_TOUCH = "clea_care_leaver_eligibility", "clea_care_leaver_in_touch"
ADVISER, WORKER = "clea_care_leaver_personal_advisor", "clea_care_leaver_worker_id"


def leaver(person_id: str, **cells: str) -> dict[str, str]:
    """A row of the table of care leavers; keywords are columns without what all of them begin with."""
    named = {name if name.startswith("clea_") else f"clea_care_leaver_{name}": text for name, text in cells.items()}
    return {"clea_person_id": person_id, ELIGIBILITY: "Former Relevant"} | named


def professional(known: str, title: str = "Personal Adviser", fte: str = "1", **cells: str) -> dict[str, str]:
    """A row of the table of professionals."""
    return {
        "prof_professional_id": known,
        "prof_professional_job_title": title,
        "prof_full_time_equivalency": fte,
    } | cells


def involvement(person: str, worker: str, start: str, end: str = "", role: str = "") -> dict[str, str]:
    """A row of the table of involvements."""
    return {
        "invo_person_id": person,
        "invo_professional_id": worker,
        "invo_involvement_start_date": start,
        "invo_involvement_end_date": end,
        "invo_professional_role_id": role,
    }


def address(person: str, postcode: str, start: str = "", end: str = "", text: str = "") -> dict[str, str]:
    """A row of the table of addresses."""
    return {
        "addr_person_id": person,
        "addr_address_postcode": postcode,
        "addr_address_start_date": start,
        "addr_address_end_date": end,
        "addr_address_json": text,
    }


def born(person: str, day: str, **cells: str) -> dict[str, str]:
    """A row of the table of people, with names that must come out nowhere."""
    return {"pers_person_id": person, "pers_dob": day, "pers_forename": "Robin", "pers_surname": "Example"} | cells


def tables(**changed: list[dict[str, str]] | None) -> Tables:
    """Every table that is read but those changed to None, without the prefix in the keywords; the others as usual."""
    usual: dict[str, list[dict[str, str]] | None] = {
        "ssd_care_leavers": [
            leaver("P1", personal_advisor="A1", worker_id="A1"),
            leaver("P2", eligibility="Eligible", worker_id="S1"),
        ],
        "ssd_person": [born("P1", "2003-08-07"), born("P2", "2008-05-09")],
        "ssd_involvements": [involvement("P1", "A1", "2023-04-03")],
        "ssd_professionals": [professional("A1", fte="0.8"), professional("S1", "Social Worker")],
        "ssd_department": [],
        "ssd_address": [],
        "ssd_immigration_status": [],
        "ssd_disability": [],
    }
    whole = usual | {f"ssd_{name}": rows for name, rows in changed.items()}
    return {name: rows for name, rows in whole.items() if rows is not None}


def write(folder: Path, made: Mapping[str, Sequence[Cells]]) -> Path:
    """The tables as CSV files with their columns as published."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, HEADERS[name])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def read(folder: Path, **changed: list[dict[str, str]] | None) -> tuple[Extract, tuple[Finding, ...]]:
    """The extract of a folder with these tables, and what was found."""
    found = Collector()
    return read_ssd(write(folder / "ssd", tables(**changed)), as_of=AS_OF, found=found), tuple(found.found)


def one(extract: Extract, person_id: str = "P1") -> YoungPerson:
    """One young person of an extract."""
    return next(person for _, person in extract.people if person.person_id == person_id)


def codes(findings: Sequence[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in findings]
