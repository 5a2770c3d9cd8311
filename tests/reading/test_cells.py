"""Cells: every reader takes what people write, refuses the rest in plain words, and nothing becomes a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.reading.cells import (
    CellProblem,
    as_age,
    as_date,
    as_decimal,
    as_float,
    as_id,
    as_language,
    as_post,
    as_set,
    as_text,
    as_whole,
    as_word,
    as_yes_no,
    clean,
    is_blank,
    safe,
    separate,
)
from allocator.records import Category, Need, Role


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("  Boston ", "Boston"),
        ("Sutton\u00a0 on\tSea", "Sutton on Sea"),
        ("\ufeffLouth\u200b", "Louth"),
        ("'=1+1", "=1+1"),
        ("'quoted", "'quoted"),
        ("''@x", "'@x"),
    ],
)
def test_clean(text: str, tidy: str) -> None:
    """Stray spaces, invisible characters and a protecting quote go; an ordinary quote stays."""
    assert clean(text) == tidy


@given(st.text(alphabet="'=+-@|%ab1. ", max_size=8).map(lambda text: " ".join(text.split())))
def test_safe_is_taken_back_by_clean(text: str) -> None:
    """Whatever is written comes back, and never begins as a formula does unless it is a plain number."""
    written = safe(clean(text))
    assert clean(written) == clean(text)
    assert written[:1] not in {"=", "+", "@", "|", "%"}
    assert written[:1] != "-" or float(written) <= 0


def test_blank_words() -> None:
    """A spreadsheet's errors and the words for nothing are blank; a place is not."""
    assert all(map(is_blank, ("#N/A", "n/a", "NULL", "-", "#REF!", "None")))
    assert not is_blank("Nantwich")


SECOND_OF_JUNE = (
    "2025-06-02|2025/6/2|2025-06-02 00:00:00|2025-06-02T00:00|2025-06-02T13:45:10.250|2025-06-02T00:00:00Z|"
    "2025-06-02T00:00:00+01:00|02/06/2025|2/6/2025|2.6.2025|02-06-2025|02/06/25|2.6.25|02/06/2025 13:45|"
    "02/06/2025 1:45:10 PM|2 Jun 2025|02-Jun-25|2 June 2025|2nd June 2025|02JUN2025|2 of June, 2025|June 2, 2025|"
    "Jun 2nd 2025 09:00|45810|45810.573"
)


@pytest.mark.parametrize("text", SECOND_OF_JUNE.split("|"))
def test_dates_that_are_taken(text: str) -> None:
    """ISO dates, British ones, the day first, months by name and day numbers are the second of June."""
    assert as_date(text) == date(2025, 6, 2)  # 1 January 2025 is day 45,658; 2 June is 31+28+31+30+31+1 = 152 later


@pytest.mark.parametrize(
    ("text", "year"), [("14-Mar-08", 2008), ("14/03/49", 2049), ("14.3.50", 1950), ("1/1/99", 1999)]
)
def test_years_of_two_digits(text: str, year: int) -> None:
    """Years of two digits are those of the field: births and key events from 1950 to 2049."""
    assert as_date(text).year == year


