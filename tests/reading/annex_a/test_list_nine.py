"""A row of List 9 becomes a young person with all that an allocation needs, or says why not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from allocator.generate.extracts.annex_a_words import LIST_NINE
from allocator.records import Accommodation, Activity, Category, InTouch, Lead, Need, Suitability
from tests.reading.annex_a.books import book, codes, leaver, nine, only, read, read_lists

FIELDS = {
    "born": datetime(2008, 8, 9),
    "uasc": "a) Yes",
    "disability": "Y",
    "worker": "Ada Social",
    "adviser": "Kim Sample",
    "category": "a) Relevant child",
    "plan": datetime(2025, 9, 30),
    "in_touch": "d) Refu",
    "contact": "02/01/2026",
    "lives": "X: In custody",
    "suitable": "b) Unsuitable",
    "activity": "F2: Full time in education other than higher",
}


def test_every_field_of_17_columns(tmp_path: Path) -> None:
    """All that the newer form says comes over; who refuses contact stays, and is seen to."""
    person = only(tmp_path, **FIELDS)
    assert (person.date_of_birth, person.age, person.category) == (date(2008, 8, 9), None, Category.RELEVANT)
    assert (person.former_uasc, person.needs) == (True, {Need.DISABILITY, Need.CUSTODY})
    assert (person.current_worker, person.lead) == ("Kim Sample", Lead.SOCIAL_WORKER)
    assert (person.pathway_plan, person.latest_contact) == (date(2025, 9, 30), date(2026, 1, 2))
    assert (person.in_touch, person.accommodation) == (InTouch.REFUSED, Accommodation.CUSTODY)
    assert (person.suitability, person.activity) == (Suitability.UNSUITABLE, Activity.OTHER_EDUCATION)
    assert person.in_education


def test_parents_and_age_without_birth(tmp_path: Path) -> None:
    """G6 is the need of a parent; an age with decimals is completed years."""
    person = only(tmp_path, born=None, activity="G6", **{"Age of Child (Years)": 19.93})
    assert (person.needs, person.age, person.date_of_birth) == ({Need.PARENT}, 19, None)


@pytest.mark.parametrize(
    ("worker", "adviser", "born", "current", "lead"),
    [
        ("Ada Social", "Kim Sample", "09/08/2008", "Kim Sample", Lead.SOCIAL_WORKER),  # 17 and twin-tracked
        ("Ada Social", None, "09/08/2008", None, Lead.SOCIAL_WORKER),  # 17: the worker is the social worker
        ("Kim Sample", "Kim Sample", "09/08/2008", "Kim Sample", Lead.LCW),
        ("Ada Social", "Kim Sample", "14/03/2006", "Kim Sample", Lead.LCW),  # 19: the adviser
        ("Kim Sample", "#N/A", "14/03/2006", "Kim Sample", Lead.LCW),  # 19: the worker, for there is no adviser
        (None, "Unallocated", "14/03/2006", None, Lead.LCW),
    ],
)
def test_who_works_with_somebody(
    tmp_path: Path, worker: object, adviser: object, born: str, current: str | None, lead: Lead
) -> None:
    """The adviser where there is one, else the worker of an adult; before 18 another worker is the social worker."""
    person = only(tmp_path, worker=worker, adviser=adviser, born=born)
    assert (person.current_worker, person.lead) == (current, lead)


def test_the_older_form_knows_no_adviser(tmp_path: Path) -> None:
    """In 13 columns the allocated worker is the leaving care worker at any age."""
    rows = nine(leaver(101, born="09/08/2008"), headers=LIST_NINE[13])
    extract, findings = read(book(tmp_path / "a.xlsx", {"List 9": rows}))
    [(_, person)] = extract.people
    assert (person.current_worker, person.lead) == ("Kim Sample", Lead.LCW)
    assert "social_worker_leads" not in codes(findings)


def test_many_social_workers_are_one_note(tmp_path: Path) -> None:
    """What holds of more than three rows is said once, with their number and the first of them."""
    rows = [leaver(100 + number, born="09/08/2008") for number in range(5)]
    _, findings = read_lists(tmp_path, leaver(99), *rows)
    [found] = [found for found in findings if found.code == "social_worker_leads"]
    assert (found.row, found.record_id) == (3, None)
    assert found.what == ("Under 18 without a personal adviser: the allocated worker leads as social worker (5 rows).")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"in_touch": "c) Died"}, "died"),
        ({"in_touch": "Rhom"}, "returned_home"),
        ({"in_touch": "e) NREQ"}, "not_required"),
        ({"category": "No Current Eligibility"}, "no_eligibility"),
        ({"born": "06/01/2010"}, "too_young"),  # 16 tomorrow
        ({"born": "05/01/2000"}, "too_old"),  # 26 today
    ],
)
def test_who_is_left_out_and_counted(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    """Who has died, returned home, needs no service or is of another age is left out with the reason."""
    extract, findings = read_lists(tmp_path, leaver(101), leaver(102, **cells))
    assert [(left.row.number, left.reason) for left in extract.excluded] == [(3, reason)]
    assert [person.person_id for _, person in extract.people] == ["101"]
    assert codes(findings) == set()


@pytest.mark.parametrize(
    ("cells", "code", "column", "says"),
    [
        ({"category": "e) Other"}, "unknown_category", "Eligibility Category", "'e) Other' is not a known eligib"),
        ({"category": None}, "missing_value", "Eligibility Category", "The eligibility category is blank."),
        ({"id": None}, "missing_value", "Child Unique ID", "The Child Unique ID is blank."),
        ({"id": "102;103"}, "bad_id", "Child Unique ID", "This is not an id"),
        ({"born": "some day"}, "bad_date", "Date of Birth", "'some day' is not a date"),
        ({"born": None}, "no_age", "Date of Birth", "There is neither a date of birth nor an age."),
        ({"born": "01/02/2027"}, "born_in_future", "Date of Birth", "lies ahead of 2026-01-05."),
    ],
)
def test_rows_to_mend(tmp_path: Path, cells: dict[str, object], code: str, column: str, says: str) -> None:
    """Each error says which file, sheet, row and column, and the row is in nobody's caseload."""
    extract, findings = read_lists(tmp_path, leaver(101), {**leaver(102), **cells})
    [found] = [found for found in findings if found.row == 3]
    assert (found.code, found.column, found.file, found.sheet) == (code, column, "annex-a.xlsx", "List 9")
    assert says in found.what
    assert [person.person_id for _, person in extract.people] == ["101"]


