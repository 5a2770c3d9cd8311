"""Small caseload folders for tests of reading: a sound one, in which a test changes one thing."""

from __future__ import annotations

from pathlib import Path

from allocator.errors import InputError
from allocator.reading.caseload import read_caseload
from allocator.records import Caseload, Finding

PEOPLE = """\
person_id,date_of_birth,category,place,current_worker
P1,2008-01-05,eligible,Boston,W1
P2,2004-06-05,former_relevant,Lincoln,
"""
WORKERS = """\
worker_id,base,fte
W1,Lincoln,1.0
W2,Boston,0.6
"""
P1 = "P1,2008-01-05,eligible,Boston,W1"  # 17 on 2 June 2025, with W1
SETTINGS = 'title = "Two of each"\nas_of = 2025-06-02\n'


def folder(parent: Path, *, people: str | bytes = PEOPLE, workers: str | bytes = WORKERS, **files: str | bytes) -> Path:
    """A caseload folder; further files are given without their ending, ``toml`` for the settings."""
    place = parent / "caseload"
    place.mkdir(parents=True)
    texts = {"young_people.csv": people, "workers.csv": workers, "caseload.toml": files.pop("toml", SETTINGS)}
    texts |= {f"{name}.csv": text for name, text in files.items()}
    for name, text in texts.items():
        (place / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return place


def read(parent: Path, **files: str | bytes) -> Caseload:
    """The caseload of a folder made by ``folder``."""
    return read_caseload(folder(parent, **files))


def findings(parent: Path, **files: str | bytes) -> tuple[Finding, ...]:
    """All findings of such a folder, whether or not one of them is an error."""
    try:
        return read(parent, **files).findings
    except InputError as error:
        return tuple(finding for finding in error.findings if isinstance(finding, Finding))


def one(parent: Path, code: str, **files: str | bytes) -> Finding:
    """The only finding with this code."""
    [found] = [finding for finding in findings(parent, **files) if finding.code == code]
    return found


def people(*columns: str, rows: str) -> str:
    """A table of young people with further columns."""
    return ",".join(("person_id,date_of_birth,category,place,current_worker", *columns)) + f"\n{rows}\n"


def workers(*columns: str, rows: str) -> str:
    """A table of workers with further columns."""
    return ",".join(("worker_id,base,fte", *columns)) + f"\n{rows}\n"
