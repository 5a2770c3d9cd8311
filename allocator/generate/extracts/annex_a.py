"""A caseload as an authority's Annex A workbook, List 9 and List 8; workers stand in it by ids, never by names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from allocator.dates import age_on, birthday
from allocator.generate.extracts.annex_a_words import (
    ACCOMMODATION,
    ACTIVITY,
    CATEGORIES,
    IN_TOUCH,
    LIST_EIGHT,
    LIST_NINE,
    NOT_STATED,
    SUITABILITY,
    YES_NO,
    Columns,
)
from allocator.generate.extracts.returns import is_child
from allocator.reading.writing.sheets import write_workbook
from allocator.records import Caseload, Category, Lead, Need, YoungPerson
from allocator.travel.bundled import bundled_towns
from allocator.travel.names import place_key
from allocator.travel.postcodes import read_postcode

SOCIAL_WORKERS = 12
IN_CARE_SINCE = 14
_SPELLINGS = {
    "Age of Child (Years)": "Age",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": "UASC",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "UASC",
}
Cells = Mapping[str, object]


class _Team(NamedTuple):
    """Who is named in a row: the allocated worker, the adviser of the newer form, and the team."""

    worker: str | None
    adviser: str | None
    team: str | None


def write_annex_a(caseload: Caseload, file: Path, *, columns: Columns, overwrite: bool = False) -> Path:
    """Write the workbook: List 8 with those still looked after, List 9 with everybody, in its form of so many columns.

    Raises UsageError where the file is there already and ``overwrite`` is not asked for.
    """
    teams = {worker.worker_id: worker.team for worker in caseload.workers}
    eight: list[list[object]] = [list(LIST_EIGHT)]
    nine: list[list[object]] = [list(LIST_NINE[columns])]
    for number, person in enumerate(caseload.young_people):
        social_worker = f"S{number % SOCIAL_WORKERS + 1:02}"
        cells = _common(person, caseload.as_of)
        led = columns == 17 and person.lead is Lead.SOCIAL_WORKER and is_child(person, caseload.as_of)
        named = _named(person, social_worker if led else None, teams)
        nine.append(_row(LIST_NINE[columns], {**cells, **_care_leaver(person), **_workers(named)}))
        if person.category is Category.ELIGIBLE:
            in_care = _Team(social_worker, None, None)
            eight.append(_row(LIST_EIGHT, {**cells, **_child(person), **_workers(in_care)}))
    return write_workbook(file, {"List 8": eight, "List 9": nine}, overwrite=overwrite)


def postcode_of(place: str | None) -> str | None:
    """A place as a placement postcode: as it is, or the half of one that stands for the town; None where none does."""
    if place is None or read_postcode(place) is not None:
        return place
    return _outward_codes().get(place_key(place))


def _outward_codes() -> Mapping[str, str]:
    """The first postcode district or sector that the gazetteer knows for a town."""
    codes: dict[str, str] = {}
    for prefix, town in bundled_towns().items():
        if read_postcode(prefix) is not None:
            codes.setdefault(place_key(town), prefix)
    return codes


def _named(person: YoungPerson, social_worker: str | None, teams: Mapping[str, str | None]) -> _Team:
    """The newer form has a place for the social worker beside the adviser; the older one has not."""
    held = person.current_worker
    return _Team(social_worker or held, held, None if social_worker else teams.get(held or ""))


def _workers(named: _Team) -> Cells:
    return {
        "Allocated Worker": named.worker,
        "Allocated Personal Advisor": named.adviser,
        "Allocated Team": named.team,
    }


def _common(person: YoungPerson, as_of: date) -> Cells:
    """What both lists hold."""
    born = person.date_of_birth
    return {
        **NOT_STATED,
        "Child Unique ID": person.person_id,
        "Date of Birth": born,
        "Age": person.age if born is None else age_on(born, as_of),
        "UASC": YES_NO[person.former_uasc],
        "Does the Child have a Disability": YES_NO[Need.DISABILITY in person.needs],
    }


def _care_leaver(person: YoungPerson) -> Cells:
    """What only List 9 holds."""
    return {
        "Eligibility Category": CATEGORIES[person.category],
        "Latest Pathway Plan Review Date": person.pathway_plan,
        "LA in Touch": person.in_touch and IN_TOUCH[person.in_touch],
        "Latest Date of Contact": person.latest_contact,
        "Type of Accommodation": person.accommodation and ACCOMMODATION[person.accommodation],
        "Suitability of Accommodation": person.suitability and SUITABILITY[person.suitability],
        "Activity Status": person.activity and ACTIVITY[person.activity],
    }


def _child(person: YoungPerson) -> Cells:
    """What only List 8 holds."""
    born = person.date_of_birth
    return {
        "Date Started to be Looked After": None if born is None else birthday(born, IN_CARE_SINCE),
        "Placement postcode": postcode_of(person.place),
    }


def _row(headers: tuple[str, ...], cells: Cells) -> list[object]:
    return [cells.get(_SPELLINGS.get(header, header)) for header in headers]
