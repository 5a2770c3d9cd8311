"""A caseload as SSDA903 OC3: those of 17 to 21, with the codes of the return; whoever is not in it is left out."""

from __future__ import annotations

from pathlib import Path

from allocator.dates import age_on
from allocator.errors import UsageError
from allocator.generate.extracts.ssd import IN_TOUCH, SUITABLE
from allocator.reading.cells import safe
from allocator.reading.oc3 import HEADERS, NOT_KNOWN, OLDEST, YOUNGEST
from allocator.reading.writing import csv_text, write_file_owner_only
from allocator.records import Caseload, YoungPerson


def write_oc3(caseload: Caseload, file: Path, *, overwrite: bool = False) -> Path:
    """Write OC3 as CSV, readable by the owner only.

    Raises UsageError where the file is there already and ``overwrite`` is not asked for.
    """
    if file.exists() and not overwrite:
        raise UsageError(f"{file} is there already. Name another file, or use --overwrite.")
    rows = [_row(person) for person in caseload.young_people if _returned(person, caseload)]
    write_file_owner_only(file, csv_text([HEADERS, *rows]))
    return file


def _returned(person: YoungPerson, caseload: Caseload) -> bool:
    """Whether somebody is in the return: their age says so, and there is something to return."""
    born = person.date_of_birth
    return born is not None and person.in_touch is not None and YOUNGEST <= age_on(born, caseload.as_of) <= OLDEST


def _row(person: YoungPerson) -> list[str]:
    born = person.date_of_birth.strftime("%d/%m/%Y") if person.date_of_birth else ""
    touch = IN_TOUCH[person.in_touch] if person.in_touch else ""
    lives, suitable = person.accommodation, person.suitability
    known = f"{lives}{SUITABLE[suitable]}" if lives is not None and suitable is not None else NOT_KNOWN
    return [safe(person.person_id), born, touch, person.activity or NOT_KNOWN, known]
