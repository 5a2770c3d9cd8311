"""A whole county's OC3, there and back: what an extract without the fields of the returns gets from it."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from allocator.dates import age_on
from allocator.errors import UsageError
from allocator.generate.extracts import OC3_HELD, with_returns, write_oc3
from allocator.reading.extracts import Extract, Row
from allocator.reading.extracts.codes import EDUCATION
from allocator.reading.findings import Collector
from allocator.reading.oc3 import HEADERS, with_oc3
from allocator.records import Activity, Caseload, Need, YoungPerson
from tests.builders import caseload, person, worker
from tests.generate.drawn import county

FROM_RETURNS = {Need.CUSTODY, Need.PARENT}


def stripped(made: Caseload) -> Extract:
    """An extract of the caseload that knows nothing of what OC3 says."""
    blank: dict[str, None] = dict.fromkeys(("in_touch", "activity", "accommodation", "suitability"))
    people = [
        one.model_copy(update={**blank, "in_education": False, "needs": one.needs - FROM_RETURNS})
        for one in made.young_people
    ]
    rows = tuple((Row("list.csv", None, number), one) for number, one in enumerate(people, start=2))
    return Extract("a test", rows, {}, rows=len(rows))


def in_return(one: YoungPerson, made: Caseload) -> bool:
    """Whether somebody is of an age for OC3."""
    return one.date_of_birth is not None and 17 <= age_on(one.date_of_birth, made.as_of) <= 21


def held(one: YoungPerson) -> YoungPerson:
    """What OC3 holds of somebody who is in it: accommodation with its suitability, and needs by code."""
    lives = one.accommodation if one.suitability is not None else None
    parent = {Need.PARENT} if one.activity is not Activity.NONE_PREGNANCY_OR_PARENTING else set()
    changes = {"accommodation": lives, "needs": one.needs - parent, "in_education": one.activity in EDUCATION}
    return one.model_copy(update=changes)


def test_a_county_gets_its_returns_back(tmp_path: Path) -> None:
    """Proves that everybody of 17 to 21 of 936 people gets every field that OC3 holds, and that others get nothing."""
    made = with_returns(county("lincolnshire-2023"), seed=3)
    found = Collector()
    bare = stripped(made)
    filled = with_oc3(bare, write_oc3(made, tmp_path / "oc3.csv"), found=found)
    expected = [
        held(one) if in_return(one, made) else blank
        for one, (_, blank) in zip(made.young_people, bare.people, strict=True)
    ]
    for field in YoungPerson.model_fields:
        assert [getattr(one, field) for _, one in filled.people] == [getattr(one, field) for one in expected], field
    assert found.found == []
    changed = [
        {field for field in OC3_HELD if getattr(one, field) != getattr(blank, field)}
        for (_, one), (_, blank) in zip(filled.people, bare.people, strict=True)
    ]
    assert set().union(*changed) == set(OC3_HELD)


def test_the_file(tmp_path: Path) -> None:
    """Proves headers, dates and codes as published, 0 for what is not known, and that nobody else is in it."""
    people = [
        person("P1", age=19, in_touch="refused", activity="F1", accommodation="U", suitability="suitable"),
        person("P2", age=19, in_touch="no", accommodation="R"),
        person("P3", age=22, in_touch="yes"),
        person("P4", age=16, in_touch="yes"),
        person("P5", age=19),
    ]
    file = write_oc3(caseload(people, [worker()]), tmp_path / "oc3.csv")
    with file.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    born = people[0].date_of_birth
    assert born is not None
    day = f"{born.day:02}/{born.month:02}/{born.year}"
    assert rows == [list(HEADERS), ["P1", day, "REFU", "F1", "U1"], ["P2", day, "NO", "0", "0"]]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """Proves that a file that is there is refused unless overwriting is asked for."""
    made = caseload([person(in_touch="yes")], [worker()])
    file = write_oc3(made, tmp_path / "oc3.csv")
    with pytest.raises(UsageError, match=r"oc3\.csv is there already"):
        write_oc3(made, file)
    assert write_oc3(made, file, overwrite=True) == file
