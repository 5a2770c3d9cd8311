"""No name and no number of a person gets out: they stand in every cell of every format, and in no output but the key.

To add a format: one line in ``FORMATS``. Each makes an input that runs, with canaries wherever text is kept, and the
commands that are run on it; ``test_mistyped`` puts canaries also where dates, numbers and codes belong.
"""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from allocator.cli import main
from allocator.reading.tables.columns import WORKERS, YOUNG_PEOPLE

NAME, NHS, TELEPHONE = "Zebedee Quillfeather", "943 476 5919", "07700 900123"
EMAIL, INSURANCE = "zebedee@quillfeather.example", "AB 12 34 56 C"
CANARIES = (NAME, NHS, TELEPHONE, EMAIL, INSURANCE)
TRACES = ("zebedee", "quillfeather", "9434765919", "07700900123", "ab123456c")  # without spaces, in small letters
WEEK = "2025-06-02"
Tables = Mapping[str, Sequence[Sequence[str]]]


class Format(NamedTuple):
    """One way in: how an input is written, and which commands are run on it (``{in}`` and ``{out}`` are filled in)."""

    name: str
    write: Callable[[Path, Tables], Path]
    commands: tuple[str, ...]
    tables: Callable[[bool], Tables]


def _rows(columns: Mapping[str, Sequence[str]], rows: int) -> list[list[str]]:
    """A header and rows: each column's cells over and over again."""
    return [[*columns], *([cells[row % len(cells)] for cells in columns.values()] for row in range(rows))]


def caseload(mistyped: bool) -> Tables:
    """Ids are ids, for every output names somebody by them; languages may be of two words, so no name can be told."""
    numbers = (NHS, TELEPHONE, EMAIL, INSURANCE)
    people = {
        "person_id": [f"P{n}" for n in range(1, 11)],
        "date_of_birth": ["2008-01-05"],
        "category": ["eligible"],
        "place": CANARIES if mistyped else (f"Boston {TELEPHONE}", NAME, f"14 Mill Lane, Boston {NHS}", EMAIL),
        "current_worker": ["W1", "", "W2"],
        "languages": [*numbers, "polish"],
        "keep_together": CANARIES,
        "key_event": CANARIES,
        "key_event_date": [WEEK, "2025-06-09"],
        "a further column": CANARIES,
        f"a column of {EMAIL}": CANARIES,
    }
    workers = {
        "worker_id": ["W1", "W2"],
        "base": ["Boston", "Lincoln"],
        "fte": ["1", "0.1"],
        "team": [NAME, TELEPHONE],
        "languages": [EMAIL, INSURANCE],
        "notes": CANARIES,
    }
    if mistyped:
        people |= {column.name: CANARIES for column in YOUNG_PEOPLE.columns}
        workers |= {column.name: CANARIES for column in WORKERS.columns}
    return {"young_people": _rows(people, 10), "workers": _rows(workers, 5 if mistyped else 2)}


def annex_a(mistyped: bool) -> Tables:
    """List 9: names as ids of people and of workers, in teams, and in a column that the list does not have."""
    columns: dict[str, Sequence[str]] = {
        "Child Unique ID": [NAME, NHS, "500123", "500124", EMAIL, INSURANCE],
        "Gender": CANARIES,
        "Ethnicity": CANARIES,
        "Date of Birth": ["05/01/2008"],
        "Age of Child (Years)": ["17"],
        "Does the Child have a Disability": ["b) No"],
        "Allocated Team": [f"{NAME}'s team", "Zebedee's", TELEPHONE, EMAIL],
        "Allocated Worker": ["Quillfeather, Mr Zebedee (LCW)", NAME, TELEPHONE, EMAIL],
        "Eligibility Category": ["b) Former relevant child", "d) Eligible child"],
        "LA in Touch": ["a) Yes"],
        "Type of Accommodation": [""],
        "Suitability of Accommodation": [""],
        "Activity Status": [""],
        "Remarks": CANARIES,
    }
    if mistyped:
        columns = dict.fromkeys(columns, CANARIES)
    return {"List 9": _rows(columns, 6)}


def with_others(mistyped: bool) -> Tables:
    """List 9 beside a table of the team and SSDA903 OC3, filled in by hand with whatever people type."""
    team = {
        "worker_id": [NAME, "N01", "N02"],
        "base": ["Boston", f"14 Mill Lane, Lincoln {TELEPHONE}"],
        "fte": ["1"],
        "team": [f"{NAME}'s team", "Zebedee's", EMAIL],
        "languages": [INSURANCE, EMAIL],
        "post": ["lcw"],
        "remarks": [*CANARIES],
    }
    oc3 = {"CHILD": [NAME, NHS, "500123"], "DOB": ["05/01/2008"], "IN_TOUCH": ["YES"], "ACTIV": ["F2"], "ACCOM": ["U1"]}
    if mistyped:
        team, oc3 = ({column: [*CANARIES] for column in columns} for columns in (team, oc3))
    return {"list9": annex_a(False)["List 9"], "team": _rows(team, 3), "oc3": _rows(oc3, 3)}


