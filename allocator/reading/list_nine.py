"""The headers and codes of Annex A List 9 in its older form of 13 columns: which is which, and what each means here.

It opens no file and gives nobody an id. Headers are told by their words, never by position; values by their words or
their leading code, for extracts mix the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from allocator.reading.cells import CellProblem, clean, is_blank, quoted
from allocator.records import Category

HEADERS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "person_id": r"child.*\bid\b",
        "date_of_birth": r"date.*birth|\bdob\b",
        "age": r"^age\b",
        "disability": r"disabilit",
        "team": r"allocated.*team",
        "worker": r"allocated.*worker",
        "category": r"eligibility",
        "in_touch": r"in touch",
        "accommodation": r"type.*accommodation",
        "activity": r"activity",
    }.items()
}
NEEDED = ("person_id", "date_of_birth", "worker", "category")
IN_EDUCATION = frozenset({"F1", "P1", "F2", "P2"})
PARENTING = "G6"
CUSTODY = "X"
DIED = "c"
_CODE = re.compile(r"([A-Za-z]\d?)\s*[:).]|([A-Za-z]\d?)$")
_ELIGIBILITY = {
    "a": Category.RELEVANT,
    "b": Category.FORMER_RELEVANT,
    "c": Category.QUALIFYING,
    "d": Category.ELIGIBLE,
}
_ELIGIBILITY_WORDS = (
    ("former", Category.FORMER_RELEVANT),
    ("qualif", Category.QUALIFYING),
    ("relevant", Category.RELEVANT),
    ("eligible", Category.ELIGIBLE),
)


class NoLongerEligible(Exception):
    """The extract says that somebody has no claim to the service at present."""


class Heading(NamedTuple):
    """Where the headers stand: the position of their row, and of each column that is used."""

    row: int
    at: dict[str, int]


def find_heading(rows: Sequence[Sequence[str]], *, within: int = 15) -> Heading | None:
    """The first row that has every header that is needed, or None."""
    for position, cells in enumerate(rows[:within]):
        at = columns_of(cells)
        if all(name in at for name in NEEDED):
            return Heading(position, at)
    return None


def columns_of(headers: Sequence[str]) -> dict[str, int]:
    """The position of each known column; the first that fits counts."""
    at: dict[str, int] = {}
    for position, header in enumerate(headers):
        for name, pattern in HEADERS.items():
            if name not in at and pattern.search(clean(header)):
                at[name] = position
                break
    return at


def code_of(text: str) -> str:
    """The leading code of a value (``b`` of "b) Female", ``F1`` of "F1: Full time ..."), or nothing."""
    found = _CODE.match(text)
    return (found.group(1) or found.group(2)) if found else ""


def category_of(text: str) -> Category:
    """Eligibility by its words, or else by its letter; raises NoLongerEligible or CellProblem."""
    words = text.casefold()
    if words.startswith("no ") or "no current" in words:
        raise NoLongerEligible
    for word, category in _ELIGIBILITY_WORDS:
        if word in words:
            return category
    if code_of(text).lower() in _ELIGIBILITY:
        return _ELIGIBILITY[code_of(text).lower()]
    legal = "a) Relevant child, b) Former relevant child, c) Qualifying care leaver, d) Eligible child"
    raise CellProblem(
        "unknown_word", f"{quoted(text)} is no eligibility category of List 9.", f"Write one of: {legal}."
    )


def says_yes(text: str) -> bool:
    """Whether a flag is yes, be it "a) Yes", "Yes", "Y" or "a"."""
    words = text.casefold()
    return re.search(r"\byes\b", words) is not None or words in {"a", "y", "1", "true"}


def in_custody(accommodation: str) -> bool:
    """Whether somebody lives in custody (accommodation X)."""
    return code_of(accommodation)[:1].upper() == CUSTODY or "custody" in accommodation.casefold()


def in_education(activity: str) -> bool:
    """Whether somebody is in full- or part-time education (activity F1, P1, F2, P2)."""
    words = activity.casefold()
    named = re.search(r"in (higher )?education", words) is not None and "not in" not in words
    return code_of(activity).upper() in IN_EDUCATION or named


def is_parent(activity: str) -> bool:
    """Whether pregnancy or parenting is what keeps somebody from work (activity G6)."""
    return code_of(activity).upper() == PARENTING or "parenting" in activity.casefold()


def has_died(in_touch: str) -> bool:
    """Whether the authority is not in touch because the young person has died (c)."""
    return "died" in in_touch.casefold() or code_of(in_touch).lower() == DIED


def cell(cells: Sequence[str], at: dict[str, int], name: str) -> str:
    """The cleaned text of one column of a row; blank where there is no such column, or the cell says #N/A."""
    position = at.get(name)
    text = clean(cells[position]) if position is not None and position < len(cells) else ""
    return "" if is_blank(text) else text
