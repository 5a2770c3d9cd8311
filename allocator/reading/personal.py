"""What looks personal in a text (numbers, e-mail addresses, names), told by its form alone; it keeps no list of people.

It stands below every reader, so that each message can ask it what may be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum


class Kind(StrEnum):
    """What something personal looks like."""

    NHS_NUMBER = "NHS number"
    NATIONAL_INSURANCE = "National Insurance number"
    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"
    NAME = "name"

    @property
    def words(self) -> str:
        """The kind with its article."""
        return f"{'an' if self in (Kind.NHS_NUMBER, Kind.EMAIL) else 'a'} {self.value}"


_NAME = re.compile(r"[^\W\d_]{2,}[.']?([ '-]+[^\W\d_]+[.']?)+|[A-Z][^\W\d_A-Z]{2,}")
_WORDS = r"[^\W\d_]+[.']?(?:[ '-]+[^\W\d_]+[.']?)*"
_SURNAME_FIRST = re.compile(rf"{_WORDS}\s*,\s*{_WORDS}")
SHORTEST = 9  # a National Insurance number
_GAP = r"[ \u00a0.\u2010-\u2013-]?"
_DAY = r"\d\d[.-]\d\d[.-]\d{4}"  # 05-01-2026 10:30 is no telephone number
_EMAIL = re.compile(r"[\w.+'&-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_INSURANCE = re.compile(
    rf"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{_GAP}\d\d){{3}}{_GAP}[A-D](?![A-Z0-9])", re.I
)
_NHS = re.compile(rf"(?<![\d+])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}(?!\d)")
_TELEPHONE = re.compile(
    rf"(?<![\w+])(?<!\d[.-])(?!{_DAY})"
    rf"(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\){_GAP})?|\(?0)[1-9](?:[ \u00a0().-]{{0,2}}\d){{8,9}}(?!\d)"
)
_ABROAD = re.compile(r"(?<![\w+])\+[1-9](?:[ \u00a0().-]{0,2}\d){7,13}(?!\d)")
_MOBILE_WITHOUT_ZERO = re.compile(r"(?<![\w+])7\d{9}(?!\d)")  # as a spreadsheet leaves it
_SIX_DIGITS = re.compile(r"(?:\d\D{0,2}){6}")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "du", "el", "ibn", "la", "le", "van", "von"})
_TEN_DIGITS = re.compile(r"\d{10}")


def looks_like_name(text: str) -> bool:
    """Two or more words of letters alone, or one that begins with a capital and goes on in small letters."""
    return _NAME.fullmatch(text) is not None


def looks_personal(text: str) -> Kind | None:
    """What a text holds that is a person's own, wherever in it that stands; a name only where it is the whole text."""
    for kind, pattern in _IN_ORDER if _may_hold(text) else ():
        if any(_counts(kind, found.group()) for found in pattern.finditer(text)):
            return kind
    return Kind.NAME if looks_like_name(text) else None


def personal_id(text: str) -> Kind | None:
    """What an id is instead of an id; ten digits are one unless they end as an NHS number does."""
    kind = looks_personal(text)
    return None if kind is Kind.TELEPHONE and _TEN_DIGITS.fullmatch(text) else kind


def personal_cell(text: str) -> Kind | None:
    """What a cell that is no id holds: to be a name it must have two words, all with a capital, as in Anna de la Cruz.

    One word alone is more often a town or a day, and "driving test" is a key event. "Cruz, Anna" is a name as well.
    """
    kind = looks_personal(text) or (Kind.NAME if _SURNAME_FIRST.fullmatch(text) else None)
    if kind is not Kind.NAME:
        return kind
    words = [word for word in text.replace(",", " ").split() if word not in _PARTICLES]
    return kind if len(words) > 1 and all(word[0].isupper() for word in words) else None


def printable(text: str) -> str:
    """A text of a caseload as a report or a sentence about somebody may print it: in words what it is, if personal."""
    kind = personal_cell(text)
    return f"(what looks like {kind.words})" if kind is Kind.NAME else masked(text)


def without_numbers(text: str) -> tuple[str, tuple[Kind, ...]]:
    """The text without numbers and e-mail addresses of people, and what was taken out."""
    left, kinds = _replaced(text, lambda kind: " ")
    return (_tidied(left) if kinds else left), kinds


def is_nhs_number(text: str) -> bool:
    """Whether ten digits (spaces and hyphens between them do not matter) end in the check digit of an NHS number."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return (11 - total % 11) % 11 == digits[9]  # a remainder of 10 is no digit, so it never agrees


def repeatable(text: str) -> str:
    """A text as it may be repeated in a message: what looks personal is not."""
    kind = looks_personal(text)
    return text if kind is None else f"(what looks like {kind.words})"


def masked(text: str) -> str:
    """A sentence that may hold any cell's text, without the numbers and e-mail addresses of people."""
    return _replaced(text, lambda kind: f"(what looks like {kind.words})")[0]


def _replaced(text: str, word: Callable[[Kind], str]) -> tuple[str, tuple[Kind, ...]]:
    """The text with a word in place of each number or e-mail address, and the kinds of these."""
    kinds: list[Kind] = []
    for kind, pattern in _IN_ORDER if _may_hold(text) else ():
        found = [match for match in pattern.finditer(text) if _counts(kind, match.group())]
        kinds += [kind] * len(found)
        for match in reversed(found):
            text = text[: match.start()] + word(kind) + text[match.end() :]
    return text, tuple(kinds)


def _may_hold(text: str) -> bool:
    """Whether a number or an e-mail address can be in a text at all: most texts are quickly seen to hold neither."""
    return "@" in text or (len(text) >= SHORTEST and _SIX_DIGITS.search(text) is not None)


def _counts(kind: Kind, found: str) -> bool:
    return kind is not Kind.NHS_NUMBER or is_nhs_number(found)


def _tidied(text: str) -> str:
    return re.sub(r"\s*([,;:()/-]\s*)+$|^\s*([,;:()/-]\s*)+", "", " ".join(text.split()))


_IN_ORDER = (
    (Kind.EMAIL, _EMAIL),
    (Kind.NATIONAL_INSURANCE, _INSURANCE),
    (Kind.NHS_NUMBER, _NHS),
    (Kind.TELEPHONE, _TELEPHONE),
    (Kind.TELEPHONE, _ABROAD),
    (Kind.TELEPHONE, _MOBILE_WITHOUT_ZERO),
)
