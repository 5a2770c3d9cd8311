"""The page about extracts, made from the headers that are read and from what the round trips hold; no fact of its own.

What a column becomes is said here in words; a column that is read and has none fails the making of the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from allocator.generate.extracts import HELD, OC3_HELD, SSD_HELD, SSD_WORKERS_HELD, WORKERS_HELD
from allocator.generate.extracts.annex_a_words import LIST_EIGHT, LIST_NINE
from allocator.reading.annex_a.headers import COLUMNS, heading_of
from allocator.reading.files import Grid
from allocator.reading.oc3 import HEADERS as OC3_HEADERS
from allocator.reading.ssd.columns import TABLES
from allocator.reading.team.columns import NOTES, WRITTEN
from allocator.records import Worker, YoungPerson
from tests.docs.ssd_words import WHAT_BECOMES_OF_OC3, WHAT_BECOMES_OF_SSD
from tests.docs.tables import table

NO = "no"
BECOMES: Mapping[str, str] = {
    "person_id": "person_id",
    "date_of_birth": "date_of_birth; who is under 16 or over 25 on the day is left out",
    "age": "age, where there is no date of birth",
    "uasc": "former_uasc",
    "disability": "the need disability",
    "team": "the worker's team, unless the social worker leads",
    "worker": "current_worker, by an id; see below",
    "adviser": "current_worker, by an id; see below",
    "category": "category; who has no current eligibility is left out",
    "pathway_plan": "pathway_plan",
    "in_touch": "in_touch; who has died, returned home or needs no service is left out",
    "latest_contact": "latest_contact",
    "accommodation": "accommodation; X is the need custody",
    "suitability": "suitability; S and X are never suitable",
    "activity": "activity; F1, P1, F2, P2 are in_education, G6 is the need parent",
    "started": "nothing: it tells List 8 from other lists",
    "ceased": "whether somebody is still looked after",
    "postcode": "place of those who are still looked after",
}
OC3_BECOMES: Mapping[str, str] = {
    "CHILD": "person_id",
    "DOB": "nothing: it is compared with date_of_birth",
    "IN_TOUCH": "in_touch; who has died, returned home or needs no service is left out",
    "ACTIV": "activity, in_education, the need parent",
    "ACCOM": "accommodation, suitability, the need custody",
}
INTRODUCTION = """\
# Extracts

What an authority's own systems export goes in as it is: `allocator convert annex-a FILE`, `allocator convert ssd DIR`.
Files are .xlsx, .xlsm or CSV. Columns are told by the meaning of their headers, never by position; codes may stand with
or without their words ("F2", "F2: Full time in education other than higher", or the words alone). Names of workers
become ids; gender, ethnicity and whatever else an allocation does not need stays behind. Every row that is read ends in
the caseload, in a [finding](findings.md), or among those left out, who are counted by reason.

To try it without anybody's data: `allocator generate lincolnshire-2025 extract --as annex-a-17` (or `annex-a-13`, or
`ssd`).
"""
ANNEX_A = """\
## Annex A, Lists 8 and 9

One sheet, a whole workbook with Lists 1 to 11, or a folder of files: Lists 8 and 9 are told by their headers. List 9 is
read in its form of 13 and of 17 columns; List 8, the children in care, may lie beside it. Only the Child Unique ID, the
Eligibility Category, a date of birth or an age, and a worker or an adviser must be there.
"""
WORKERS = """\
**The leaving care worker** is the Allocated Personal Advisor, where that column exists and is filled. From 18 on it is
otherwise the Allocated Worker. Before 18 another Allocated Worker is the social worker: `lead` is `social_worker`, and
without an adviser there is no current worker. A list without a column for advisers names the leaving care worker as
Allocated Worker at any age.

**List 8** gives those who are still looked after their place, and adds UASC and disability. Who is 16 or 17, looked
after, and not in List 9 comes in as eligible, led by the social worker, without a worker; how long they have been
looked after is not checked. Older forms of List 9 leave eligible children out: without List 8 they are missing, and
that is said. Others who are in List 8 alone are left out and counted. Where the lists disagree, List 9 counts, and that
is a finding.
"""
SSD = """\
## Standard Safeguarding Data Set (SSD)