def test_all_that_is_wrong_with_a_row_is_said_at_once(tmp_path: Path) -> None:
    """Id, category and date of birth are each said, so that nobody mends a row three times."""
    _, findings = read_lists(tmp_path, leaver(101), leaver(None, category="x", born="y"))
    assert [(found.code, found.column) for found in findings if found.row == 3] == [
        ("missing_value", "Child Unique ID"),
        ("unknown_category", "Eligibility Category"),
        ("bad_date", "Date of Birth"),
    ]


def test_who_has_died_needs_nothing_mended(tmp_path: Path) -> None:
    """The rest of the row does not matter then."""
    extract, findings = read_lists(tmp_path, leaver(101), leaver(102, in_touch="Died", category=None, born="y"))
    assert [left.reason for left in extract.excluded] == ["died"]
    assert codes(findings) == set()


@pytest.mark.parametrize(
    ("cells", "code", "value"),
    [
        ({"activity": "NEET"}, "neet_without_reason", "NEET"),
        ({"activity": "F9"}, "unknown_code", "F9"),
        ({"lives": "Q"}, "unknown_code", "Q"),
        ({"lives": "X", "suitable": "a) Suitable"}, "always_unsuitable", "a) Suitable"),
        ({"lives": "U2", "suitable": "a) Yes"}, "two_suitabilities", "a) Yes"),
        ({"lives": "Z", "born": "09/08/2008", "worker": None}, "accommodation_and_age", "Z"),
        ({"plan": "awaiting"}, "date_not_read", "awaiting"),
        ({"team": "#N/A"}, "blank_word", "#N/A"),
        ({"worker": "Awaiting allocation"}, "nobody_in_words", "Awaiting allocation"),
        ({"Age of Child (Years)": 29.1}, "age_disagrees", "29.1"),
    ],
)
def test_what_is_noted_and_keeps_nobody_out(tmp_path: Path, cells: dict[str, object], code: str, value: str) -> None:
    """A cell that decides nothing alone is noted, and the person comes in without it."""
    extract, findings = read_lists(tmp_path, leaver(101, **cells))
    assert len(extract.people) == 1
    [found] = [found for found in findings if found.code == code]
    assert (found.row, found.value) == (2, value)
    assert len(f"{found.what} {found.do}") <= 160


def test_homeless_and_custody_are_unsuitable_whatever_is_stated(tmp_path: Path) -> None:
    """The returns know no suitable custody."""
    assert only(tmp_path, lives="X", suitable="a) Suitable").suitability is Suitability.UNSUITABLE
    assert only(tmp_path, lives="S").suitability is Suitability.UNSUITABLE
    assert only(tmp_path, lives="U2").suitability is Suitability.UNSUITABLE
    assert only(tmp_path, lives="U").suitability is None
