"""One spelling for the many ways in which a place is written; it knows no place, only spelling."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['\u2018\u2019`]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAME_WORD = {"saint": "st", "saints": "sts"}


def place_key(text: str) -> str:
    """Lower case, no accents, no punctuation, "saint" as "st": "King\u2019s Lynn" and "kings lynn" are one key."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain).replace("&", " and ")).split()
    return " ".join(_SAME_WORD.get(word, word) for word in words)
