"""What looks personal in a text (numbers, e-mail addresses, names), told by its form alone; it keeps no list of people.

It stands below every reader, so that each message can ask it what may be repeated.
"""

from __future__ import annotations

import re
from enum import StrEnum

from allocator.reading.names import looks_like_name


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


_GAP = r"[ \u00a0.\u2010-\u2013-]?"
_DAY = r"\d\d[.-]\d\d[.-]\d{4}"  # 05-01-2026 10:30 is no telephone number
_EMAIL = re.compile(r"[\w.+'&-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_INSURANCE = re.compile(
    rf"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{_GAP}\d\d){{3}}{_GAP}[A-D](?![A-Z0-9])", re.I
)
_NHS = re.compile(rf"(?<![\d+])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}(?!\d)")
_TELEPHONE = re.compile(
    rf"(?<![\w+])(?!{_DAY})(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\){_GAP})?|\(?0)[1-9](?:[ \u00a0().-]{{0,2}}\d){{8,9}}(?!\d)"
)
_ABROAD = re.compile(r"(?<![\w+])\+[1-9](?:[ \u00a0().-]{0,2}\d){7,13}(?!\d)")
_MOBILE_WITHOUT_ZERO = re.compile(r"(?<![\w+])7\d{9}(?!\d)")  # as a spreadsheet leaves it
_TEN_DIGITS = re.compile(r"\d{10}")


def looks_personal(text: str) -> Kind | None:
    """What a text holds that is a person's own, wherever in it that stands; a name only where it is the whole text."""
    for kind, pattern in _IN_ORDER:
        if any(_counts(kind, found.group()) for found in pattern.finditer(text)):
            return kind
    return Kind.NAME if looks_like_name(text) else None


def personal_id(text: str) -> Kind | None:
    """What an id is instead of an id; ten digits are one unless they end as an NHS number does."""
    kind = looks_personal(text)
    return None if kind is Kind.TELEPHONE and _TEN_DIGITS.fullmatch(text) else kind


def without_numbers(text: str) -> tuple[str, tuple[Kind, ...]]:
    """The text without numbers and e-mail addresses of people, and what was taken out."""
    kinds: list[Kind] = []
    for kind, pattern in _IN_ORDER:

        def cut(found: re.Match[str], kind: Kind = kind) -> str:
            if not _counts(kind, found.group()):
                return found.group()
            kinds.append(kind)
            return " "

        text = pattern.sub(cut, text)
    return (_tidied(text) if kinds else text), tuple(kinds)


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
