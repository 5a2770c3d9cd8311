"""The columns of the team workbook: those of the table of workers, any of which may be blank; it reads nothing.

Skills are one column each, yes or no, because a drop-down cannot offer several words at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from allocator.reading.cells import as_yes_no
from allocator.reading.tables.columns import WORKERS, Column, Table
from allocator.reading.writing.sheets import DropDown
from allocator.records import Need, Record, Role

FILE_NAME, SHEET, HOW_TO = "team.xlsx", "team", "how to fill in"
SKILL = "skill_"


class Line(Record):
    """One row of the workbook: what is filled in, and nothing else (see ``model_fields_set``)."""

    worker_id: str
    base: str | None = None
    fte: Decimal | None = None
    role: Role | None = None
    team: str | None = None
    skills: frozenset[Need] | None = None
    skill_custody: bool | None = None
    skill_parent: bool | None = None
    skill_disability: bool | None = None
    skill_mental_health: bool | None = None
    skill_uasc: bool | None = None
    languages: frozenset[str] | None = None
    start_date: date | None = None
    last_day: date | None = None
    absent_from: date | None = None
    absent_to: date | None = None
    reduction_percent: Decimal | None = None
    post: str | None = None
    experience_years: Decimal | None = None


IN_WORDS: Mapping[Need, str] = {
    Need.CUSTODY: "young people in custody",
    Need.PARENT: "young parents",
    Need.DISABILITY: "young people with a disability",
    Need.MENTAL_HEALTH: "young people whose mental health needs care",
    Need.UASC: "young people who came unaccompanied (UASC)",
}
SKILLS: Mapping[str, Need] = {f"{SKILL}{need.value}": need for need in Need}


def _columns(*, written: bool) -> tuple[Column, ...]:
    """The columns as they are written, or with the one column ``skills`` beside them, which is read as well."""
    columns: list[Column] = []
    for column in WORKERS.columns:
        if column.name == "skills":
            columns += [Column(name, as_yes_no, "yes or no") for name in SKILLS]
        if column.name != "skills" or not written:
            columns.append(replace(column, needed=False, filled=False))
    return (replace(columns[0], needed=True, filled=True), *columns[1:])


# Columns that are not known are not kept: a name or a telephone number in one of them stays in the workbook.
TEAM = Table(SHEET, Line, _columns(written=False), id_column="worker_id")
WRITTEN = _columns(written=True)

NOTES: Mapping[str, str] = {
    "worker_id": "The id that the caseload has; the key beside the caseload says whose it is. Never a name.",
    "base": "Where their journeys begin: a town or a postcode. Blank: every journey is priced at the median.",
    "fte": "The contract: 1 is full time, 0.6 three days of five. Blank: what the extract says, or else 1.",
    "role": "Whom they take: 16-20, 21+ or all. Blank: all.",
    "team": "Any word. Blank: what the extract says.",
    "languages": "Languages that they work in, separated by ; such as Arabic;Tigrinya.",
    "start_date": "Their first day in the post. New workers get a share of a full caseload, growing month by month.",
    "last_day": "Their last day, if they leave. Whom they work with is given to others in good time.",
    "absent_from": "The first day of leave or sickness. A long absence frees whom they work with.",
    "absent_to": "The last day of it. Blank: not known yet.",
    "reduction_percent": "How much less than the contract they take, 0 to 100: other duties, a phased return.",
    "post": "lcw, team_manager or another post of the service model. Blank: what the extract says, or else lcw.",
    "experience_years": "Years in the work, where they began elsewhere. Blank: counted from the start date.",
} | {name: f"Whether they are skilled in work with {IN_WORDS[need]}. Blank: no." for name, need in SKILLS.items()}

CHOICES: Mapping[str, DropDown] = {
    "role": DropDown(tuple(role.value for role in Role)),
    "post": DropDown(("lcw", "team_manager", "social_worker"), only=False),
} | {name: DropDown(("yes", "no")) for name in SKILLS}