def ssd(mistyped: bool) -> Tables:
    """Care leavers, people, addresses, involvements and professionals, with names, addresses and numbers in them."""
    ids = [NAME, NHS, "500123"]
    tables = {
        "ssd_care_leavers": {
            "clea_person_id": ids,
            "clea_care_leaver_eligibility": ["Former relevant child"],
            "clea_care_leaver_worker_id": ["9001", NAME],
            "clea_care_leaver_personal_advisor": ["9001", NAME],
            "clea_care_leaver_allocated_team": [f"{NAME}'s team", TELEPHONE],
            "clea_care_leaver_in_touch": ["YES"],
        },
        "ssd_person": {"pers_person_id": ids, "pers_dob": ["2006-01-05"], "pers_forename": [NAME], "pers_nhs": [NHS]},
        "ssd_address": {
            "addr_person_id": ids,
            "addr_address_json": [f'{{"HOUSE": "{NAME}", "TOWN": "Boston"}}'],
            "addr_address_start_date": ["2020-01-05"],
            "addr_address_end_date": [""],
            "addr_address_postcode": ["PE218AA", f"c/o {NAME} {TELEPHONE}"],
        },
        "ssd_professionals": {
            "prof_professional_id": ["9001", NAME],
            "prof_professional_name": [NAME, "Quillfeather, Zebedee"],
            "prof_professional_job_title": [f"PA {TELEPHONE}"],
            "prof_full_time_equivalency": ["1"],
        },
    }
    if mistyped:
        tables = {name: {column: [*CANARIES] for column in columns} for name, columns in tables.items()}
    return {name: _rows(columns, 6 if mistyped else 3) for name, columns in tables.items()}


def folder(place: Path, tables: Tables) -> Path:
    """A folder of CSV files."""
    made = place / "input"
    made.mkdir()
    for name, rows in tables.items():
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        (made / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
    return made


def book(place: Path, tables: Tables) -> Path:
    """A workbook with a sheet for each table."""
    made, workbook = place / "input.xlsx", Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(made)
    return made


RUN = f"--as-of {WEEK} --time-limit 20"
ON_CASELOAD = (
    f"check {{in}} --as-of {WEEK}",
    f"check {{in}} --as-of {WEEK} --json",
    f"allocate {{in}} --out {{out}}/run {RUN} --debug",
    f"what-if {{in}} --fte W1=0.4 --out {{out}}/what-if {RUN} --json",
)
CONVERTED = f"--as-of {WEEK} --out {{out}}/county"
ON_ANNEX_A = (
    f"convert annex-a {{in}} --as-of {WEEK} --out {{out}}/county.xlsx --ages-only",
    f"convert annex-a {{in}} {CONVERTED}",
    f"template {{out}}/fill --from {{in}} --as-of {WEEK}",
    f"allocate {{out}}/county --out {{out}}/run {RUN}",
)
WITH_OTHERS = (
    f"convert annex-a {{in}}/list9.csv --team {{in}}/team.csv --oc3 {{in}}/oc3.csv {CONVERTED} --csv {{out}}/found.csv",
    f"check {{out}}/county --as-of {WEEK}",
    f"allocate {{out}}/county --out {{out}}/run {RUN}",
)
ON_SSD = (f"convert ssd {{in}} {CONVERTED} --json", f"allocate {{out}}/county --out {{out}}/run {RUN}")
FORMATS = (
    Format("caseload as CSV", folder, ON_CASELOAD, caseload),
    Format("caseload as a workbook", book, ON_CASELOAD, caseload),
    Format("Annex A as a workbook", book, ON_ANNEX_A, annex_a),
    Format("Annex A as CSV, a team, OC3", folder, WITH_OTHERS, with_others),
    Format("SSD", folder, ON_SSD, ssd),
)
NAMES = [entry.name for entry in FORMATS]


@pytest.mark.parametrize("entry", FORMATS, ids=NAMES)
def test_nothing_personal_gets_out(entry: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Runs go through, and neither screen nor any file that they write has a trace; the key has what was replaced."""
    codes, outputs = run(entry, entry.write(tmp_path, entry.tables(False)), tmp_path / "out", capsys)
    assert set(codes) <= {0, 3}, "".join(outputs.values())
    assert any(path.endswith("report.html") for path in outputs)
    assert traces(outputs) == []
    keys = list((tmp_path / "out").glob("*key*"))
    assert bool(keys) == (entry.tables is not caseload)
    assert all(NAME in key.read_text(encoding="utf-8") for key in keys)


@pytest.mark.parametrize("entry", FORMATS, ids=NAMES)
def test_mistyped(entry: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a name or number stands in the wrong column, the findings say so without it."""
    given = entry.write(tmp_path, entry.tables(True))
    codes, outputs = run(entry, given, tmp_path / "out", capsys)
    assert codes[0] == 1, "".join(outputs.values())
    assert traces(outputs) == []


def run(
    entry: Format, given: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[list[int], Mapping[str, str]]:
    """Exit codes, and every output by where it was: both streams, and all files but the key."""
    out.mkdir()
    codes: list[int] = []
    outputs: dict[str, str] = {}
    for line in entry.commands:
        words = [word.replace("{in}", str(given)).replace("{out}", str(out)) for word in line.split()]
        codes.append(main(words))
        said = capsys.readouterr()
        outputs |= {f"{line}: stdout": said.out, f"{line}: stderr": said.err}
    for folder_name, _, files in os.walk(out):
        for name in files:
            file = Path(folder_name, name)
            if "key" not in name:
                outputs[str(file.relative_to(out))] = f"{name}\n{text_of(file)}"
    return codes, outputs


def text_of(file: Path) -> str:
    """The text of a file; of a workbook that of all its parts."""
    if file.suffix != ".xlsx":
        return file.read_bytes().decode("utf-8")
    with zipfile.ZipFile(file) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def traces(outputs: Mapping[str, str]) -> list[str]:
    """Where which canary got to, spaces and capitals left aside, with what stands around it."""
    return [found for place, text in outputs.items() for found in _in(text, place)]


def _in(text: str, place: str) -> Iterable[str]:
    plain = text.casefold().replace(" ", "").replace("-", "")
    for trace in TRACES:
        at = plain.find(trace)
        if at >= 0:
            yield f"{place}: ...{plain[max(0, at - 60) : at + 40]}..."
