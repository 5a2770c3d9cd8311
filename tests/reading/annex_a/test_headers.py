"""Columns are told by the meaning of their headers, in every form and order; other lists are never taken for 8 or 9."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.generate.extracts.annex_a_words import LIST_EIGHT, LIST_NINE
from allocator.reading.annex_a.headers import EIGHT, NINE, columns_of, header_words, heading_of
from allocator.reading.files import Grid

IN_13 = {
    "person_id": 0,
    "date_of_birth": 3,
    "age": 4,
    "disability": 5,
    "team": 6,
    "worker": 7,
    "category": 8,
    "in_touch": 9,
    "accommodation": 10,
    "suitability": 11,
    "activity": 12,
}
ALIASES = [
    "ChildUniqueID",
    "Gender",
    "Ethnicity",
    "DateOfBirth",
    "Age",
    "UASC",
    "HasDisability",
    "AllocatedTeam",
    "AllocatedWorker",
    "AllocatedPersonalAdvisor",
    "EligibilityCategory",
    "LatestPathwayPlan",
    "LAInTouch",
    "LatestContact",
    "TypeOfAccommodation",
    "SuitabilityOfAccommodation",
    "ActivityStatus",
]
COMMON = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
OTHERS = {
    "List 1": (*COMMON, "Date of Contact", "Contact Source"),
    "List 6": (*COMMON, "Does the Child have a Disability", "Case Status", "Allocated Team", "Allocated Worker"),
    "List 7": (*COMMON, "Child Protection Plan Start Date", "Allocated Team", "Allocated Worker"),
    "List 10": (*COMMON, "Date the Child Entered Care", "Date Placed for Adoption", "Date of Adoption Order "),
    "List 11": ("Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability"),
}


def grid(*rows: Sequence[str]) -> Grid:
    """A sheet with these rows, none of them blank."""
    return Grid("a.xlsx", "Sheet1", tuple((number, tuple(row)) for number, row in enumerate(rows, start=1)))


def test_the_form_of_13_columns() -> None:
    """Every column that is used is found in the older form."""
    assert columns_of(LIST_NINE[13]) == IN_13


def test_the_form_of_17_columns() -> None:
    """The newer form has UASC, the adviser, the pathway plan and the latest contact beside them."""
    at = columns_of(LIST_NINE[17])
    assert {name: at[name] for name in ("uasc", "adviser", "pathway_plan", "latest_contact")} == {
        "uasc": 5,
        "adviser": 9,
        "pathway_plan": 11,
        "latest_contact": 13,
    }
    assert len(at) == 15


def test_short_names_of_the_public_scripts() -> None:
    """Names without spaces give the same columns as the headers that they stand for."""
    assert columns_of(ALIASES) == columns_of(LIST_NINE[17])
    assert header_words("LAInTouch") == "la in touch"


@given(order=st.permutations(range(17)), capitals=st.booleans())
def test_order_spaces_and_capitals_do_not_matter(order: list[int], capitals: bool) -> None:
    """Whatever order the columns have (the drafts differ), each is found where it is."""
    headers = [LIST_NINE[17][position] for position in order]
    written = [f" {header.upper() if capitals else header}\u00a0 " for header in headers]
    assert columns_of(written) == {name: order.index(position) for name, position in columns_of(LIST_NINE[17]).items()}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Child's ID", "person_id"),
        ("Child ID", "person_id"),
        ("DOB", "date_of_birth"),
        ("Age at\u00a0review", "age"),
        ("Formerly Unaccompanied Asylum Seeking Child", "uasc"),
        ("Allocated Personal Adviser", "adviser"),
        ("Personal adviser name", "adviser"),
        ("Leaving Care Worker", "worker"),
        ("Allocated Worker Name", "worker"),
        ("Allocated Worker's Team", "team"),
        ("Is the LA in touch?", "in_touch"),
        ("Date of last contact", "latest_contact"),
        ("Suitable accommodation?", "suitability"),
        ("Accommodation", "accommodation"),
        ("Placement post code", "postcode"),
    ],
)
def test_headers_in_other_words(header: str, name: str) -> None:
    """A header in a council's own words means what it says."""
    assert columns_of(["Stage", header]) == {name: 1}


@pytest.mark.parametrize(
    "header", ["Stage", "Language", "Date Allocated Worker started", "Date Personal Adviser left", "Villagers", ""]
)
def test_headers_that_mean_nothing_here(header: str) -> None:
    """A date beside a worker is not the worker, and part of a word is not the word."""
    assert columns_of([header]) == {}


def test_a_published_header_wins_over_a_likely_one() -> None:
    """Where two columns may be meant, the one that is headed as published counts, though it comes later."""
    assert columns_of(["Allocated Worker at 18", "Allocated Worker"]) == {"worker": 1}


def test_lists_are_told_apart() -> None:
    """List 8 has a worker and UASC too, and is not List 9; no other list is either of them."""
    assert [heading.list_name for headers in (LIST_NINE[13], LIST_EIGHT) if (heading := heading_of(grid(headers)))] == [
        NINE,
        EIGHT,
    ]
    assert [name for name, headers in OTHERS.items() if heading_of(grid(headers)) is not None] == []


def test_a_title_above_the_headers() -> None:
    """Titles and dates above the headers are passed over; the people begin below the headers."""
    heading = heading_of(grid(["Care leavers", ""], ["Eligibility as of", "05/01/2026"], LIST_NINE[13], ["1"]))
    assert heading is not None
    assert (heading.body, dict(heading.at)) == (3, IN_13)


def test_headers_in_two_rows() -> None:
    """A header that is cut into two rows is read as one."""
    upper = ["Child", "Date of", "", "Allocated", "Eligibility", "Type of", "Suitability of"]
    lower = ["Unique ID", "Birth", "Age", "Worker", "Category", "Accommodation", "Accommodation"]
    heading = heading_of(grid(upper, lower, ["101", "14/03/2006", "19", "Kim", "b)", "U", "a)"]))
    assert heading is not None
    assert heading.body == 2
    columns = ("person_id", "date_of_birth", "age", "worker", "category", "accommodation", "suitability")
    assert dict(heading.at) == {name: position for position, name in enumerate(columns)}


def test_a_row_of_groups_above_the_headers() -> None:
    """A row that only names groups of columns is not taken for a part of their headers."""
    groups = ["Child", "", "", "", "", "Worker", "", "", "Returns", "", "", "", ""]
    heading = heading_of(grid(groups, LIST_NINE[13], ["101"]))
    assert heading is not None
    assert (heading.body, dict(heading.at)) == (2, IN_13)


def test_the_first_person_is_not_taken_for_headers() -> None:
    """Words in the first row of people that would make one more column do not make it a second row of headers."""
    headers, somebody = ["Child Unique ID", "Eligibility Category", "Notes"], ["101", "b)", "In touch weekly"]
    heading = heading_of(grid(headers, somebody))
    assert heading is not None
    assert heading.body == 1
