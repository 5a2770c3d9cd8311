"""OC3 beside an extract: it fills what is blank, decides nothing against the extract, and adds nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from allocator.errors import UsageError
from allocator.reading.extracts import Excluded, Extract, Row
from allocator.reading.findings import Collector
from allocator.reading.oc3 import with_oc3
from allocator.records import (
    Accommodation,
    Activity,
    Finding,
    InTouch,
    Need,
    Suitability,
    YoungPerson,
)

HEADERS = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
BORN = date(2006, 3, 9)


def extract_of(*people: YoungPerson) -> Extract:
    """An extract with these people in rows 2, 3, ... and one who has been left out already."""
    rows = tuple((Row("list.csv", None, number), person) for number, person in enumerate(people, start=2))
    return Extract("a test", rows, {}, excluded=(Excluded(Row("list.csv", None, 99), "too_old"),), rows=len(people) + 1)


def person(person_id: str = "P1", **fields: Any) -> YoungPerson:
    """Somebody of whom nothing else is known."""
    return YoungPerson.model_validate(
        {"person_id": person_id, "category": "former_relevant", "date_of_birth": BORN} | fields
    )


def add(tmp_path: Path, extract: Extract, *rows: str, headers: str = HEADERS) -> tuple[Extract, tuple[Finding, ...]]:
    """The extract with OC3 of these rows, and what was found."""
    file, found = tmp_path / "oc3.csv", Collector()
    file.write_text("\n".join([headers, *rows, ""]), encoding="utf-8")
    return with_oc3(extract, file, found=found), tuple(found.found)


def test_blanks_are_filled(tmp_path: Path) -> None:
    """Proves that in touch, activity, accommodation and suitability are filled, and education with them."""
    extract, findings = add(tmp_path, extract_of(person(needs={"disability"})), "P1,09/03/2006,REFU,P2,U2")
    filled = extract.people[0][1]
    assert (filled.in_touch, filled.activity) == (InTouch.REFUSED, Activity.OTHER_EDUCATION_PART_TIME)
    assert (filled.accommodation, filled.suitability) == (Accommodation.INDEPENDENT, Suitability.UNSUITABLE)
    assert (filled.in_education, filled.needs) == (True, {Need.DISABILITY})
    assert findings == ()


def test_needs_follow(tmp_path: Path) -> None:
    """Proves that custody (X) and parenting (G6) become needs beside those that are known."""
    extract, _ = add(tmp_path, extract_of(person(needs={"disability"})), "P1,09/03/2006,YES,G6,X2")
    assert extract.people[0][1].needs == {Need.DISABILITY, Need.CUSTODY, Need.PARENT}
    assert extract.people[0][1].in_education is False


def test_nothing_known_fills_nothing(tmp_path: Path) -> None:
    """Proves that 0 and blank leave the extract as it is, what it knows of education included."""
    before = extract_of(person(in_education=True))
    extract, findings = add(tmp_path, before, "P1,09/03/2006,,0,0")
    assert (extract, findings) == (before, ())


def test_what_the_extract_knows_beside_a_blank_stays(tmp_path: Path) -> None:
    """Proves that education stays beside an activity that is filled, and suitability beside an accommodation."""
    before = extract_of(person(in_education=True, suitability="suitable"))
    extract, _ = add(tmp_path, before, "P1,09/03/2006,YES,F4,U2")
    filled = extract.people[0][1]
    assert (filled.activity, filled.in_education) == (Activity.APPRENTICESHIP, True)
    assert (filled.accommodation, filled.suitability) == (Accommodation.INDEPENDENT, Suitability.SUITABLE)


def test_the_extract_counts(tmp_path: Path) -> None:
    """Proves that nothing the extract says is changed, and that each column that differs is one finding."""
    said: dict[str, Any] = {
        "in_touch": "no",
        "activity": "G5",
        "accommodation": "X",
        "suitability": "unsuitable",
        "needs": {"custody"},
    }
    before = extract_of(person(**said), person("P2", **said), person("P3", **said))
    rows = ("P1,09/03/2006,YES,F1,U1", "P2,09/03/2006,NO,F1,X2", "P3,09/03/2006,NO,G5,X2")
    extract, findings = add(tmp_path, before, *rows)
    assert extract == before
    assert [(f.code, f.column, f.row) for f in findings] == [
        ("oc3_disagrees", "IN_TOUCH", 2),
        ("oc3_disagrees", "ACTIV", 2),
        ("oc3_disagrees", "ACCOM", 2),
    ]
    assert [f.what.split(" something")[0] for f in findings] == ["1 row says", "2 rows say", "1 row says"]


def test_suitability_is_that_of_the_same_accommodation(tmp_path: Path) -> None:
    """Proves that it is filled, or held against the extract's, only where the accommodation is the same."""
    before = extract_of(
        person(accommodation="U"),
        person("P2", accommodation="U"),
        person("P3", accommodation="U", suitability="suitable"),
    )
    rows = ("P1,09/03/2006,,0,U2", "P2,09/03/2006,,0,V2", "P3,09/03/2006,,0,U2")
    extract, findings = add(tmp_path, before, *rows)
    assert [one.suitability for _, one in extract.people] == [Suitability.UNSUITABLE, None, Suitability.SUITABLE]
    assert [(f.code, f.what.split(" something")[0]) for f in findings] == [("oc3_disagrees", "2 rows say")]