A folder with the tables as CSV, names of tables and columns as published. Only `ssd_care_leavers` and `ssd_person` must
be there.
"""
OC3 = """\
## SSDA903 OC3

`--oc3 FILE` fills what either extract leaves blank.
"""
TEAM = """
## The team workbook

Bases, roles, skills, leave and induction are in no return. `allocator template DIR` asks for them in DIR/team.xlsx:

1. `allocator convert annex-a annex-a.xlsx --out caseload`
2. `allocator template caseload` writes caseload/team.xlsx with the workers of the caseload, each by the id that the key
   has, with a note on every header and drop-downs. Before the first conversion: `--from annex-a.xlsx`.
3. Fill it in. Whatever is blank stays as the extract has it. Whoever works with nobody yet gets a row and an id.
4. `allocator convert annex-a annex-a.xlsx --out caseload --overwrite` takes it over: team.xlsx in or beside the
   caseload is found by itself, another one is named with `--team`. Where both say something, the workbook counts.

Convert each week with the same key: beside the caseload, or named with `--key`. With another one the ids are others.
What somebody has filled in by hand in the caseload itself, such as places, complexity or siblings, stays with `--keep`:
`allocator convert annex-a next-week.xlsx --out caseload --keep caseload --overwrite`. Whatever the extract leaves blank
is then as it was. `worker_since` and `locked` stay as long as the worker is the same; another worker is one change
more. Without `--keep` such a caseload is not replaced.

The next extract finds it again. Workers who are not in it yet are named, and `allocator template caseload --update`
adds them below the others; nothing that is filled in is changed. Columns of your own are not taken into the caseload.
"""
HELD_WORDS = """\
## What each format can hold

A county of 936 people goes out in each format and comes back in the tests; this is what is the same afterwards. The
rest is for the team to fill in: `allocator template`.
"""


def extracts_page() -> str:
    """What is read from each format, what it becomes, and what no format can hold."""
    return "\n".join(
        [
            INTRODUCTION,
            ANNEX_A,
            table(["column", "List 9, 13 columns", "List 9, 17 columns", "List 8", "becomes"], _annex_a_rows()),
            WORKERS,
            SSD,
            table(
                ["table", "columns that are read", "blank without the table"],
                [[f"`{one.name}`", _code(one.columns), one.without or "must be there"] for one in TABLES.values()],
            ),
            WHAT_BECOMES_OF_SSD,
            OC3,
            table(["column", "becomes"], [[f"`{name}`", OC3_BECOMES[name]] for name in OC3_HEADERS]),
            WHAT_BECOMES_OF_OC3,
            TEAM,
            table(["column", "what it is for", "what a cell may hold"], _team_rows()),
            HELD_WORDS,
            "### Young people\n",
            table(["field", "Annex A, 13 columns", "Annex A, 17 columns", "SSD", "OC3 adds"], _people_rows()),
            "### Workers\n",
            table(["field", "Annex A, 13 columns", "Annex A, 17 columns", "SSD"], _worker_rows()),
        ]
    )


def _annex_a_rows() -> list[list[str]]:
    forms = [_read_of(headers) for headers in (LIST_NINE[13], LIST_NINE[17], LIST_EIGHT)]
    forms[2] -= {"team", "worker"}  # the social worker's
    return [
        [header, *("yes" if name in form else "" for form in forms), BECOMES[name]] for name, header in COLUMNS.items()
    ]


def _read_of(headers: tuple[str, ...]) -> set[str]:
    """The columns that are read of a list with these headers."""
    heading = heading_of(Grid("list.csv", None, ((1, headers),)))
    assert heading is not None
    return set(heading.at)


def _people_rows() -> list[list[str]]:
    fields = [name for name in YoungPerson.model_fields if name != "other"]
    return [[f"`{name}`", *HELD[name], SSD_HELD[name], OC3_HELD.get(name, "")] for name in fields]


def _worker_rows() -> list[list[str]]:
    fields = [name for name in Worker.model_fields if name != "other"]
    return [[f"`{name}`", *WORKERS_HELD.get(name, (NO, NO)), SSD_WORKERS_HELD[name]] for name in fields]


def _team_rows() -> list[list[str]]:
    return [[f"`{column.name}`", NOTES[column.name], column.words] for column in WRITTEN]


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
