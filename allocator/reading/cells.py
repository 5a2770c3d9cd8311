"""From the text of one cell to a value, and back to text that no spreadsheet takes for a formula; it knows no table.

Each reader takes cleaned, filled text and returns a value, or raises ``CellProblem``: what is wrong and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from allocator.reading.day_forms import day_of_number, parts_of_day
from allocator.reading.near import did_you_mean, fold
from allocator.reading.personal import Kind, personal_cell

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)
Reader = Callable[[str], object]

LONGEST = 40
UNCALCULATED = "#FORMULA!"  # what stands for a formula that was saved without its value
FIRST_YEAR, LAST_YEAR = 1940, 2099
BLANK_WORDS = frozenset(
    {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "n/a", "na", "nan", "null", "none", "-"}
)
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})

_INVISIBLE = str.maketrans({"\ufeff": "", "\u200b": "", "\u200e": "", "\u200f": "", "\x00": ""})
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{0,12})?|\.[0-9]{1,12}")
_BEGINS_FORMULA = r"[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]"  # the last four are = + - @ of full width
_RISKY = re.compile(f"'*{_BEGINS_FORMULA}")
_QUOTED_RISK = re.compile(f"'+{_BEGINS_FORMULA}")


class CellProblem(Exception):
    """A cell that cannot be taken: the code of the finding, what is wrong, what to do."""

    def __init__(self, code: str, what: str, do: str) -> None:
        self.code, self.what, self.do = code, what, do
        super().__init__(what)


def clean(text: str) -> str:
    """Without stray spaces, invisible characters and the quote that keeps a spreadsheet from calculating."""
    if text.isalnum():  # an id or a word, as most cells are
        return text
    tidy = " ".join(text.translate(_INVISIBLE).split())
    return tidy[1:] if tidy[:1] == "'" and _QUOTED_RISK.match(tidy) else tidy


def safe(text: str) -> str:
    """Text as it is written into a cell, so that no spreadsheet calculates it; ``clean`` takes the quote away again."""
    return f"'{text}" if _RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def quoted(text: str, meant: str = "") -> str:
    """A cell's text as it is repeated in a message: in quotation marks, no longer than a line, nothing personal.

    What is nearly a word that may stand there (``meant`` is not blank) is not taken for a name.
    """
    kind = personal_cell(text)
    if kind is not None and not (meant and kind is Kind.NAME):
        return f"(what looks like {kind.words})"
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}...")


def is_blank(text: str) -> bool:
    """Whether a filled cell says in words that it is blank (#N/A and its like)."""
    return text.casefold() in BLANK_WORDS


def as_text(text: str) -> str:
    """Any text, but no formula that has no value."""
    if text == UNCALCULATED:
        do = "Open the workbook in a spreadsheet and save it: that calculates it."
        raise CellProblem("formula_without_value", "The cell holds a formula that was saved without its value.", do)
    return text


def as_id(text: str) -> str:
    """An id: anything without comma and semicolon, by which ids are separated in lists."""
    if "," in text or ";" in text:
        raise CellProblem(
            "bad_id", "This is not an id, for it holds a comma or a semicolon.", "Write the id alone, never a name."
        )
    return as_text(text)


def as_yes_no(text: str) -> bool:
    """True for yes, False for no."""
    word = text.casefold()
    if word in YES or word in NO:
        return word in YES
    raise CellProblem("bad_yes_no", f"{quoted(text)} is neither yes nor no.", "Write yes or no; blank is no.")


def as_date(text: str) -> date:
    """A day in any form that is common: 2025-06-02, 02/06/2025, 2.6.25, 2 Jun 2025 or a day number; the day first.

    A time of day is left out.
    """
    if (numbered := day_of_number(text)) is not None:
        return _plausible(numbered, text)
    parts = parts_of_day(text)
    if parts is None:
        advice = "Write it as yyyy-mm-dd or dd/mm/yyyy."
        raise CellProblem("bad_date", f"{quoted(text)} is not a date that can be read.", advice)
    year, month, day = parts
    try:
        found = date(year, month, day)
    except ValueError:
        month_first = month > 12 >= day and not text[:4].isdigit()
        hint = "The day comes first: write dd/mm/yyyy." if month_first else "There is no such day: look it up."
        raise CellProblem("bad_date", f"{quoted(text)} is not a day of the calendar.", hint) from None
    return _plausible(found, text)


def _plausible(found: date, text: str) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellProblem("implausible_date", f"The year of {quoted(text)} cannot be meant.", "Put the year right.")
    return found


def as_decimal(*, least: str, most: str, example: str, in_percent: bool = False) -> Callable[[str], Decimal]:
    """A reader of exact numbers from ``least`` to ``most``; ``example`` is what a right one looks like.

    60% is 0.6, or 60 where the column itself counts ``in_percent``.
    """
    low, high = Decimal(least), Decimal(most)

    def read(text: str) -> Decimal:
        number = _number(text.removesuffix("%").rstrip(), f"Write a number such as {example}.")
        if text.endswith("%") and not in_percent:
            number /= 100
        if not low <= number <= high:
            raise CellProblem(
                "out_of_range",
                f"{quoted(text)} is not between {least} and {most}.",
                f"Write a number such as {example}.",
            )
        return number

    return read


def as_whole(*, least: int, most: int, example: str) -> Callable[[str], int]:
    """A reader of whole numbers from ``least`` to ``most``."""
    read_decimal = as_decimal(least=str(least), most=str(most), example=example)

    def read(text: str) -> int:
        number = read_decimal(text)
        if number != int(number):
            raise CellProblem(
                "bad_number", f"{quoted(text)} is not a whole number.", f"Write a whole number such as {example}."
            )
        return int(number)

    return read


def as_age(text: str) -> int:
    """Completed years; an extract's 18.6 is 18."""
    return int(as_decimal(least="0", most="120", example="17")(text))


def as_float(*, least: str, most: str, example: str) -> Callable[[str], float]:
    """A reader of numbers of which the last digits do not matter: degrees and miles."""
    read_decimal = as_decimal(least=least, most=most, example=example)

    def read(text: str) -> float:
        return float(read_decimal(text))

    return read


def _number(text: str, do: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise CellProblem("bad_number", f"{quoted(text)} is not a number.", do)
    return Decimal(text)


def as_word(words: type[Word]) -> Callable[[str], Word]:
    """A reader of one word out of a list; capitals, spaces and hyphens do not matter."""
    known = {fold(word.value): word for word in words}

    def read(text: str) -> Word:
        word = known.get(fold(text))
        if word is None:
            legal = [member.value for member in words]
            near = did_you_mean(text, legal)
            raise CellProblem(
                "unknown_word",
                f"{quoted(text, near)} is not a word that may stand here.{near}",
                f"Write one of: {', '.join(legal)}.",
            )
        return word

    return read


def as_set(read_one: Callable[[str], Value]) -> Callable[[str], frozenset[Value]]:
    """A reader of several values, separated by semicolons (or commas)."""

    def read(text: str) -> frozenset[Value]:
        return frozenset(read_one(part) for part in separate(text))

    return read


def separate(text: str) -> Iterable[str]:
    """The filled parts of a list in one cell."""
    parts = (part.strip() for part in text.replace(",", ";").split(";"))
    return [part for part in parts if part and not is_blank(part)]


def as_language(text: str) -> str:
    """A language in small letters, so that Arabic and arabic are one."""
    return as_text(text).casefold()


def as_post(text: str) -> str:
    """A post as service models write it: Team Manager is team_manager."""
    return "_".join(as_text(text).casefold().replace("-", " ").split())
