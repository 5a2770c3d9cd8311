"""List 8 gives those still looked after their place, and brings in eligible children who stand nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from allocator.reading.annex_a.list_eight import as_postcode
from allocator.reading.cells import CellProblem
from allocator.records import Category, Lead, Need
from tests.reading.annex_a.books import child, codes, leaver, read_lists

ELIGIBLE = {"category": "d) Eligible child", "born": "09/08/2008", "adviser": "Kim Sample"}


def test_place_uasc_and_disability_of_somebody_in_both(tmp_path: Path) -> None:
    """The postcode of the placement is the place; UASC and disability of either list count; the rows are one person."""
    in_care = [child(101, postcode="ng31 6pz", uasc_8="a) Yes", disability="Yes")]
    extract, findings = read_lists(tmp_path, leaver(101, **ELIGIBLE), in_care=in_care)
    [(row, person)] = extract.people
    assert (row.sheet, person.place, person.former_uasc, person.needs) == (
        "List 9",
        "NG31 6PZ",
        True,
        {Need.DISABILITY},
    )
    assert (person.current_worker, person.lead) == ("Kim Sample", Lead.LCW)
    assert extract.rows == 1
    assert codes(findings) == set()


def test_an_eligible_child_in_list_8_only(tmp_path: Path) -> None:
    """Somebody of 16 or 17 who is looked after is eligible: led by the social worker, without a worker, and noted."""
    extract, findings = read_lists(tmp_path, leaver(101), in_care=[child(102, postcode="LN5", disability="Y")])
    (_, (row, person)) = extract.people
    assert (row.sheet, row.number, person.person_id) == ("List 8", 2, "102")
    assert (person.category, person.lead, person.current_worker) == (Category.ELIGIBLE, Lead.SOCIAL_WORKER, None)
    assert (person.place, person.needs) == ("LN5", {Need.DISABILITY})
    assert list(extract.workers) == ["Kim Sample"]  # a social worker is no leaving care worker
    [found] = [found for found in findings if found.code == "eligible_from_list_8"]
    assert (found.row, found.record_id) == (2, "102")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"born": "06/01/2010"}, "in_care_under_16"),
        ({"born": "05/01/2008"}, "in_care_list_at_18"),
        ({"ceased": "01/12/2025"}, "left_care"),
        ({"ceased": "some day"}, "left_care"),
    ],
)
def test_others_of_list_8_are_counted_not_errors(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    """Younger children, adults, and who is no longer looked after are left out with a reason."""
    extract, findings = read_lists(tmp_path, leaver(101), in_care=[child(102, **cells)])
    assert [(left.row.sheet, left.reason) for left in extract.excluded] == [("List 8", reason)]
    assert codes(findings) <= {"date_not_read"}
    assert extract.rows == 2


def test_a_day_ahead_is_not_yet_the_end(tmp_path: Path) -> None:
    """Who will cease to be looked after next week still is."""
    extract, _ = read_lists(tmp_path, leaver(101), in_care=[child(102, ceased="12/01/2026")])
    assert len(extract.people) == 2


def test_the_placement_of_somebody_who_left_care_is_not_their_place(tmp_path: Path) -> None:
    """A former placement says nothing of where a care leaver lives now."""
    rows = [leaver(101), leaver(102, **ELIGIBLE)]
    in_care = [child(101, born="14/03/2006", postcode="PE9 1AA"), child(102, postcode="PE9 1AA", ceased="01/12/2025")]
    extract, findings = read_lists(tmp_path, *rows, in_care=in_care)
    assert [person.place for _, person in extract.people] == [None, None]
    [found] = [found for found in findings if found.code == "lists_disagree"]
    assert found.what == "Eligible in List 9, but no longer looked after in List 8; List 9 counts."


def test_a_postcode_that_is_none(tmp_path: Path) -> None:
    """What is no postcode is noted with its value, and the place is blank."""
    extract, findings = read_lists(tmp_path, leaver(101, **ELIGIBLE), in_care=[child(101, postcode="nope")])
    assert extract.people[0][1].place is None
    [found] = [found for found in findings if found.code == "not_a_postcode"]
    assert (found.table, found.column, found.value) == ("List 8", "Placement postcode", "nope")


def test_lists_that_disagree(tmp_path: Path) -> None:
    """Two dates of birth for one id are a warning; List 9 counts."""
    extract, findings = read_lists(tmp_path, leaver(101, **ELIGIBLE), in_care=[child(101, born="10/08/2008")])
    [(_, person)] = extract.people
    assert person.date_of_birth is not None
    assert person.date_of_birth.day == 9
    assert "lists_disagree" in codes(findings)


def test_who_is_left_out_of_list_9_does_not_come_back_through_list_8(tmp_path: Path) -> None:
    """Died in List 9 is died; an error in List 9 is not papered over."""
    rows = [leaver(101), leaver(102, in_touch="c) Died"), leaver(103, category="e) Other")]
    extract, _ = read_lists(tmp_path, *rows, in_care=[child(102), child(103)])
    assert [person.person_id for _, person in extract.people] == ["101"]
    assert [left.reason for left in extract.excluded] == ["died"]


def test_twice_in_list_8(tmp_path: Path) -> None:
    """Two placements are one person; where the rows differ it is said, and a period that has ended is counted."""
    in_care = [child(102, postcode="LN5"), child(102, postcode="LN5"), child(102, postcode="LN6")]
    extract, findings = read_lists(tmp_path, leaver(101), in_care=[*in_care, child(102, ceased="01/03/2025")])
    assert [left.reason for left in extract.excluded] == ["repeated_row", "repeated_row", "left_care"]
    [found] = [found for found in findings if found.code == "lists_disagree"]
    assert (found.row, found.what) == (4, "This id stands in List 8 twice, and the rows differ; the first counts.")
    assert extract.rows == len(extract.people) + len(extract.excluded)


def test_a_row_of_list_8_to_mend(tmp_path: Path) -> None:
    """Somebody without a date of birth, or without an id, may be eligible: it has to be mended."""
    _, findings = read_lists(tmp_path, leaver(101), in_care=[child(102, born=None), child(None)])
    errors = [(found.code, found.row, found.column) for found in findings if found.table == "List 8"]
    assert errors == [("no_age", 2, "Date of Birth"), ("missing_value", 3, "Child Unique ID")]


@pytest.mark.parametrize(
    ("text", "postcode"), [("ln13aa", "LN1 3AA"), ("PE21  8AA", "PE21 8AA"), ("LN6 8", "LN6 8"), ("ng31", "NG31")]
)
def test_postcodes(text: str, postcode: str) -> None:
    """A postcode, or the beginning of one, in one spelling."""
    assert as_postcode(text) == postcode


def test_no_postcode() -> None:
    """A town is none."""
    with pytest.raises(CellProblem, match="This is not a postcode"):
        as_postcode("Boston")
