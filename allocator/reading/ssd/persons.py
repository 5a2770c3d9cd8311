"""What other tables say of a care leaver: birth and death, a disability, having come alone; no name is ever read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from allocator.reading.findings import Collector
from allocator.reading.ssd.columns import CARE_LEAVERS, DISABILITY, IMMIGRATION, PERSON, TABLES
from allocator.reading.ssd.tables import Held

NO_DISABILITY = "none"
UASC_WORDS = ("uasc", "unaccompanied")


@dataclass(frozen=True)
class Person:
    """One row of the table of people."""

    born: date | None
    died: date | None
    born_stated: bool


def read_persons(
    tables: Mapping[str, Held], people: Collection[str], *, as_of: date, found: Collector
) -> Mapping[str, Person]:
    """Birth and death of ``people``; a finding for a date that cannot be, and where two rows disagree."""
    persons: dict[str, Person] = {}
    for line in tables[PERSON].lines() if PERSON in tables else ():
        known = line.text("pers_person_id")
        if known not in people:
            continue
        born, died = (line.read_day(column, found, of=known) for column in ("pers_dob", "pers_death_date"))
        if died is not None and died > as_of:
            what = f"The date of death {died.isoformat()} lies ahead of {as_of.isoformat()}: not used."
            line.add(found, "death_ahead", what, do="Put it right.", column="pers_death_date", record_id=known)
            died = None
        one = Person(born, died, bool(line.text("pers_dob")))
        if persons.setdefault(known, one) != one:
            what = "The person stands in two rows, and they differ: the first one counts."
            line.add(found, "person_twice", what, do="Keep the row that is right.", record_id=known)
    return persons


def disabled(tables: Mapping[str, Held]) -> frozenset[str]:
    """Who has a code of disability other than NONE."""
    lines = tables[DISABILITY].lines() if DISABILITY in tables else ()
    # the word none is blank to every reader of cells, and here it says the same
    return frozenset(
        line.text("disa_person_id")
        for line in lines
        if line.text("disa_disability_code").casefold() not in {"", NO_DISABILITY}
    )


def former_uasc(tables: Mapping[str, Held]) -> frozenset[str]:
    """Whose immigration status is or was that of an unaccompanied asylum-seeking child."""
    lines = tables[IMMIGRATION].lines() if IMMIGRATION in tables else ()
    return frozenset(
        line.text("immi_person_id")
        for line in lines
        if any(word in line.text("immi_immigration_status").casefold() for word in UASC_WORDS)
    )


def say_others(tables: Mapping[str, Held], people: Collection[str], found: Collector) -> None:
    """One note of the rows about people who are not care leavers; a warning for those of people nobody knows."""
    everybody = set(people)
    if PERSON in tables:
        everybody |= {line.text("pers_person_id") for line in tables[PERSON].lines()}
    others = 0
    for name, held in tables.items():
        column = TABLES[name].person
        if not column or name == CARE_LEAVERS:
            continue
        strangers = []
        for line in held.lines():
            known = line.text(column)
            others += known not in people
            if known not in everybody:
                strangers.append(line)
        if strangers and PERSON in tables:
            rows = "1 row belongs" if len(strangers) == 1 else f"{len(strangers)} rows belong"
            what = f"{rows} to people who are not in {PERSON}: not used."
            do = "Look whether a care leaver's id is misspelt there."
            strangers[0].add(found, "orphan_rows", what, do=do, column=column)
    if others:
        rows = "1 row is" if others == 1 else f"{others} rows are"
        what = f"{rows} about people who are not care leavers, and were not used."
        found.add("rows_of_others", what, table=PERSON, do="Nothing, if the extract is for all of children's services.")
