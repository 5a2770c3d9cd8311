"""The codes of the returns (Annex A, SSD, SSDA903 OC3) as words of a caseload; it opens no file and knows no column.

A value may be a code ("X", "X2", "b)"), a code with its words ("X: In custody") or the words alone ("In custody").
Words count as well as codes, for extracts mix them; a value whose code and words contradict each other is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from allocator.reading.cells import NO, YES, CellProblem, clean, is_blank, quoted
from allocator.reading.extracts.code_words import (
    ACCOMMODATION_WORDS,
    CATEGORY_WORDS,
    NO_ELIGIBILITY,
    activity_in_words,
    first_match,
    is_neet,
)
from allocator.reading.names import looks_like_name
from allocator.records import Accommodation, Activity, Category, InTouch, Suitability

Value = TypeVar("Value")
_remembered = lru_cache(maxsize=1024)  # a county's thousand people have a few dozen different cells


class Left(StrEnum):
    """Why somebody is not, or no longer, for this service: left out, and counted."""

    DIED = "died"
    RETURNED_HOME = "returned_home"
    NOT_REQUIRED = "not_required"
    NO_ELIGIBILITY = "no_eligibility"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"


EDUCATION = frozenset(
    {
        Activity.HIGHER_EDUCATION,
        Activity.HIGHER_EDUCATION_PART_TIME,
        Activity.OTHER_EDUCATION,
        Activity.OTHER_EDUCATION_PART_TIME,
    }
)
"""Activities that are education (F1, P1, F2, P2)."""

IN_TOUCH: Mapping[str, InTouch | Left] = {
    "YES": InTouch.YES,
    "NO": InTouch.NO,
    "DIED": Left.DIED,
    "REFU": InTouch.REFUSED,
    "NREQ": Left.NOT_REQUIRED,
    "RHOM": Left.RETURNED_HOME,
}
"""IN_TOUCH of SSDA903 (rule 131) and SSD, and by the same words Annex A's "LA in Touch" a) to f)."""

CATEGORIES: Mapping[str, Category] = {
    "a": Category.RELEVANT,
    "b": Category.FORMER_RELEVANT,
    "c": Category.QUALIFYING,
    "d": Category.ELIGIBLE,
}
"""Annex A's "Eligibility Category" by letter."""

ALWAYS_UNSUITABLE = frozenset({Accommodation.NO_FIXED_ABODE, Accommodation.CUSTODY})
"""Homeless and in custody are unsuitable by definition: SSDA903 has neither S1 nor X1."""

LEAST_AGE: Mapping[Accommodation, int] = {Accommodation.FOYER: 18, Accommodation.FORMER_FOSTER_CARERS: 18}
"""Accommodation that nobody below this age can have (rules 347 and 3001 of SSDA903)."""

_IN_TOUCH_LETTERS = dict(zip("abcdef", IN_TOUCH, strict=True))
_IN_TOUCH_WORDS = (
    (r"die[ds]?|deceased|dead", "DIED"),
    (r"refu|.*\b(refus(es|ed|ing|al)|declin(es|ed|ing))\b.*", "REFU"),
    (r"nreq|.*\b(not|no longer) (required?s?|needed|needs?)\b.*", "NREQ"),
    (r"rhom|(has )?returned home", "RHOM"),
    (r"no(t in touch)?|n|false|0", "NO"),
    (r"yes|in touch|y|true|1", "YES"),
)
_SUITABILITY_LETTERS = {"a": Suitability.SUITABLE, "b": Suitability.UNSUITABLE}
_SUITABILITY_WORDS = (
    (r"unsuitable|not suitable|no|n|2", Suitability.UNSUITABLE),
    (r"suitable|yes|y|1", Suitability.SUITABLE),
)
_DIGITS = {"1": Suitability.SUITABLE, "2": Suitability.UNSUITABLE}
_UNKNOWN = re.compile(r"(unknown|not known|not recorded|not stated|n\.?k\.?)", re.IGNORECASE)
_SUPERSEDED = {"f3": Activity.TRAINING_OR_EMPLOYMENT, "p3": Activity.TRAINING_OR_EMPLOYMENT_PART_TIME}
"""Codes of older extracts whose words are those of a code of today."""
_NOTHING = "0"  # OC3: no activity and no accommodation is stated
_PREFIXED = re.compile(r"\(?([A-Za-z][0-9]?)(?:\)|\s*[:).-]|\s)\s*(.*)")
_BARE = re.compile(r"\(?([A-Za-z][0-9]?)\s*[:).]?")
_LISTED: Mapping[str, str] = {
    "LA in touch": "Yes, No, Died, Refu, NREQ or Rhom",
    "accommodation": f"{', '.join(sorted(Accommodation)[:-1])} or {max(Accommodation)}",
    "suitability": "a) Suitable or b) Unsuitable",
    "activity": "F1, P1, F2, P2, F4, P4, F5, P5, G4, G5 or G6",
    "eligibility": "Relevant, Former relevant, Qualifying or Eligible",
    "answer": "a) Yes or b) No",
}


