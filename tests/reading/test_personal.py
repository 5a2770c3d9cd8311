"""What looks personal is told by its form: numbers with their check digit, telephones, e-mail, names; dates are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.cells import quoted
from allocator.reading.findings import Collector
from allocator.reading.personal import (
    Kind,
    is_nhs_number,
    looks_personal,
    masked,
    personal_cell,
    personal_id,
    printable,
    without_numbers,
)

NHS, TELEPHONE, INSURANCE, EMAIL = "943 476 5919", "07700 900123", "AB 12 34 56 C", "robin.example@example.org"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NHS, Kind.NHS_NUMBER),
        ("9434765919", Kind.NHS_NUMBER),
        ("943-476-5919", Kind.NHS_NUMBER),
        ("ring 07700 900123 at noon", Kind.TELEPHONE),
        ("(01522) 555 123", Kind.TELEPHONE),
        ("+44 7700 900123", Kind.TELEPHONE),
        ("0044 (0)7700 900123", Kind.TELEPHONE),
        ("+48 601 000 000", Kind.TELEPHONE),
        ("7700900123", Kind.TELEPHONE),  # the leading nought is gone once a spreadsheet takes it for a number
        ("ab123456c", Kind.NATIONAL_INSURANCE),
        (INSURANCE, Kind.NATIONAL_INSURANCE),
        (f"write to {EMAIL}.", Kind.EMAIL),
        ("Robin Example", Kind.NAME),
    ],
)
def test_personal(text: str, kind: Kind) -> None:
    """Each kind is told in the ways in which it is typed, wherever in the text it stands."""
    assert looks_personal(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",  # the check digit would be 9
        "5555555555",
        "2025-06-02",
        "05-01-2026 10:30",
        "05.01.2026 1030",
        "500123",
        "P0001",
        "LN1 3AA",
        "52.97633,-0.02664",
        "QQ 12 34 56 C",  # no such prefix is given out
        "custody;parent",
        "60 % of 1.0",
    ],
)
def test_not_personal(text: str) -> None:
    """Ids, dates, postcodes and degrees are nobody's number."""
    assert looks_personal(text) is None


def test_check_digit() -> None:
    """9x10 + 4x9 + 3x8 + 4x7 + 7x6 + 6x5 + 5x4 + 9x3 + 1x2 = 299 = 27x11 + 2, and 11 - 2 = 9: the last digit."""
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("943476591")
    assert [digit for digit in "0123456789" if is_nhs_number(f"943476591{digit}")] == ["9"]


def test_ids_of_ten_digits_stay() -> None:
    """An id that is no NHS number is not taken for a telephone number because it begins with nought or seven."""
    assert personal_id("0123456780") is None
    assert personal_id("7434765918") is None
    assert personal_id("01234567890") is Kind.TELEPHONE


def test_cells_are_names_only_in_capitals() -> None:
    """Two words with capitals are a name; a town, a day and an event in small letters are not."""
    assert [personal_cell(text) for text in ("Robin Example", "Anna de la Cruz")] == [Kind.NAME, Kind.NAME]
    assert [personal_cell(text) for text in ("Sleafrod", "some day", "Driving test", "in custody")] == [None] * 4


def test_taken_out() -> None:
    """What is left of a text reads on without stray signs; a text with nothing personal is the same text."""
    assert without_numbers("exam, ring 07700 900123 or x@example.org") == (
        "exam, ring or",
        (Kind.EMAIL, Kind.TELEPHONE),
    )
    assert without_numbers(f"Boston ({TELEPHONE})") == ("Boston", (Kind.TELEPHONE,))
    assert without_numbers("  two  spaces ") == ("  two  spaces ", ())


@given(st.text(), st.sampled_from([NHS, TELEPHONE, INSURANCE, EMAIL]), st.text())
def test_nothing_is_left(before: str, personal: str, after: str) -> None:
    """Whatever stands around it, with a space between, a number is masked and taken out."""
    text = f"{before} {personal} {after}"
    digits = personal.split("@")[0]
    assert digits not in masked(text)
    assert digits not in without_numbers(text)[0]
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("text", [NHS, TELEPHONE, INSURANCE, EMAIL, "Robin Example"])
def test_messages(text: str) -> None:
    """Neither a quoted cell nor a printed text nor a finding repeats it, whichever part of the finding it is in."""
    found = Collector()
    found.add("bad_date", f"{text} is odd.", table="workers", column=text, record_id=text, value=text, do="Look.")
    found.add("bad_date", f"The cell {text!r} is odd.", table="workers", column="fte", value=text, do="Look.")
    assert text not in quoted(text) + printable(text)
    assert text not in found.found[1].model_dump_json()
    assert text == "Robin Example" or text not in found.found[0].model_dump_json()  # a header may be two words
    assert found.found[0].record_id is None
    assert quoted("Former Relevent", "Did you mean former_relevant?") == "'Former Relevent'"


@pytest.mark.parametrize("name", ["Example, Robin", "O'Sample-Example,\u00a0Anna de la", "EXAMPLE , R."])
@pytest.mark.parametrize("column", ["Child Unique ID", "Activity Status", "avoid_workers", None])
def test_surname_first_is_a_name_in_every_message(name: str, column: str | None) -> None:
    """A name with a comma is repeated neither in the sentence nor as the value nor as the id, whatever the column."""
    found = Collector()
    found.add("bad_id", f"{name} is no id.", table="x", do="y.", column=column, value=name, record_id=name)
    found.add("bad_id", f"{quoted(name)} is no id.", table="x", do="y.", column=column, value=name)
    assert [(one.what, one.value, one.record_id) for one in found.found] == [
        ("(what looks like a name) is no id.", None, None)
    ] * 2


def test_a_comma_alone_makes_no_name() -> None:
    """Codes, sentences and lists of words with small letters stay as they are."""
    assert [personal_cell(text) for text in ("arabic, tigrinya", "W1, W2", "Flat 2, Long Lane", "Yes, since May")] == [
        None
    ] * 4