@pytest.mark.parametrize(("touch", "reason"), [("DIED", "died"), ("RHOM", "returned_home"), ("NREQ", "not_required")])
def test_who_is_gone_is_left_out_and_counted(tmp_path: Path, touch: str, reason: str) -> None:
    """Proves that they are excluded by the row of the extract, beside those who were before."""
    extract, _ = add(tmp_path, extract_of(person(), person("P2")), f"P2,09/03/2006,{touch},0,0")
    assert [one.person_id for _, one in extract.people] == ["P1"]
    assert [(excluded.row.number, excluded.reason) for excluded in extract.excluded] == [(99, "too_old"), (3, reason)]
    assert len(extract.people) + len(extract.excluded) == extract.rows


def test_who_is_not_in_the_extract_is_one_note(tmp_path: Path) -> None:
    """Proves that OC3 adds nobody, and says how many it knows beside the extract."""
    rows = ("P1,09/03/2006,YES,0,0", "P8,09/03/2006,YES,0,0", "P9,09/03/2006,DIED,0,0")
    extract, findings = add(tmp_path, extract_of(person()), *rows)
    assert [one.person_id for _, one in extract.people] == ["P1"]
    assert [(f.code, f.row) for f in findings] == [("oc3_not_in_extract", 3)]
    assert findings[0].what == "2 people of OC3 are not among those taken from the extract, and not used."


def test_another_date_of_birth_is_found(tmp_path: Path) -> None:
    """Proves that the extract's counts, and that an age alone is not held against it."""
    before = extract_of(person(), person("P2", date_of_birth=None, age=19))
    extract, findings = add(tmp_path, before, "P1,03/09/2006,,0,0", "P2,03/09/2006,,0,0")
    assert extract.people[0][1].date_of_birth == BORN
    assert [(f.code, f.row, f.record_id) for f in findings] == [("oc3_birth_disagrees", 2, "P1")]


@pytest.mark.parametrize("code", ["S1", "X1"])
def test_suitable_where_nothing_is(tmp_path: Path, code: str) -> None:
    """Proves that S1 and X1, which are no codes, are read as unsuitable, and found."""
    extract, findings = add(tmp_path, extract_of(person()), f"P1,09/03/2006,,0,{code}")
    assert (extract.people[0][1].accommodation, extract.people[0][1].suitability) == (code[0], "unsuitable")
    assert [(f.code, f.value) for f in findings] == [("oc3_code_pair", code)]


BAD = {
    "unknown_code": "P1,09/03/2006,YES,F1,Q1",
    "bad_date": "P1,9th of March,YES,F1,U1",
    "missing_value": ",09/03/2006,YES,F1,U1",
}


@pytest.mark.parametrize("code", BAD)
def test_cells_that_cannot_be_taken(tmp_path: Path, code: str) -> None:
    """Proves that each is found with file and row, and that the other cells of the row are used."""
    extract, findings = add(tmp_path, extract_of(person()), BAD[code])
    assert [(f.code, f.file, f.row) for f in findings] == [(code, "oc3.csv", 2)]
    used = None if code == "missing_value" else InTouch.YES
    assert extract.people[0][1].in_touch is used


def test_the_same_child_twice(tmp_path: Path) -> None:
    """Proves that rows that say the same are a note, and rows that differ an error; the first counts."""
    row = "P1,09/03/2006,YES,F1,U1"
    extract, findings = add(tmp_path, extract_of(person()), row, row, "P1,09/03/2006,NO,F1,U1")
    assert extract.people[0][1].in_touch is InTouch.YES
    assert [(f.code, f.row) for f in findings] == [("row_repeated", 3), ("duplicate_id", 4)]


def test_headers_in_any_order_below_a_title(tmp_path: Path) -> None:
    """Proves that columns are told by their headers, and that a column may be missing."""
    extract, _ = add(tmp_path, extract_of(person()), "accom,Child", "V1,P1", headers="OC3 2026,")
    assert extract.people[0][1].accommodation is Accommodation.EMERGENCY


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    """Proves that the extract stays as it is, and that the headers that are missing are named."""
    before = extract_of(person())
    extract, findings = add(tmp_path, before, "P1,x", headers="Childs,Something")
    assert extract is before
    assert [(f.code, f.what) for f in findings] == [
        (
            "missing_column",
            "The file has no row with the headers CHILD, DOB, IN_TOUCH, ACTIV, ACCOM. Did you mean Childs?",
        )
    ]


def test_no_file(tmp_path: Path) -> None:
    """Proves that a file that is not there is wrong usage."""
    with pytest.raises(UsageError, match=r"There is no file .*oc3\.csv"):
        with_oc3(extract_of(person()), tmp_path / "oc3.csv", found=Collector())
