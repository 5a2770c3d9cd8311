"""How days, shares, counts and lists read in a sentence; it knows no person, no worker and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from allocator.records import Need

# Spelt out: the page must not change with the language of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date) -> str:
    """A day as it is written in a letter: 18 December 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=65536)
def one_decimal(value: Fraction) -> Decimal:
    """An exact figure of at least 0 to one decimal, halves up."""
    return Decimal(int(value * 10 + Fraction(1, 2))).scaleb(-1)


@lru_cache(maxsize=65536)
def percent(share: Fraction) -> Decimal:
    """A share as a percentage with one decimal, halves up."""
    return one_decimal(share * 100)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun: 1 worker, 9 workers."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str], *, most: int = 5) -> str:
    """Words as a list in a sentence, cut off after ``most`` unless only one is left: W02, W05 and 3 more."""
    if len(words) <= most + 1:
        shown = list(words)
    else:
        shown = list(words[:most])
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def need_word(need: Need) -> str:
    """A need as it is spoken: mental health, UASC."""
    return "UASC" if need is Need.UASC else need.value.replace("_", " ")
