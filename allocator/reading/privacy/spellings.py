"""The many spellings of one person's name: capitals, spaces, titles and the order of names; it joins no two people."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
_TAG = re.compile(r"\s*[(\[](?:lcw|pa|ypa|leaving care worker|personal advis[eo]r)[)\]]\s*$", re.IGNORECASE)
_TITLE = re.compile(r"(mr|mrs|ms|miss|mx|dr)\.?\s+", re.IGNORECASE)
_AMONG_IDS = frozenset({"case", "child", "client", "id", "lac", "lcw", "no", "person", "staff", "user", "worker"})
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_A-Z]{2,}")


class Address(Enum):
    """How a title addresses somebody: two spellings that contradict each other are not one person."""

    MAN = "mr"
    WOMAN = "mrs, ms, miss"
    EITHER = ""


class Spelling(NamedTuple):
    """A name in one order, in small letters, without its title; and what the title says."""

    plain: str
    address: Address


def spelling_of(name: str) -> Spelling:
    """What is left of a name when it no longer matters how it was typed: "Example, Ms Robin (LCW)" is robin example."""
    text = _TAG.sub("", " ".join(unicodedata.normalize("NFKC", name).translate(_MARKS).split()))
    family, comma, given = text.partition(",")
    address = Address.EITHER
    parts = []
    for part in (given.strip(), family.strip()) if comma else (family.strip(),):
        title = _TITLE.match(f"{part} ")
        if title:
            address = _address(title.group(1).casefold())
            part = part[title.end() :]
        parts.append(part.strip())
    return Spelling(" ".join(part for part in parts if part).casefold(), address)


def could_be_name(identifier: str) -> bool:
    """Whether an id could name somebody: it has no digit, or words among its digits that no id is made of."""
    if not any(sign.isdecimal() for sign in identifier):
        return True
    words = [word for word in _WORD.findall(identifier) if word.casefold() not in _AMONG_IDS]
    return any(_CAPITALISED.fullmatch(word) for word in words) or (
        len([word for word in words if len(word) > 2 and not word.isupper()]) > 1
    )


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in one order and in small letters."""
    return tuple(spelling_of(name).plain.replace(",", " ").split())


def _address(title: str) -> Address:
    if title == "mr":
        return Address.MAN
    return Address.WOMAN if title in ("mrs", "ms", "miss") else Address.EITHER