@_remembered
def in_touch_of(text: str) -> InTouch | Left | None:
    """Whether the authority is in touch, or why somebody has left; None where the cell is blank."""
    if _blank(text):
        return None
    letters, words = _IN_TOUCH_LETTERS, _IN_TOUCH_WORDS
    return IN_TOUCH[_read(text, "LA in touch", letters.get, lambda said: first_match(words, said))]


@_remembered
def category_of(text: str) -> Category | Left:
    """Eligibility by words or letter, ``Left.NO_ELIGIBILITY`` where there is none now; a blank is a CellProblem."""
    if _blank(text):
        raise CellProblem("missing_value", "The eligibility category is blank.", f"Write {_LISTED['eligibility']}.")
    if NO_ELIGIBILITY.search(text.casefold()):
        return Left.NO_ELIGIBILITY
    return _read(text, "eligibility", CATEGORIES.get, lambda words: first_match(CATEGORY_WORDS, words))


@_remembered
def suitability_of(text: str) -> Suitability | None:
    """Suitable or not, by words, letter, yes or no (to "is it suitable?"), or the 1 and 2 of SSD."""
    if _blank(text) or _UNKNOWN.fullmatch(_words_of(text)):
        return None
    return _read(text, "suitability", _SUITABILITY_LETTERS.get, lambda words: first_match(_SUITABILITY_WORDS, words))


@_remembered
def accommodation_of(text: str) -> tuple[Accommodation | None, Suitability | None]:
    """Where somebody lives, and the suitability that the code itself states (X2) or implies (S, X)."""
    text = clean(text)
    if _blank(text) or text == _NOTHING:
        return None, None
    code = _code_of(text)
    lives = _read(text, "accommodation", _accommodation_coded, lambda words: first_match(ACCOMMODATION_WORDS, words))
    if lives in ALWAYS_UNSUITABLE:
        return lives, Suitability.UNSUITABLE
    return lives, _DIGITS.get(code[1:]) if _accommodation_coded(code) else None


@_remembered
def activity_of(text: str) -> Activity | None:
    """What somebody does, by code or by words.

    NEET without a reason is none of the codes: a CellProblem ``neet_without_reason`` and not a guess.
    """
    if _blank(text) or clean(text) == _NOTHING:
        return None
    code, words = _code_of(text), _words_of(text)
    if code in _SUPERSEDED and activity_in_words(words) in {None, _SUPERSEDED[code]}:
        return Activity(code.upper())
    if is_neet(words) and activity_in_words(words) is None and _activity_coded(code) is None:
        what = "This says NEET, but not why: activity is left blank."
        raise CellProblem("neet_without_reason", what, "Write G4 (illness or disability), G5 (other) or G6 (parent).")
    return _read(text, "activity", _activity_coded, activity_in_words)


@_remembered
def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None for blank and for "c) Unknown"."""
    if _blank(text) or _UNKNOWN.fullmatch(_words_of(text)) or clean(text).casefold() in {"c", "c)"}:
        return None
    words = {word: word in YES for word in YES | NO}
    return _read(text, "answer", {"a": True, "b": False}.get, lambda said: words.get(said.casefold()))


def is_too_young_for(lives: Accommodation | None, age: int) -> bool:
    """Whether the returns' own rules say that nobody of this age (years) lives there."""
    return lives is not None and age < LEAST_AGE.get(lives, 0)


def _blank(text: str) -> bool:
    return not clean(text) or is_blank(clean(text))


def _code_of(text: str) -> str:
    """The leading code of a value in small letters: ``b`` of "b) Female", ``f1`` of "F1: Full time", or nothing."""
    found = _BARE.fullmatch(clean(text)) or _PREFIXED.fullmatch(clean(text))
    return found.group(1).casefold() if found else ""


def _words_of(text: str) -> str:
    """A value without its leading code."""
    found = _PREFIXED.fullmatch(clean(text))
    return (found.group(2) if found and found.group(2) else clean(text)).casefold()


def _accommodation_coded(code: str) -> Accommodation | None:
    known = {word.value for word in Accommodation}
    letter, digit = code[:1].upper(), code[1:]
    return Accommodation(letter) if letter in known and digit in {"", *_DIGITS} else None


def _activity_coded(code: str) -> Activity | None:
    known = {word.value for word in Activity}
    return Activity(code.upper()) if code.upper() in known else None


def _read(
    text: str,
    thing: str,
    of_code: Callable[[str], Value | None],
    of_words: Callable[[str], Value | None],
) -> Value:
    """The value by code and by words, which must not differ; raises CellProblem where neither is known."""
    coded, said = of_code(_code_of(text)), of_words(_words_of(text))
    if said is None:  # a first word of one letter may have been taken for a code
        said = of_words(clean(text).casefold())
    value = coded if said is None else said
    code, then = ("unknown_category", "") if thing == "eligibility" else ("unknown_code", ": left blank")
    if value is None:
        raise CellProblem(code, f"{_shown(text)} is not a known {thing}{then}.", f"Write {_LISTED[thing]}.")
    if coded is not None and coded != value:
        raise CellProblem(code, f"Code and words of {_shown(text)} contradict each other{then}.", "Keep one of them.")
    return value


def _shown(text: str) -> str:
    """A value as it is repeated in a message: what looks like a name, a shifted column perhaps, is not."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in clean(text))
    return "(what looks like a name)" if looks_like_name(plain) else quoted(plain)
