"""The words in which the returns' codes are written out, as patterns in the order in which they are tried; no codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from allocator.records import Accommodation, Activity, Category

Value = TypeVar("Value")

NO_ELIGIBILITY = re.compile(r"\bno (current |longer )?eligib|\bnot? (currently )?eligible|\bineligible")
"""Eligibility of those who have none at present."""

_SOMEBODY = r"( (child|children|young (person|people|adults?)|care leavers?|persons?|adults?))?"
CATEGORY_WORDS: tuple[tuple[str, Category], ...] = (
    (rf"former(ly)? relevant{_SOMEBODY}", Category.FORMER_RELEVANT),
    (rf"relevant{_SOMEBODY}", Category.RELEVANT),
    (rf"qualifying{_SOMEBODY}", Category.QUALIFYING),
    (rf"eligible{_SOMEBODY}", Category.ELIGIBLE),
)

ACCOMMODATION_WORDS: tuple[tuple[str, Accommodation], ...] = (
    # D first: its long wording names parents, hostels and lodgings too
    (r".*(semi.?independent|transitional accommodation|self.?contained).*", Accommodation.SEMI_INDEPENDENT),
    (r".*foster.*", Accommodation.FORMER_FOSTER_CARERS),
    (r".*\b(parents?|relatives?)\b.*", Accommodation.PARENTS_OR_RELATIVES),
    (r".*(community home|residential care|children'?s home).*", Accommodation.COMMUNITY_HOME),
    (r".*supported lodgings?.*", Accommodation.SUPPORTED_LODGINGS),
    (r".*\babroad\b.*", Accommodation.ABROAD),
    (r".*\bdeported\b.*", Accommodation.DEPORTED),
    (r".*ordinary lodgings?.*", Accommodation.ORDINARY_LODGINGS),
    (r".*residence (is )?not known.*|unknown|not known", Accommodation.NOT_KNOWN),
    (r".*(no fixed abode|homeless|\bnfa\b).*", Accommodation.NO_FIXED_ABODE),
    (r".*\bfoyers?\b.*", Accommodation.FOYER),
    (r".*independent living.*", Accommodation.INDEPENDENT),
    (r".*emergency accommodation.*", Accommodation.EMERGENCY),
    (r".*(bed (and|&) breakfast|b ?& ?b\b).*", Accommodation.BED_AND_BREAKFAST),
    (r".*\bin custody\b.*|custody", Accommodation.CUSTODY),
    (r"other( accommodation)?", Accommodation.OTHER),
)

_NEET_REASONS: tuple[tuple[str, Activity], ...] = (
    (r".*(pregnan|parent).*", Activity.NONE_PREGNANCY_OR_PARENTING),
    (r".*(illness|disab).*", Activity.NONE_ILLNESS_OR_DISABILITY),
    (r".*\bother( \w+)?", Activity.NONE_OTHER),
)

_WAYS: tuple[tuple[str, str], ...] = (
    (r".*other than higher.*", "2"),
    (r".*higher education.*", "1"),
    (r".*(not|other than)( an)? apprentice.*", "5"),
    (r".*apprentice.*", "4"),
    (r".*(training|employment|employed|work).*", "5"),
    (r".*\beducation\b.*", "2"),
)


def first_match(patterns: Iterable[tuple[str, Value]], words: str) -> Value | None:
    """The value of the first pattern that is the whole of ``words`` (small letters), or None."""
    return next((value for pattern, value in patterns if re.fullmatch(pattern, words)), None)


def is_neet(words: str) -> bool:
    """Whether somebody is not in education, employment or training, in those words or as NEET."""
    return re.search(r"\bneet\b|\bnot in (education|employment|training)\b", words) is not None


def activity_in_words(words: str) -> Activity | None:
    """What somebody does; None where the words leave open whether full or part time, or why it is nothing."""
    if is_neet(words):
        return first_match(_NEET_REASONS, words)
    time, way = re.search(r"\b(full|part)[ -]?time\b", words), first_match(_WAYS, words)
    return Activity(f"{time.group(1)[0].upper()}{way}") if time and way else None