@given(
    st.dates(date(1940, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y"]),
)
def test_every_form_of_a_day_is_that_day(day: date, form: str) -> None:
    """Whatever the form, the day that was written is the day that is read."""
    assert as_date(day.strftime(form)) == day


@given(st.dates(date(1940, 1, 1), date(2099, 12, 31)))
def test_day_numbers(day: date) -> None:
    """A spreadsheet's day number, counted from 30 December 1899, is its day."""
    assert as_date(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("05/23/2007", "bad_date", "The day comes first: write dd/mm/yyyy."),
        ("31/02/2007", "bad_date", "There is no such day: look it up."),
        ("2007-02-30", "bad_date", "There is no such day: look it up."),
        ("05/23/07", "bad_date", "The day comes first: write dd/mm/yyyy."),
        ("14 Mai 2008", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("14/03-2008", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("2008-03-13T23:30:00Z", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("14032008", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("10001", "implausible_date", "Put the year right."),
        ("soon", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("2025-06-02 25:45", "bad_date", "Write it as yyyy-mm-dd or dd/mm/yyyy."),
        ("1066-10-14", "implausible_date", "Put the year right."),
    ],
)
def test_dates_that_are_refused(text: str, code: str, words: str) -> None:
    """Each sort of date that cannot be read, or can be read in two ways, is told what to do."""
    with pytest.raises(CellProblem, match=r"not a d|cannot be meant") as caught:
        as_date(text)
    assert (caught.value.code, caught.value.do) == (code, words)
    assert repr(text) in caught.value.what


def test_formula_without_value() -> None:
    """A formula that was saved without its value is no text and no id."""
    for read in (as_text, as_id, as_language, as_post):
        with pytest.raises(CellProblem, match="a formula that was saved without its value") as caught:
            read("#FORMULA!")
        assert caught.value.code == "formula_without_value"


def test_percentages() -> None:
    """60% is 0.6 of a contract, and 60 where the column counts in per cent."""
    assert as_decimal(least="0", most="2", example="0.6")("60%") == Decimal("0.6")
    assert as_decimal(least="0", most="100", example="20", in_percent=True)("12.5 %") == Decimal("12.5")


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("Y", True), ("TRUE", True), ("no", False), ("0", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    """The usual ways to write yes and no."""
    assert as_yes_no(text) is value


def test_neither_yes_nor_no() -> None:
    """Anything else is refused."""
    with pytest.raises(CellProblem, match="'maybe' is neither yes nor no") as caught:
        as_yes_no("maybe")
    assert caught.value.do == "Write yes or no; blank is no."


def test_words() -> None:
    """Capitals, spaces, hyphens and dashes do not matter to a word."""
    assert as_word(Category)("Former relevant") is Category.FORMER_RELEVANT
    assert as_word(Role)("16\u201320") is Role.YOUNGER
    assert as_word(Role)("21 +") is Role.OLDER


def test_posts() -> None:
    """A post is written as service models write it."""
    written = ["LCW", "Team Manager", "team-manager"]
    assert list(map(as_post, written)) == ["lcw", "team_manager", "team_manager"]


def test_unknown_word() -> None:
    """An unknown word is refused with the legal ones and the nearest of them."""
    with pytest.raises(
        CellProblem, match=r"'qualifing' is not a word that may stand here\. Did you mean qualifying\?"
    ) as caught:
        as_word(Category)("qualifing")
    assert caught.value.do == "Write one of: eligible, relevant, former_relevant, qualifying."


def test_word_far_from_all() -> None:
    """Nothing is suggested for a word that is like none."""
    with pytest.raises(CellProblem, match=r"'xyz' is not a word that may stand here\.$"):
        as_word(Category)("xyz")


def test_sets() -> None:
    """Lists are separated by semicolons or commas; blank parts and None are nothing."""
    assert as_set(as_word(Need))("Custody; mental health,") == {Need.CUSTODY, Need.MENTAL_HEALTH}
    assert list(separate("W1;; none ;W2")) == ["W1", "W2"]


def test_numbers() -> None:
    """Numbers are exact; whole ones may have a point and zeros; an age is floored."""
    assert as_decimal(least="0", most="2", example="0.6")("0.60") == Decimal("0.6")
    assert as_whole(least=0, most=99, example="2")("3.0") == 3
    assert as_age("18.606") == 18
    assert as_float(least="-180", most="180", example="-0.03")("-0.5") == -0.5


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("2.1", "out_of_range", r"'2\.1' is not between 0 and 2"),
        ("-0.5", "out_of_range", r"'-0\.5' is not between 0 and 2"),
        ("half", "bad_number", r"'half' is not a number"),
        ("NaN", "bad_number", r"'NaN' is not a number"),
        ("0,6", "bad_number", r"'0,6' is not a number"),
        ("1e-400", "bad_number", r"'1e-400' is not a number"),
        ("9" * 50, "bad_number", r"'9{40}\.\.\.' is not a number"),
    ],
)
def test_numbers_that_are_refused(text: str, code: str, words: str) -> None:
    """Out of range, or no number at all."""
    with pytest.raises(CellProblem, match=words) as caught:
        as_decimal(least="0", most="2", example="0.6")(text)
    assert (caught.value.code, caught.value.do) == (code, "Write a number such as 0.6.")


def test_not_whole() -> None:
    """Half a change of worker does not exist."""
    with pytest.raises(CellProblem, match=r"'2\.5' is not a whole number") as caught:
        as_whole(least=0, most=99, example="2")("2.5")
    assert caught.value.do == "Write a whole number such as 2."


@pytest.mark.parametrize("text", ["P1;P2", "Example, Robin"])
def test_id_with_separator(text: str) -> None:
    """An id that would fall apart in a list is refused, and not repeated, for it may be a name."""
    with pytest.raises(CellProblem, match="holds a comma or a semicolon") as caught:
        as_id(text)
    assert text not in caught.value.what
